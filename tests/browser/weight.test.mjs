//! Light and still: what a page weighs over the wire, what it waits for, and that nothing jumps.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { DESK, PHONE } from './support/browser.mjs';
import { COORDINATOR, PAGES } from './support/every_page.mjs';
import { scene } from './support/scene.mjs';

const here = scene();

const FIRST = 60_000;
/** The longest form of the ten: 42 duties, seventy boxes and fields. */
const LONGEST = '/roles/oregon-dhs/family-coach';
const AGAIN = 15_000;

/** Opens an address and counts what came over the wire: headers and bodies, as they were sent. */
async function weigh(reader, address) {
  const client = await reader.context.newCDPSession(reader.page);
  await client.send('Network.enable');
  const names = new Map();
  const parts = [];
  client.on('Network.responseReceived', ({ requestId, response }) => names.set(requestId, response.url));
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => parts.push([names.get(requestId), encodedDataLength]));
  await reader.open(address);
  await reader.page.evaluate(() => document.fonts.ready.then(() => undefined));
  await reader.page.waitForLoadState('networkidle');
  await client.detach();
  return { total: parts.reduce((sum, [, size]) => sum + size, 0), parts };
}

const WEIGHED = [LONGEST, '/', '/search?q=case+manager', `/roles/${COORDINATOR}`, '/organisations', '/activities/home-visits', '/standards', '/standards/cwla-caseloads', '/staffing?clients=600&caseload=40&span=7'];

for (const address of WEIGHED) {
  test(`the first visit to ${address} weighs less than ${FIRST / 1000} kB with its fonts, the next less than ${AGAIN / 1000}`, async (t) => {
    const reader = await here.reader();
    const first = await weigh(reader, address);
    assert.ok(first.total < FIRST, JSON.stringify(first, null, 1));
    assert.ok(first.parts.some(([name]) => name?.endsWith('.woff2')), 'the fonts are counted');
    const again = await weigh(reader, address);
    assert.ok(again.total < AGAIN, JSON.stringify(again, null, 1));
    t.diagnostic(`${address}: ${first.total} bytes, then ${again.total}`);
    await reader.close();
  });
}

test('what all pages share is fetched once', async () => {
  const reader = await here.reader();
  await weigh(reader, '/search?q=coach');
  const next = await weigh(reader, `/roles/${COORDINATOR}`);
  const fetched = next.parts.filter(([, size]) => size > 0).map(([name]) => name);
  assert.ok(!fetched.some((name) => /style|sans|serif-[0-9a-f]/.test(name)), fetched.join(' '));
  await reader.close();
});

test('nothing but one stylesheet holds up what one sees', async () => {
  const reader = await here.reader();
  for (const { address } of PAGES) {
    await reader.open(address);
    const blocking = await reader.page.evaluate(() =>
      performance.getEntriesByType('resource').filter(({ renderBlockingStatus }) => renderBlockingStatus === 'blocking').map(({ name }) => name),
    );
    assert.equal(blocking.length, 1, `${address}: ${blocking}`);
    assert.match(blocking[0], /\/assets\/style-[0-9a-f]+\.css$/);
  }
  await reader.close();
});

test('nothing jumps while a page comes, nor when its fonts do', async () => {
  const found = {};
  for (const viewport of [DESK, PHONE]) {
    for (const { name, address } of PAGES) {
      // A window of its own each time: fonts come late only on the first visit.
      const reader = await here.reader({ viewport });
      await reader.context.addInitScript(() => {
        window.jumps = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.jumps += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      await reader.open(address);
      await reader.page.evaluate(() => document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)))));
      const jumps = await reader.page.evaluate(() => window.jumps);
      if (jumps >= 0.02) found[`${name} ${viewport.width}`] = jumps;
      await reader.close();
    }
  }
  assert.deepEqual(found, {});
});
