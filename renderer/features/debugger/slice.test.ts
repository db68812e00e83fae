import { beforeEach, expect, it } from 'vitest';
import { err, ok } from '../../../runtimes/core/result.ts';
import { FakeService, settled, testPage, testStore, type TestPage } from '../../store/fake-service.testkit.ts';
import type { Store } from '../../store/store.ts';
import { otherWords } from './breakpoints.ts';
import { expressionsAt } from './expression-at.ts';
import { flameBoxes, flameCalls, flameStep } from './flame-layout.ts';
import { inlineValues, namedValues } from './inline-values.ts';
import { levelOf } from './gas-levels.ts';
import { scrubberDrawing, WIDTH } from './scrubber-drawing.ts';
import { PAGE, variableNodes, variableRows, watchNode } from './variable-rows.ts';

const TARGET = { kind: 'live', block: 2, index: 0 } as const;
const SUMMARY = { notes: ['Recorded.'], rows: 10, first: 0, row: 0, calls: [], isCut: false, marks: [] };

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
  store.getState().changeBreakpoint('contracts/Bank.sol', 11, { condition: ' i == 2 ' });
  await open();
  const set = asked.find(({ command }) => command === 'setBreakpoints');
  expect(set?.args).toEqual({
    source: { path: '/ws/contracts/Bank.sol' },
    breakpoints: [{ line: 11, condition: 'i == 2' }],
  });
  expect(commands().indexOf('setBreakpoints')).toBeLessThan(commands().indexOf('configurationDone'));
  expect(store.getState().breakpoints['contracts/Bank.sol']?.[0]?.note).toMatch(/never comes/);
  expect(store.getState().debug).toMatchObject({
    title: 'bank.move(100)',
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
  service.emit('debug.event', { session: 5, event: 'terminated', body: { why: 'The ledger is closed.' } });
  expect(store.getState().debug).toBeUndefined();
  expect(store.getState().notices.at(-1)?.text).toBe('The ledger is closed.');
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

it('functions, cells and instructions are set by kind, once each, remembered without what was said of them', async () => {
  bodies['setDataBreakpoints'] = { breakpoints: [{ verified: true, message: 'the transaction never comes here' }] };
  bodies['dataBreakpointInfo'] = { dataId: 'ab/s0', description: 'bank.total' };
  bodies['variables'] = {
    variables: [
      {
        name: 'total',
        value: '10',
        variablesReference: 0,
        evaluateName: 'total',
        presentationHint: { attributes: ['hasDataBreakpoint'] },
      },
    ],
  };
  store.getState().addBreak({ kind: 'function', name: 'move', condition: 'amount > 1' });
  await open();
  expect(asked.find(({ command }) => command === 'setFunctionBreakpoints')?.args).toEqual({
    breakpoints: [{ name: 'move', condition: 'amount > 1' }],
  });
  const [total] = store.getState().debug?.children['Locals'] ?? [];
  expect(total).toMatchObject({ hasCell: true, expression: 'total', parent: 1 });
  if (total) for (let times = 0; times < 2; times++) await store.getState().breakOnVariable(total, 'readWrite');
  await settled();
  expect(asked.find(({ command }) => command === 'dataBreakpointInfo')?.args).toEqual({
    variablesReference: 1,
    name: 'total',
  });
  const told = asked.filter(({ command }) => command === 'setDataBreakpoints');
  expect(told.map(({ args }) => args)).toEqual([{ breakpoints: [{ dataId: 'ab/s0', accessType: 'readWrite' }] }]);
  store.getState().toggleInstruction('ab:0x5', 'SSTORE');
  const words = () => store.getState().breakOthers.map(otherWords);
  expect(words()).toEqual(['function move', 'bank.total is read or written', 'SSTORE at 0x5']);
  expect(store.getState().breakOthers[1]?.note).toMatch(/never comes/);
  store.setState({ breakOthers: [] });
  store.getState().debuggerRemembered();
  expect(words()).toHaveLength(3);
  expect(store.getState().breakOthers[1]?.note).toBeUndefined();
  store.getState().toggleInstruction('ab:0x5', 'SSTORE');
  expect(words()).toHaveLength(2);
});

it('a watched value opens, stays open at the next stop, and what has changed in it is marked', async () => {
  bodies['evaluate'] = { result: '2 entries', type: 'mapping', variablesReference: 9 };
  await open();
  await store.getState().addWatch('balances');
  const rows = () => {
    const { debug, watches } = store.getState();
    const roots = watches.map((one) => debug?.watched[one] ?? watchNode(one));
    return variableRows(roots, debug?.children ?? {}, debug?.open ?? new Set()).map(({ text, level }) => [text, level]);
  };
  expect(rows()).toEqual([['balances = 2 entries, mapping', 1]]);
  const [node] = Object.values(store.getState().debug?.watched ?? {});
  if (node === undefined) throw new Error('nothing is watched');
  await store.getState().toggleVariable(node, true);
  expect(asked.at(-1)?.args).toMatchObject({ variablesReference: 9 });
  expect(rows()).toEqual([
    ['balances = 2 entries, mapping', 1],
    ['cut = 10, uint256', 2],
  ]);
  bodies['evaluate'] = { result: '2 entries', type: 'mapping', variablesReference: 14 };
  bodies['variables'] = { variables: [{ name: 'cut', value: '15', variablesReference: 0 }] };
  stop('step');
  await settled();
  expect(
    asked.filter(({ command }) => command === 'variables').map(({ args }) => args['variablesReference']),
  ).toContain(14);
  expect(rows()[1]).toEqual(['cut = 15', 2]);
  expect([...(store.getState().debug?.changed ?? [])].sort()).toEqual(['Locals/cut', 'watch balances/cut']);
  // Another is added: what has changed at this stop stays marked, among the variables too.
  await store.getState().addWatch('total');
  expect([...(store.getState().debug?.changed ?? [])].sort()).toEqual(['Locals/cut', 'watch balances/cut']);
  service.answers['debug.ask'] = () => err({ code: 'invalid', message: 'there is no x' }) as never;
  await store.getState().addWatch('x');
  expect(rows().at(-1)).toEqual(['x = there is no x', 1]);
});

it('what is switched off stays and is remembered, but no debugger hears of it until it is on again', async () => {
  const { toggleBreakpoint, changeBreakpoint, switchBreakpoint, addBreak, switchBreak } = store.getState();
  const move = { kind: 'function', name: 'move', condition: 'x > 1' } as const;
  toggleBreakpoint('contracts/Bank.sol', 11);
  toggleBreakpoint('contracts/Bank.sol', 13);
  changeBreakpoint('contracts/Bank.sol', 11, { condition: 'i == 2' });
  addBreak(move);
  switchBreakpoint('contracts/Bank.sol', 11, false);
  switchBreak(move, false);
  await open();
  const told = (command: string) =>
    asked.filter((one) => one.command === command).map(({ args }) => args['breakpoints']);
  const offs = () =>
    [...(store.getState().breakpoints['contracts/Bank.sol'] ?? []), ...store.getState().breakOthers].map(
      ({ isOff }) => isOff === true,
    );
  expect([told('setBreakpoints'), told('setFunctionBreakpoints')]).toEqual([[[{ line: 13 }]], [[]]]);
  // What the debugger says is of the one that it knows.
  const [first, second] = store.getState().breakpoints['contracts/Bank.sol'] ?? [];
  expect(first?.note).toBeUndefined();
  expect(second?.note).toMatch(/never comes/);
  store.setState({ breakpoints: {}, breakOthers: [] });
  store.getState().debuggerRemembered();
  expect(offs()).toEqual([true, false, true]);
  expect(store.getState().breakOthers[0]?.condition).toBe('x > 1');

  asked.length = 0;
  store.getState().switchBreakpoint('contracts/Bank.sol', 11, true);
  await settled();
  expect(told('setBreakpoints')).toEqual([[{ line: 11, condition: 'i == 2' }, { line: 13 }]]);
  asked.length = 0;
  store.getState().switchAllBreakpoints(false);
  await settled();
  expect(offs()).toEqual([true, true, true]);
  expect([told('setBreakpoints'), told('setFunctionBreakpoints')]).toEqual([[[]], [[]]]);
  store.getState().switchAllBreakpoints(true);
  await settled();
  expect(offs()).toEqual([false, false, false]);
  expect(told('setFunctionBreakpoints').at(-1)).toEqual([{ name: 'move', condition: 'x > 1' }]);
});

it('what another window sets holds here too, and is told to the debugger that is open', async () => {
  store.getState().toggleBreakpoint('contracts/Bank.sol', 11);
  await open();
  asked.length = 0;
  const text = JSON.stringify({
    lines: { 'b.sol': [{ line: 3, condition: '' }] },
    filters: ['event'],
    watches: ['x'],
    others: [{ kind: 'function', name: 'move', condition: '' }],
  });
  service.emit('memory.changed', { scope: 'workspace', name: 'debugger.json', text });
  await settled();
  const { breakpoints, watches, breakOthers } = store.getState();
  expect([Object.keys(breakpoints), watches, breakOthers.map(otherWords)]).toEqual([
    ['b.sol'],
    ['x'],
    ['function move'],
  ]);
  const lines = asked.filter(({ command }) => command === 'setBreakpoints').map(({ args }) => args['breakpoints']);
  expect(lines).toEqual([[], [{ line: 3 }]]);
  expect(asked.find(({ command }) => command === 'setExceptionBreakpoints')?.args).toEqual({ filters: ['event'] });
});

it('a message and a count are told as the protocol has them', async () => {
  store.getState().changeBreakpoint('contracts/Bank.sol', 11, { log: 'paid {cut}', hits: '% 2' });
  await open();
  expect(asked.find(({ command }) => command === 'setBreakpoints')?.args['breakpoints']).toEqual([
    { line: 11, hitCondition: '% 2', logMessage: 'paid {cut}' },
  ]);
  await store.getState().runToLine('contracts/Bank.sol', 12, 'cursor');
  expect(asked.at(-1)).toEqual({
    command: 'interleave/runTo',
    args: { path: '/ws/contracts/Bank.sol', line: 12, backwards: false, stops: true },
  });
});

it('gas by line is asked for once, by files of the workspace; a hovered value brings its first members', async () => {
  bodies['interleave/gas'] = {
    lines: [
      { file: '/ws/contracts/Bank.sol', line: 11, gas: 75, steps: 3 },
      { file: '/ws/contracts/Bank.sol', line: 12, gas: 25, steps: 1 },
    ],
  };
  await open();
  store.getState().showLineGas(true);
  await settled();
  await store.getState().loadLineGas();
  expect(commands().filter((command) => command === 'interleave/gas')).toHaveLength(1);
  const cost = store.getState().lineGas?.files['contracts/Bank.sol']?.get(11);
  expect(cost).toEqual({ gas: 75, steps: 3, share: 0.75 });
  expect([levelOf(0.75), levelOf(0.5), levelOf(0.049), levelOf(0)]).toEqual([5, 5, 2, 1]);
  bodies['evaluate'] = { result: '20 entries', type: 'mapping', variablesReference: 9 };
  bodies['variables'] = {
    variables: Array.from({ length: 20 }, (_, n) => ({ name: `[${n}]`, value: String(n), variablesReference: 0 })),
  };
  const value = await store.getState().hoveredValue(['balances']);
  expect(value).toMatchObject({ name: 'balances', value: '20 entries', type: 'mapping', more: 8 });
  expect(value?.members[1]).toBe('[1] = 1');
  store.getState().stopDebugging();
  expect(store.getState().lineGas).toBeUndefined();
});

it.each([
  ['balances[to] += amount - cut;', 3, ['balances[to]', 'balances'], 1, 13],
  ['balances[to] += amount - cut;', 11, ['to'], 10, 12],
  ['  self.total.get()', 9, ['self.total', 'total'], 3, 13],
  ['users[a[1]].balance = 1', 14, ['users[a[1]].balance'], 1, 20],
  ['msg.sender.code', 6, ['msg.sender'], 1, 11],
  ['f(x).balance', 7, undefined, 0, 0],
  ['a = 0x12', 6, undefined, 0, 0],
] as const)('of %s at column %i', (line, column, expressions, from, to) => {
  const found = expressionsAt(line, column);
  expect(found).toEqual(expressions && { expressions, from, to });
});

it('lines of the function that runs end with what their variables hold, down to where it stands', () => {
  const lines = [
    'function other(uint256 amount) {',
    '  use(amount);',
    '}',
    'function move(address to, uint256 amount) {',
    '  uint256 cut = fee(amount); // total',
    '  total += cut;',
    '  later(amount);',
    '}',
  ];
  const textOf = (line: number): string => lines[line - 1] ?? '';
  const values = new Map([
    ['amount', '100'],
    ['cut', 'x'.repeat(60)],
    ['total', '18'],
  ]);
  const at = (here: number) => inlineValues(here, textOf, values).map(({ line, text }) => [line, text]);
  const cut = `cut = ${'x'.repeat(39)}…`;
  expect(at(6)).toEqual([
    [4, 'amount = 100'],
    [5, `${cut}, amount = 100`],
    [6, `total = 18, ${cut}`],
  ]);
  expect(at(2)).toEqual([
    [1, 'amount = 100'],
    [2, 'amount = 100'],
  ]);
  // Without a function above, the line alone.
  expect(inlineValues(2, () => 'amount', values)).toHaveLength(1);
  const scope = (name: string) => ({ ...variableNodes('', 1, [], 0)[0], id: name, name, kind: 'scope' }) as never;
  const children = {
    Locals: variableNodes('Locals', 1, [{ name: 'a', value: '1', variablesReference: 0 }]),
    State: variableNodes('State', 2, [{ name: 'a', value: '2', variablesReference: 0 }]),
    Stack: variableNodes('Stack', 3, [{ name: 'b', value: '3', variablesReference: 0 }]),
  };
  expect([...namedValues([scope('Locals'), scope('State'), scope('Stack')], children)]).toEqual([['a', '1']]);
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

const call = (parent: number, gas: number, title = '') => ({
  ...{ title, runtime: 'evm', parent, start: 0, end: 1, gas, failed: false, isFrame: true },
});

it('a call is as wide as all its gas, and its callees stand below it in their order', () => {
  const calls = flameCalls([call(-1, 10), call(0, 20), call(1, 30), call(0, 40), call(3, 0)]);
  expect(calls.map(({ gas }) => gas)).toEqual([100, 50, 30, 40, 0]);
  const boxes = flameBoxes(calls, 0, 200);
  expect(boxes.map(({ index, x, width, row }) => [index, x, width, row])).toEqual([
    [0, 0, 200, 0],
    [1, 0, 100, 1],
    [2, 0, 60, 2],
    [3, 100, 80, 1],
  ]);
  expect(flameBoxes(calls, 1, 200).map(({ index, width }) => [index, width])).toEqual([
    [1, 200],
    [2, 120],
  ]);
  const from = (index: number, key: string) => flameStep(boxes, index, key);
  expect([from(1, 'ArrowRight'), from(3, 'ArrowLeft'), from(2, 'ArrowUp'), from(1, 'ArrowDown')]).toEqual([3, 1, 1, 2]);
  expect([from(3, 'ArrowDown'), from(0, 'ArrowUp')]).toEqual([undefined, undefined]);
});
