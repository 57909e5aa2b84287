//! Puts the page templates into the program. A template that can't be parsed fails the build.

fn main() {
    // Also when one was added.
    println!("cargo::rerun-if-changed=templates/web");
    minijinja_embed::embed_templates!("templates/web", &[".j2"]);
}
