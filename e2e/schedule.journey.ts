import { expect } from '@playwright/test';
import { expectAccessible, THEMES } from './axe.ts';
import { openExample, runCommand, test } from './workbench.ts';

test('a scenario is run, its schedule shows every conflict, and each is explained', async ({ page, folder }, info) => {
  test.slow();
  const served = await openExample(page, folder, 'amm-swaps');

  // Run, and see it by the keyboard alone.
  await page.keyboard.press('ControlOrMeta+F5');
  const badge = page.getByRole('button', { name: /equals serial/ });
  await expect(badge).toBeEnabled();
  await expect(page.getByRole('toolbar', { name: 'Schedule' })).toContainText('expectations hold');
  const lanes = page.getByRole('application', { name: /incarnations in \d+ lanes/ });
  await lanes.focus();
  await page.keyboard.press('e');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('aborted');
  await expect(inspector).toContainText('Version found');
  await expect(
    page.getByRole('status').filter({ hasText: /incarnation \d+, aborted by tx \d+ at \w+\.\w+/ }),
  ).toHaveCount(1);
  await page.screenshot({ path: info.outputPath('lanes.png') });

  // The same selection in the table, and back.
  await page.keyboard.press('t');
  const grid = page.getByRole('grid', { name: 'Incarnations' });
  await expect(grid.getByRole('row', { selected: true })).toContainText('aborted');
  await grid.focus();
  await page.keyboard.press('t');

  await badge.click();
  await expect(page.getByRole('button', { name: 'equals serial: verified' })).toBeVisible();

  for (const theme of THEMES) {
    await runCommand(page, `Theme: ${theme}`);
    await expectAccessible(page, theme);
    await page.screenshot({ path: info.outputPath(`schedule-${theme}.png`) });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.screenshot({ path: info.outputPath(`schedule-${theme}-1440.png`) });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('button', { name: 'Show as a table (T)' }).click();
    await expectAccessible(page, `table, ${theme}`);
    await page.screenshot({ path: info.outputPath(`table-${theme}.png`) });
    await page.getByRole('button', { name: 'Show as lanes (T)' }).click();
  }

  // What is exported, Perfetto opens.
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /Export as Chrome trace events/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('amm-swaps-optimistic.trace.json');

  // To the source in one click.
  await inspector
    .getByRole('button', { name: /\.sol:\d+/ })
    .first()
    .click();
  await expect(page.locator('.monaco-editor .view-line').first()).toContainText(/\w/);
  await page.waitForLoadState('networkidle');
  expect(await served.stop()).toBe(0);
});
