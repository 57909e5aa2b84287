//! A file is brought in: read beside the original, corrected, kept as a draft. With script and without, by anybody.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { DESK, PHONE, launch, reader } from './support/browser.mjs';
import { Catalog } from './support/catalog.mjs';
import { serve } from './support/server.mjs';
import { axeSource } from './support/tools.mjs';

const FILE = {
  name: 'family advocate.txt',
  mimeType: 'text/plain',
  buffer: Buffer.from(`FAMILY ADVOCATE

Reports to: Program Director

SUMMARY

The Family Advocate walks with families through the first year of the program.

DUTIES

- Visits families at home every week. Writes a note of each visit.
- Writes a plan with each family.
- Keeps a caseload of 12-15 families.

QUALIFICATIONS

- Bachelor's degree in social work.
- Valid driver's license.
`),
};
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const here = {};
before(async () => {
  here.catalog = await Catalog.shipped();
  here.server = await serve(here.catalog, { as: 'Personnel office' });
  here.browser = await launch();
});
after(async () => {
  await here.browser?.close();
  await here.server?.stop();
  await here.catalog?.remove();
});

/** What axe-core finds on the page that is open. */
async function violations(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }),
    RULES,
  );
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? '' : ' without script';

  test(`a file is chosen, its reading corrected and kept as a draft${how}`, async () => {
    // Without script the driver can't tell when a page has stopped scrolling.
    const settings = javaScriptEnabled ? {} : { javaScriptEnabled, reducedMotion: 'reduce' };
    const visitor = await reader(here.browser, here.server, settings);
    const { page } = visitor;
    await visitor.open('/');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Import' }).click();
    await page.waitForURL(/\/import$/);
    await page.getByLabel('Files', { exact: true }).setInputFiles(FILE);
    await page.getByRole('button', { name: 'Read', exact: true }).click();
    await page.waitForURL(/\/import\/[0-9a-f]{64}$/);
    assert.match(await page.locator('.sum').textContent(), /1 role found/);

    // Every line of the file leads to the draft, and back.
    const line = page.locator('.piece').filter({ hasText: 'Writes a plan' });
    await line.locator('.place a').click();
    const target = page.locator('.outline li:target');
    assert.match(await target.textContent(), /Writes a plan with each family/);
    await target.getByRole('link').click();
    assert.match(await page.locator('.piece:target').textContent(), /Writes a plan/);
    if (javaScriptEnabled) {
      await page.locator('.piece').filter({ hasText: 'Keeps a caseload' }).hover();
      assert.match(await page.locator('.outline li.lit').textContent(), /Keeps a caseload/);
    }

    const split = page.locator('.piece').filter({ hasText: 'Visits families' });
    await split.locator('summary').click();
    await split.getByRole('button', { name: /^Split/ }).click();
    await page.locator('.piece').filter({ hasText: /^\s*\d*\s*(Line )?\d+\s*Writes a note of each visit\./ }).first().waitFor();

    const name = `Advocate ${javaScriptEnabled ? 'one' : 'two'}`;
    await page.locator('.particulars > summary').first().click();
    if (!(await page.getByLabel('Title', { exact: true }).isVisible())) await page.locator('.particulars > summary').first().click();
    await page.getByLabel('Title', { exact: true }).fill(name);
    await page.getByLabel('Organisation', { exact: true }).fill('hayward');
    await page.locator('.piece').filter({ hasText: 'Keeps a caseload' }).getByRole('combobox').selectOption('condition');
    await page.getByRole('button', { name: /^Keep as a draft/ }).click();
    await page.locator('.notice.good').waitFor();
    assert.match(await page.locator('.notice.good').textContent(), new RegExp(`${name} is kept as a draft`));
    const draft = await here.catalog.read(`roles/hayward/advocate-${javaScriptEnabled ? 'one' : 'two'}/draft.md`);
    assert.match(draft, /## Working conditions\n\n- Keeps a caseload/);
    assert.match(draft, /- Writes a note of each visit\./);
    await visitor.close();
  });
}

test('axe-core finds nothing on the pages of import, and nothing is wider than the window', async () => {
  for (const viewport of [DESK, PHONE]) {
    for (const colorScheme of ['light', 'dark']) {
      const visitor = await reader(here.browser, here.server, { viewport, colorScheme });
      const { page } = visitor;
      const fine = async (state) => {
        assert.deepEqual(await violations(page), [], `${state} at ${viewport.width}, ${colorScheme}`);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(wider <= 0, `${state} is ${wider} pixels wider than the window`);
      };
      await visitor.open('/import');
      await fine('choosing');
      await page.getByLabel('Files', { exact: true }).setInputFiles([FILE, { ...FILE, name: 'p.png', buffer: Buffer.from('\x89PNG\r\n') }]);
      await page.getByRole('button', { name: 'Read', exact: true }).click();
      await page.locator('.outcomes').waitFor();
      await fine('what became of the files');
      await page.locator('.outcomes a').click();
      await page.waitForURL(/\/import\/[0-9a-f]{64}$/);
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      await fine('a reading with everything open');
      await visitor.close();
    }
  }
});
