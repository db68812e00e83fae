import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { serve, test } from './workbench.ts';

const SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
import "hardhat/console.sol";
library Twice { function times(uint256 n) internal pure returns (uint256) { return 2 * n; } }
contract Till {
    function pay(uint256 n) external payable { console.log("pays %s", Twice.times(n)); }
}
`;

test('a second program shows the same workspace; text comes at once, is compiled; the folder goes, and what is saved makes it again', async ({
  page,
  folder,
}, info) => {
  test.skip(
    info.project.name === 'electron',
    'the desktop program keeps one window per workspace: electron/desktop.test.ts',
  );
  await mkdir(folder);
  await writeFile(join(folder, 'Till.sol'), '');
  const served = await serve(folder);
  const second = await serve(folder);
  expect([second.address, second.port]).toEqual([served.address, served.port]);

  await page.goto(second.address);
  await page.getByRole('treeitem', { name: 'Till.sol' }).click();
  await page.getByRole('textbox', { name: 'Till.sol' }).focus();
  await page.keyboard.insertText(SOURCE);
  await page.getByRole('menuitem', { name: 'Run' }).click();
  await page.getByRole('menuitem', { name: 'Compile the file' }).click();
  await expect(page.getByRole('contentinfo')).toContainText('Till.sol compiled');
  expect(await readFile(join(folder, 'Till.sol'), 'utf8')).toBe(SOURCE);
  // The library is not what is offered first.
  await page.getByRole('region', { name: 'Deploy a contract' }).getByRole('button', { name: 'Deploy Till' }).click();
  const till = page.getByRole('region', { name: 'Contract Till' });
  await till.getByRole('button', { name: 'pay(uint256)' }).click();
  await till.getByRole('textbox', { name: 'n', exact: true }).fill('21');
  await till.getByRole('textbox', { name: 'value', exact: true }).fill('1.5 ether');
  await till.getByRole('button', { name: 'Send pay' }).click();
  await expect(till.getByRole('list', { name: 'Console' })).toContainText('pays 42');
  await expect(till).toContainText('holds 1.5 ether');

  await rm(folder, { recursive: true });
  await expect(page.getByRole('alert').filter({ hasText: 'The folder of this workspace was deleted' })).toBeVisible();
  // A window that comes now is told as well.
  const late = await page.context().newPage();
  await late.goto(second.address);
  await expect(late.getByRole('alert').filter({ hasText: 'The folder of this workspace was deleted' })).toBeVisible();
  await late.close();
  await page.getByRole('button', { name: 'Save again' }).click();
  await expect.poll(() => readFile(join(folder, 'Till.sol'), 'utf8').catch(() => '')).toBe(SOURCE);
  expect(await served.stop()).toBe(0);
});
