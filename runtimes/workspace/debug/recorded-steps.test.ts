import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import { parseCell } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import { statusOf } from '../../core/incarnation-status.ts';
import type { Opened } from '../../debug/dap/session.ts';
import type { Debugger } from '../../debug/debugger.ts';
import { installed } from '../../registry.ts';
import type { RecordedBlock } from '../run/chain.ts';
import { tracedRun, type TestRun } from '../schedule/traced-run.testkit.ts';
import { createReplayer } from '../trace/create-replayer.ts';
import type { DebugTarget } from './debug-target.ts';
import { incarnationTarget } from './incarnation-target.ts';
import { openDebugger } from './open-debugger.ts';
import { scenarioTarget } from './scenario-target.ts';

const EXAMPLE = join(import.meta.dirname, '../../../resources/examples/weather-oracle');

const workspaces = testWorkspaces();
const replayer = createReplayer(installed);
afterAll(async () => {
  replayer.close();
  await workspaces.removeAll();
});

async function opened(target: ReturnType<typeof scenarioTarget>): Promise<Opened> {
  if (!target.ok) throw new Error(target.error);
  const found = await openDebugger(target.value satisfies DebugTarget, { registry: installed, replayer });
  if (!found.ok) throw new Error(found.error);
  return found.value;
}

interface Placed {
  readonly block: RecordedBlock;
  readonly index: number;
}

/** Transactions of the traffic to the contract of a runtime. */
function transactionsTo({ about, recorder }: TestRun, runtime: string): readonly Placed[] {
  const [account] = [...about.contracts].find(([, { artifact }]) => artifact?.runtime === runtime) ?? [];
  return recorder.transactions.flatMap(({ block: number, index }) => {
    const block = about.chain.blocks.find(({ context }) => context.number === number);
    return block?.transactions[index]?.to === account ? [{ block, index }] : [];
  }) as readonly Placed[];
}

const value = (one: Debugger, text: string): string => {
  const found = one.evaluate(text);
  return found.ok ? found.value.value : found.error;
};

/** Text of the line where it stands; empty: at the end. */
function lineOf(one: Debugger): string {
  const span = one.calls()[0]?.place?.span;
  const sources = one.timeline.frames.flatMap(({ info }) => info?.sources ?? []);
  return (
    sources
      .find(({ path }) => path === span?.file)
      ?.text.split('\n')
      [(span?.line ?? 0) - 1]?.trim() ?? ''
  );
}

/** Goes on until the line begins so. */
function goTo(one: Debugger, text: string): void {
  while (!lineOf(one).startsWith(text)) if (one.step('over').reason === 'end') throw new Error(`no line ${text}`);
}

/** What the station wrote into the cell that has its numbers. */
function written({ block, index }: Placed) {
  const station = block.transactions[index]?.to;
  const cells = block.result.trace?.effects[index]?.writes.filter(({ key }) => {
    const cell = parseCell(key);
    return cell?.account === station && cell?.field.kind === 'storage';
  });
  expect(cells).toHaveLength(1);
  const word = BigInt(`0x${cells?.[0]?.value}`);
  const part = (at: number): bigint => (word >> BigInt(64 * at)) & 0xffff_ffff_ffff_ffffn;
  return { temperature: BigInt.asIntN(64, part(0)), observations: part(1), measuredAt: part(2) };
}

/** As the line that writes it does. */
function temperatureOf(one: Debugger): bigint {
  const kept: unknown = JSON.parse(value(one, 'kept'));
  if (!Array.isArray(kept)) throw new Error('kept is no array');
  return BigInt(Math.round((100 * Number(value(one, 'sum'))) / kept.length));
}

