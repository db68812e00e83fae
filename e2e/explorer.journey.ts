import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { serve, test } from './workbench.ts';

const source = (name: string, imports = ''): string =>
  `// SPDX-License-Identifier: MIT\npragma solidity ^0.8.20;\n${imports}\ncontract ${name} { uint256 public total; }\n`;

test('the explorer: a file is dragged, thrown away, brought back, changed from outside; replacing in files', async ({
  page,
  folder,
}) => {
  await mkdir(join(folder, 'parts'), { recursive: true });
  await writeFile(join(folder, 'Shop.sol'), source('Shop', 'import "./parts/Price.sol";'));
  await writeFile(join(folder, 'Price.sol'), source('Price'));
  const served = await serve(folder);
  await page.goto(served.address);
  const price = page.getByRole('treeitem', { name: 'Price.sol' });
  await price.click();
  await expect(page.getByRole('textbox', { name: 'Price.sol' })).toBeVisible();
  // The next look takes its tab over; who opens it, or writes in it, keeps it.
  await expect(page.getByRole('tab', { name: 'Price.sol, preview' })).toBeVisible();
  await page.getByRole('treeitem', { name: 'Shop.sol' }).click();
  await expect(page.getByRole('tab', { name: 'Shop.sol, preview' })).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Price.sol' })).toHaveCount(0);
  await price.dblclick();
  await expect(page.getByRole('tab', { name: 'Price.sol', exact: true })).toBeVisible();
  await page.getByRole('treeitem', { name: 'Shop.sol' }).click();
  // A click leaves the keys with the tree, a double click takes them to the text.
  const tree = page.getByRole('tree', { name: 'Files' });
  await expect(tree).toBeFocused();
  await page.keyboard.press('F2');
  const field = page.getByRole('textbox', { name: /^New name/ });
  await expect(field).toBeFocused();
  await field.press('Escape');
  await page.getByRole('treeitem', { name: 'Shop.sol' }).dblclick();
  await expect(page.getByRole('textbox', { name: 'Shop.sol' })).toBeFocused();
  const problems = page.getByRole('tabpanel', { name: 'Problems' });
  await expect(problems).toContainText('no such file: ./parts/Price.sol');

  // Its tab goes with it, and what imports it compiles.
  await price.dragTo(page.getByRole('treeitem', { name: 'parts' }));
  await expect(problems).toContainText('No problems in what has been compiled.');
  await expect(page.getByRole('tab', { name: 'Price.sol' })).toHaveCount(1);
  await page.getByRole('tab', { name: 'Price.sol' }).click();
  const moved = page.getByRole('textbox', { name: 'parts/Price.sol' });
  await expect(moved).toBeVisible();

  await price.click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Delete/ }).click();
  await expect(page.getByText('Price.sol is in the trash of this workspace.')).toBeVisible();
  await expect(price).toHaveCount(0);
  await expect(problems).toContainText('no such file: ./parts/Price.sol');
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(price).toBeVisible();
  await expect(problems).toContainText('No problems in what has been compiled.');

  // Others work in the folder as well.
  await writeFile(join(folder, 'parts/Price.sol'), source('Price').replace('total', 'amount'));
  await expect(page.getByRole('code')).toContainText('amount');
  await rename(join(folder, 'parts/Price.sol'), join(folder, 'parts/Cost.sol'));
  await expect(page.getByRole('treeitem', { name: 'Cost.sol' })).toBeVisible();
  await expect(
    page.getByText('parts/Price.sol was deleted. What is shown here is all that is left of it.'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Save again' }).click();
  await expect(price).toBeVisible();

  await page.keyboard.press('ControlOrMeta+Shift+F');
  await page.getByRole('textbox', { name: 'Search in all files' }).fill('amount');
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  await page.getByRole('textbox', { name: 'Replace with' }).fill('sum');
  await expect(page.getByText('2 places in 2 files')).toBeVisible();
  await page.getByRole('button', { name: 'Replace 2' }).click();
  await expect(page.getByRole('code')).toContainText('sum');
  expect(await readFile(join(folder, 'parts/Cost.sol'), 'utf8')).toContain('public sum');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('code')).toContainText('amount');
  expect(await served.stop()).toBe(0);
});
