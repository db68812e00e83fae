import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { expectAccessible, THEMES } from './axe.ts';
import { runCommand, serve, test } from './workbench.ts';

const BANK = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

contract Bank {
    uint256 public total;
    mapping(address => uint256) public balances;
    event Moved(address indexed to, uint256 amount);

    function fee(uint256 amount) internal pure returns (uint256 cut) {
        for (uint256 i = 1; i <= 3; i++) {
            cut += amount / (10 * i);
        }
    }

    function move(address to, uint256 amount) external returns (uint256 left) {
        uint256 cut = fee(amount);
        total += cut;
        balances[to] += amount - cut;
        emit Moved(to, amount);
        left = total;
    }
}
`;

test('a transaction step by step: forwards, backwards, to a breakpoint, and along the scrubber', async ({
  page,
  folder,
}, info) => {
  await mkdir(join(folder, 'contracts'), { recursive: true });
  await writeFile(join(folder, 'contracts/Bank.sol'), BANK);
  const served = await serve(folder);
  await page.goto(served.address);
  await page.getByRole('treeitem', { name: 'Bank.sol' }).click();
  await page.getByRole('region', { name: 'Deploy a contract' }).getByRole('button', { name: 'Deploy Bank' }).click();
  const bank = page.getByRole('region', { name: 'Contract Bank' });
  await bank.getByRole('button', { name: 'move(' }).click();
  await bank.getByRole('textbox', { name: 'to' }).fill('bob');
  await bank.getByRole('textbox', { name: 'amount' }).fill('100');
  await bank.getByRole('button', { name: 'Send move' }).click();
  await expect(bank).toContainText('committed');
  await page.getByRole('tab', { name: 'Transactions' }).click();
  await page.getByRole('list', { name: 'Transactions' }).getByRole('button').first().click();
  await page
    .getByRole('region', { name: /^Transaction/ })
    .getByRole('button', { name: 'Debug' })
    .click();

  const why = page.getByRole('status').filter({ hasText: /At |After / });
  const calls = page.getByRole('tree', { name: 'Call stack' });
  const variables = page.getByRole('tree', { name: 'Variables' });
  const stands = (line: number): Promise<void> =>
    expect(calls.getByRole('treeitem').first()).toContainText(`Bank.sol:${line}`);
  await expect(why).toContainText('At the beginning');

  // Forwards and back: the same values again.
  await page.keyboard.press('F10');
  await expect(why).toContainText('After a step');
  await toLine(page, 'F10', 18);
  await expect(variables.getByRole('treeitem', { name: /^total (changed: )?18/ })).toBeVisible();
  await page.getByRole('button', { name: /^Step back over/ }).click();
  await stands(17);
  await expect(variables.getByRole('treeitem', { name: /^total (changed: )?0/ })).toBeVisible();
  await page.keyboard.press('Control+F10');
  await stands(16);
  await page.keyboard.press('F11');
  await expect(calls.getByRole('treeitem')).toHaveCount(2);
  await expect(calls.getByRole('treeitem').first()).toContainText('fee');
  await page.keyboard.press('Shift+F11');
  await expect(calls.getByRole('treeitem')).toHaveCount(1);

  // A breakpoint by its key, with a watched expression.
  await page.getByRole('textbox', { name: 'Watch an expression' }).fill('total + 5');
  await page.keyboard.press('Enter');
  await page.locator('.view-line', { hasText: 'emit Moved(to, amount)' }).click();
  await page.keyboard.press('F9');
  const points = page.getByRole('tree', { name: 'Breakpoints' });
  await expect(points.getByRole('treeitem')).toContainText('Bank.sol:19');
  await page.keyboard.press('F5');
  await stands(19);
  await expect(why).toContainText('At a breakpoint');
  const watched = page.getByRole('tree', { name: 'Watched' });
  await expect(watched).toContainText('23');
  // What a watched value holds opens as it does among the variables.
  await page.getByRole('textbox', { name: 'Watch an expression' }).fill('balances');
  await page.keyboard.press('Enter');
  await watched.getByRole('treeitem', { name: /^balances/, expanded: false }).click();
  await expect(watched.getByRole('treeitem', { level: 2 })).toContainText('82');
  await page.screenshot({ path: info.outputPath('debugger.png') });
  for (const theme of THEMES) {
    await runCommand(page, `Theme: ${theme}`);
    await expectAccessible(page, `debugger, ${theme}`, theme !== THEMES[0]);
    await page.screenshot({ path: info.outputPath(`debugger-${theme}.png`) });
  }

  // Switched off it stays, grey beside its line, and does not stop.
  const offMark = page.locator('.monaco-editor .breakpoint-glyph.off');
  await points.getByRole('treeitem').click();
  await points.press(' ');
  await expect(points.getByRole('treeitem', { name: /^Bank\.sol:19 off/, checked: false })).toBeVisible();
  await expect(offMark).toBeVisible();
  await expectAccessible(page, 'a breakpoint that is off');
  await page.screenshot({ path: info.outputPath('debugger-off.png') });
  await page.keyboard.press('Control+F9');
  await expect(why).toContainText('At the beginning');
  await page.keyboard.press('F5');
  await expect(why).toContainText('At the end');
  await runCommand(page, 'Debug: switch all breakpoints on');
  await expect(offMark).toHaveCount(0);
  await page.keyboard.press('Control+F9');
  await stands(19);
  await expect(points.getByRole('treeitem', { checked: true })).toHaveCount(1);

  // What a name holds, under the pointer.
  await page.locator('.view-line', { hasText: 'total += cut;' }).hover({ position: { x: 80, y: 10 } });
  await expect(page.locator('.monaco-hover', { hasText: 'total: uint256 = 18' })).toBeVisible();

  // Where the gas goes: by call, by keys, and beside the lines.
  await page.getByRole('button', { name: 'Gas', exact: true }).click();
  const flame = page.getByRole('tree', { name: 'Calls by gas' });
  // The frame, the function that it leads to, and what that calls.
  await expect(flame.getByRole('treeitem')).toHaveCount(3);
  await flame.press('ArrowDown');
  await flame.press('ArrowDown');
  await expect(flame.getByRole('treeitem', { selected: true })).toHaveAccessibleName(
    /^Bank\.fee, evm: [\d,]+ gas, \d+ % of all/,
  );
  await flame.press('Enter');
  await expect(calls.getByRole('treeitem').first()).toContainText('fee');
  await page.getByRole('checkbox', { name: 'Beside the lines of files' }).check();
  await expect(page.locator('.monaco-editor .gas-heat').first()).toBeVisible();
  await expectAccessible(page, 'gas of a transaction');
  await page.screenshot({ path: info.outputPath('gas.png') });

  // The machine: F9 on an instruction stops there; its memory in bytes.
  await page.getByRole('button', { name: 'Machine', exact: true }).click();
  const instructions = page.getByRole('listbox', { name: 'Instructions' });
  await instructions.press('F9');
  await expect(points.getByRole('treeitem')).toHaveCount(2);
  await page.getByRole('radio', { name: 'Memory' }).click();
  await expect(page.getByRole('table', { name: 'Memory' }).getByRole('row').first()).toContainText('0x000000');
  await expectAccessible(page, 'machine of a transaction');
  await page.screenshot({ path: info.outputPath('machine.png') });
  await page.getByRole('radio', { name: 'Cells' }).click();
  const total = page.getByRole('treegrid', { name: 'Cells touched' }).getByRole('row', { name: /^Bank\.total/ });
  await expect(total).toHaveCount(0);
  await points.getByRole('treeitem').last().click();
  await points.press('Delete');
  await expect(points.getByRole('treeitem')).toHaveCount(1);

  // A cell that is waited for, backwards as well.
  await variables.getByRole('treeitem', { name: /^total/ }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Break when this cell is written' }).click();
  await expect(points.getByRole('treeitem').last()).toContainText('is written');
  await page.getByRole('slider', { name: 'Step of the transaction' }).press('End');
  await expect(why).toContainText('At the end');
  await page.keyboard.press('Control+F9');
  await stands(19);
  await page.keyboard.press('Control+F9');
  await stands(17);
  await expect(page.getByRole('status').filter({ hasText: 'A cell is touched' })).toContainText(/total: 0 → 18/);
  // Read by now; written with the step that comes.
  await expect(total).toHaveAccessibleName(/total read 0 (changed: )?0/);
  await points.getByRole('treeitem').last().click();
  await points.press('Delete');

  // By the scrubber to the end, and without the breakpoint backwards to the beginning.
  const scrubber = page.getByRole('slider', { name: 'Step of the transaction' });
  await scrubber.press('End');
  await expect(why).toContainText('At the end');
  await page.keyboard.press('Control+F9');
  await stands(19);
  await points.getByRole('treeitem').click();
  await points.press('Delete');
  await expect(points).toHaveCount(0);
  await page.keyboard.press('Control+F9');
  await expect(why).toContainText('At the beginning');
  await page.keyboard.press('Shift+F5');
  await expect(page.getByText('Choose a transaction, or an incarnation')).toBeVisible();

  // A call that nobody has sent: with what the form holds, from above its function.
  await page
    .locator('.contentWidgets, .view-zones, .lines-content')
    .getByRole('button', { name: 'Debug', exact: true })
    .first()
    .click();
  await expect(why).toContainText('At the beginning');
  await expect(page.getByRole('log', { name: 'Messages of breakpoints' })).toContainText('This call is planned');
  await page.getByRole('slider', { name: 'Step of the transaction' }).press('End');
  await expect(variables.getByRole('treeitem', { name: /^total (changed: )?36/ })).toBeVisible();
  await page.keyboard.press('Shift+F5');
  await expect(page.getByText('Block 2')).toBeVisible();
  expect(await served.stop()).toBe(0);
});

/** Steps until the innermost call stands there. */
async function toLine(page: Page, key: string, line: number): Promise<void> {
  const top = page.getByRole('tree', { name: 'Call stack' }).getByRole('treeitem').first();
  for (let n = 0; n < 8; n++) {
    const before = await top.textContent();
    if (before?.includes(`Bank.sol:${line}`)) return;
    await page.keyboard.press(key);
    await expect(top).not.toHaveText(before ?? '');
  }
  await expect(top).toContainText(`Bank.sol:${line}`);
}
