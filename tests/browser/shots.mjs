//! Pictures of every page at both widths, light and dark: `make shots`.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { DESK, PHONE, launch, reader } from './support/browser.mjs';
import { PAGES, fullCatalog } from './support/every_page.mjs';
import { serve } from './support/server.mjs';

const folder = process.argv[2];
await mkdir(folder, { recursive: true });
const catalog = await fullCatalog();
const server = await serve(catalog);
const browser = await launch();
let taken = 0;
try {
  for (const [viewport, width] of [[DESK, 1280], [PHONE, 390]]) {
    for (const colorScheme of ['light', 'dark']) {
      const visitor = await reader(browser, server, { viewport, colorScheme });
      for (const { name, address } of PAGES) {
        await visitor.open(address);
        await visitor.page.evaluate(() => document.fonts.ready.then(() => undefined));
        const file = `${name.replace(/[^a-zA-Z]+/g, '-').toLowerCase()}-${width}-${colorScheme}.png`;
        await visitor.page.screenshot({ path: join(folder, file), fullPage: true });
        taken += 1;
      }
      await visitor.close();
    }
  }
  // What is printed, of the pages that are made for it.
  const visitor = await reader(browser, server, {});
  for (const name of ['role', 'redline, inline', 'compare', 'staffing, calculated']) {
    await visitor.open(PAGES.find((page) => page.name === name).address);
    await visitor.page.pdf({ path: join(folder, `${name.replace(/[^a-zA-Z]+/g, '-')}-printed.pdf`), format: 'Letter' });
    taken += 1;
  }
  await visitor.close();
} finally {
  await browser.close();
  await server.stop();
  await catalog.remove();
}
console.log(`${taken} pictures in ${folder}`);
