import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { replaceText, serve, test } from './workbench.ts';

const contract = (type: string): string => `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

contract Vault {
    ${type} public total;
    mapping(address => uint256) public deposits;
    event Deposited(address indexed who, uint256 amount);

    constructor(uint256 start) {
        total = start;
    }

    function deposit(uint256 amount) external returns (uint256) {
        require(amount > 0, "nothing to deposit");
        deposits[msg.sender] += amount;
        total += amount;
        emit Deposited(msg.sender, amount);
        return total;
    }
}
`;

test('write Solidity, see the error, fix it, deploy, call; a reload and a restart keep everything', async ({
  page,
  folder,
}) => {
  let served = await serve(folder);
  await page.goto(served.address);

  await page.getByRole('button', { name: 'New file' }).first().click();
  await page.getByRole('textbox', { name: 'Name of the new file' }).fill('contracts/Vault.sol');
  await page.getByRole('button', { name: 'Create' }).click();
  await replaceText(page, 'contracts/Vault.sol', contract('uint257'));

  const problems = page.getByRole('list', { name: 'Problems' });
  await expect(problems.getByRole('button')).toHaveCount(1);
  await expect(problems).toContainText('contracts/Vault.sol:5:5');
  await replaceText(page, 'contracts/Vault.sol', contract('uint256'));
  await expect(page.getByText('No problems in what has been compiled.')).toBeVisible();
  expect(await readFile(join(folder, 'contracts/Vault.sol'), 'utf8')).toBe(contract('uint256'));

  const deploy = page.getByRole('region', { name: 'Deploy a contract' });
  await deploy.getByRole('textbox', { name: 'start' }).fill('lots');
  await deploy.getByRole('button', { name: 'Deploy Vault' }).click();
  await expect(deploy).toContainText('"lots" is not an integer');
  await deploy.getByRole('textbox', { name: 'start' }).fill('1.5 ether');
  await deploy.getByRole('button', { name: 'Deploy Vault' }).click();
  await expect(deploy).toContainText('committed');

  const vault = page.getByRole('region', { name: 'Contract Vault' });
  await vault.getByRole('button', { name: 'deposit(uint256)' }).click();
  await vault.getByRole('textbox', { name: 'amount' }).fill('0');
  await vault.getByRole('button', { name: 'Send deposit' }).click();
  await expect(vault).toContainText('nothing to deposit');
  await expect(vault).toContainText('reverted');
  await vault.getByRole('textbox', { name: 'amount' }).fill('42');
  await vault.getByRole('button', { name: 'Send deposit' }).click();
  await expect(vault).toContainText('Deposited(');
  await expect(vault).toContainText('1,500,000,000,000,000,042');

  // Reload.
  await page.reload();
  await total(page);
  await expect(page.getByRole('tab', { name: 'Vault.sol' })).toBeVisible();
  await expect(page.getByRole('code')).toContainText('contract Vault');

  // The program ends, and comes back.
  expect(await served.stop()).toBe(0);
  if (served.ownWindow) return;
  await expect(page.getByText('The connection to the program is lost.')).toBeVisible();
  served = await serve(folder);
  await page.goto(served.address);
  await total(page);
  await page.getByRole('tab', { name: 'Transactions' }).click();
  const log = page.getByRole('list', { name: 'Transactions' });
  await expect(log.getByRole('button')).toHaveCount(3);
  await expect(log.getByRole('button').first()).toContainText('Vault.deposit(amount: 42)');
  expect(await served.stop()).toBe(0);
});

/** What the contract holds is asked of the contract. */
async function total(page: Parameters<typeof replaceText>[0]): Promise<void> {
  const vault = page.getByRole('region', { name: 'Contract Vault' });
  await vault.getByRole('button', { name: 'total()' }).click();
  await vault.getByRole('button', { name: 'Call total' }).click();
  await expect(vault).toContainText('1,500,000,000,000,000,042');
}
