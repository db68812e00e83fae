import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { serve, test } from './workbench.ts';

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

const THEMES = ['dark', 'light', 'high contrast'] as const;
const PANELS = [
  'Explorer',
  'Accounts',
  'Transactions',
  'Problems',
  'Search',
  'Settings',
  'User guide',
  'Toolchains',
  'Welcome',
] as const;

/** What axe finds, but for colours inside the code editor, which it cannot tell apart from its background layers. */
async function check(page: Page, what: string, onlyColours: boolean): Promise<void> {
  const axe = new AxeBuilder({ page }).exclude('.monaco-editor');
  const { violations } = await (onlyColours ? axe.withRules(['color-contrast']) : axe).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const found = grave.map(
    ({ id, nodes }) => `${what}: ${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
  );
  expect.soft(found).toEqual([]);
}

async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Shift+P');
  await page.getByRole('searchbox').fill(`>${command}`);
  await page.keyboard.press('Enter');
}

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
  for (const theme of THEMES) {
    await run(page, `Theme: ${theme}`);
    for (const panel of PANELS) {
      await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: panel }).click();
      if (panel === 'Toolchains') await expect(page.getByRole('list', { name: 'Toolchains' })).toContainText('Node');
      await check(page, `${panel}, ${theme}`, theme !== THEMES[0]);
      await page.screenshot({ path: info.outputPath(`${panel}-${theme}.png`) });
    }
    await page.keyboard.press('ControlOrMeta+P');
    await check(page, `palette, ${theme}`, theme !== THEMES[0]);
    await page.screenshot({ path: info.outputPath(`palette-${theme}.png`) });
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Counter.sol' }).click();
    await page.screenshot({ path: info.outputPath(`editor-${theme}.png`) });
  }
  expect(await served.stop()).toBe(0);
});
