import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { serve, test } from './workbench.ts';

const OWNED = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";

contract Owned is Ownable {
    constructor() Ownable(msg.sender) {}
}
`;

test('a file is opened by name before the files are listed; a definition in a package opens read-only, outlives a reload and leads on', async ({
  page,
  folder,
}, info) => {
  test.skip(info.project.name === 'electron', 'the desktop window has no WebSocket to hold back');
  await mkdir(join(folder, 'contracts'), { recursive: true });
  await writeFile(join(folder, 'contracts/Owned.sol'), OWNED);
  const served = await serve(folder);
  const held: (() => void)[] = [];
  let isHeld = true;
  await page.routeWebSocket(/.*/, (near) => {
    const far = near.connectToServer();
    near.onMessage((message) => {
      if (isHeld && String(message).includes('"files.tree"')) held.push(() => far.send(message));
      else far.send(message);
    });
  });
  await page.goto(served.address);
  await page.getByRole('tab', { name: 'Explorer' }).waitFor();
  await page.keyboard.press('ControlOrMeta+P');
  await page.getByRole('searchbox').fill('owned');
  await expect(page.getByText('Listing the files')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('the first that fits opens then')).toBeVisible();
  isHeld = false;
  for (const send of held) send();
  const editor = page.getByRole('textbox', { name: 'contracts/Owned.sol' });
  await expect(editor).toBeFocused();

  await page.getByText('Ownable', { exact: true }).last().click();
  await page.keyboard.press('F12');
  const library = page.getByRole('textbox', { name: '@openzeppelin/contracts/access/Ownable.sol, read-only' });
  await expect(library).toBeFocused({ timeout: 60_000 });
  await expect(page.getByText('abstract contract Ownable')).toBeVisible();
  await page.keyboard.type('x');
  await expect(page.getByRole('alert').getByText('Files of packages cannot be changed here.')).toBeVisible();
  await page.screenshot({ path: info.outputPath('library.png') });

  // It is there again after a reload, and leads on.
  await page.reload();
  await expect(page.getByText('abstract contract Ownable')).toBeVisible();
  await page.getByText('Context', { exact: true }).last().click();
  await page.keyboard.press('F12');
  await expect(page.getByRole('textbox', { name: '@openzeppelin/contracts/utils/Context.sol' })).toBeFocused();
  expect(await served.stop()).toBe(0);
});