describe('a run that records steps', () => {
  let run: TestRun;
  beforeAll(async () => {
    run = await tracedRun({ file: join(EXAMPLE, 'scenario.yaml'), trace: true, recordSteps: true });
  }, 240_000);
  afterAll(() => run.close());

  it('shows the values that no replay could find again', { timeout: 120_000 }, async () => {
    const [one, other] = transactionsTo(run, 'cil');
    if (one === undefined || other === undefined) throw new Error('the station has observed nothing');
    const samples: string[] = [];
    for (const place of [one, other]) {
      const { debugger: debug, notes } = await opened(scenarioTarget(run.about, place.block, place.index));
      expect(notes.join(' ')).toContain('as they were recorded when it ran');
      expect(notes.join(' ')).not.toContain('switch recording on');
      const { temperature, measuredAt, observations } = written(place);
      goTo(debug, 'Temperature =');
      expect(temperatureOf(debug)).toBe(temperature);
      samples.push(value(debug, 'kept'));
      goTo(debug, 'return Temperature');
      expect(value(debug, 'Temperature')).toBe(String(temperature));
      expect(value(debug, 'MeasuredAt')).toBe(String(measuredAt));
      expect(value(debug, 'Observations')).toBe(String(observations));
      const told = place.block.result.receipts[place.index]?.events.at(-1)?.data ?? new Uint8Array(0);
      expect(BigInt.asIntN(64, BigInt(`0x${toHex(told.subarray(0, 32))}`))).toBe(temperature);
    }
    expect(samples[0]).not.toBe(samples[1]);
  });

  it('goes back through the same statements and values', { timeout: 120_000 }, async () => {
    const [place] = transactionsTo(run, 'cil');
    if (place === undefined) throw new Error('the station has observed nothing');
    const { debugger: debug } = await opened(scenarioTarget(run.about, place.block, place.index));
    const state = (): readonly unknown[] => [
      debug.row,
      lineOf(debug),
      ...['sum', 'kept', 'one', 'Temperature', 'MeasuredAt'].map((name) => value(debug, name)),
    ];
    const forwards = [state()];
    while (debug.step('into').reason !== 'end') forwards.push(state());
    const backwards: (readonly unknown[])[] = [];
    while (debug.row > debug.stepper.first) {
      debug.step('backInto');
      backwards.push(state());
    }
    // Back into a line stands at its beginning only; forwards it is met behind its calls as well.
    const rows = new Map(forwards.map((one) => [one[0], one]));
    expect(backwards.length).toBeGreaterThan(20);
    for (const one of backwards) expect(rows.get(one[0])).toEqual(one);
    expect(backwards.at(-1)).toEqual(forwards[0]);
    expect(forwards.some(([, line]) => String(line).startsWith('var noise ='))).toBe(true);
  });

  it('has calls into other runtimes with their steps, on one stack', { timeout: 120_000 }, async () => {
    const [place] = transactionsTo(run, 'cil');
    if (place === undefined) throw new Error('the station has observed nothing');
    const { debugger: debug } = await opened(scenarioTarget(run.about, place.block, place.index));
    expect(debug.timeline.frames.map(({ frame }) => frame.runtime)).toEqual(['cil', 'evm']);
    debug.useBreakpoints([debug.find({ id: 1, place: { kind: 'function', name: 'report' } })]);
    expect(debug.continue(1).reason).toBe('function');
    goTo(debug, 'if (msg.sender != address(station))');
    expect([...new Set(debug.calls().map(({ frame }) => frame.frame.runtime))]).toEqual(['evm', 'cil']);
    expect(value(debug, 'temperature')).toBe(String(written(place).temperature));
  });

  it('keeps none of transactions that can be run again', () => {
    const stations = transactionsTo(run, 'cil');
    const markets = transactionsTo(run, 'evm');
    expect(stations).toHaveLength(12);
    expect(run.finished.report.stepped).toBe(12);
    expect(stations.every(({ block, index }) => block.result.steps?.of(index) !== undefined)).toBe(true);
    expect(markets.length).toBeGreaterThan(100);
    expect(markets.some(({ block, index }) => block.result.steps?.of(index) !== undefined)).toBe(false);
  });
});

