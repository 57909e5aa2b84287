//! Narrow windows, big fingers, readers whom motion makes sick: nothing runs off the page, nothing is too small to hit.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { NARROW, PHONE } from './support/browser.mjs';
import { PAGES } from './support/every_page.mjs';
import { scene } from './support/scene.mjs';

const here = scene();

test('no page scrolls sideways in a window of 320 pixels, nor does its text run out of it', async () => {
  const reader = await here.reader({ viewport: NARROW });
  const found = {};
  for (const { name, address } of PAGES) {
    await reader.open(address);
    const wide = await reader.page.evaluate(() => {
      const root = document.documentElement;
      const out = [...document.querySelectorAll('main *, header *, footer *')].filter((element) => {
        const box = element.getBoundingClientRect();
        const hidden = getComputedStyle(element).clipPath !== 'none' || element.closest('.unseen, .scroll, .skip, svg');
        return !hidden && box.width > 0 && (box.right > innerWidth + 1 || box.left < -1);
      });
      const names = out.slice(0, 3).map((element) => `${element.localName}.${element.className} ${element.textContent.trim().slice(0, 40)}`);
      return [root.scrollWidth > root.clientWidth ? `${root.scrollWidth} wide` : '', ...names].filter(Boolean);
    });
    if (wide.length) found[`${name} ${address}`] = wide;
  }
  assert.deepEqual(found, {});
  await reader.close();
});

test('twice the size of text fits on a phone', async () => {
  const reader = await here.reader({ viewport: PHONE });
  const found = {};
  for (const { address } of PAGES) {
    await reader.open(address);
    await reader.page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
    const wide = await reader.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) found[address] = wide;
  }
  assert.deepEqual(found, {});
  await reader.close();
});

test('whatever can be pressed is at least 24 pixels high and wide, links within sentences aside', async () => {
  const reader = await here.reader({ viewport: PHONE });
  const found = {};
  for (const { name, address } of PAGES) {
    await reader.open(address);
    await reader.page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
    const small = await reader.page.evaluate(() => {
      const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('.unseen, .skip');
      const boxOf = (element) => {
        const own = element.getBoundingClientRect();
        const label = element.labels?.[0]?.getBoundingClientRect();
        return label && label.width * label.height > own.width * own.height ? label : own;
      };
      const inSentence = (element) =>
        element.localName === 'a' && getComputedStyle(element).display === 'inline' && element.parentElement.textContent.trim() !== element.textContent.trim();
      const targets = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')].filter(seen);
      const rects = targets.map(boxOf);
      // A small one is fine where nothing else to press is within 24 pixels of its middle.
      const alone = (at) => {
        const [x, y] = [rects[at].x + rects[at].width / 2, rects[at].y + rects[at].height / 2];
        return rects.every((other, index) => {
          if (index === at || targets[index].labels?.[0]?.contains(targets[at])) return true;
          const [dx, dy] = [Math.max(other.left - x, 0, x - other.right), Math.max(other.top - y, 0, y - other.bottom)];
          return Math.hypot(dx, dy) >= 12;
        });
      };
      return targets
        .filter((element, at) => (rects[at].width < 24 || rects[at].height < 24) && !inSentence(element) && !alone(at))
        .slice(0, 4)
        .map((element) => `${element.localName} ${(element.textContent.trim() || element.name).slice(0, 40)}: ${Math.round(boxOf(element).width)} × ${Math.round(boxOf(element).height)}`);
    });
    if (small.length) found[`${name} ${address}`] = small;
  }
  assert.deepEqual(found, {});
  await reader.close();
});

test('nothing moves for readers who want no motion', async () => {
  const reader = await here.reader({ reducedMotion: 'reduce' });
  const found = {};
  for (const { address } of PAGES) {
    await reader.open(address);
    const moving = await reader.page.evaluate(() =>
      [...document.querySelectorAll('*')].filter((element) => {
        const style = getComputedStyle(element);
        const long = (list) => list.split(',').some((time) => parseFloat(time) > 0.01);
        return long(style.transitionDuration) || long(style.animationDuration) || style.scrollBehavior === 'smooth';
      }).map(({ localName, className }) => `${localName}.${className}`),
    );
    if (moving.length) found[address] = moving.slice(0, 3);
  }
  assert.deepEqual(found, {});
  await reader.close();
});
