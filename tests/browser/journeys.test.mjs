//! What people come for, from the first page to the last: with script and without.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PHONE } from './support/browser.mjs';
import { scene } from './support/scene.mjs';

const here = scene();

/** The part of the page with this id is scrolled to, smoothly or at once, and marked. */
async function comesIntoView(page, id) {
  const part = page.locator(`[id="${id}"]:target`);
  for (let looks = 0; looks < 60; looks += 1) {
    const { y, height } = await part.boundingBox();
    if (y >= 0 && y < page.viewportSize().height && height > 0) return;
    await page.waitForTimeout(50);
  }
  assert.fail(`${id} is not on the screen`);
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? '' : ' without script';
  const settings = { javaScriptEnabled };

  test(`HR staff find a role, narrow the search, cite a duty, take the text along and see what changed${how}`, async () => {
    const reader = await here.reader(settings);
    const { page } = reader;
    await reader.open('/');
    await page.getByRole('searchbox').fill('case manager middle school');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=case\+manager\+middle\+school/);
    assert.match(await page.locator('#status').textContent(), /\d+ roles?/);
    const before = await page.locator('#results > .result').count();
    assert.ok(before > 1);

    const filter = page.locator('#filters input[name=filter][value="state=or"]');
    await filter.check();
    if (!javaScriptEnabled) await page.getByRole('button', { name: 'Apply' }).click();
    await page.waitForURL(/filter=state%3Dor/);
    await page.locator('ul.chosen a').first().waitFor();
    const narrowed = await page.locator('#results > .result').count();
    assert.ok(narrowed >= 1 && narrowed < before, `${narrowed} of ${before}`);
    assert.match(await page.locator('#results > .result').first().textContent(), /OR/);

    await page.locator('#results > .result h2 a').filter({ hasText: 'In-School Coordinator' }).click();
    await page.waitForURL(/\/roles\/albina-rockwood\/in-school-coordinator$/);
    assert.match(await page.locator('h1').textContent(), /In-School Coordinator/);

    const duty = page.locator('.kind-duties a.permalink').nth(4);
    const address = await duty.getAttribute('href');
    assert.match(address, /^\/roles\/albina-rockwood\/in-school-coordinator@3#d\d+$/);
    await duty.click();
    await page.waitForURL((url) => url.href.endsWith(address));
    await comesIntoView(page, address.split('#')[1]);

    const title = await page.locator('h1').textContent();
    for (const [name, type] of [['Markdown', 'text/markdown'], ['JSON', 'application/json']]) {
      const link = await page.getByRole('link', { name, exact: true }).getAttribute('href');
      const answer = await reader.context.request.get(link);
      assert.equal(answer.status(), 200, link);
      assert.ok(answer.headers()['content-type'].startsWith(type), link);
      assert.ok((await answer.text()).includes(title), link);
    }

    await page.getByRole('link', { name: 'Who, when and why' }).click();
    await page.waitForURL(/\/history$/);
    assert.equal(await page.locator('.history > li').count(), 3);
    await page.getByRole('button', { name: 'Show the redline' }).click();
    await page.waitForURL(/\/redline\?from=2&to=3/);
    assert.ok((await page.locator('.redline ins').count()) > 0);
    assert.ok((await page.locator('.redline del').count()) > 0);
    await page.getByRole('link', { name: 'Side by side' }).click();
    await page.waitForURL(/view=side/);
    assert.ok((await page.locator('table.sides ins').count()) > 0);
    await reader.close();
  });

  test(`a program lead sees who does home visits, at which organisation, and compares two roles${how}`, async () => {
    const reader = await here.reader(settings);
    const { page } = reader;
    await reader.open('/');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Activities' }).click();
    await page.getByRole('link', { name: 'Home visits', exact: true }).click();
    await page.waitForURL(/\/activities\/home-visits$/);
    assert.ok((await page.locator('.who').count()) > 1);
    assert.match(await page.locator('.who .duties').first().textContent(), /home/i);
    const organisation = page.locator('.who .whose a').first();
    const name = (await organisation.textContent()).trim();
    await organisation.click();
    await page.waitForURL(/\/organisations\/[a-z-]+$/);
    assert.equal((await page.locator('h1').textContent()).trim(), name);
    assert.ok((await page.locator('ol.entries h3 a').count()) >= 1);

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Search' }).click();
    await page.getByRole('searchbox').fill('coach');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=coach/);
    const titles = [];
    for (const at of [0, 1]) {
      const result = page.locator('#results > .result').nth(at);
      titles.push((await result.locator('h2 a').textContent()).trim());
      await result.getByRole('checkbox', { name: /Compare/ }).check();
    }
    if (javaScriptEnabled) assert.equal(await page.locator('#compare .ticked').textContent(), titles.join(' · '));
    await page.locator('#compare button').click();
    await page.waitForURL(/\/compare\?role=.+&role=.+/);
    const compared = await page.locator('.compared li > a:first-child').allTextContents();
    assert.deepEqual(compared.map((title) => title.trim()), titles);
    assert.match(await page.locator('p.summary').textContent(), /^(Both state|There is no piece)/);
    assert.ok((await page.locator('.of-duties tbody tr').count()) > 10);
    // A duty leads to its place in the role.
    const duty = page.locator('.of-duties .permalink').first();
    const place = (await duty.getAttribute('href')).split('#');
    await page.goto(new URL(await duty.getAttribute('href'), page.url()).href);
    assert.equal(await page.locator(`[id="${place[1]}"]`).count(), 1);
    await page.goBack();
    // Only what differs, then somebody who might apply.
    await page.getByRole('link', { name: 'Only differences' }).click();
    await page.waitForURL(/only=differences/);
    assert.equal(await page.locator('.of-duties tr.all').count(), 0);
    await page.getByLabel('Schooling completed').selectOption('bachelor');
    await page.getByLabel('Years in work of this kind').fill('two');
    await page.getByRole('button', { name: 'Ask' }).click();
    await page.waitForURL(/education=bachelor/);
    assert.match(await page.locator('#years-error').textContent(), /`two` is not a number of years/);
    assert.equal(await page.getByLabel('Years in work of this kind').inputValue(), 'two');
    await page.getByLabel('Years in work of this kind').fill('2');
    await page.getByRole('button', { name: 'Ask' }).click();
    await page.waitForURL(/years=2/);
    assert.equal(await page.locator('.verdicts tbody tr').first().locator('td').count(), 2);
    assert.ok(page.url().includes('only=differences'), 'what was chosen stays');
    await reader.close();
  });

  test(`on a phone the filters are behind one button, and a filter can be taken away again${how}`, async () => {
    const reader = await here.reader({ ...settings, viewport: PHONE, hasTouch: true });
    const { page } = reader;
    await reader.open('/search?q=families');
    const filter = page.locator('#filters input[name=filter][value="state=or"]');
    assert.equal(await filter.isVisible(), false);
    await page.locator('#filters > summary').tap();
    await filter.check();
    if (!javaScriptEnabled) await page.getByRole('button', { name: 'Apply' }).tap();
    const chosen = page.locator('ul.chosen a').filter({ hasText: 'OR' });
    await chosen.waitFor();
    await chosen.tap();
    await page.waitForURL((url) => !url.search.includes('filter'));
    assert.equal(await page.locator('ul.chosen').count(), 0);
    await reader.close();
  });
}

