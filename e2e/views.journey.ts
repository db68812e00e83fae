import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible, THEMES } from './axe.ts';
import { runCommand, serve, test } from './workbench.ts';

const COUNTER = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// Counts, and says so.
contract Counter {
    struct Step { address who; uint96 by; }
    uint256 public count;
    event Stepped(address indexed who, uint256 count);

    function step(Step[] calldata steps) external payable {
        for (uint256 i = 0; i < steps.length; i++) {
            count += steps[i].by;
            emit Stepped(steps[i].who, count);
        }
    }
}
`;

const PANELS = [
  'Explorer',
  'Search',
  'Contracts',
  'Accounts',
  'Transactions',
  'Snapshots',
  'State',
  'Problems',
  'Traffic',
  'Schedule',
  'Debug',
  'Settings',
  'User guide',
  'Toolchains',
  'Welcome',
] as const;

test('every view can be used by everybody, in every theme', async ({ page, folder }, info) => {
  // It looks at many views.
  test.slow();
  await mkdir(join(folder, 'contracts'), { recursive: true });
  await writeFile(join(folder, 'contracts/Counter.sol'), COUNTER);
  const served = await serve(folder);
  await page.goto(served.address);
  await expect(page.getByRole('treeitem', { name: 'Counter.sol' })).toBeVisible();
  // By the keyboard alone.
  await page.keyboard.press('ControlOrMeta+P');
  await page.getByRole('searchbox').fill('cntr');
  await expect(page.getByRole('option', { name: /Counter\.sol/ })).toBeVisible();
  await page.keyboard.press('Enter');
  const deploy = page.getByRole('region', { name: 'Deploy a contract' });
  await deploy.getByRole('button', { name: 'Deploy Counter' }).click();
  const counter = page.getByRole('region', { name: 'Contract Counter' });
  await counter.getByRole('button', { name: 'step(' }).click();
  await counter.getByRole('button', { name: 'Add to steps' }).click();
  await counter.getByRole('textbox', { name: 'who' }).fill('bob');
  await counter.getByRole('textbox', { name: 'by' }).fill('3');
  await counter.getByRole('textbox', { name: 'value' }).fill('1 gwei');
  await counter.getByRole('button', { name: 'Send step' }).click();
  await expect(counter).toContainText('Stepped(who:');
  const panels = page.getByRole('navigation', { name: 'Panels' });
  const show = (panel: string): Promise<void> => panels.getByRole('button', { name: panel, exact: true }).click();
  // With something in them.
  await show('Transactions');
  await page.getByRole('list', { name: 'Transactions' }).getByRole('button').first().click();
  await show('Search');
  await page.getByRole('textbox', { name: 'Search in all files' }).fill('count');
  await expect(page.getByRole('tree', { name: 'Results' })).toContainText('Counter.sol');
  for (const theme of THEMES) {
    await runCommand(page, `Theme: ${theme}`);
    const onlyColours = theme !== THEMES[0];
    const look = async (what: string): Promise<void> => {
      await expectAccessible(page, `${what}, ${theme}`, onlyColours);
      await page.screenshot({ path: info.outputPath(`${what}-${theme}.png`) });
    };
    for (const panel of PANELS) {
      await show(panel);
      if (panel === 'Toolchains') await expect(page.getByRole('list', { name: 'Toolchains' })).toContainText('Node');
      await look(panel);
    }
    await page.keyboard.press('ControlOrMeta+P');
    await look('palette');
    await page.keyboard.press('Escape');
    await page.getByRole('menuitem', { name: 'View' }).click();
    await look('menu');
    await page.keyboard.press('Escape');
    await show('Explorer');
    await page.getByRole('treeitem', { name: 'Counter.sol' }).click({ button: 'right' });
    await look('context menu');
    await page.keyboard.press('Escape');
    await show('Snapshots');
    await page.getByRole('button', { name: 'Export from here' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await look('export dialog');
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Counter.sol' }).click();
    await runCommand(page, 'Generate TypeScript bindings');
    await expect(page.getByRole('textbox', { name: 'File' })).toHaveValue('contracts/ICounter.ts');
    await look('bindings dialog');
    // Keys do not reach what is behind it.
    await page.keyboard.press('ControlOrMeta+B');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByRole('tab', { name: 'Explorer' })).toBeVisible();
    await runCommand(page, 'Show Keyboard shortcuts');
    await expect(page.getByRole('heading', { name: 'Keyboard shortcuts' })).toBeVisible();
    await look('keys');
    await page.getByRole('tab', { name: 'Counter.sol' }).click();
    await page.screenshot({ path: info.outputPath(`editor-${theme}.png`) });
  }
  expect(await served.stop()).toBe(0);
});
