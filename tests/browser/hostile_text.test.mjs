//! Hostile text in every field of the catalog: it shows up as text, on every page, and nothing of it runs. The same with
//! the browser's policy switched off, since escaping must stand alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { foreignParts } from './support/audit.mjs';
import { hostileCatalog } from './support/hostile_catalog.mjs';
import { PAYLOADS, seen } from './support/payloads.mjs';
import { scene } from './support/scene.mjs';

let hostile;
const here = scene(async () => (hostile = await hostileCatalog()).catalog);

/** Opens an address; whatever it is, it is looked through. The text that one can see, if it is a page. */
async function visit(reader, address) {
  const { page } = reader;
  await page.goto(address, { waitUntil: 'load' }).catch((error) => {
    if (!/Download is starting/.test(error.message)) throw error;
  });
  assert.deepEqual(await page.evaluate(`(${foreignParts})(document)`), [], address);
  reader.untroubled(address);
  return page.evaluate(() => document.body.textContent.replace(/\s+/g, ' '));
}

/** Does `work` on all of `list`, two at a time, each in a window of its own. */
async function inTwoWindows(list, settings, work) {
  const waiting = [...list.entries()];
  await Promise.all(
    [1, 2].map(async () => {
      const reader = await here.reader(settings);
      await reader.context.exposeBinding('__xss', () => reader.troubles.push('it ran'));
      for (let next = waiting.shift(); next; next = waiting.shift()) await work(reader, next[1], next[0]);
      await reader.close();
    }),
  );
}

/** Fields whose every payload must be seen on the page of the role, word for word. */
const ON_THE_PAGE = ['title', 'class', 'working', 'former', 'paragraph', 'duties', 'group', 'subgroup', 'duty', 'label', 'labelled', 'continued', 'ticked', 'unticked', 'head', 'cell', 'footnote', 'unit', 'reports', 'with', 'license', 'sourcedocument', 'notes'];

