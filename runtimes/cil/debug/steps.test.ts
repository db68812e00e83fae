/** Contracts step by step: what they come to is what they come to without a debugger, and variables hold what the source says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ALICE } from '../../rules/test-ledger.testkit.ts';
import { compileContracts, type TestContract } from '../contracts.testkit.ts';
import { SteppedContract, stopsOf, type Stop } from './debug.testkit.ts';

const PROBES = join(import.meta.dirname, '../probes');
const texts = ['debug/Steps', 'hostile/Endings', 'hostile/Throws', 'hostile/Dives'].map((name) =>
  readFileSync(join(PROBES, `${name}.cs`), 'utf8'),
);
const usings = new Set(texts.flatMap((text) => text.match(/^using .*;$/gm) ?? []));
const contracts = await compileContracts(
  [...usings, ...texts.map((text) => text.replace(/^using .*;$/gm, ''))].join('\n'),
);
const steps = new SteppedContract(contracts.get('Steps') as TestContract);
beforeAll(() => steps.deploy(), 240_000);

async function stopsIn(name: string, args: readonly unknown[], gasLimit?: bigint): Promise<readonly Stop[]> {
  const { plain, traced, events } = await steps.call(name, args, gasLimit);
  expect(traced).toEqual(plain);
  return stopsOf(steps.info, events);
}

const values = (stop: Stop | undefined): Record<string, string> =>
  Object.fromEntries([...(stop?.variables ?? [])].map(([name, { value }]) => [name, value]));
/** Which function the innermost is, and what it is about to do. */
const said = ({ calls, text }: Stop): string => `${calls.at(-1) ?? ''}: ${text}`;

