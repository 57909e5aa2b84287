//! What every answer tells the browser, whatever it answers.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { COORDINATOR, PAGES } from './support/every_page.mjs';
import { scene } from './support/scene.mjs';

const here = scene();

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'";

const OTHERS = [
  ['a download as JSON', `/api/v1/roles/${COORDINATOR}`, {}, 200],
  ['a download as JSON by its ending', `/roles/${COORDINATOR}.json`, {}],
  ['a download as Markdown', `/roles/${COORDINATOR}.md`, {}, 200],
  ['the API', '/api/v1/search?q=coach', {}, 200],
  ['a problem of the API', '/api/v1/search?page=zero', {}, 400],
  ['nothing in the API', '/api/v1/nothing', {}, 404],
  ['health', '/healthz', {}, 200],
  ['an asset that is not there', '/assets/style-0000000000000000.css', {}, 404],
  ['robots', '/robots.txt', {}],
  ['a method that is not allowed', '/search', { method: 'DELETE' }, 405],
  ['a method that is not allowed on an asset', '/', { method: 'POST' }, 405],
  ['what may be asked', '/search', { method: 'OPTIONS' }, 204],
  ['an address that is too long', `/search?q=${'x'.repeat(10_000)}`, {}, 414],
  ['only the headers', '/roles', { method: 'HEAD' }],
];

const told = ({ headers }, where) => {
  assert.equal(headers['x-content-type-options'], 'nosniff', where);
  assert.equal(headers['referrer-policy'], 'same-origin', where);
  assert.equal(headers['cross-origin-opener-policy'], 'same-origin', where);
  const policy = headers['content-security-policy'];
  assert.ok(policy, where);
  for (const part of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'"]) {
    assert.ok(policy.includes(part), `${where}: ${policy}`);
  }
  assert.ok(!/unsafe|\*|https?:/.test(policy), `${where}: ${policy}`);
};

test('every page carries the policy, exactly', async () => {
  for (const { address, status } of PAGES) {
    const answer = await here.server.get(address);
    assert.equal(answer.status, status, address);
    assert.equal(answer.headers['content-security-policy'], POLICY, address);
    assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8', address);
    told(answer, address);
  }
});

test('every other kind of answer tells the browser to run and load nothing', async () => {
  for (const [what, address, asked, status] of OTHERS) {
    const answer = await here.server.get(address, asked);
    if (status) assert.equal(answer.status, status, what);
    assert.ok(answer.status < 500, `${what}: ${answer.status}`);
    told(answer, what);
  }
});

test('stylesheet, script, fonts and icon are of their type and may be kept for ever', async () => {
  const pages = await Promise.all(['/', '/search'].map((address) => here.server.get(address)));
  const assets = [...new Set(pages.flatMap(({ body }) => body.match(/\/assets\/[^"]+/g)))];
  const css = assets.find((asset) => asset.endsWith('.css'));
  const types = { css: /^text\/css/, js: /^text\/javascript/, woff2: /^font\/woff2/, svg: /^image\/svg\+xml/ };
  assert.deepEqual([...new Set(assets.map((asset) => asset.split('.').pop()))].sort(), Object.keys(types).sort());
  for (const asset of assets) {
    const answer = await here.server.get(asset);
    assert.equal(answer.status, 200, asset);
    assert.match(answer.headers['content-type'], types[asset.split('.').pop()], asset);
    assert.match(answer.headers['cache-control'], /max-age=31536000.*immutable/, asset);
    assert.match(asset, /-[0-9a-f]{8,}\./, asset);
    told(answer, asset);
  }
  const sheet = (await here.server.get(css)).body;
  assert.ok(!/@import|https?:|\/\/[a-z]/i.test(sheet.replace(/\/\*[\s\S]*?\*\//g, '')), 'the stylesheet calls nobody');
});

test('pages are asked for again each time, and answered with 304 when nothing has changed', async () => {
  for (const address of ['/', `/roles/${COORDINATOR}`, '/search?q=coach', '/organisations', '/activities/home-visits']) {
    const first = await here.server.get(address);
    assert.ok(first.headers.etag, address);
    const again = await here.server.get(address, { headers: { 'if-none-match': first.headers.etag } });
    assert.equal(again.status, 304, address);
    assert.equal(again.body, '', address);
    told(again, address);
  }
});

test('no page has a style or a script within', async () => {
  for (const { address } of PAGES) {
    const { body } = await here.server.get(address);
    assert.ok(!/<style|\sstyle=|\son[a-z]+\s*=|<script(?![^>]*(\ssrc=|type="application\/ld\+json"))/i.test(body.replace(/<script type="application\/ld\+json">.*?<\/script>/s, '')), address);
  }
});