for (const bypassCSP of [false, true]) {
  const how = bypassCSP ? ', with the policy of the pages switched off' : '';

  test(`nothing in any field of a role, an organisation or the vocabulary runs${how}`, async (t) => {
    const shown = new Set();
    await inTwoWindows(hostile.roles, { bypassCSP }, async (reader, role) => {
      const { id, organisation, activity, standard, values } = role;
      const text = await visit(reader, `/roles/${id}`);
      for (const field of values.fields) if (text.includes(` zg${field}`)) shown.add(field);
      for (const payload of values.part) assert.ok(text.includes(seen(payload)), `${id}: ${payload}`);
      const title = await reader.page.locator('h1').textContent();
      assert.ok(seen(title).includes(' zgtitle'), title);
      const data = JSON.parse(await reader.page.locator('script[type="application/ld+json"]').textContent());
      assert.equal(seen(data.name), seen(title), 'data for machines says the very title');
      const redline = `/roles/${id}/redline?from=1&to=2`;
      // The same templates again are looked at with the policy on.
      const again = bypassCSP ? [] : [`/roles/${id}@1`, `${redline}&view=side&all=true`];
      for (const address of [`/roles/${id}/history`, redline, ...again]) {
        const other = await visit(reader, address);
        assert.ok(role.part.some((payload) => other.includes(seen(payload))), address);
      }
      for (const address of [`/organisations/${organisation}`, `/activities/${activity}`, `/standards/${standard}`]) {
        const other = await visit(reader, address);
        for (const payload of role.part) assert.ok(other.includes(seen(payload)), `${address}: ${payload}`);
      }
      // What is no page has a policy of its own and is looked at once.
      if (!bypassCSP) for (const address of [`/roles/${id}.md`, `/roles/${id}.json`, `/api/v1/roles/${id}`]) await visit(reader, address);
    });
    const missing = ON_THE_PAGE.filter((field) => !shown.has(field));
    assert.deepEqual(missing, [], 'fields that the page of a role does not show');
    t.diagnostic(`${PAYLOADS.length} payloads, ${hostile.fields} fields, ${hostile.placements} placements, ${hostile.raw.length} of the payloads as Markdown; ${shown.size} fields seen on the page of the role`);
  });

  test(`nothing runs in lists, results, passages, filters and comparisons${how}`, async () => {
    const roles = hostile.roles.map(({ id }) => id);
    const comparisons = [];
    for (let at = 0; at < roles.length; at += 10) comparisons.push(`/compare?${roles.slice(at, at + 10).map((id) => `role=${id}`).join('&')}`);
    const fields = ['title', 'duty', 'group', 'class', 'working', 'former', 'paragraph', 'labelled', 'cell', 'footnote', 'label', 'notes', 'exposure', 'license'];
    const searches = fields.flatMap((field) => [1, 2].map((page) => `/search?q=zg${field}&page=${page}`));
    const duties = [1, 2, 3, 4, 5, 6].map((page) => `/search?q=zgduty&find=duties&page=${page}`);
    const others = ['/', '/roles', '/roles?page=2', '/organisations', '/activities', '/standards', '/standards?measures=contact', '/staffing', '/about', '/about/limits', '/api', '/search', '/search/help', '/search?q=ordinary3', '/search?q=zgdutty', '/search?q=script+img+onerror', '/search?sort=title&page=2'];
    let marked = 0;
    await inTwoWindows([...comparisons, ...searches, ...duties, ...others], { bypassCSP }, async (reader, address) => {
      const text = await visit(reader, address);
      if (/zgduty/.test(address)) assert.ok(text.includes('__xss()'), address);
      marked += await reader.page.locator('mark').count();
    });
    assert.ok(marked > 100, `${marked} passages are marked`);
  });

  test(`nothing runs of what stands in an address${how}`, async () => {
    const places = placesInAddresses();
    // Each payload in the box, or, without the policy, in one of the other places in turn; all in all places below.
    const visits = PAYLOADS.map((payload, at) => places[bypassCSP ? 1 + (at % (places.length - 1)) : 0](payload));
    await inTwoWindows(visits, { bypassCSP }, async (reader, address, at) => {
      const text = await visit(reader, address);
      // A character that no text has is refused.
      if (!bypassCSP && !PAYLOADS[at].includes('\0')) {
        const said = await reader.page.locator('#q').inputValue();
        assert.equal(seen(said.replace(/\ufffd/g, '')), seen(PAYLOADS[at]), address);
      }
      assert.ok(text.length > 0, address);
    });
  });
}

/** Where an address can hold a text. */
function placesInAddresses() {
  const given = (text) => encodeURIComponent(text);
  const inPath = (text) => given(text).replace(/%2F/gi, '/').replace(/^\/+/, '');
  return [
    (text) => `/search?q=${given(text)}`,
    (text) => `/search?q=coach&filter=${given(`state=${text}`)}`,
    (text) => `/search?q=coach&filter=${given(text)}`,
    (text) => `/search?q=coach&find=${given(text)}`,
    (text) => `/search?q=coach&sort=${given(text)}`,
    (text) => `/search?q=coach&as_of=${given(text)}`,
    (text) => `/search?q=coach&page=${given(text)}`,
    (text) => `/search?q=${given(`"${text}" state:"${text}" -${text}`)}&find=duties`,
    (text) => `/search?${given(text)}=${given(text)}`,
    (text) => `/roles/${inPath(text)}`,
    (text) => `/roles/mission/${given(text)}`,
    (text) => `/roles/mission/family-success-coach@${given(text)}`,
    (text) => `/roles/mission/family-success-coach?as_of=${given(text)}`,
    (text) => `/roles/org-0/role/redline?from=${given(text)}&to=${given(text)}`,
    (text) => `/roles/org-0/role/redline?from=1&to=2&view=${given(text)}`,
    (text) => `/organisations/${given(text)}`,
    (text) => `/activities/${given(text)}`,
    (text) => `/compare?role=${given(text)}&role=${given(text)}`,
    (text) => `/standards/${given(text)}`,
    (text) => `/standards?find=${given(text)}&publisher=${given(text)}&measures=${given(text)}`,
    (text) => `/staffing?clients=${given(text)}&unit=${given(text)}&source=${given(text)}&caseload=${given(text)}`,
    (text) => `/staffing?clients=10&caseload=5&unit=${given(text)}&source=${given(text)}`,
    (text) => `/staffing?group=${given(text)}&group_count=${given(text)}&try_caseload=${given(text)}&per=${given(text)}`,
    (text) => `/staffing?role=${given(text)}`,
    (text) => `/staffing?figure=${given(text)}`,
    (text) => `/assets/${given(text)}`,
    (text) => `/${inPath(text)}`,
    (text) => `/${given(text)}/${given(text)}`,
    (text) => `/api/v1/search?q=${given(text)}`,
    (text) => `/api/v1/roles/${given(text)}/x`,
    (text) => `/api/v1/search?${given(text)}=1&sort=${given(text)}`,
  ];
}

