import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { serve, test } from './workbench.ts';

test('help about what is in front, by mouse and by keyboard', async ({ page, folder }) => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'run.yaml'), 'name: run\n');
  const served = await serve(folder);
  await page.goto(served.address);
  const guide = page.getByRole('region', { name: 'Page of the user guide' });
  await page.getByRole('button', { name: 'Help: Contracts' }).click();
  await expect(guide.getByRole('heading', { name: 'Contracts', level: 1 })).toBeVisible();
  // It goes with the tab in front.
  await page.getByRole('tab', { name: 'Accounts' }).click();
  await page.getByRole('button', { name: 'Help: Accounts' }).press('Enter');
  await expect(guide.getByRole('heading', { name: 'Accounts', level: 1 })).toBeVisible();
  await page.getByRole('treeitem', { name: 'run.yaml' }).click();
  await page.getByRole('button', { name: 'Help: Scenarios' }).click();
  await expect(guide.getByRole('heading', { name: 'Scenarios', level: 1 })).toBeVisible();
  expect(await served.stop()).toBe(0);
});
