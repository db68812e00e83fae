import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { runCommand, serve, test } from './workbench.ts';

async function fund(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Accounts' }).click();
  const funding = page.getByRole('group', { name: 'Fund or name an account' });
  await funding.getByRole('textbox', { name: 'Account' }).fill('alice');
  await funding.getByRole('button', { name: 'Fund account' }).click();
  await expect(funding).toContainText('added to alice');
}

test('export, change, import: the same root; a cut file is refused; revert and undo; fork', async ({
  page,
  folder,
}, info) => {
  test.slow();
  const served = await serve(folder);
  await page.goto(served.address);
  const panels = page.getByRole('navigation', { name: 'Panels' });
  const history = page.getByRole('region', { name: 'History', exact: true });
  const blocks = page.getByRole('list', { name: 'Blocks' });
  await fund(page);
  await panels.getByRole('button', { name: 'Snapshots' }).click();
  await expect(blocks.getByRole('button')).toHaveCount(2);

  // Export.
  await history.getByRole('button', { name: 'Export from here' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('one');
  await page.getByRole('button', { name: 'Export file' }).click();
  const files = page.getByRole('list', { name: 'Snapshots' });
  await expect(files).toContainText('one.ilsnap');
  await expect(files).toContainText('block 1');
  const root = await files.locator('[title^="0x"]').first().getAttribute('title');

  // Change, then compare with the file.
  await fund(page);
  await panels.getByRole('button', { name: 'Snapshots' }).click();
  await expect(blocks.getByRole('button')).toHaveCount(3);
  await files.getByRole('button', { name: 'Compare' }).click();
  await history.getByRole('button', { name: 'Compare with one.ilsnap' }).click();
  await expect(page.getByRole('region', { name: 'Comparison' })).toContainText('alice.@balance');
  await page.screenshot({ path: info.outputPath('diff.png') });

  // Import.
  await files.getByRole('button', { name: 'Check and import' }).click();
  await expect(page.getByRole('list', { name: 'Checks' })).toContainText('passed');
  await page.screenshot({ path: info.outputPath('import.png') });
  await page.getByRole('button', { name: 'Replace live ledger' }).click();
  await expect(history).toContainText('take back the import of one.ilsnap');
  await expect(history.locator(`[title="${root}"]`)).toBeVisible();
  await history.getByRole('button', { name: 'Undo' }).click();
  await expect(history).toContainText('do the import of one.ilsnap again');
  await expect(blocks.getByRole('button')).toHaveCount(3);

  // A file that was cut.
  const whole = await readFile(join(folder, 'snapshots/one.ilsnap'));
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name: 'cut.ilsnap', mimeType: '', buffer: whole.subarray(0, whole.length - 30) });
  const refused = page.getByRole('alertdialog', { name: 'Snapshot was not imported' });
  await expect(refused).toContainText('Your state is unchanged.');
  await expect(refused).toContainText('failed');
  await expect(refused).toContainText('not reached');
  for (const theme of ['light', 'high contrast', 'dark']) {
    await refused.getByRole('button', { name: 'Close' }).isVisible();
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme.replace(' ', '-'));
    await expectAccessible(page, `refused, ${theme}`);
    await page.screenshot({ path: info.outputPath(`refused-${theme}.png`) });
  }
  await refused.getByRole('button', { name: 'Close' }).click();

  // Revert, undo.
  await blocks.getByRole('button', { name: /block 1/ }).click();
  await history.getByRole('button', { name: 'Revert here' }).click();
  await expect(blocks.getByRole('button', { name: /block 1/ })).toContainText('current state');
  await history.getByRole('button', { name: 'Undo' }).click();
  await expect(blocks.getByRole('button', { name: /block 2/ })).toContainText('current state');
  for (const theme of ['light', 'high contrast', 'dark']) {
    await runCommand(page, `Theme: ${theme}`);
    await expectAccessible(page, `panel, ${theme}`);
    await page.screenshot({ path: info.outputPath(`panel-${theme}.png`) });
  }

  // Fork.
  await files.getByRole('button', { name: 'Check and import' }).click();
  await page.getByRole('button', { name: 'Fork into a new workspace' }).click();
  await expect(page).toHaveTitle('my-contracts-fork · Interleave');
  expect(await readdir(dirname(folder))).toContain('my-contracts-fork');
  expect(await served.stop()).toBe(0);
});
