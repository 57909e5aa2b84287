//! The same journeys with nothing but Tab, Enter, Space and letters: one always sees where one is.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PHONE, focused } from './support/browser.mjs';
import { scene } from './support/scene.mjs';

const here = scene();

/** Presses Tab until the focus is where `there` says; at every stop it must be seen. */
async function tabTo(page, there, most = 160) {
  const stops = [];
  for (let press = 0; press < most; press += 1) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    assert.ok(!stop.name || stop.visible, `${page.url()}: the focus can't be seen on "${stop.name}": ${JSON.stringify(stop.seen)}`);
    if (stop.name && there(stop)) return stop;
    stops.push(stop.name);
  }
  assert.fail(`${page.url()}: not reached with ${most} × Tab: ${[...new Set(stops)].join(' | ')}`);
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? '' : ' without script';

  test(`HR staff find a role, a duty and what changed with the keyboard alone${how}`, async () => {
    const reader = await here.reader({ javaScriptEnabled });
    const { page } = reader;
    await reader.open('/search');
    const skip = await tabTo(page, () => true);
    assert.match(skip.name, /^a Skip/);
    await page.keyboard.press('Enter');
    await tabTo(page, ({ id }) => id === 'q', 3);
    await page.keyboard.type('case manager middle school');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=case\+manager\+middle\+school/);
    await page.locator('#results > .result').first().waitFor();

    // The filter is ticked with the space bar; without script the button below the filters is pressed.
    await tabTo(page, ({ name }) => /^input .*filter|^input .*OR/.test(name));
    for (let press = 0; press < 60 && !(await page.evaluate(() => document.activeElement.value === "state=or")); press += 1) {
      await tabTo(page, () => true);
    }
    await page.keyboard.press('Space');
    if (!javaScriptEnabled) {
      await tabTo(page, ({ name }) => name === 'button Apply');
      await page.keyboard.press('Enter');
    }
    await page.waitForURL(/filter=state%3Dor/);
    await page.locator('ul.chosen a').first().waitFor();
    if (javaScriptEnabled) assert.equal(await page.evaluate(() => document.activeElement.value), 'state=or', 'the focus stays on the filter');

    await tabTo(page, ({ name }) => /^a .*In-School Coordinator/.test(name));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/roles\/albina-rockwood\/in-school-coordinator$/);
    const duty = await tabTo(page, ({ name }) => name === 'a Duty 5');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.href.endsWith(duty.href));
    await tabTo(page, ({ name }) => name === 'a Who, when and why');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/history$/);
    await tabTo(page, ({ name }) => name === 'button Show the redline');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/redline\?from=2&to=3/);
    assert.ok((await page.locator('.redline ins').count()) > 0);
    await reader.close();
  });

  test(`a program lead compares two roles with the keyboard alone${how}`, async () => {
    const reader = await here.reader({ javaScriptEnabled });
    const { page } = reader;
    await reader.open('/search?q=coach');
    for (const number of [1, 2]) {
      await tabTo(page, ({ name }) => name.startsWith('input') && name.length > 0 && name.includes('role'), 200);
      await page.keyboard.press('Space');
      assert.equal(await page.locator('input[form=compare]:checked').count(), number);
    }
    await tabTo(page, ({ name }) => name.startsWith('button Compare'), 200);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/compare\?role=.+&role=.+/);
    assert.equal(await page.locator('.of-duties thead th').count(), 2);
    await reader.close();
  });
}

test('on a phone with a keyboard the focus is never hidden', async () => {
  const reader = await here.reader({ viewport: PHONE });
  const { page } = reader;
  for (const address of ['/search?q=coach', '/roles/albina-rockwood/in-school-coordinator', '/compare?role=mission/family-success-coach&role=hayward/student-success-coach']) {
    await reader.open(address);
    let stops = 0;
    for (let press = 0; press < 150; press += 1) {
      await page.keyboard.press('Tab');
      const stop = await focused(page);
      if (!stop.name) break;
      stops += 1;
      assert.ok(stop.visible, `${address}: the focus can't be seen on "${stop.name}": ${JSON.stringify(stop.seen)}`);
    }
    assert.ok(stops > 10, `${stops} stops on ${address}`);
  }
  await reader.close();
});

test('the first stop on every page leads to the content', async () => {
  const reader = await here.reader();
  const { page } = reader;
  for (const address of ['/search', '/roles/oregon-dhs/family-coach', '/organisations', '/nothing-here', '/about']) {
    await reader.open(address);
    await page.keyboard.press('Tab');
    const { name, href, visible } = await focused(page);
    assert.ok(name.startsWith('a Skip') && href === '#content' && visible, `${address}: ${name}`);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => !!document.activeElement.closest('#content, footer')), address);
  }
  await reader.close();
});
