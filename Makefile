# What one can do here. `make` lists it.

.DEFAULT_GOAL := help
.PHONY: help check lint test serve openapi browser shots hardening bench gen fmt deny

help: ## list what one can do
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

check: lint test ## what CI runs

lint: ## format and clippy
	cargo fmt --check
	cargo clippy --all-targets --locked -- -D warnings

test: ## install what the tests need, and run them all
	tests/install
	cargo test --locked

serve: ## the catalog here, at http://127.0.0.1:8080/; templates and stylesheet are read anew for each page
	cargo run --locked -- serve --templates templates

openapi: ## try the API by its own description (schemathesis, installed below target/)
	tests/install
	tests/openapi/run

browser: ## try the pages in a real browser: journeys, accessibility, hostile text, weight
	tests/install
	tests/browser/run

shots: ## pictures of every page at two widths, light and dark, in target/shots
	tests/install
	tests/browser/run shots

hardening: ## the tests that kill, starve and cut the power, with full counts
	tests/install
	ROLEBOOK_HARDENING=full cargo test --locked -- --nocapture hardening store broken_file search

bench: ## what we promise about speed
	cargo bench --locked

gen: ## write generated files anew
	cargo run --quiet --locked -- schema > catalog/role.schema.json

fmt: ## format the code and the catalog's drafts
	cargo fmt
	cargo run --quiet --locked -- fmt

deny: ## licences and sources of dependencies (needs cargo-deny)
	cargo deny check licenses bans sources
