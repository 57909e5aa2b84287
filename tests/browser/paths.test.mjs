//! Addresses that try to get out: of the folders, of the site, of the request.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { COORDINATOR } from './support/every_page.mjs';
import { scene } from './support/scene.mjs';

const here = scene();

const UP = ['..', '%2e%2e', '.%2e', '%2E.', '%252e%252e', '..%00', '..;', '%c0%ae%c0%ae', '%u002e%u002e', '．．', '…', '%e2%80%a5', '..\\', '..%5c', '..%255c'];
const SLASHES = ['/', '%2f', '%252f', '\\', '%5c'];
const FILES = ['etc/passwd', 'Cargo.toml', 'roles/oregon-dhs/family-coach/1.md', 'ledger.jsonl', 'organisations/oregon-dhs.md'];
const BASES = ['/assets/', '/roles/', '/roles/oregon-dhs/', `/roles/${COORDINATOR}/`, '/organisations/', '/activities/', '/api/v1/roles/'];
const ODD = ['con', 'nul.md', 'a.', 'a%20', '.hidden', '.git/config', '%00', 'a%00.md', '~', '$HOME', '%', '%zz', 'x'.repeat(300), '%ff', 'é', '../draft', 'draft', 'draft.md', '@draft', '1.md', '@1.md/../../x', '@0', '@-1', '@999999999999', '@1@2', '@%31', '.json.md', '..json', '?', '#'];

function traversals() {
  const made = [];
  for (const base of BASES) {
    for (const up of UP) {
      for (const slash of SLASHES) {
        const file = FILES[made.length % FILES.length];
        made.push(base + `${up}${slash}`.repeat(2 + (made.length % 5)) + file);
      }
    }
    made.push(...ODD.map((odd) => base + odd));
  }
  return made.map((path) => Buffer.from(path).toString('latin1').replace(/[\u0000-\u0020\u007f-\u00ff]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`));
}

test('no traversal gets a file: each answer is a page, a redirect within, or a refusal', async () => {
  const paths = traversals();
  assert.ok(paths.length >= 300, `${paths.length}`);
  const plain = /root:x:0|\[package\]|"hash":"[0-9a-f]{64}"|^---\nschema/;
  for (const path of paths) {
    const answer = await here.server.get(path);
    assert.ok([301, 302, 303, 307, 308, 400, 404].includes(answer.status) || (answer.status === 200 && /\/roles\/$|\/organisations\/$|\/activities\/$|[?#]$/.test(path)), `${answer.status} for ${path}`);
    if (answer.status === 200) continue;
    assert.ok(!plain.test(answer.body), path);
    stays(answer, path);
  }
});

/** A redirect leads to an address of this site. */
function stays({ status, headers }, path) {
  if (headers.location === undefined) {
    assert.ok(status < 300 || status >= 400, path);
    return;
  }
  const target = new URL(headers.location, here.server.origin);
  assert.equal(target.origin, here.server.origin, `${path} → ${headers.location}`);
  assert.ok(headers.location.startsWith('/') && !/^\/[/\\]/.test(headers.location), `${path} → ${headers.location}`);
}

test('no address leads off the site', async () => {
  const elsewhere = ['//evil.test', '/\\evil.test', '\\\\evil.test', 'https://evil.test', 'https:evil.test', '%2f%2fevil.test', '//evil.test/%2e%2e', '//evil.test/..', '/%09/evil.test', '/%0d%0aLocation:%20//evil.test', '////evil.test', '/.//evil.test', '//evil.test/search', '//evil.test?q=x', "/javascript:__xss()"];
  const starts = ['', '/roles', '/search', '/organisations/', `/roles/${COORDINATOR}`];
  const parameters = ['q', 'next', 'url', 'return', 'redirect', 'role', 'from', 'view'];
  const paths = [
    ...elsewhere.flatMap((to) => starts.map((start) => `${start}/${to}`.replace(/^\/\/(?=[^/])/, '//'))),
    ...elsewhere.map((to) => to.replace(/\\/g, '%5c')).filter((to) => to.startsWith('/')),
    ...parameters.flatMap((name) => elsewhere.slice(0, 4).map((to) => `/search?${name}=${encodeURIComponent(to)}`)),
    ...elsewhere.slice(0, 6).map((to) => `/compare?role=${encodeURIComponent(to)}&role=${encodeURIComponent(to)}`),
    ...elsewhere.slice(0, 6).map((to) => `/roles/${COORDINATOR}/redline?from=${encodeURIComponent(to)}&to=2`),
  ].map((path) => path.replace(/\\/g, '%5c'));
  assert.ok(paths.length >= 60, `${paths.length}`);
  for (const path of paths) {
    const answer = await here.server.get(path);
    assert.ok(answer.status < 500, `${answer.status} for ${path}`);
    stays(answer, path);
  }
});

test('no forged host gets into an answer', async () => {
  const forged = ['evil.test', 'evil.test:80', '127.0.0.1@evil.test', 'evil.test/', 'a"><script>', '[::1]evil'];
  const headers = forged.flatMap((host) => [
    { host },
    { 'x-forwarded-host': host },
    { 'x-forwarded-host': host, 'x-forwarded-proto': 'https' },
    { forwarded: `host="${host.replace(/"/g, '')}"` },
    { 'x-original-url': `//${host}/` },
    { 'x-host': host, 'x-forwarded-server': host },
    { 'x-forwarded-prefix': `//${host}` },
  ]);
  assert.ok(headers.length >= 40);
  for (const sent of headers) {
    for (const path of ['/', '/search?q=coach', `/roles/${COORDINATOR}`, `/roles/${COORDINATOR}/redline`, '/nothing-here', '/roles/']) {
      const answer = await here.server.get(path, { headers: sent });
      assert.ok(!/evil|<script>/.test(answer.body.replace(/<script type="application\/ld\+json">/g, '').replace(/<script src=/g, '')), `${JSON.stringify(sent)} ${path}`);
      assert.ok(!JSON.stringify(answer.headers).includes('evil'), `${JSON.stringify(sent)} ${path}`);
    }
  }
});

test('a request that could be read as two is refused, and nothing smuggled is answered', async () => {
  const forms = [
    'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n',
    'Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef',
    'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n',
    'Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n',
    'Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n',
    'Content-Length: -1\r\n\r\n',
    'Content-Length: 1e1\r\n\r\n0123456789',
    'X: a\r\n b: c\r\n\r\n',
    'X: a\nTransfer-Encoding: chunked\n\n0\n\n',
  ];
  for (const form of forms) {
    const text = await here.server.raw(`GET /nothing-here HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${form}`);
    assert.ok(!text.includes('smuggled'), form);
    const answers = text.match(/HTTP\/1\.1 \d{3}/g) ?? [];
    assert.ok(answers.length <= 1, `${form}: ${answers}`);
    assert.ok(answers.every((answer) => / (4\d\d|501)$/.test(answer)), `${form}: ${answers}`);
  }
});
