//! A real browser, and everything in it that must not happen.

import assert from 'node:assert/strict';

import { chromium } from './tools.mjs';

/** Starts the browser. It calls nobody. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.ROLEBOOK_BROWSER,
    args: ['--disable-gpu', '--disable-dev-shm-usage', '--no-pings', '--disable-background-networking'],
  });
}

/** The sizes at which pages are looked at. */
export const DESK = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };
export const NARROW = { width: 320, height: 640 };

/**
 * A reader with a window: opens pages of `server` and notes what must not happen on any of them.
 * Pages scroll at once, since a click on a busy machine may miss what is still moving.
 * `settings` are those of a Playwright context, such as `javaScriptEnabled`, `colorScheme`, `viewport`, `bypassCSP`.
 */
export async function reader(browser, server, settings = {}) {
  const context = await browser.newContext({ viewport: DESK, baseURL: server.origin, reducedMotion: 'reduce', ...settings });
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const troubles = [];
  watch(context, page, server.origin, troubles);
  // What the page itself sees: its policy broken.
  await context.exposeBinding('__trouble', (_, what) => troubles.push(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      window.__trouble(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return new Reader(context, page, troubles);
}

function watch(context, page, origin, troubles) {
  page.on('pageerror', (error) => troubles.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on('console', (message) => {
    const text = message.text();
    // The browser says so of every page that is an error page, rightly.
    const status = /^Failed to load resource: the server responded with a status of 4\d\d/.test(text);
    if (['error', 'warning'].includes(message.type()) && !status) troubles.push(`console: ${text}`);
  });
  context.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) troubles.push(`request: ${request.url().slice(0, 200)}`);
  });
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // Left for another page, or called back for a later answer.
    if (why !== 'net::ERR_ABORTED') troubles.push(`request: ${request.url().slice(0, 200)} ${why}`);
  });
}

class Reader {
  constructor(context, page, troubles) {
    Object.assign(this, { context, page, troubles });
  }

  /** Opens an address; its answer. */
  async open(address) {
    const answer = await this.page.goto(address, { waitUntil: 'load' });
    return answer;
  }

  /** Fails if anything has happened that must not, and forgets it. */
  untroubled(where = this.page.url()) {
    const troubles = this.troubles.splice(0);
    assert.deepEqual(troubles, [], `on ${where}`);
  }

  /** Puts the window away; nothing may have gone wrong in it. */
  async close() {
    await this.context.close();
    this.untroubled('closing');
  }
}

/** What has the focus, as a short text, and whether one can see it there, once the page has scrolled to it. */
export async function focused(page) {
  for (let looks = 0; ; looks += 1) {
    const stop = await page.evaluate(whereTheFocusIs);
    if (!stop.name || stop.visible || looks === 20) return stop;
    await page.waitForTimeout(50);
  }
}

function whereTheFocusIs() {
  const element = document.activeElement;
  if (!element || element === document.body) return { name: '', visible: false };
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  // The calendar within a field of a date has a ring of the browser's own.
  const within = element.type === 'date' && !element.matches(':focus');
  const ring = within || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0);
  const inside = box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0;
  const top = document.elementFromPoint(
    Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
    Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1),
  );
  const uncovered = !!top && (element.contains(top) || top.contains(element) || !!element.labels?.[0]?.contains(top));
  const words = element.getAttribute('aria-label') || element.textContent.trim() || element.name || element.id;
  return {
    name: `${element.localName} ${words}`.replace(/\s+/g, ' ').slice(0, 90),
    id: element.id,
    href: element.getAttribute('href'),
    visible: ring && inside && uncovered,
    seen: { ring, inside, uncovered },
  };
}
