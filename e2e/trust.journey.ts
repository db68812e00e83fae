import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { serve, test } from './workbench.ts';

const SCENARIO = `name: box
contracts:
  box: { source: Box.dll }
traffic:
  - { to: box, call: add, count: 2 }
`;

test('an assembly from elsewhere: refused, trusted from its problem, restricted again by command', async ({
  page,
  folder,
}, info) => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'box.yaml'), SCENARIO);
  // Whatever it says of itself: it is refused before anybody looks, and looked at only after that.
  await writeFile(join(folder, 'Box.dll'), 'MZ');
  const served = await serve(folder);
  await page.goto(served.address);
  const status = page.getByRole('contentinfo', { name: 'Status' });
  await expect(status.getByRole('button', { name: 'Restricted' })).toBeVisible();

  await page.getByRole('treeitem', { name: 'box.yaml' }).click();
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name: 'Problems' }).click();
  const problems = page.getByRole('list', { name: 'Problems' });
  await expect(problems).toContainText('compiled elsewhere');
  await problems.getByRole('button', { name: 'Trust this workspace' }).click();
  const dialog = page.getByRole('dialog', { name: 'Trust this workspace?' });
  await expect(dialog).toContainText(folder);
  await expectAccessible(page, 'trust');
  await page.screenshot({ path: info.outputPath('trust.png') });
  await dialog.getByRole('button', { name: 'Trust workspace' }).click();
  await expect(status.getByRole('button', { name: 'Trusted' })).toBeVisible();
  // Now it is looked at.
  await expect(problems).toContainText('no .NET assembly', { timeout: 120_000 });

  await page.keyboard.press('ControlOrMeta+Shift+P');
  await page.getByRole('searchbox').fill('>Manage workspace trust');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Withdraw trust' }).click();
  await expect(status.getByRole('button', { name: 'Restricted' })).toBeVisible();
  await expect(problems).toContainText('compiled elsewhere');
  expect(await served.stop()).toBe(0);
});