/** Many observers at once, so that some are taken back. */
async function crowd(recordSteps: boolean): Promise<TestRun> {
  const text = (path: string): Promise<string> => readFile(join(EXAMPLE, 'contracts', path), 'utf8');
  const sources = ['FrostMarket.sol', 'IStation.sol', 'station/Station.cs', 'station/IFrostMarket.cs'];
  const files = await Promise.all(sources.map(async (path) => [`contracts/${path}`, await text(path)] as const));
  const scenario = `recordSteps: ${recordSteps}
accounts: { count: 20 }
lanes: 2
contracts:
  station: { source: contracts/station/Station.cs }
  market: { source: contracts/FrostMarket.sol, args: [$station] }
setup:
  - { to: station, call: connect, args: [$market] }
traffic:
  - { to: station, call: observe, count: 30, from: random, gas: 1000000 }
`;
  const folder = await workspaces.create({ ...Object.fromEntries(files), 'scenario.yaml': scenario });
  // As the workbench runs it: without what transactions read and wrote.
  return tracedRun({ file: join(folder, 'scenario.yaml') });
}

/** Rows of incarnations that ran and were taken back. */
function takenBack({ recorder, about }: TestRun): readonly { readonly row: number; readonly incarnation: number }[] {
  const rows: { row: number; incarnation: number }[] = [];
  for (let row = 0; row < recorder.rows.status.length; row++) {
    const one = recorder.transactions[recorder.rows.tx[row] ?? -1];
    const incarnation = recorder.rows.incarnation[row] ?? 0;
    const block = about.chain.blocks.find(({ context }) => context.number === one?.block);
    const steps = one && block?.result.steps?.of(one.index, incarnation);
    if (one && steps && steps !== block?.result.steps?.of(one.index)) rows.push({ row, incarnation });
  }
  return rows;
}

describe('the switch in a scenario', () => {
  it('records incarnations that were taken back too', { timeout: 240_000 }, async () => {
    const run = await crowd(true);
    try {
      const [first] = takenBack(run);
      if (first === undefined) throw new Error('nothing was taken back');
      const { debugger: debug, notes } = await opened(incarnationTarget(run.recorder, run.about, first.row));
      expect(notes.join(' ')).toContain(`incarnation ${first.incarnation}, which was taken back: it ran on`);
      goTo(debug, 'Temperature =');
      const temperature = temperatureOf(debug);
      goTo(debug, 'return Temperature');
      expect(value(debug, 'Temperature')).toBe(String(temperature));
    } finally {
      await run.close();
    }
  });

  it('off, shows effects and says how to switch it on', { timeout: 240_000 }, async () => {
    const run = await crowd(false);
    try {
      const { recorder } = run;
      const rows = recorder.rows.status.map((status, row) => ({ row, status: statusOf(status) }));
      const row = (wanted: string): number =>
        rows.find((one) => one.status === wanted && recorder.accesses.has(one.row))?.row ?? -1;
      expect(run.about.chain.blocks.some(({ result }) => result.steps !== undefined)).toBe(false);
      const target = incarnationTarget(recorder, run.about, row('committed'));
      const { debugger: debug, notes } = await opened(target);
      expect(notes.join(' ')).toContain('"recordSteps: true" in the scenario, or --record-steps');
      expect(debug.timeline.length).toBeLessThan(40);
      expect(debug.calls()[0]?.place).toBeUndefined();
      const cells = debug.timeline.cells.accesses.filter(({ access }) => access === 'write').map(({ key }) => key);
      expect(cells.map((key) => debug.names.cell(key))).toContain('station.temperature, observations, measuredAt');
      const aborted = incarnationTarget(recorder, run.about, row('aborted'));
      expect(aborted).toMatchObject({ ok: false, error: expect.stringContaining('recordSteps: true') as string });
    } finally {
      await run.close();
    }
  });
});