test('who mistypes is helped, and who finds nothing is not left alone', async () => {
  const reader = await here.reader();
  const { page } = reader;
  await reader.open('/search?q=case+maneger');
  const meant = page.locator('p.did-you-mean a');
  assert.equal((await meant.textContent()).trim(), 'case manager');
  await meant.click();
  await page.waitForURL(/q=case\+manager/);
  assert.ok((await page.locator('#results > .result').count()) > 0);
  await reader.open('/search?q=zzzyx');
  assert.equal(await page.locator('#results').count(), 0);
  assert.ok((await page.locator('.nothing a').count()) > 1);
  await reader.open('/roles/mission/family-succes-coach');
  await page.getByRole('link', { name: 'mission/family-success-coach' }).click();
  await page.waitForURL(/\/roles\/mission\/family-success-coach$/);
  await reader.close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`a program lead looks at a role beside the standards and works out the staff${javaScriptEnabled ? '' : ' without script'}`, async () => {
    const reader = await here.reader({ javaScriptEnabled });
    const { page } = reader;
    await reader.open('/roles/chula-vista-san-diego/academic-advocate');
    await page.locator('#standards').getByRole('link', { name: /school counselor/ }).first().click();
    await page.waitForURL(/\/standards\/asca-school-counselor#asca-school-counselor$/);
    await page.goBack();
    await page.getByRole('link', { name: 'Calculate staffing with this caseload' }).click();
    await page.waitForURL(/\/staffing\?role=/);
    assert.equal(await page.getByLabel('Caseload', { exact: true }).first().inputValue(), '50');
    // Nothing is lost when something is wrong, and the summary leads to the field.
    await page.getByLabel('How many', { exact: true }).first().fill('six hundred');
    await page.getByLabel('Workers for each supervisor').first().fill('7');
    await page.getByRole('button', { name: 'Calculate' }).click();
    await page.locator('.findings').getByRole('link', { name: 'How many' }).click();
    await page.waitForURL(/#clients$/);
    const clients = page.locator('#clients');
    assert.equal(await clients.inputValue(), 'six hundred');
    assert.equal(await page.locator('#span').inputValue(), '7');
    assert.match(await page.locator('#clients-wrong').textContent(), /not a figure/);
    await clients.fill('600');
    await page.getByRole('button', { name: 'Calculate' }).click();
    const answers = await page.locator('.answers').textContent();
    assert.match(answers.replace(/\s+/g, ' '), /12 posts and 1\.71 supervisors/);
    assert.match(await page.locator('.what-if').textContent(), /24\s*\(12 more\)/);
    assert.match(await page.locator('.steps').first().textContent(), /600 ÷ 50 = 12 FTE/);
    await reader.close();
  });
}
