/** Somebody new: an example from the welcome page, one key, and the conflict of the story is explained. */
import { expect } from '@playwright/test';
import { openExample, test } from './workbench.ts';

test('the race for one cell: three languages, one conflict, both of its lines', async ({ page, folder }, info) => {
  test.slow();
  const served = await openExample(page, folder, 'market-race');
  await page.keyboard.press('ControlOrMeta+F5');
  const tools = page.getByRole('toolbar', { name: 'Schedule' });
  await expect(tools).toContainText(/done, \d+ of \d+ expectations hold/, { timeout: 90_000 });
  // One button leads to a conflict at a variable of a contract.
  await page.getByRole('button', { name: 'Explain a conflict' }).click();
  const announced = page.getByRole('status').filter({ hasText: /incarnation \d+, / });
  await expect(announced).toHaveText(/ aborted by tx \d+ at \w+\.\w/);
  const atReserve = / aborted by tx \d+ at market\.reserve/;
  const lanes = page.getByRole('application', { name: /incarnations in \d+ lanes/ });
  for (let n = 0; n < 60 && !atReserve.test((await announced.textContent()) ?? ''); n++) {
    const before = (await announced.textContent()) ?? '';
    await lanes.focus();
    await page.keyboard.press('e');
    await expect(announced).not.toHaveText(before);
  }
  await expect(announced).toHaveText(atReserve);
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('market.reserve');
  // Whoever read it, through whatever runtime, read it in Market.sol; so did whoever wrote it.
  const sources = inspector.getByRole('region', { name: 'Sources' });
  await expect(sources.getByRole('button', { name: /^Market\.sol:\d+$/ })).toHaveCount(3, { timeout: 60_000 });
  await expect(sources.locator('.snip').nth(0)).toContainText('reserve');
  await expect(sources.locator('.snip').nth(1)).toContainText(/reserve \+?= /);
  await page.screenshot({ path: info.outputPath('market-race.png') });
  await page.waitForLoadState('networkidle');
  expect(await served.stop()).toBe(0);
});
