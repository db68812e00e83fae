import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { replaceText, serve, test } from './workbench.ts';

const NOTE = 'contracts/note.md';

async function openNote(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('treeitem', { name: 'note.md' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+P');
  await page.getByRole('searchbox').fill('note');
  await expect(page.getByRole('option', { name: /note\.md/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('code')).toContainText('first');
}

test.beforeEach(async ({ folder }) => {
  await mkdir(join(folder, 'contracts'), { recursive: true });
  await writeFile(join(folder, NOTE), 'first');
});

test('text that was typed when the program died is there again, also in another browser', async ({
  page,
  folder,
  browser,
}) => {
  // Without saving by itself: what is typed is nowhere but in the window.
  await mkdir(join(folder, '.interleave'));
  await writeFile(join(folder, '.interleave/settings.json'), '{"files.autosave": false}');
  let served = await serve(folder);
  await openNote(page, served.address);
  await replaceText(page, NOTE, 'typed before the crash');
  await expect(page.getByRole('img', { name: 'not saved yet' })).toBeVisible();
  // The service gets it a moment later; then both die.
  await expect
    .poll(() => readFile(join(folder, '.interleave/layout.json'), 'utf8').catch(() => ''))
    .toContain('note.md');
  await page.waitForTimeout(500);
  await served.stop('SIGKILL');
  // The program is gone already: this only the browser keeps.
  await replaceText(page, NOTE, 'typed after the crash');
  await page.close();
  expect(await readFile(join(folder, NOTE), 'utf8')).toBe('first');

  served = await serve(folder);
  const again = await page.context().newPage();
  await again.goto(served.address);
  await expect(again.getByRole('code')).toContainText('typed after the crash');
  await again.close();
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(served.address);
  await expect(other.getByRole('code')).toContainText('typed after the crash');
  await other.keyboard.press('ControlOrMeta+S');
  await expect.poll(() => readFile(join(folder, NOTE), 'utf8')).toBe('typed after the crash');
  await elsewhere.close();
  expect(await served.stop()).toBe(0);
});

test('a file that changed on disk meanwhile is not written over before somebody chooses', async ({ page, folder }) => {
  let served = await serve(folder);
  await openNote(page, served.address);
  await served.stop('SIGKILL');
  await replaceText(page, NOTE, 'mine');
  await writeFile(join(folder, NOTE), 'theirs');
  served = await serve(folder);
  const again = await page.context().newPage();
  await page.close();
  await again.goto(served.address);
  await expect(again.getByRole('alert').filter({ hasText: 'was changed on disk' })).toBeVisible();
  await expect(again.getByRole('code')).toContainText('mine');
  expect(await readFile(join(folder, NOTE), 'utf8')).toBe('theirs');
  await again.getByRole('alert').getByRole('button', { name: 'Compare' }).click();
  await expect(again.getByText('theirs').first()).toBeVisible();
  await again.getByRole('tab', { name: /^note.md$/ }).click();
  await again.getByRole('button', { name: 'Keep what is here' }).click();
  await expect.poll(() => readFile(join(folder, NOTE), 'utf8')).toBe('mine');
  expect(await served.stop()).toBe(0);
});

test('what a workspace has that is broken is told, and costs nothing else', async ({ page, folder }) => {
  await mkdir(join(folder, '.interleave'), { recursive: true });
  await writeFile(join(folder, '.interleave/settings.json'), '{ "window.theme": ');
  await writeFile(join(folder, '.interleave/layout.json'), '{"grid": 7}');
  await writeFile(join(folder, '.interleave/live.ledger'), 'this is no ledger');
  const served = await serve(folder);
  await page.goto(served.address);
  await expect(page.getByText('settings.json cannot be read')).toBeVisible();
  // Files, editor and search work without a ledger.
  await openNote(page, served.address);
  await page.keyboard.press('ControlOrMeta+Shift+F');
  await page.getByRole('textbox', { name: 'Search in all files' }).fill('first');
  await expect(page.getByRole('tree', { name: 'Results' })).toContainText('note.md');
  await expect(page.getByRole('contentinfo')).toContainText('ledger');
  expect(await readFile(join(folder, '.interleave/live.ledger'), 'utf8')).toBe('this is no ledger');
  expect(await readFile(join(folder, '.interleave/settings.json'), 'utf8')).toBe('{ "window.theme": ');
  // The folder goes while it is open.
  await rm(join(folder, 'contracts'), { recursive: true });
  await expect(page.getByRole('alert').filter({ hasText: 'was deleted' })).toBeVisible();
  await page.getByRole('button', { name: 'Save again' }).click();
  await expect.poll(() => readFile(join(folder, NOTE), 'utf8').catch(() => '')).toBe('first');
  expect(await served.stop()).toBe(0);
});
