import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { openStandIn } from './desktop-stand-in.testkit.ts';
import { replaceText, test } from './workbench.ts';

const COUNTER = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
contract Counter {
    uint256 public count;
    function add(uint256 n) external { count += n; }
}
`;

test('the desktop window, but for Electron: its preload, its policy, its menu, and the service through its port', async ({
  page,
  folder,
}) => {
  const other = join(folder, '..', 'other');
  for (const each of [folder, other]) await mkdir(each);
  await writeFile(join(folder, 'Counter.sol'), COUNTER);
  await writeFile(join(other, 'Other.md'), 'other');
  const state = join(folder, '..', 'state');
  const desktop = await openStandIn(page, { workspace: folder, state, choose: () => [other] });

  // The page has what the preload gives, and nothing of Node.
  expect(await page.evaluate(() => Object.keys((globalThis as never)['interleave']).sort())).toEqual([
    'chooseFolder',
    'connect',
    'onCommand',
    'setMenus',
  ]);
  expect(await page.evaluate(() => typeof (globalThis as never)['process'])).toBe('undefined');

  // The menu shows the page's commands, and runs them.
  await expect(page.getByRole('treeitem', { name: 'Counter.sol' })).toBeVisible();
  await desktop.click('Go to file');
  await page.getByRole('searchbox').fill('Counter');
  await expect(page.getByRole('option', { name: /Counter\.sol/ })).toBeVisible();
  await page.keyboard.press('Enter');
  const deploy = page.getByRole('region', { name: 'Deploy a contract' });
  await deploy.getByRole('button', { name: 'Deploy Counter' }).click();
  const counter = page.getByRole('region', { name: 'Contract Counter' });
  await counter.getByRole('button', { name: 'add(uint256)' }).click();
  await counter.getByRole('textbox', { name: 'n' }).fill('42');
  await counter.getByRole('button', { name: 'Send add' }).click();
  await expect(counter).toContainText('committed');

  await replaceText(page, 'Counter.sol', `${COUNTER}// more\n`);
  await expect.poll(() => readFile(join(folder, 'Counter.sol'), 'utf8')).toContain('// more');
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Counter.sol' })).toBeVisible();

  // Another folder, by the system's dialog.
  await desktop.click('Show Welcome');
  await page.getByRole('button', { name: 'Browse…' }).click();
  await expect(page.getByText('Other.md')).toBeVisible();
  await desktop.stop();
});
