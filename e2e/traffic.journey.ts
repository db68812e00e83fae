import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessibleInThemes } from './axe.ts';
import { serve, test } from './workbench.ts';

const SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

contract Points {
    mapping(address => uint256) public earned;
    function give(address to, uint256 amount) external { earned[to] += amount; }
}
`;

test('traffic for a contract just written: built by a form, run, and seen in the schedule', async ({
  page,
  folder,
}, info) => {
  await mkdir(folder);
  await writeFile(join(folder, 'Points.sol'), SOURCE);
  const served = await serve(folder);
  await page.goto(served.address);
  await page.getByRole('treeitem', { name: 'Points.sol' }).click();
  await page.getByRole('button', { name: 'Build traffic', exact: true }).first().click();
  const give = page.getByRole('region', { name: '1: points.give' });
  await give.getByRole('textbox', { name: 'Count' }).fill('60');
  const preview = page.getByRole('complementary', { name: 'Preview' });
  await expect(preview).toContainText('60 transactions');

  // Contended, in plain words: the first account gets nearly everything.
  await page.getByRole('radiogroup', { name: 'Whom calls name' }).getByRole('radio', { name: 'Nearly one' }).click();
  await expect(preview.getByRole('region', { name: 'points.give: to' })).toContainText('account 0');

  // What is wrong stands at its field.
  await give.getByRole('textbox', { name: 'amount: highest' }).fill('many');
  await expect(give).toContainText('"many" is not an integer');
  await page.screenshot({ path: info.outputPath('wrong.png') });
  await give.getByRole('textbox', { name: 'amount: highest' }).fill('7');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  await expectAccessibleInThemes(page, 'traffic');

  // The same text beside it: what is typed there is read into the form.
  await page.getByRole('button', { name: 'YAML beside' }).click();
  await expect(page.locator('.monaco-editor .view-lines').first()).toContainText('zipf: 4');
  await page.screenshot({ path: info.outputPath('beside.png') });

  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('application', { name: /incarnations in \d+ lanes/ })).toBeVisible();
  expect(await readFile(join(folder, 'scenario.yaml'), 'utf8')).toContain(
    '{ to: points, call: give, args: [{ account: { zipf: 4 } }, { int: [1, 7] }], count: 60, from: random }',
  );
  expect(await served.stop()).toBe(0);
});
