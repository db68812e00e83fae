/** After a run: its balances by name, who wrote one and when, that transaction before and after, back to the schedule. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible, expectAccessibleInThemes } from './axe.ts';
import { runCommand, serve, test } from './workbench.ts';

const SCENARIO = `name: bank
accounts: { count: 6, names: [owner, alice, bob] }
blockSize: 20
contracts: { bank: { source: Bank.sol } }
setup:
  - { to: bank, call: put, args: [7], from: alice }
traffic:
  - { to: bank, call: put, args: [{ int: [1, 9] }], count: 60, from: random }
`;
const BANK = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

contract Bank {
    uint64 public all;
    uint64 public moves;
    mapping(address => uint256) public held;
    function put(uint256 n) external { held[msg.sender] += n; all += uint64(n); moves++; }
}
`;

test('a balance by name, who wrote it, and what that transaction changed', async ({ page, folder }) => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'scenario.yaml'), SCENARIO);
  await writeFile(join(folder, 'Bank.sol'), BANK);
  const served = await serve(folder);
  await page.goto(served.address);
  await expect(page.getByRole('treeitem', { name: 'scenario.yaml' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+F5');
  await expect(page.getByRole('application', { name: /incarnations? in/ })).toBeVisible({ timeout: 60_000 });

  // The newest thing is the run: by the keys alone to the balance of alice.
  await runCommand(page, 'Show State');
  const tree = page.getByRole('treegrid', { name: /State after block/ });
  await expect(tree.getByRole('row', { name: /\bbank 0x/ })).toBeVisible();
  await tree.focus();
  await page.keyboard.press('ArrowRight');
  await expect(tree.getByRole('row', { name: /^all / })).toBeVisible();
  await expect(tree.getByRole('row', { name: /^moves 61 uint64/ })).toBeVisible();
  await page.keyboard.press('h');
  await page.keyboard.press('ArrowRight');
  const alice = tree.getByRole('row', { name: /^\[alice\]/ });
  await expect(alice).toBeVisible();
  await alice.click();
  const history = page.getByRole('region', { name: 'History of bank.held[alice]' });
  const versions = history.getByRole('row');
  await expect(versions.last()).toContainText('bank.put(n: 7)');
  await expect(versions.last()).toContainText('+7');
  await expect(history.getByRole('img', { name: /The value over \d+ versions/ })).toBeVisible();
  await expectAccessibleInThemes(page, 'history');

  // Its writer in the schedule; from there what it found and left.
  await versions.nth(1).getByRole('button').click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('bank.put');
  await inspector.getByRole('button', { name: 'Cells before and after' }).click();
  const touched = page.getByRole('region', { name: 'A transaction before and after' });
  await expect(touched.getByRole('row', { name: /bank\.held\[alice\]/ })).toContainText('→');
  await expectAccessible(page, 'before and after');

  // Two blocks, and a block of the past.
  await page.getByRole('button', { name: 'Compare blocks' }).click();
  const diff = page.getByRole('region', { name: 'Comparison of blocks' });
  await expect(diff.getByRole('row', { name: /bank\.all, moves/ })).toContainText('moves = 61');
  await expectAccessible(page, 'comparison of blocks');
  await page.getByRole('textbox', { name: 'Find an account or a cell' }).fill('Bank.held[bob]');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'History of bank.held[bob]' })).toBeVisible();

  // The live ledger follows what is done by hand.
  await page.getByRole('button', { name: /State of$/ }).click();
  await page.getByRole('option', { name: 'live ledger' }).click();
  await expect(tree.getByRole('row', { name: /^Accounts without code/ })).toBeVisible();
  await expect(tree.getByRole('row', { name: /\bbank 0x/ })).toHaveCount(0);
});
