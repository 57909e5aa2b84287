//! HR staff compose a posting, keep it, publish it, find it in the list, bring it up to date: with script and without.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { violations } from './support/axe.mjs';
import { DESK, PHONE } from './support/browser.mjs';
import { Catalog } from './support/catalog.mjs';
import { scene } from './support/scene.mjs';

const here = scene(() => Catalog.shipped(), { as: 'Personnel office' });
const ROLE = 'seven-counties/case-manager';

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? '' : ' without script';
  // Without script the driver can't tell when a page has stopped scrolling.
  const settings = javaScriptEnabled ? {} : { javaScriptEnabled, reducedMotion: 'reduce' };

  test(`HR staff compose, keep and publish a posting, and find it again${how}`, async () => {
    const reader = await here.reader(settings);
    const { page } = reader;
    await reader.open(`/roles/${ROLE}`);
    await page.getByRole('link', { name: 'Draft a posting' }).click();
    await page.waitForURL(/\/postings\/new/);
    await page.locator('#field-how_to_apply').fill('Write to jobs@example.org.');
    await page.locator('#field-closing_date').fill('2027-02-30');
    await page.getByRole('button', { name: 'Update the preview' }).click();
    await page.locator('#problem-closing_date').waitFor();
    assert.equal(await page.locator('#field-how_to_apply').inputValue(), 'Write to jobs@example.org.');
    await page.locator('#field-closing_date').fill('2027-02-28');
    await page.getByRole('button', { name: /^Reword/ }).first().click();
    await page.locator('textarea[name^="edit."]').first().fill('Meet families where they are.');
    await page.getByRole('button', { name: 'Update the preview' }).click();
    await page.locator('.sheet .edited').first().waitFor();
    await page.getByRole('button', { name: 'Keep this posting' }).click();
    await page.waitForURL(/\/postings\/case-manager-\d{4}-\d\d-\d\d/);
    assert.match(await page.locator('.sum').textContent(), /^Draft/);
    await page.getByRole('button', { name: 'Mark as published' }).click();
    await page.locator('.sum', { hasText: /^Published/ }).waitFor();
    const id = (await page.locator('.crumb').textContent()).split('›')[1].trim();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Postings' }).click();
    await page.waitForURL(/\/postings$/);
    await page.locator(`a[href="/postings/${id}"]`).click();
    await page.waitForURL(new RegExp(`/postings/${id}$`));
    const word = await page.getByRole('link', { name: 'Word' }).getAttribute('href');
    const file = await reader.context.request.get(word);
    assert.equal(file.status(), 200);
    await reader.close();
  });

  test(`what is too long for an address is not lost, and can be taken along and kept${how}`, async () => {
    const reader = await here.reader(settings);
    const { page } = reader;
    const long = `${'So long a text that no address holds it. '.repeat(220)}The end.`;
    await reader.open(`/postings/new?role=${ROLE}`);
    await page.locator('#field-how_to_apply').fill('Write to us.');
    await page.locator('#field-benefits').fill(long);
    await page.getByRole('button', { name: 'Update the preview' }).click();
    await page.locator('.sheet', { hasText: 'The end.' }).waitFor();
    assert.equal(await page.locator('#field-benefits').inputValue(), long);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Plain text' }).click(),
    ]);
    assert.match(download.suggestedFilename(), /\.txt$/);
    await page.getByRole('button', { name: 'Keep this posting' }).click();
    await page.waitForURL(/\/postings\/case-manager-/);
    assert.ok((await page.locator('.sheet').textContent()).includes('The end.'));
    await reader.close();
  });
}

test('duties are dragged into another order', async () => {
  const reader = await here.reader();
  const { page } = reader;
  await reader.open(`/postings/new?role=${ROLE}&how_to_apply=Write`);
  const duties = page.locator('.choose-duties > li');
  const order = () => duties.locator('input').evaluateAll((boxes) => boxes.slice(0, 3).map((box) => box.value));
  const [first, second, third] = await order();
  await duties.nth(1).scrollIntoViewIfNeeded();
  await duties.nth(2).locator('.handle').dragTo(duties.nth(0), { targetPosition: { x: 40, y: 2 } });
  assert.deepEqual(await order(), [third, first, second]);
  await page.waitForURL(new RegExp(`duty=${third}&duty=${first}&duty=${second}`));
  assert.ok(await duties.nth(0).getByRole('button', { name: /^Up/ }).isDisabled());
  await reader.close();
});

test('a posting that is behind shows what would change and is brought up to date', async () => {
  const reader = await here.reader();
  const { page } = reader;
  await reader.open(`/postings/new?role=mission/family-success-coach&how_to_apply=Write`);
  await page.getByRole('button', { name: 'Keep this posting' }).click();
  await page.waitForURL(/\/postings\/family-success-coach-/);
  const address = new URL(page.url()).pathname;
  await here.catalog.must('revise', 'mission/family-success-coach');
  const path = 'roles/mission/family-success-coach/draft.md';
  await here.catalog.write(path, (await here.catalog.read(path)).replace('Consult one-on-one', 'Meet one-on-one'));
  await here.catalog.publish('mission/family-success-coach', 'HR office', 'annual review');
  await reader.open('/postings');
  assert.match(await page.locator('.is-behind').textContent(), /Behind: the role has revision 2/);
  await reader.open(address);
  assert.ok((await page.locator('.behind-it ins').count()) > 0 && (await page.locator('.behind-it del').count()) > 0);
  for (const viewport of [PHONE, DESK]) {
    await page.setViewportSize(viewport);
    for (const there of ['/postings', `/postings/new?posting=${address.split('/')[2]}`, address]) {
      await reader.open(there);
      assert.deepEqual(await violations(page), [], there);
    }
  }
  await page.getByRole('button', { name: 'Bring it up to date' }).click();
  await page.locator('.record', { hasText: 'Brought up to date by Personnel office' }).waitFor();
  assert.equal(await page.locator('.behind-it').count(), 0);
  await reader.close();
});

test('pages of other sites can send nothing, and get no answer under another name', async () => {
  const reader = await here.reader();
  const answer = await here.server.get('/postings', { method: 'POST', headers: { origin: 'https://evil.example' } });
  assert.equal(answer.status, 403);
  const elsewhere = await here.server.get('/postings', { headers: { host: `evil.example:${new URL(here.server.origin).port}` } });
  assert.equal(elsewhere.status, 421);
  await reader.close();
});
