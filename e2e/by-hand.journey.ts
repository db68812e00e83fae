import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { serve, test } from './workbench.ts';

const SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

contract Shop {
    address public owner = msg.sender;
    function late() external view returns (bool) { return block.timestamp >= 2000000000; }
    function close() external { require(msg.sender == owner, "not yours"); }
    enum Mood { Calm, Happy }
    Mood public mood;
    function feel(Mood now_) external { mood = now_; }
    receive() external payable { require(msg.value > 1, "too little"); }
    fallback(bytes calldata data) external payable returns (bytes memory) { return bytes.concat(hex"ff", data); }
}

contract Maker {
    event Made(address shop);
    function make() external returns (address) {
        Shop shop = new Shop();
        emit Made(address(shop));
        return address(shop);
    }
}
`;

test('load a contract that another one made, verify it, be somebody else, set the time', async ({ page, folder }) => {
  await mkdir(folder);
  await writeFile(join(folder, 'Shop.sol'), SOURCE);
  const served = await serve(folder);
  await page.goto(served.address);
  await page.getByRole('treeitem', { name: 'Shop.sol' }).click();
  const deploy = page.getByRole('region', { name: 'Deploy a contract' });
  const choose = async (label: string, option: string | RegExp): Promise<void> => {
    await page.getByRole('button', { name: new RegExp(` ${label}$`) }).click();
    await page.getByRole('option', { name: option }).click();
  };
  await choose('Contract', /Maker Shop.sol/);
  await deploy.getByRole('button', { name: 'Deploy Maker' }).click();
  await expect(deploy).toContainText('committed');
  const maker = page.getByRole('region', { name: 'Contract Maker' });
  await maker.getByRole('button', { name: 'make()' }).click();
  await maker.getByRole('button', { name: 'Send make' }).click();
  const made = /0x[0-9a-f]{40}/i;
  await expect(maker).toContainText(made);
  const address = made.exec(await maker.innerText())?.[0] ?? '';

  await choose('Contract', /Shop Shop.sol/);
  await deploy.getByRole('textbox', { name: 'At address' }).fill('0x12');
  await deploy.getByRole('button', { name: 'Load Shop' }).click();
  await expect(deploy).toContainText('is neither an address nor a name');
  await deploy.getByRole('textbox', { name: 'At address' }).fill(address);
  await deploy.getByRole('button', { name: 'Load Shop' }).click();
  const shop = page.getByRole('region', { name: 'Contract Shop' });
  await expect(shop).toContainText('source verified');

  // Nobody signs: the contract that made it can be whoever calls.
  await shop.getByRole('button', { name: 'close()' }).click();
  await shop.getByRole('button', { name: 'Simulate close' }).click();
  await expect(shop).toContainText('not yours');
  await choose('Caller', 'Another address');
  await page.getByRole('textbox', { name: /^Caller’s address/ }).fill('Maker');
  await shop.getByRole('button', { name: 'Simulate close' }).click();
  await expect(shop).toContainText('answered');

  await choose('Caller', /^alice/);
  await shop.getByRole('button', { name: 'feel(uint8)' }).click();
  await choose('now_', /^Happy/);
  await shop.getByRole('button', { name: 'Send feel' }).click();
  await expect(shop).toContainText('committed');
  await shop.getByRole('button', { name: 'mood()' }).click();
  await expect(shop.getByText('Mood.Happy')).toBeVisible();
  await shop.getByRole('button', { name: /Send value/ }).click();
  await shop.getByRole('textbox', { name: /^value/ }).fill('1');
  await shop.getByRole('button', { name: 'Send value', exact: true }).click();
  await expect(shop).toContainText('too little');
  await shop.getByRole('textbox', { name: /^value/ }).fill('1 ether');
  await shop.getByRole('button', { name: 'Send value', exact: true }).click();
  await expect(shop).toContainText('holds 1 ether');
  await shop.getByRole('button', { name: /Send data/ }).click();
  await shop.getByRole('textbox', { name: /^data/ }).fill('0xabc123');
  await shop.getByRole('button', { name: 'Simulate data' }).click();
  await expect(shop).toContainText('0xffabc123');

  await page.getByRole('tab', { name: 'Accounts' }).click();
  const time = page.getByRole('group', { name: 'Time of the next block' });
  await time.getByRole('textbox', { name: /^Next block at/ }).fill('soon');
  await time.getByRole('button', { name: 'Set time' }).click();
  await expect(time).toContainText('"soon" is no time');
  await time.getByRole('textbox', { name: /^Next block at/ }).fill('2034-01-01 00:00');
  await time.getByRole('button', { name: 'Set time' }).click();
  await expect(time).toContainText('The next one will be at 2034-01-01 00:00:00');
  await shop.getByRole('button', { name: 'late()' }).click();
  await shop.getByRole('button', { name: 'Call late' }).click();
  await expect(shop.getByText('true', { exact: true })).toBeVisible();
  expect(await served.stop()).toBe(0);
});
