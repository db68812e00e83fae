/**
 * What the Schedule view costs in a real browser, on the built page (`npm run build`): `node e2e/measure-schedule.ts`. It prints figures
 * and judges nothing: a busy machine makes them worse. Budgets: 50 ms for the longest task while 10,000 transactions run and somebody
 * types; 8 ms of scripting per frame while 100,000 incarnations are panned and zoomed; 500 MB for the page after that.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type CDPSession, type Page } from '@playwright/test';
import { findChromium } from './browser.ts';

const MAIN = join(import.meta.dirname, '../runtimes/cli/main.ts');
const SCENARIOS = {
  'typing.yaml': scenario(10_000, 400),
  'large.yaml': scenario(100_000, 2_000),
};
const NOTES = `${'// A file to write in.\n'.repeat(40)}`;

function scenario(transactions: number, accounts: number): string {
  return `accounts: { count: ${accounts} }
blockSize: 5000
executors: { evm: 2 }
lanes: 1
traffic:
  - { to: { account: random }, value: { int: [1, 1000] }, count: ${transactions}, from: random }
`;
}

/** The service has told of the end of a run. */
let isOver = false;
const folder = await mkdtemp(join(tmpdir(), 'interleave-measure-'));
for (const [name, text] of Object.entries({ ...SCENARIOS, 'Notes.sol': NOTES }))
  await writeFile(join(folder, name), text);
const server = spawn(process.execPath, [MAIN, 'serve', '--workspace', folder, '--json'], {
  env: { ...process.env, INTERLEAVE_STATE: `${folder}-state` },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const address = await new Promise<string>((resolve) =>
  server.stdout.once('data', (part: Buffer) => resolve((JSON.parse(part.toString()) as { address: string }).address)),
);
const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => (isOver ||= payload.toString().slice(0, 200).includes('run.done'))),
  );
  page.on('pageerror', (error) => console.log(`the page reported: ${error.message}`));
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await page.goto(address);
  await page.getByRole('treeitem', { name: 'large.yaml' }).waitFor();
  await watchTasks(page);
  await typing(page);
  await large(page, cdp);
} finally {
  await browser.close();
  server.kill('SIGINT');
  for (const made of [folder, `${folder}-state`]) await rm(made, { recursive: true, force: true });
}

async function open(page: Page, name: string): Promise<void> {
  await page.getByRole('treeitem', { name }).dblclick();
  await page.getByRole('textbox', { name }).waitFor({ state: 'attached' });
}

async function ended(page: Page, what: string): Promise<void> {
  await page
    .getByRole('toolbar', { name: 'Schedule' })
    .getByText(new RegExp(`${what}.*, done`))
    .waitFor({ timeout: 300_000 });
}

/** Long tasks are kept from now on. */
async function watchTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(globalThis, { longTasks: tasks });
    new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
}

function longTasks(page: Page): Promise<number[]> {
  return page.evaluate(() => (globalThis as unknown as { longTasks: number[] }).longTasks.splice(0));
}

/** Somebody types while 10,000 transactions run. */
async function typing(page: Page): Promise<void> {
  await open(page, 'typing.yaml');
  await open(page, 'Notes.sol');
  const write = async (keys: number): Promise<number> => {
    const before = performance.now();
    for (let n = 0; n < keys; n++) await page.keyboard.press('abcdefgh'.charAt(n % 8));
    return (performance.now() - before) / keys;
  };
  await page.getByRole('textbox', { name: 'Notes.sol' }).focus();
  await write(20);
  await longTasks(page);
  const quiet = await write(60);
  report('typing, nothing runs', await longTasks(page), quiet);
  await open(page, 'typing.yaml');
  await page.keyboard.press('ControlOrMeta+F5');
  await open(page, 'Notes.sol');
  await page.getByRole('textbox', { name: 'Notes.sol' }).focus();
  await longTasks(page);
  const keys: number[] = [];
  while (!isOver) keys.push(await write(10));
  keys.sort((a, b) => a - b);
  report('typing, 10,000 transactions run', await longTasks(page), keys[keys.length >> 1] ?? 0);
}

function report(what: string, tasks: readonly number[], key?: number): void {
  const longest = Math.max(0, ...tasks);
  console.log(
    `${what}: ${tasks.length} tasks over 50 ms, the longest ${longest.toFixed(0)} ms${key === undefined ? '' : `; ${key.toFixed(1)} ms from key to key`}`,
  );
}

/** Zooms and pans in 100,000 incarnations. */
async function large(page: Page, cdp: CDPSession): Promise<void> {
  await open(page, 'large.yaml');
  const began = performance.now();
  await page.keyboard.press('ControlOrMeta+F5');
  await longTasks(page);
  await ended(page, 'large');
  report('the view while 100,000 transactions run', await longTasks(page));
  console.log(`100,000 transactions: ${((performance.now() - began) / 1000).toFixed(1)} s from the key to the end`);
  const lanes = page.getByRole('application', { name: /incarnations in/ });
  console.log((await lanes.getAttribute('aria-label'))?.split('.')[0]);
  const box = await lanes.boundingBox();
  if (box === null) throw new Error('the lanes are not shown');
  const [x, y] = [box.x + box.width / 2, box.y + 80];
  await page.mouse.move(x, y);
  const wheel = async (delta: number, keys: 'Control' | 'Shift'): Promise<number> => {
    const before = await scripting(cdp);
    await page.keyboard.down(keys);
    await page.mouse.wheel(0, delta);
    await page.keyboard.up(keys);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    return (await scripting(cdp)) - before;
  };
  // What asking itself takes.
  const idle = await wheel(0, 'Shift');
  for (const [what, delta, keys, frames] of [
    ['zooming in', -120, 'Control', 40],
    ['panning, zoomed in', 240, 'Shift', 40],
    ['zooming out', 120, 'Control', 40],
  ] as const) {
    const times: number[] = [];
    for (let n = 0; n < frames; n++) times.push((await wheel(delta, keys)) - idle);
    show(what, times);
  }
  const zoomed: number[] = [];
  for (let n = 0; n < 8; n++) await wheel(-120, 'Control');
  for (let n = 0; n < 40; n++) zoomed.push((await wheel(n % 2 === 0 ? 200 : -150, 'Shift')) - idle);
  show('panning, thousands of bars in view', zoomed);
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  await cdp.send('HeapProfiler.collectGarbage');
  const after = await cdp.send('Runtime.getHeapUsage');
  console.log(
    `page: ${megabytes(usedSize)} of JavaScript, ${megabytes(after.usedSize)} after collecting; its process ${await processMemory()}`,
  );
}

function show(what: string, times: number[]): void {
  times.sort((a, b) => a - b);
  const at = (share: number): string =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(2);
  console.log(`${what}: ${at(0.5)} ms of scripting per frame, 95th ${at(0.95)} ms, longest ${at(1)} ms`);
}

/** ms since the page began. */
async function scripting(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

/** Resident memory of the largest process that shows pages; Linux only. */
async function processMemory(): Promise<string> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  let most = 0;
  for (const { id, type } of processInfo) {
    if (type !== 'renderer') continue;
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
    most = Math.max(most, Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024);
  }
  return most === 0 ? 'is not known here' : megabytes(most);
}
