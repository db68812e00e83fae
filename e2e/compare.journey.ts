import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { expectAccessible, expectAccessibleInThemes, THEMES } from './axe.ts';
import { openExample, runCommand, test } from './workbench.ts';

async function exported(page: Page, label: RegExp): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: label }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test('policies are compared, what bounds each is said, and all of it is exported', async ({ page, folder }, info) => {
  test.slow();
  const served = await openExample(page, folder, 'hot-counter');
  await runCommand(page, 'Compare policies');
  const runs = page.getByRole('list', { name: 'Runs' }).getByRole('listitem');
  await expect(runs).toHaveCount(4);
  const tools = page.getByRole('toolbar', { name: 'Compare' });
  await expect(tools.getByRole('button', { name: 'Compare 4 runs' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'exactly repeatable' })).toBeVisible();

  await runCommand(page, 'Show or hide the dock below');
  await page.screenshot({ path: info.outputPath('compare-top.png') });
  const bounds = page.getByRole('complementary', { name: 'What bounds the speed-up' });
  await expect(bounds).toContainText('counter.count: 300 transactions');
  await runs.getByRole('button', { name: /^serial/ }).click();
  await expect(bounds).toContainText('Bound by its policy');
  await runs.getByRole('button', { name: /^optimistic/ }).click();

  // The graph by the keyboard.
  await page.getByRole('application', { name: /dependencies: arrows go/ }).focus();
  await page.keyboard.press('Home');
  await expect(
    page
      .getByRole('status')
      .filter({ hasText: /transactions?|tx \d+/ })
      .last(),
  ).toBeVisible();
  for (const theme of THEMES) {
    await runCommand(page, `Theme: ${theme}`);
    await expectAccessible(page, theme);
    await page.screenshot({ path: info.outputPath(`compare-${theme}.png`) });
  }
  await page.setViewportSize({ width: 1600, height: 1000 });
  await page.screenshot({ path: info.outputPath('compare-large.png') });
  await page.setViewportSize({ width: 1280, height: 800 });
  await tools.getByRole('radio', { name: 'Figures' }).click();
  await expect(page.getByRole('region', { name: 'Figures of the runs' }).getByRole('row')).toHaveCount(5);
  await page.getByRole('radio', { name: 'Table' }).click();
  await expect(page.getByRole('region', { name: 'Dependencies as a table' })).toContainText('counter.count');
  await expectAccessible(page, 'tables');
  await page.screenshot({ path: info.outputPath('compare-figures.png') });

  const report = await exported(page, /Export the comparison as JSON/);
  const { runs: told } = JSON.parse(report.bytes.toString()) as {
    runs: { policy: string; figures: { aborts: number } }[];
  };
  expect(told.map(({ policy }) => policy)).toEqual(['optimistic', 'declared', 'first-committer-wins', 'serial']);
  await expect(page.getByRole('region', { name: 'Figures of the runs' })).toContainText(/\d{3} of 600/);
  const trace = await exported(page, /selected run as Chrome trace events/);
  const { traceEvents } = JSON.parse(trace.bytes.toString()) as { traceEvents: { ph: string; cat?: string }[] };
  expect(traceEvents.filter(({ cat }) => cat === 'committed')).toHaveLength(600);
  const image = await exported(page, /Export the comparison as an image/);
  expect(image.name).toBe('hot-counter-comparison.png');
  expect(image.bytes.subarray(1, 4).toString()).toBe('PNG');
  const drawing = await exported(page, /Export the comparison as a drawing/);
  const drawn = await page.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    return { name: root.nodeName, bars: root.querySelectorAll('rect').length, texts: root.textContent ?? '' };
  }, drawing.bytes.toString());
  expect(drawn).toMatchObject({ name: 'svg', texts: expect.stringContaining('first-committer-wins') as unknown });
  expect(drawn.bars).toBeGreaterThan(600);
  await page.waitForLoadState('networkidle');
  expect(await served.stop()).toBe(0);
});

test('from a conflict of the schedule to its cure: tried in a copy, the comparison shows it, and the change is kept', async ({
  page,
  folder,
}, info) => {
  test.slow();
  const served = await openExample(page, folder, 'box-office');
  await runCommand(page, 'Show or hide the dock below');
  await page.keyboard.press('ControlOrMeta+F5');
  await expect(page.getByRole('toolbar', { name: 'Schedule' })).toContainText('expectations hold');
  await page.getByRole('application', { name: /incarnations in \d+ lanes/ }).focus();
  await page.keyboard.press('e');

  // Conflict: which lines make it hot.
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByRole('region', { name: 'Cell' })).toContainText('office.sold');
  await inspector.getByRole('button', { name: 'What usually helps' }).click();
  const cure = page.getByRole('region', { name: 'Cure for office.sold' });
  await expect(cure).toContainText('sold += tickets;');
  await expect(cure).toContainText('CounterLib.add');
  await cure.scrollIntoViewIfNeeded();
  await expectAccessibleInThemes(page, 'cure');
  await page.screenshot({ path: info.outputPath('cure.png') });

  // Cure: tried in a copy.
  await cure.getByRole('button', { name: 'Make it a counter' }).click();
  const runs = page.getByRole('list', { name: 'Runs' }).getByRole('listitem');
  const tried = page.getByRole('region', { name: 'What is tried' });
  await expect(tried).toContainText('Your files are unchanged');
  await expect(tried).toContainText('All expectations hold');
  const [, before = '', after = ''] = /Aborts ([\d,]+) → ([\d,]+)/.exec((await tried.textContent()) ?? '') ?? [];
  expect(Number(before.replaceAll(',', ''))).toBeGreaterThan(Number(after.replaceAll(',', '')) * 2);
  await expect(runs.getByRole('button', { name: /optimistic, office\.sold as a counter/ })).toBeVisible();
  const source = (): Promise<string> => readFile(`${folder}/contracts/BoxOffice.sol`, 'utf8');
  expect(await source()).not.toContain('CounterLib');
  await tried.getByText('1 changed file').click();
  await expect(tried.getByRole('region', { name: 'Changes of contracts/BoxOffice.sol' })).toContainText(
    'CounterLib.add(sold_, tickets)',
  );
  await expectAccessible(page, 'tried');
  await page.screenshot({ path: info.outputPath('tried.png') });
  // The hottest cells of the comparison lead to the same advice.
  const hottest = page.getByRole('region', { name: 'Hottest cells' });
  await hottest.getByRole('button').first().click();
  await expect(hottest.getByRole('region', { name: /^Cure for / })).toContainText('What if');
  await tried.getByRole('button', { name: 'Keep the change' }).click();
  await expect(tried).toBeHidden();
  await expect.poll(source).toContain('CounterLib.add(sold_, tickets)');
  // The file that was changed is shown.
  await expect(page.locator('.monaco-editor .view-line').first()).toContainText(/\w/);
  await page.waitForLoadState('networkidle');
  expect(await served.stop()).toBe(0);
});