describe('statements and variables', () => {
  test('a loop: each statement with the values before it', async () => {
    const stops = await stopsIn('sum', [2]);
    expect(stops.map((stop) => [stop.text, values(stop)])).toEqual([
      ['uint sum = 0;', { count: '2' }],
      ['uint i = 1', { count: '2', sum: '0' }],
      ['i <= count', { count: '2', sum: '0', i: '1' }],
      ['sum += i;', { count: '2', sum: '0', i: '1' }],
      ['i++', { count: '2', sum: '1', i: '1' }],
      ['i <= count', { count: '2', sum: '1', i: '2' }],
      ['sum += i;', { count: '2', sum: '1', i: '2' }],
      ['i++', { count: '2', sum: '3', i: '2' }],
      ['i <= count', { count: '2', sum: '3', i: '3' }],
      ['Total += sum;', { count: '2', sum: '3' }],
      ['return sum;', { count: '2', sum: '3' }],
    ]);
  });

  test('values of every kind are written as C# has them, and can be looked into', async () => {
    const amount = 2n ** 200n;
    const stops = await stopsIn('values', [7, 'hey', true, `0x${ALICE}`, amount, '0x010203']);
    const last = stops.at(-1);
    expect(values(last)).toEqual({
      number: '7',
      text: '"hey"',
      flag: 'true',
      who: `0x${ALICE}`,
      amount: String(amount),
      data: '0x010203',
      pair: 'Pair { Left = 7, Right = "hey" }',
      point: 'Point { X = 7, Y = 9 }',
      list: '[1, 2, 7]',
      names: '{["a"] = 1, ["b"] = 7}',
      kind: 'Kind.Large',
      less: String(amount - 10n),
      tuple: '(7, "hey")',
      maybe: '7',
      array: `[${amount}, …]`,
      wide: String(2n ** 128n - 8n),
    });
    const of = (name: string) => last?.variables.get(name);
    expect(of('names')?.lookup?.('b')?.compare).toBe(7n);
    expect(of('list')?.lookup?.(2n)?.compare).toBe(7n);
    expect(
      of('pair')
        ?.children?.()
        .map(({ name, type, value }) => [name, type, value]),
    ).toEqual([
      ['Left', 'int', '7'],
      ['Right', 'string', '"hey"'],
    ]);
    expect([of('who')?.type, of('less')?.type, of('kind')?.type, of('names')?.type]).toEqual([
      'Address',
      'Int256',
      'Kind',
      'Dictionary<string, int>',
    ]);
    expect(of('wide')).toMatchObject({ type: 'UInt128', compare: 2n ** 128n - 8n });
    expect([of('who')?.compare, of('flag')?.compare, of('text')?.compare]).toEqual([BigInt(`0x${ALICE}`), true, 'hey']);
    // What is changed in place is seen to change.
    const own = stops.filter(({ calls }) => calls.length === 1);
    expect(own.map((stop) => values(stop)['list']).filter((one, i, all) => one !== all[i - 1])).toEqual([
      'null',
      '[1, 2]',
      '[1, 2, 7]',
    ]);
  });

  test('generic types show what they are made of', async () => {
    const stops = await stopsIn('generic', [4]);
    const opened = stops.filter(({ text, calls }) => text === 'return opened;' && calls.at(-1) === 'Box.Open');
    expect(
      opened.map((stop) => [stop.variables.get('opened')?.type, values(stop)['opened'], values(stop)['this']]),
    ).toEqual([
      ['string', '"word"', 'Box<string> { kept = "word" }'],
      ['int', '4', 'Box<int> { kept = 4 }'],
    ]);
  });

  test('lambdas and local functions show what they capture', async () => {
    const stops = await stopsIn('lambdas', [5]);
    expect(stops.slice(-4).map((stop) => [said(stop), values(stop)])).toEqual([
      ['Steps.Lambdas lambda: var y = x * factor;', { x: '2', factor: '6' }],
      ['Steps.Lambdas lambda: return y + 1;', { x: '2', y: '12', factor: '6' }],
      ['Steps.Inner: factor += z;', { z: '3', factor: '6' }],
      ['Steps.Inner: return factor;', { z: '3', factor: '9' }],
    ]);
  });

  test('iterators go on where they were, by the names of the source', async () => {
    const stops = await stopsIn('iterators', [3]);
    const yields = stops.filter(({ text }) => text === 'yield return twice;').slice(0, 3);
    expect(yields.map((stop) => [stop.calls, values(stop)])).toEqual(
      [0, 1, 2].map((i) => [['Steps.Iterators', 'Steps.Count'], { to: '3', i: String(i), twice: String(2 * i) }]),
    );
  });

  test('locals that lie on the stack alone are shown as well', async () => {
    const passing = new SteppedContract(contracts.get('Passing') as TestContract);
    await passing.deploy();
    const lastOf = async (name: string, args: readonly unknown[]): Promise<readonly Record<string, string>[]> => {
      const { plain, traced, events } = await passing.call(name, args);
      expect(traced).toEqual(plain);
      return stopsOf(passing.info, events)
        .filter(({ calls }) => calls.length === 1)
        .map(values);
    };
    expect(await lastOf('chain', [9])).toEqual([
      { number: '9' },
      { number: '9', half: '4' },
      { number: '9', half: '4', more: '3' },
      { number: '9', half: '4', more: '3', text: '"t"' },
    ]);
    expect((await lastOf('fees', [1000])).at(-1)).toEqual({ amount: '1000', fee: '10', left: '990' });
    expect((await lastOf('branches', [true])).at(-1)).toEqual({ which: 'true', pairs: '[(1, "one")]', count: '1' });
  });

  test('an exception leaves the calls that it passes by', async () => {
    const stops = await stopsIn('caught', [2]);
    const thrown = stops.findIndex(({ text }) => text.startsWith('throw'));
    expect(stops[thrown]?.calls).toEqual(['Steps.Caught', 'Steps.Thrower', 'Steps.Thrower', 'Steps.Thrower']);
    expect(stops.slice(thrown + 1).map(({ calls, text }) => [calls, text])).toEqual(
      ['when (e.Message == "deep")', 'seen = -1;', '}', 'seen -= 1;', '}', 'return seen;'].map((text) => [
        ['Steps.Caught'],
        text,
      ]),
    );
    expect(values(stops.at(-1))).toEqual({ depth: '2', seen: '-2' });
  });

  test('arguments by reference have the values of what they refer to', async () => {
    const stops = await stopsIn('references', [9]);
    expect(stops.filter(({ calls }) => calls.at(-1) === 'Steps.Swap').map(values)).toEqual([
      { a: '9', b: '0' },
      { a: '9', b: '9' },
      { a: '5', b: '9' },
    ]);
    expect(values(stops.at(-1))).toEqual({ number: '9', a: '5', b: '9' });
  });

  test('a statement that refuses is the last', async () => {
    const stops = await stopsIn('refuse', [3]);
    expect(stops.at(-1)?.text).toBe('Require(number == 0, "no");');
  });

  test('gas grows from statement to statement, and is never more than what the frame had', async () => {
    for (const [name, args] of [
      ['sum', [9]],
      ['generic', [4]],
      ['deep', [5]],
    ] as const) {
      const used = (await stopsIn(name, args)).map((stop) => stop.used);
      expect(used).toEqual(used.toSorted((a, b) => Number(a - b)));
    }
  });
});

