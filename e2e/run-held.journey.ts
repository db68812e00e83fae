/** A run that is held: step by step, an executor killed and back, a reload in the middle, stopped, and verified. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessibleInThemes } from './axe.ts';
import { serve, test } from './workbench.ts';

const COUNT = 4000;
const SCENARIO = `accounts: { count: 12 }
blockSize: 500
executors: { evm: 2 }
lanes: 1
traffic:
  - { to: { account: random }, value: { int: [1, 1000] }, count: ${COUNT}, from: random }
`;

test('a run goes step by step, loses an executor, outlives a reload, and is stopped', async ({
  page,
  folder,
}, info) => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'scenario.yaml'), SCENARIO);
  const served = await serve(folder);
  await page.goto(served.address);
  await expect(page.getByRole('treeitem', { name: 'scenario.yaml' })).toBeVisible();

  // It stands before the first decision; each step does what stood next.
  await page.keyboard.press('ControlOrMeta+F7');
  const line = page.getByRole('group', { name: 'Step' });
  const words = line.getByRole('status');
  await expect(words).toContainText('Next dispatch tx 0, incarnation 0, to evm#0 lane 1');
  await page.keyboard.press('ControlOrMeta+F7');
  await expect(words).toContainText('Last dispatched tx 0, incarnation 0, to evm#0 lane 1');
  await line.getByRole('button', { name: 'Show the last' }).click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('Incarnation 0');
  for (const done of ['validated tx 0', 'committed tx 0']) {
    for (let n = 0; n < 12 && !(await words.textContent())?.includes(done); n++) {
      const before = (await words.textContent()) ?? '';
      await page.keyboard.press('ControlOrMeta+F7');
      await expect(words).not.toHaveText(before);
    }
    await expect(words).toContainText(`Last ${done}, incarnation 0`);
  }
  await expect(inspector).toContainText('was committed');
  await expect(words).toContainText('Next ');

  // Mempools, beside the lanes.
  await page.getByRole('application', { name: /incarnations? in 2 lanes/ }).focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('m');
  const pools = page.getByRole('complementary', { name: 'Mempools' });
  const listed = pools.getByRole('list', { name: 'Transactions of evm#0 waiting' });
  await expect(listed.getByRole('listitem').first()).toContainText(/transfer/);
  await pools.getByRole('radio', { name: 'running' }).click();
  await expectAccessibleInThemes(page, 'held');
  await page.screenshot({ path: info.outputPath('step.png') });

  // An executor is killed while it stands: the gap is drawn when it is back.
  await page.getByRole('button', { name: /^Kill evm#1/ }).click();
  await expect(page.getByRole('button', { name: 'evm#1 is being started again' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Kill evm#1/ })).toBeEnabled();
  await page.screenshot({ path: info.outputPath('killed.png') });

  // The window is loaded anew: the run stands where it stood, goes on, and the view follows it.
  const stood = (await words.textContent()) ?? '';
  await page.reload();
  await expect(words).toHaveText(stood);
  const tools = page.getByRole('toolbar', { name: 'Schedule' });
  await tools.getByRole('button', { name: 'Continue' }).click();
  await expect(tools).toContainText(/traffic [1-9][\d,]* of 4,000|, done/);
  await page.reload();
  await expect(tools).toContainText(/traffic [\d,]+ of 4,000|done/);

  // What has been committed by then stays, and equals serial execution.
  await page.keyboard.press('ControlOrMeta+F8');
  await expect(tools).toContainText(/stopped: [\d,]+ of 4,000 transactions were not run|, done/);
  await page.getByRole('button', { name: /equals serial: not checked/ }).click();
  await expect(page.getByRole('button', { name: 'equals serial: verified' })).toBeVisible();
  await page.screenshot({ path: info.outputPath('stopped.png') });
  await page.waitForLoadState('networkidle');
  expect(await served.stop()).toBe(0);
});
