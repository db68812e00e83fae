import { beforeEach, expect, it } from 'vitest';
import { err, ok } from '../../../runtimes/core/result.ts';
import { FakeService, settled, testPage, testStore, type TestPage } from '../../store/fake-service.testkit.ts';
import type { Store } from '../../store/store.ts';
import { scrubberDrawing, WIDTH } from './scrubber-drawing.ts';
import { PAGE, variableNodes, variableRows } from './variable-rows.ts';

const TARGET = { kind: 'live', block: 2, index: 0 } as const;
const SUMMARY = { notes: ['Recorded.'], rows: 10, first: 0, row: 0, calls: [], marks: [] };

let service: FakeService;
let page: TestPage;
let store: Store;
/** Requests of the protocol, in order. */
let asked: { command: string; args: Record<string, unknown> }[];
let bodies: Record<string, unknown>;

beforeEach(() => {
  service = new FakeService();
  page = testPage();
  store = testStore(service, page);
  asked = [];
  bodies = {
    loadedSources: { sources: [{ path: '/ws/contracts/Bank.sol' }] },
    'interleave/summary': SUMMARY,
    'interleave/row': { row: 4 },
    stackTrace: {
      stackFrames: [
        {
          id: 7,
          name: 'Bank.fee',
          line: 11,
          column: 5,
          moduleId: 'evm',
          source: { name: 'Bank.sol', path: '/ws/contracts/Bank.sol' },
        },
      ],
      totalFrames: 1,
    },
    scopes: {
      scopes: [
        { name: 'Locals', variablesReference: 1, expensive: false },
        { name: 'Stack', variablesReference: 2, expensive: true },
      ],
    },
    variables: { variables: [{ name: 'cut', value: '10', type: 'uint256', variablesReference: 0 }] },
    evaluate: { result: '20' },
    setBreakpoints: { breakpoints: [{ verified: true, line: 11, message: 'the transaction never comes here' }] },
  };
  service.files.set('contracts/Bank.sol', 'contract Bank {}');
  service.answers = {
    'debug.open': () => ok({ session: 5, title: 'bank.move(100)' }),
    'debug.ask': (({ command, arguments: args }: { command: string; arguments: Record<string, unknown> }) => {
      asked.push({ command, args });
      return ok({ body: bodies[command] ?? {} });
    }) as never,
    'debug.close': () => ok({}),
  };
});

const open = async (): Promise<void> => {
  await store.getState().startDebugging(TARGET, 'bank.move');
  stop('entry');
  await settled();
};
const stop = (reason: string, text?: string): void =>
  service.emit('debug.event', { session: 5, event: 'stopped', body: { reason, ...(text && { text }) } });
const commands = (): string[] => asked.map(({ command }) => command);

it('tells what is set before the transaction begins, by the paths that the debugger has', async () => {
  store.getState().toggleBreakpoint('contracts/Bank.sol', 11);
  store.getState().setCondition('contracts/Bank.sol', 11, ' i == 2 ');
  await open();
  const set = asked.find(({ command }) => command === 'setBreakpoints');
  expect(set?.args).toEqual({
    source: { path: '/ws/contracts/Bank.sol' },
    breakpoints: [{ line: 11, condition: 'i == 2' }],
  });
  expect(commands().indexOf('setBreakpoints')).toBeLessThan(commands().indexOf('configurationDone'));
  expect(store.getState().breakpoints['contracts/Bank.sol']?.[0]?.note).toMatch(/never comes/);
  expect(store.getState().debug).toMatchObject({
    title: 'bank.move',
    why: 'At the beginning',
    row: 4,
    said: ['Recorded.'],
  });
});

it('shows line and variables of the innermost call, and marks what has changed', async () => {
  await open();
  const { debug, reveal } = store.getState();
  expect(debug?.here).toEqual({ path: 'contracts/Bank.sol', line: 11 });
  expect(reveal).toMatchObject({ path: 'contracts/Bank.sol', isQuiet: true });
  const rows = variableRows(debug?.scopes ?? [], debug?.children ?? {}, debug?.open ?? new Set());
  expect(rows.map(({ text, level }) => [text, level])).toEqual([
    ['Locals', 1],
    ['cut = 10, uint256', 2],
    ['Stack', 1],
  ]);
  expect(debug?.changed.size).toBe(0);
  bodies['variables'] = { variables: [{ name: 'cut', value: '15', variablesReference: 0 }] };
  void store.getState().step('over');
  expect(store.getState().debug?.state).toBe('moving');
  // Keys that come too fast are one step.
  void store.getState().step('over');
  stop('step');
  await settled();
  expect(commands().filter((command) => command === 'next')).toHaveLength(1);
  expect([...(store.getState().debug?.changed ?? [])]).toEqual(['Locals/cut']);
});

