import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { runCommand, serve, test } from './workbench.ts';

test('the tour, from the welcome page to what comes next; a setting and a shortcut that last', async ({
  page,
  folder,
}) => {
  await mkdir(folder);
  const home = process.env['HOME'];
  // The example is copied to where the user's workspaces are.
  process.env['HOME'] = join(folder, '..');
  const served = await serve(folder).finally(() => (process.env['HOME'] = home));
  await page.goto(served.address);
  await page.getByRole('button', { name: 'Take the two-minute tour' }).click();
  const steps = page.getByRole('region', { name: 'First steps' });
  const done = steps.getByRole('listitem').filter({ hasText: ', done' });
  await expect(done).toHaveCount(1);
  await steps.getByRole('button', { name: 'Show the Explorer' }).click();
  await page.getByRole('treeitem', { name: 'Counter.sol', exact: true }).click();
  await expect(done).toHaveCount(2);
  await page.getByRole('button', { name: 'Deploy Counter' }).click();
  await expect(done).toHaveCount(3);
  const counter = page.getByRole('region', { name: 'Contract Counter' });
  await counter.getByRole('button', { name: /^increment\(\)/ }).click();
  await counter.getByRole('button', { name: 'Send increment' }).click();
  await expect(done).toHaveCount(4);
  await steps.getByRole('button', { name: 'Show Transactions' }).click();
  await page.getByRole('list', { name: 'Transactions' }).getByRole('button').first().click();
  await expect(done).toHaveCount(5);
  await steps.getByRole('button', { name: 'Read on' }).click();
  await expect(steps.getByRole('status')).toContainText('That was all of it');
  await steps.getByRole('button', { name: 'End the first steps' }).click();
  await expect(steps).toHaveCount(0);

  await runCommand(page, 'Show Settings');
  await page.getByRole('textbox', { name: 'Search settings' }).fill('font');
  const size = page.getByRole('textbox', { name: 'Font size' });
  await size.fill('200');
  await expect(size).toHaveAttribute('aria-invalid', 'true');
  await size.fill('18');
  await runCommand(page, 'Show Keyboard shortcuts');
  await page.getByRole('textbox', { name: 'Search commands' }).fill('side bar');
  await page.getByRole('button', { name: 'Change the keys of Show or hide the side bar' }).click();
  await page.keyboard.press('Control+Alt+Y');
  await page.reload();
  await runCommand(page, 'Show Settings');
  await expect(page.getByRole('textbox', { name: 'Font size' })).toHaveValue('18');
  await runCommand(page, 'Show Keyboard shortcuts');
  await expect(page.getByRole('row', { name: /^Show or hide the side bar/ })).toContainText('Ctrl+Alt+Y');
  await page.keyboard.press('Control+Alt+Y');
  await expect(page.getByRole('tree', { name: 'Files' })).toBeHidden();
  expect(await served.stop()).toBe(0);
});

test('from the welcome page to a conflict explained, by what is in sight', async ({ page, folder }, info) => {
  await mkdir(folder);
  const home = process.env['HOME'];
  process.env['HOME'] = join(folder, '..');
  const served = await serve(folder).finally(() => (process.env['HOME'] = home));
  await page.goto(served.address);
  await page.getByRole('button', { name: /^Box office/ }).click();
  await page.getByRole('button', { name: 'Run scenario' }).click();
  await page.getByRole('button', { name: 'Explain a conflict' }).click({ timeout: 60_000 });
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByRole('region', { name: 'Cell' })).toContainText('office.');
  await page.screenshot({ path: info.outputPath('explained.png') });
  expect(await served.stop()).toBe(0);
});
