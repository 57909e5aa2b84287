//! Results as one types: nobody loses the box, the way back, or the sense of it; a late answer changes nothing.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PHONE } from './support/browser.mjs';
import { scene } from './support/scene.mjs';

const here = scene();

const inTheBox = (page) => page.evaluate(() => document.activeElement.id === 'q');
const query = (page) => new URL(page.url()).searchParams.get('q');

test('results come as one types, and the focus and what was typed stay in the box', async () => {
  const reader = await here.reader();
  const { page } = reader;
  await reader.open('/search');
  await page.locator('#q').focus();
  await page.keyboard.type('home visits', { delay: 15 });
  await page.waitForURL(/q=home\+visits/);
  await page.locator('#results > .result mark').first().waitFor();
  assert.ok(await inTheBox(page));
  assert.equal(await page.locator('#q').inputValue(), 'home visits');
  assert.equal(await page.locator('#q').evaluate((box) => box.selectionStart), 'home visits'.length);
  assert.equal(await page.title(), await (async () => {
    const other = await here.reader();
    await other.open(page.url());
    const title = await other.page.title();
    await other.close();
    return title;
  })(), 'the title is the one of that address');
  await reader.close();
});

test('what one types is what the same address shows', async () => {
  const reader = await here.reader();
  const { page } = reader;
  await reader.open('/search?q=zzzyx');
  await page.locator('#q').fill('reports to the supervisor');
  await page.waitForURL(/q=reports/);
  await page.locator('#results > .result').first().waitFor();
  const shown = await page.locator('#results h2').allTextContents();
  await page.reload();
  assert.deepEqual(await page.locator('#results h2').allTextContents(), shown);
  await reader.close();
});

test('Back leads to where one came from, and Forward to what was found', async () => {
  const reader = await here.reader();
  const { page } = reader;
  await reader.open('/about');
  await reader.open('/search');
  await page.locator('#q').focus();
  await page.keyboard.type('coach', { delay: 15 });
  await page.waitForURL(/q=coach/);
  await page.locator('#results > .result h2 a').first().click();
  await page.waitForURL(/\/roles\//);
  await page.goBack();
  await page.waitForURL(/q=coach/);
  assert.ok((await page.locator('#results > .result').count()) > 0);
  assert.equal(await page.locator('#q').inputValue(), 'coach');
  await page.goBack();
  await page.waitForURL(/\/(about|search)$/);
  await page.goForward();
  await page.waitForURL(/\/search/);
  await reader.close();
});

test('the number of results is announced from an element that stays', async () => {
  const reader = await here.reader();
  const { page } = reader;
  await reader.open('/search?q=coach');
  const status = page.locator('#status');
  assert.equal(await status.getAttribute('role'), 'status');
  await page.evaluate(() => {
    window.said = [];
    const status = document.getElementById('status');
    window.statusBefore = status;
    new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
  });
  await page.locator('#q').fill('nurse practitioner zzzyx');
  await page.waitForURL(/zzzyx/);
  await page.waitForFunction(() => window.said.length > 0);
  assert.ok(await page.evaluate(() => document.getElementById('status') === window.statusBefore && window.statusBefore.isConnected));
  assert.deepEqual(await page.evaluate(() => window.said), [await status.textContent()]);
  await reader.close();
});

test('an answer that arrives late does not overwrite a later one', async () => {
  const reader = await here.reader();
  const { page } = reader;
  await reader.open('/search');
  const held = [];
  await page.route(/\/search\?.*q=tutoring/, (route) => held.push(route));
  await page.locator('#q').fill('tutoring');
  while (!held.length) await page.waitForTimeout(10);
  await page.locator('#q').fill('driver license');
  await page.waitForURL(/q=driver\+license/);
  await page.locator('#results > .result').first().waitFor();
  const shown = await page.locator('#results').textContent();
  for (const route of held) await route.continue().catch(() => {});
  await page.waitForTimeout(500);
  assert.equal(query(page), 'driver license');
  assert.equal(await page.locator('#results').textContent(), shown);
  await reader.close();
});

test('the address that is left while an answer is under way stays the address that one goes to', async () => {
  const reader = await here.reader();
  const { page } = reader;
  await reader.open('/search?q=coach');
  await page.locator('#q').press('End');
  await page.keyboard.type(' family', { delay: 5 });
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=coach\+family/);
  await page.waitForLoadState();
  await page.waitForTimeout(400);
  assert.equal(query(page), 'coach family');
  assert.ok((await page.locator('#results > .result').count()) > 0);
  await reader.close();
});

test('a search that the service can not answer leaves what was found, and Enter says why', async () => {
  const reader = await here.reader();
  const { page } = reader;
  await reader.open('/search?q=coach');
  const shown = await page.locator('#results').textContent();
  await page.locator('#q').fill('é'.repeat(2000));
  await page.waitForTimeout(600);
  assert.equal(await page.locator('#results').textContent(), shown);
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=%C3%A9/);
  assert.match(await page.locator('main').textContent(), /too long/i);
  await reader.close();
});

test('filters hold while one types, and typing keeps open what was opened', async () => {
  const reader = await here.reader();
  const { page } = reader;
  await reader.open('/search?q=coach');
  const activities = page.locator('#filter-activity');
  const few = await activities.locator('input[type=checkbox]').count();
  await activities.locator('button.more').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/more=activity/);
  await activities.locator('a.fewer').waitFor();
  const all = await activities.locator('input[type=checkbox]').count();
  assert.ok(few < all, `${few} of ${all}`);
  const place = () => page.evaluate(() => [...document.querySelectorAll('#filter-activity input[type=checkbox]')].indexOf(document.activeElement));
  assert.equal(await place(), few, 'who asked for more goes on where the more begins');
  await page.locator('#filters input[value="state=or"]').check();
  await page.waitForURL(/filter=state%3Dor/);
  await page.locator('#q').fill('family');
  await page.waitForURL(/q=family.*filter=state%3Dor/);
  await page.locator('ul.chosen a').first().waitFor();
  assert.ok(await page.locator('#filters input[value="state=or"]').isChecked());
  await activities.locator('a.fewer').click();
  await page.waitForURL((url) => !url.search.includes('more='));
  assert.match(page.url(), /filter=state%3Dor/i);
  assert.ok((await activities.locator('input[type=checkbox]').count()) <= few);
  await reader.close();
});

test('without a script every value of a filter is a click away, and nothing that was ticked is lost', async () => {
  const reader = await here.reader({ javaScriptEnabled: false });
  const { page } = reader;
  await reader.open('/search?q=coach');
  await page.locator('#filters input[value="state=or"]').check();
  await page.locator('#filter-activity button.more').click();
  await page.waitForURL((url) => /more=activity/.test(url) && /filter=state%3Dor/.test(url) && url.hash === '#filter-activity');
  assert.ok(await page.locator('#filters input[value="state=or"]').isChecked());
  assert.ok(await page.locator('#filter-activity a.fewer').isVisible());
  await reader.close();
});

test('on a phone the filters stay open while one chooses among them', async () => {
  const reader = await here.reader({ viewport: PHONE });
  const { page } = reader;
  await reader.open('/search?q=coach');
  await page.locator('#filters > summary').click();
  await page.locator('#filters input[value="state=or"]').check();
  await page.locator('ul.chosen a').first().waitFor();
  assert.ok(await page.locator('#filters').evaluate((filters) => filters.open));
  await reader.close();
});
