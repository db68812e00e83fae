import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { serve, test } from './workbench.ts';

const SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
contract Bell {
    uint256 public rings;
    function ring(uint256 times) external { rings += times; }
}
`;

/** As somebody who has no pointer: whatever has the focus is said in a failure. */
async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Tab by tab to what is called so. */
async function tabTo(page: Page, role: 'button' | 'textbox', name: string | RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name });
  for (let n = 0; n < 80; n++) {
    if (await wanted.evaluateAll((found) => found.some((one) => one === document.activeElement))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way to ${role} "${String(name)}" by Tab`);
}

test('with the keyboard alone: a file, its contract deployed and called', async ({ page, folder }) => {
  await mkdir(folder);
  await writeFile(join(folder, 'Bell.sol'), SOURCE);
  const served = await serve(folder);
  await page.goto(served.address);
  await expect(page.getByRole('treeitem', { name: 'Bell.sol' })).toBeVisible();
  await press(page, 'ControlOrMeta+P');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.type('bell');
  await expect(page.getByRole('option', { name: /Bell\.sol/ })).toBeVisible();
  await press(page, 'Enter');
  await expect(page.getByRole('textbox', { name: 'Bell.sol' })).toBeFocused();
  const deploy = page.getByRole('region', { name: 'Deploy a contract' });
  await expect(deploy.getByRole('button', { name: 'Deploy Bell' })).toBeVisible();
  await press(page, 'ControlOrMeta+Shift+C');
  await tabTo(page, 'button', 'Deploy Bell');
  await press(page, 'Enter');
  await expect(deploy).toContainText('committed');
  const bell = page.getByRole('region', { name: 'Contract Bell' });
  await tabTo(page, 'button', /^ring\(uint256\)/);
  await press(page, 'Enter');
  await tabTo(page, 'textbox', /^times/);
  await page.keyboard.type('3');
  await tabTo(page, 'button', 'Send ring');
  await press(page, 'Enter');
  await expect(bell).toContainText('committed');
  await press(page, 'F1');
  await page.keyboard.type('show transactions');
  await expect(page.getByRole('option', { name: /Show Transactions/ })).toBeVisible();
  await press(page, 'Enter');
  await expect(page.getByRole('list', { name: 'Transactions' })).toContainText('Bell.ring(times: 3)');
  expect(await served.stop()).toBe(0);
});

test('two windows show the same workspace, live', async ({ page, folder }, info) => {
  test.skip(info.project.name === 'electron', 'its second window is opened by its menu: electron/desktop.test.ts');
  await mkdir(folder);
  await writeFile(join(folder, 'Bell.sol'), SOURCE);
  const served = await serve(folder);
  const other = await page.context().newPage();
  await Promise.all([page.goto(served.address), other.goto(served.address)]);
  await page.getByRole('treeitem', { name: 'Bell.sol' }).click();
  await page.getByRole('button', { name: 'Deploy Bell' }).click();
  for (const one of [page, other]) await expect(one.getByRole('region', { name: 'Contract Bell' })).toBeVisible();

  await other.getByRole('button', { name: 'ring(uint256)' }).click();
  await other.getByRole('textbox', { name: 'times' }).fill('4');
  await other.getByRole('button', { name: 'Send ring' }).click();
  await page.getByRole('tab', { name: 'Transactions' }).click();
  await expect(page.getByRole('list', { name: 'Transactions' })).toContainText('Bell.ring(times: 4)');

  await writeFile(join(folder, 'notes.md'), 'from outside');
  for (const one of [page, other]) await expect(one.getByRole('treeitem', { name: 'notes.md' })).toBeVisible();
  expect(await readFile(join(folder, 'notes.md'), 'utf8')).toBe('from outside');
  expect(await served.stop()).toBe(0);
});
