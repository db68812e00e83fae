/** Pinned cells, a range, what is filtered by duration, and drawings of what is in view. */
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { openExample, test } from './workbench.ts';

test('a conflict leads to both statements, its cell is pinned, a range is measured, the view is drawn', async ({
  page,
  folder,
}, info) => {
  test.slow();
  const served = await openExample(page, folder, 'amm-swaps');
  await page.keyboard.press('ControlOrMeta+F5');
  await expect(page.getByRole('toolbar', { name: 'Schedule' })).toContainText('expectations hold');
  const lanes = page.getByRole('application', { name: /incarnations in \d+ lanes/ });
  await lanes.focus();

  // The first conflict at a variable where both have run: both lines are statements, not declarations.
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  const cell = inspector.getByRole('region', { name: 'Cell' });
  const sources = inspector.getByRole('region', { name: 'Sources' });
  const selected = page.getByRole('status').filter({ hasText: /incarnation \d+, aborted/ });
  for (let n = 0; n < 60; n++) {
    const before = (await selected.count()) > 0 ? await selected.textContent() : '';
    await page.keyboard.press('e');
    await expect(selected).not.toHaveText(before || 'nothing yet');
    const [, tx] = /tx ([\d:]+), .* at (?:apple|berry|pool)\.\w/.exec((await selected.textContent()) ?? '') ?? [];
    if (tx === undefined) continue;
    await expect(inspector.getByText(`tx ${tx}`, { exact: true })).toBeVisible();
    await expect(sources).toContainText('Read by');
    if ((await sources.locator('.snip').count()) > 0) break;
  }
  await expect(sources).toContainText('Read by');
  await expect(sources).toContainText('Written by');
  await expect(sources.locator('.snip').first()).toContainText(/reserve|_balances/);
  await expect(sources.locator('.snip').first()).not.toContainText('function');

  await cell.getByRole('button', { name: /Pin a track/ }).click();
  const track = page.getByRole('slider', { name: /Uses of/ });
  await expect(track).toHaveAttribute('aria-valuetext', /\d+ uses, \d+ of them write/);
  await track.focus();
  await page.keyboard.press('ArrowRight');
  await expect(track).not.toHaveAttribute('aria-valuenow', '0');

  // A range by the keyboard, from the bar that is selected to the end of what is in view.
  await lanes.focus();
  await page.keyboard.press('0');
  await page.keyboard.press('[');
  const range = page.getByRole('group', { name: 'Selected range' });
  await expect(range).toContainText(/\d+ incarnations?/);
  await expect(range).toContainText('occupied');
  await page.screenshot({ path: info.outputPath('tools.png') });
  await expectAccessible(page, 'tools');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /drawing \(SVG\)/ }).click(),
  ]);
  const drawing = await readFile(await download.path(), 'utf8');
  const drawn = await page.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    return { name: root.nodeName, marks: root.querySelectorAll('path, rect').length, texts: root.textContent ?? '' };
  }, drawing);
  expect(drawn.name).toBe('svg');
  expect(drawn.marks).toBeGreaterThan(50);
  expect(drawn.texts).toContain('lane 1');
  await range.getByRole('button', { name: /Clear the range/ }).click();
  await expect(range).toHaveCount(0);
  await page
    .getByRole('button', { name: /^Unpin/ })
    .last()
    .click();
  await expect(track).toHaveCount(0);
  await page.waitForLoadState('networkidle');
  expect(await served.stop()).toBe(0);
});
