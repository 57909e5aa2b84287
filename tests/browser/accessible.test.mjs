//! Usable by anyone: axe-core finds nothing on any page in any state, and pages make sense when read aloud.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESK, PHONE } from './support/browser.mjs';
import { PAGES } from './support/every_page.mjs';
import { scene } from './support/scene.mjs';
import { violations } from './support/axe.mjs';

const here = scene();

for (const [viewport, size] of [[DESK, '1280'], [PHONE, '390']]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`axe-core finds nothing on ${PAGES.length} pages at ${size} pixels, ${colorScheme}`, async () => {
      const reader = await here.reader({ viewport, colorScheme });
      const found = {};
      for (const { name, address, status } of PAGES) {
        const answer = await reader.open(address);
        assert.equal(answer.status(), status, address);
        const there = await violations(reader.page);
        if (there.length) found[`${name} ${address}`] = there;
      }
      assert.deepEqual(found, {});
      await reader.close();
    });
  }
}

test('axe-core finds nothing while things are open, chosen, ticked or focused', async () => {
  for (const viewport of [DESK, PHONE]) {
    const reader = await here.reader({ viewport });
    const { page } = reader;
    const fine = async (state) => assert.deepEqual(await violations(page), [], state);
    await reader.open('/search?q=families');
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
    await fine('filters open');
    for (const box of await page.locator('input[form=compare]').all()) await box.check();
    // In a window so high that what keeps its place at its edges covers nothing.
    await page.setViewportSize({ width: viewport.width, height: 12_000 });
    await fine('roles ticked');
    await page.locator('#filters input[value="state=or"]').check();
    await page.waitForURL(/filter=/);
    await page.locator('ul.chosen a').first().waitFor();
    await fine('filter chosen');
    await page.setViewportSize(viewport);
    await page.locator('#q').fill('zzzyx');
    await page.waitForURL(/zzzyx/);
    await fine('nothing found while typing');
    await reader.open('/roles/oregon-dhs/family-coach#d7');
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
    await fine('a duty cited');
    await page.keyboard.press('Tab');
    await fine('focus');
    await reader.close();
  }
});

test('axe-core would find a mistake', async () => {
  const reader = await here.reader();
  await reader.open('/');
  await reader.page.evaluate(() => {
    const button = document.querySelector('main').appendChild(document.createElement('button'));
    button.style.color = '#ccc';
  });
  assert.match((await violations(reader.page)).join(), /button-name/);
  await reader.close();
});

test('every page has its language, one title of its own, one main heading, and landmarks with names', async () => {
  const reader = await here.reader();
  const { page } = reader;
  const titles = new Map();
  for (const { address } of PAGES) {
    await reader.open(address);
    const found = await page.evaluate(() => ({
      lang: document.documentElement.lang,
      title: document.title,
      headings: document.querySelectorAll('h1').length,
      inMain: document.querySelectorAll('main#content h1').length,
      levels: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) => Number(heading.localName[1])),
      navs: [...document.querySelectorAll('nav')].map((nav) => nav.getAttribute('aria-label') || ''),
      ids: [...document.querySelectorAll('[id]')].map(({ id }) => id),
    }));
    assert.equal(found.lang, 'en', address);
    assert.match(found.title, /Rolebook/, address);
    assert.deepEqual([found.headings, found.inMain], [1, 1], address);
    found.levels.reduce((before, level) => {
      assert.ok(level <= before + 1, `${address}: a heading of level ${level} below one of level ${before}`);
      return level;
    }, 0);
    assert.ok(found.navs.every(Boolean) && new Set(found.navs).size === found.navs.length, `${address}: ${found.navs}`);
    assert.equal(new Set(found.ids).size, found.ids.length, `${address}: an id is there twice: ${found.ids.filter((id, at) => found.ids.indexOf(id) !== at)}`);
    titles.set(address, found.title);
  }
  // Ways to look at the same thing may share a title; different things may not.
  const own = ['/', '/search/help', '/organisations', '/activities', '/standards', '/standards/cwla-caseloads', '/staffing', '/about', '/about/limits', '/api', '/roles/oregon-dhs/family-coach'];
  assert.equal(new Set(own.map((address) => titles.get(address))).size, own.length);
  await reader.close();
});

test('what is added and removed, ticked and left blank is said in words', async () => {
  const reader = await here.reader();
  const { page } = reader;
  await reader.open('/roles/albina-rockwood/in-school-coordinator/redline?from=2&to=3&view=inline');
  const tree = await page.locator('main').ariaSnapshot();
  assert.match(tree, /added: /);
  assert.match(tree, /removed: /);
  await reader.open('/roles/oregon-dhs/family-coach');
  const role = await page.locator('main').ariaSnapshot();
  assert.match(role, /Ticked: /);
  assert.match(role, /Not ticked: /);
  assert.match(role, /left blank/);
  assert.match(role, /heading "Family Coach" \[level=1\]/);
  await reader.open('/search?q=home+visits');
  const search = await page.locator('main').ariaSnapshot();
  assert.match(search, /searchbox "Search roles and duties"/);
  assert.match(search, /status: ?"?\d+ roles/);
  assert.match(search, /group "State"/i);
  assert.match(search, /checkbox "Compare Family/);
  await reader.close();
});
