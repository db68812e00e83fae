import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { serve, test } from './workbench.ts';

const BASE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
contract Base {
    /// @notice How often it was touched.
    uint256 public touches;
}
`;
const CHILD = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
import {Base} from "./Base.sol";
contract Child is Base {
    function touch() external {
        touches += 1;
    }
}
`;

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

async function openFile(page: Page, name: string): Promise<void> {
  // Keys are heard once the workbench is there.
  await page.getByRole('tab', { name: 'Explorer' }).waitFor();
  await page.keyboard.press('ControlOrMeta+P');
  await page.getByRole('searchbox').fill(name);
  await page.getByRole('option', { name }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name }).focus();
}

/** Puts the cursor at the beginning of a text of the editor that is shown. */
async function goTo(page: Page, line: number, steps: number): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Home');
  for (let n = 1; n < line; n++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  for (let n = 0; n < steps; n++) await page.keyboard.press('ArrowRight');
}

test('Solidity: what a word means, where it is declared, what may be written; deployed and run from its source', async ({
  page,
  folder,
}) => {
  await write(folder, { 'Base.sol': BASE, 'Child.sol': CHILD });
  const served = await serve(folder);
  await page.goto(served.address);
  await openFile(page, 'Child.sol');

  // Hover.
  await goTo(page, 6, 2);
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.press('ControlOrMeta+I');
  await expect(page.getByRole('tooltip')).toContainText('uint256 public touches');
  await expect(page.getByRole('tooltip')).toContainText('How often it was touched.');
  await page.keyboard.press('Escape');

  // Completion, while nothing of the line compiles.
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('address who = msg.');
  const proposals = page.getByRole('listbox', { name: 'Suggest' });
  await expect(proposals.getByRole('option', { name: /^sender/ })).toBeVisible();
  await page.keyboard.type('sen');
  await page.keyboard.press('Enter');
  await page.keyboard.type('; who;');
  await expect(page.getByRole('code').first()).toContainText('address who = msg.sender; who;');

  // Run deploys first, then shows the form of the function.
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const child = page.getByRole('region', { name: 'Contract Child' });
  const send = child.getByRole('button', { name: 'Send touch' });
  await expect(send).toBeFocused();
  await send.click();
  await expect(child).toContainText('committed');

  // Deploy deploys another.
  await page.getByRole('button', { name: 'Deploy', exact: true }).click();
  await expect(child).toHaveCount(2);

  // Definition.
  await page.getByRole('textbox', { name: 'Child.sol' }).focus();
  await goTo(page, 6, 2);
  await page.keyboard.press('F12');
  await expect(page.getByRole('textbox', { name: 'Base.sol' })).toBeFocused();
  expect(await served.stop()).toBe(0);
});

test('a scenario: what may be written where, from the ABI of its contracts; what is wrong; run and verified', async ({
  page,
  folder,
}) => {
  const scenario = `contracts:
  child: { source: Child.sol }
traffic:
  - { to: child, call: tuch }
`;
  await write(folder, { 'Base.sol': BASE, 'Child.sol': CHILD, 'scenario.yaml': scenario });
  const served = await serve(folder);
  await page.goto(served.address);
  await openFile(page, 'scenario.yaml');
  const problems = page.getByRole('list', { name: 'Problems' });
  await expect(problems.getByRole('button')).toHaveCount(1);
  await expect(problems).toContainText('scenario.yaml:4:');

  await page.getByRole('textbox', { name: 'scenario.yaml' }).focus();
  await goTo(page, 4, '- { to: child, call: '.length);
  for (let n = 0; n < 'tuch'.length; n++) await page.keyboard.press('Delete');
  await page.keyboard.press('ControlOrMeta+Space');
  const proposals = page.getByRole('listbox', { name: 'Suggest' });
  await expect(proposals.getByRole('option', { name: /^touch/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('No problems in what has been compiled.')).toBeVisible();

  await page.getByRole('button', { name: 'Run scenario' }).click();
  await expect(page.getByText('1 of 1 committed')).toBeVisible();
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page.getByText('equals serial: verified')).toBeVisible();
  expect(await served.stop()).toBe(0);
});

test('a file is formatted, and shown twice side by side', async ({ page, folder }) => {
  await write(folder, { 'Base.sol': 'pragma solidity ^0.8.20;\ncontract Base{uint256 public touches;}\n' });
  const served = await serve(folder);
  await page.goto(served.address);
  await openFile(page, 'Base.sol');
  await page.keyboard.press('Alt+Shift+F');
  const code = page.getByRole('code');
  await expect(code.first()).toContainText('contract Base {');

  await page.keyboard.press('ControlOrMeta+\\');
  await expect(page.getByRole('tab', { name: 'Base.sol' })).toHaveCount(2);
  await expect(page.getByRole('textbox', { name: 'Base.sol' })).toHaveCount(2);
  await page.getByRole('textbox', { name: 'Base.sol' }).last().focus();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('// both');
  await expect(code.first()).toContainText('// both');
  await expect(code.last()).toContainText('// both');
  expect(await served.stop()).toBe(0);
});