describe('places', () => {
  test('a line has its statements, a comment has none; functions are found by name', () => {
    const { info } = steps;
    const [source] = info.sources;
    expect(source?.path).toBe('/w/Contracts.cs');
    const line = (source?.text.split('\n') ?? []).findIndex((text) => text.includes('Total += sum;')) + 1;
    const offsets = info.offsetsOfLine('/w/Contracts.cs', line);
    expect(offsets.map((offset) => info.position(offset))).toEqual([
      {
        span: { file: '/w/Contracts.cs', line, column: 9, endLine: line, endColumn: 22 },
        isGenerated: false,
      },
    ]);
    expect(info.offsetsOfLine('/w/Contracts.cs', line - 1)).toEqual([]);
    expect(info.offsetsOfLine('/elsewhere.cs', line)).toEqual([]);
    const [entry] = info.entriesOf('Sum');
    expect(info.functionName(entry ?? -1)).toBe('Steps.Sum');
    expect(info.entriesOf('Steps.Sum')).toEqual([entry]);
    expect(info.entriesOf('um')).toEqual([]);
  });
});

describe('the same with and without a debugger', () => {
  test('a recursion without end ends in the same place', async () => {
    const stops = await stopsIn('endless', [], 5_000_000n);
    expect(stops.length).toBeGreaterThan(1000);
    expect(new Set(stops.map(said))).toEqual(new Set(['Steps.Endless: Endless() + 1']));
  });

  test('a loop of 400,000 statements', { timeout: 240_000 }, async () => {
    const { plain, traced, events } = await steps.call('loop', [200_000], 16_000_000n);
    expect(traced).toEqual(plain);
    expect(events.filter(({ kind }) => kind === 'step').length).toBeGreaterThan(400_000);
  });

  // All of them were run; these are the ones that go through handlers and deep.
  const HOSTILE = {
    Endings: ['catchAll', 'filterAsks', 'filterThrows', 'finallyThrows', 'finallyDeep', 'iteratorFinally', 'mixedTree'],
    Throws: ['loopDeep', 'throughFinally', 'throughWrapped', 'byFilter', 'oddText'],
    Dives: ['moveNexts'],
  };

  test.each(Object.entries(HOSTILE))('hostile contracts: %s', { timeout: 240_000 }, async (name, functions) => {
    const contract = new SteppedContract(contracts.get(name) as TestContract);
    await contract.deploy();
    for (const one of functions) {
      const { plain, traced } = await contract.call(one, [], 60_000n);
      expect([one, traced]).toEqual([one, plain]);
    }
  });
});