test('each payload in each place of an address gives an answer in which nothing could run', async (t) => {
  const places = placesInAddresses();
  const reader = await here.reader();
  let answers = 0;
  for (const place of places) {
    const pages = [];
    const asked = [...PAYLOADS];
    await Promise.all(
      [1, 2, 3, 4].map(async () => {
        for (let payload = asked.shift(); payload !== undefined; payload = asked.shift()) {
          const address = place(payload);
          const answer = await here.server.get(address);
          answers += 1;
          assert.ok(answer.status < 500, `${answer.status} for ${address}`);
          const isPage = answer.headers['content-type']?.startsWith('text/html');
          assert.ok(isPage || answer.headers['x-content-type-options'] === 'nosniff', address);
          if (isPage) pages.push([address, answer.body]);
        }
      }),
    );
    // Parsed as a browser does, without being run.
    const found = await reader.page.evaluate(
      `(pages => { ${foreignParts}; return pages.flatMap(([address, text]) => foreignParts(new DOMParser().parseFromString(text, 'text/html')).map((line) => address + ' ' + line)); })(${JSON.stringify(pages).replace(/\u2028|\u2029/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`)})`,
    );
    assert.deepEqual(found, []);
  }
  assert.equal(answers, places.length * PAYLOADS.length);
  t.diagnostic(`${places.length} places, ${answers} answers`);
  await reader.close();
});

test('the watchman is awake: what should not be there is found, and what runs is heard', async () => {
  const reader = await here.reader({ bypassCSP: true });
  await reader.context.exposeBinding('__xss', () => reader.troubles.push('it ran'));
  await reader.page.setContent('<p onclick="x()">a</p><a href="javascript:x()">b</a><img src=x onerror="__xss()"><script>alert(1)</script>');
  const found = await reader.page.evaluate(`(${foreignParts})(document)`);
  for (const what of ['attribute onclick', 'address javascript:', 'element', 'script']) assert.ok(found.some((line) => line.startsWith(what)), `${what}: ${found}`);
  while (!reader.troubles.includes('it ran')) await reader.page.waitForTimeout(10);
  assert.ok(reader.troubles.some((trouble) => trouble.startsWith('dialog')), `${reader.troubles}`);
  reader.troubles.length = 0;
  await reader.close();
});

test('hostile text in files that somebody edited by hand is named, and does not run', async () => {
  const path = `roles/${hostile.roles[0].id}/2.md`;
  const file = await hostile.catalog.read(path);
  await hostile.catalog.write(path, `${file}\n<img src=x onerror=__xss()>\n\n## <script>__xss()</script>\n\n[x](javascript:__xss())\n`);
  try {
    for (const bypassCSP of [false, true]) {
      const reader = await here.reader({ bypassCSP });
      await reader.context.exposeBinding('__xss', () => reader.troubles.push('it ran'));
      let text = '';
      for (let tries = 0; tries < 40 && !text.includes('wrong with this role'); tries += 1) {
        text = await visit(reader, `/roles/${hostile.roles[0].id}`);
        await reader.page.waitForTimeout(100);
      }
      assert.match(text, /wrong with this role/);
      await visit(reader, '/about');
      await reader.close();
    }
  } finally {
    await hostile.catalog.write(path, file);
  }
});
