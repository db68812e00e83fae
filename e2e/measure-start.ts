/**
 * What it costs to open the workbench in a real browser, on the built page (`npm run build`): `node e2e/measure-start.ts [--profile]`. It prints
 * figures and judges nothing: a busy machine makes them worse. Budgets: 2 s from the address to a file that can be typed in, once the
 * program is up; no task over 100 ms of the processor; a workspace of 2,000 files opens without a stall. `--profile`: also what the longest tasks
 * did.
 *
 * On 2 cores that seven others worked on (load 7): the editor is there after 1.1 to 1.8 s, with one file as with 2,000; 0.8 to 0.96 s of the
 * processor in all; the longest task 92 ms. Before the editor was loaded in steps it was 125 ms, with the scripts of its features run at once.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { findChromium } from './browser.ts';

const MAIN = join(import.meta.dirname, '../runtimes/cli/main.ts');
const PROFILED = process.argv.includes('--profile');
const COUNTER = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
contract Counter { uint256 public count; function add(uint256 n) external { count += n; } }
`;

const CATEGORIES = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8'];

const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  await measure('one contract', 1);
  await measure('2,000 files', 2_000);
} finally {
  await browser.close();
}

async function measure(what: string, files: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'interleave-measure-'));
  await writeFile(join(folder, 'Counter.sol'), COUNTER);
  for (let n = 1; n < files; n++) {
    const inside = join(folder, `folder-${n % 20}`);
    await mkdir(inside, { recursive: true });
    await writeFile(join(inside, `file-${n}.md`), `# ${n}\n`);
  }
  const began = performance.now();
  const server = spawn(process.execPath, [MAIN, 'serve', '--workspace', folder, '--json'], {
    env: { ...process.env, INTERLEAVE_STATE: `${folder}-state` },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve) =>
    server.stdout.once('data', (part: Buffer) => resolve((JSON.parse(part.toString()) as { address: string }).address)),
  );
  console.log(`${what}: the program is up after ${seconds(performance.now() - began)}`);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    for (const time of ['the first time', 'again, with a tab open']) await open(await context.newPage(), address, time);
  } finally {
    await context.close();
    server.kill('SIGINT');
    await new Promise((resolve) => server.once('exit', resolve));
    for (const made of [folder, `${folder}-state`]) await rm(made, { recursive: true, force: true });
  }
}

/** Tasks of the page's main thread: ms of the processor, which other programs do not add to. */
async function open(page: Page, address: string, time: string): Promise<void> {
  await browser.startTracing(page, { categories: CATEGORIES });
  const began = performance.now();
  await page.goto(address);
  const item = page.getByRole('treeitem', { name: 'Counter.sol' });
  await item.waitFor();
  const tree = performance.now() - began;
  const editor = page.getByRole('textbox', { name: 'Counter.sol' });
  if (!time.includes('tab')) await item.dblclick();
  await editor.waitFor({ state: 'attached' });
  const ready = performance.now() - began;
  await editor.focus();
  const mark = `m${Math.random().toString(36).slice(2, 8)}`;
  await page.keyboard.type(`// ${mark} `);
  await page.getByText(mark).waitFor();
  const typed = performance.now() - began;
  // What comes late counts as well.
  await page.waitForTimeout(1_500);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const main = traceEvents.filter(isOnMain(traceEvents));
  const tasks = main.filter(({ name }) => name === 'RunTask').map(({ tdur = 0 }) => tdur / 1000);
  const long = tasks.filter((ms) => ms > 50).map((ms) => ms.toFixed(0));
  console.log(
    `  ${time}: files shown after ${seconds(tree)}, the editor after ${seconds(ready)}, typed in after ${seconds(typed)}; ` +
      `${tasks.reduce((sum, ms) => sum + ms, 0).toFixed(0)} ms of its processor in all; tasks over 50 ms of it: ${long.join(', ') || 'none'}`,
  );
  if (PROFILED) showLongest(main);
  await page.close();
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** us; of the processor. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string; readonly data?: Readonly<Record<string, unknown>> };
}

/** On the thread that the page's scripts run on: of several such, the busiest. */
function isOnMain(events: readonly TraceEvent[]): (event: TraceEvent) => boolean {
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain');
  const busy = (of: TraceEvent): number =>
    events.reduce(
      (sum, { name, pid, tid, tdur = 0 }) =>
        name === 'RunTask' && pid === of.pid && tid === of.tid ? sum + tdur : sum,
      0,
    );
  const [busiest] = threads.map((thread) => ({ thread, of: busy(thread) })).sort((a, b) => b.of - a.of);
  return ({ pid, tid }) => pid === busiest?.thread.pid && tid === busiest.thread.tid;
}

/** What the browser did within the longest tasks. */
function showLongest(main: readonly TraceEvent[]): void {
  const tasks = main.filter(({ name }) => name === 'RunTask').sort((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0));
  for (const task of tasks.slice(0, 4)) {
    console.log(`    a task of ${((task.tdur ?? 0) / 1000).toFixed(0)} ms:`);
    const inside = main.filter(
      ({ ts, tdur = 0, name }) =>
        ts >= task.ts && ts <= task.ts + (task.dur ?? 0) && tdur > 5_000 && name !== 'RunTask',
    );
    for (const { name, tdur = 0, args } of inside)
      console.log(
        `      ${(tdur / 1000).toFixed(0).padStart(5)} ms  ${name} ${JSON.stringify(args.data ?? {}).slice(0, 160)}`,
      );
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
