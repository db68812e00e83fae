/** 100,000 incarnations: all of them in view, then one, found by zooming, panning and the table. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { serve, test } from './workbench.ts';

const SCENARIO = `name: large
accounts: { count: 2000 }
blockSize: 10000
executors: { evm: 2 }
lanes: 1
traffic:
  - { to: { account: random }, value: { int: [1, 1000] }, count: 100000, from: random }
`;

test('100,000 incarnations are looked at from afar and one by one', async ({ page, folder }, info) => {
  test.slow();
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'scenario.yaml'), SCENARIO);
  const served = await serve(folder);
  await page.goto(served.address);
  await expect(page.getByRole('treeitem', { name: 'scenario.yaml' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+F5');
  const tools = page.getByRole('toolbar', { name: 'Schedule' });
  await expect(tools).toContainText('large, optimistic, seed 1, done', { timeout: 300_000 });
  const lanes = page.getByRole('application', { name: /^Schedule: 1\d\d,\d{3} incarnations in 2 lanes/ });
  await expect(lanes).toBeVisible();
  await page.screenshot({ path: info.outputPath('all.png') });

  // Down to single bars at the pointer, along the lanes, and a bar by a click.
  const box = await lanes.boundingBox();
  if (box === null) throw new Error('the lanes are not shown');
  await page.mouse.move(box.x + 132 + (box.width - 132) / 2, box.y + 42);
  await page.keyboard.down('Control');
  for (let n = 0; n < 40; n++) await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await page.keyboard.down('Shift');
  for (let n = 0; n < 10; n++) await page.mouse.wheel(0, 120);
  await page.keyboard.up('Shift');
  await lanes.focus();
  await page.keyboard.press('e');
  const announced = page.getByRole('status').filter({ hasText: /incarnation \d+, / });
  await expect(announced).toContainText(/aborted by tx \d+:\d+ at accounts\[\d+\]\.@(balance|nonce)/);
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('Version found');
  await page.screenshot({ path: info.outputPath('one.png') });
  await page.keyboard.press('c');
  await expect(announced).not.toContainText(' at accounts');

  // The same one in the table, among all of them.
  await page.keyboard.press('t');
  const grid = page.getByRole('grid', { name: 'Incarnations' });
  await expect(grid).toHaveAttribute('aria-rowcount', /^1\d{5}$/);
  await grid.focus();
  await page.keyboard.press('End');
  await expect(grid.getByRole('row', { selected: true })).toBeVisible();
  await page.keyboard.press('t');
  await lanes.focus();
  await page.keyboard.press('0');
  await page.keyboard.press('Escape');
  await expect(inspector).toHaveCount(0);
  await page.waitForLoadState('networkidle');
  expect(await served.stop()).toBe(0);
});