it('steps by instruction and back by what the debugger calls it', async () => {
  await open();
  store.getState().stepByInstruction(true);
  await store.getState().step('backInto');
  expect(asked.at(-1)).toEqual({
    command: 'stepBack',
    args: { threadId: 1, granularity: 'instruction', kind: 'into' },
  });
});

it('of several rows asked for in a row the last one counts', async () => {
  await open();
  void store.getState().jumpTo(3);
  void store.getState().jumpTo(4);
  void store.getState().jumpTo(9);
  stop('goto');
  await settled();
  const rows = asked.flatMap(({ command, args }) => (command === 'interleave/jump' ? [args['row']] : []));
  expect(rows).toEqual([3, 9]);
});

it('says what is refused, and goes on', async () => {
  await open();
  service.answers['debug.ask'] = () => err({ code: 'refused', message: 'it cannot' });
  await store.getState().step('over');
  expect(store.getState().debug).toMatchObject({ state: 'stopped', error: 'it cannot' });
  service.answers['debug.ask'] = () => ok({ body: { stackFrames: 'none' } });
  stop('failure', 'Poor(1, 2)');
  await settled();
  expect(store.getState().debug?.error).toMatch(/stackTrace cannot be read/);
  service.answers['debug.open'] = () => err({ code: 'refused', message: 'differs from its receipt' });
  await store.getState().startDebugging(TARGET, 'bank.move');
  expect(store.getState().debug).toMatchObject({ session: undefined, error: 'differs from its receipt' });
});

it('a file that has changed since is shown as it was compiled', async () => {
  bodies['stackTrace'] = {
    stackFrames: [
      {
        id: 1,
        name: 'Bank.fee',
        line: 2,
        column: 1,
        source: { path: '/ws/contracts/Bank.sol', sourceReference: 3, origin: 'the file has changed since' },
      },
    ],
  };
  bodies['source'] = { content: 'one\n  two\nthree' };
  await open();
  const { debug, libraries } = store.getState();
  expect(debug?.stale).toEqual({ about: 'contracts/Bank.sol:2, the file has changed since', text: '  two' });
  expect(libraries[debug?.here?.path ?? '']).toContain('three');
});

it('what is closed while it opens is closed, and an opened one before another is opened', async () => {
  const opened = store.getState().startDebugging(TARGET, 'bank.move');
  store.getState().stopDebugging();
  await opened;
  expect(service.asked.filter((method) => method === 'debug.close')).toHaveLength(1);
  expect(store.getState().debug).toBeUndefined();
  await open();
  service.emit('debug.event', { session: 4, event: 'terminated', body: {} });
  expect(store.getState().debug).toBeDefined();
  service.emit('debug.event', { session: 5, event: 'terminated', body: {} });
  expect(store.getState().debug).toBeUndefined();
});

it('breakpoints are remembered, go with their text and with their file', () => {
  const { toggleBreakpoint, moveBreakpoints, renameBreakpoints, debuggerRemembered } = store.getState();
  toggleBreakpoint('a/Bank.sol', 9);
  toggleBreakpoint('a/Bank.sol', 4);
  toggleBreakpoint('a/Bank.sol', 12);
  toggleBreakpoint('a/Bank.sol', 12);
  moveBreakpoints('a/Bank.sol', [6, 11]);
  renameBreakpoints('a', 'b');
  store.setState({ breakpoints: {} });
  debuggerRemembered();
  expect(store.getState().breakpoints).toEqual({
    'b/Bank.sol': [
      { line: 6, condition: '' },
      { line: 11, condition: '' },
    ],
  });
});

it('lists long values page by page, and tells namesakes apart', () => {
  const many = Array.from({ length: PAGE }, (_, n) => ({
    name: n < 2 ? 'x' : `[${n}]`,
    value: '0',
    variablesReference: 0,
  }));
  const nodes = variableNodes('Locals/list', 3, many, PAGE);
  expect(nodes.at(-1)).toMatchObject({ kind: 'more', reference: 3, id: `Locals/list/more ${2 * PAGE}` });
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(PAGE + 1);
});

it('draws no more marks than there is room for; the innermost runtime has the column', () => {
  const marks = Array.from({ length: 5_000 }, (_, row) => ({ row, kind: 'event' as const }));
  const calls = [
    { runtime: 'evm', start: 0, end: 4_999, isFrame: true },
    { runtime: 'wasm', start: 2_500, end: 4_999, isFrame: true },
  ];
  const { frames, marks: drawn } = scrubberDrawing({ ...SUMMARY, rows: 5_000, calls, marks });
  expect(drawn[0]?.path.split('M').length).toBe(WIDTH + 1);
  expect(frames.map(({ runtime, path }) => [runtime, path])).toEqual([
    ['evm', 'M0 6h150v2h-150z'],
    ['wasm', 'M150 6h150v2h-150z'],
  ]);
});
