/** Variables of optimised code: what is shown as certain is so at every instruction, whatever call data holds. */
import { join } from 'node:path';
import { encodeFunctionData, type Abi } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccountId } from '../../../core/cell.ts';
import type { Artifact } from '../../../core/artifact.ts';
import { fromHex } from '../../../core/hex.ts';
import { seeded } from '../../../core/random.ts';
import type { Variable } from '../../../sdk/debug-info.ts';
import { compileAll, compiler, DebuggedLedger } from './debug-walk.testkit.ts';

const TESTDATA = join(import.meta.dirname, 'testdata');
const TEXT = 'a text in call data that is longer than one word of it';

/** What a function's lines must have for a variable, if anything. `undefined`: nothing may be certain of it. */
type Truth = Readonly<Record<string, readonly Variable['compare'][]>>;
const CALLS: readonly {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly lines: Readonly<Record<string, Truth>>;
  /** Variables that are certain somewhere. */
  readonly certain: readonly string[];
}[] = [
  {
    name: 'outer',
    args: [7n, 40n, TEXT, 200],
    lines: {
      outer: { n: [7n], m: [], text: [TEXT], small: [200n] },
      inner: { n: [] },
      tiny: { n: [] },
    },
    certain: ['n', 'text', 'small'],
  },
  // Each call of it has another.
  { name: 'again', args: [3n], lines: { again: { n: [3n] } }, certain: ['n'] },
  {
    name: 'copies',
    args: [[1n, 2n], { a: 5n, text: TEXT }, '0x0102', [8n, 9n]],
    lines: { copies: { data: ['0x0102'] } },
    certain: ['data', 'two'],
  },
  { name: 'byAssembly', args: [1n, '0x0102'], lines: { byAssembly: { n: [], data: [] } }, certain: [] },
];

const isCertain = ({ type, compare, children }: Variable): boolean =>
  !type.endsWith(', approximate') && (compare !== undefined || children !== undefined);

afterAll(() => compiler.close());

describe.each([
  ['the optimiser', { optimizer: { enabled: true, runs: 200 } }],
  ['viaIR', { viaIR: true, optimizer: { enabled: true, runs: 200 } }],
  ['viaIR alone', { viaIR: true, optimizer: { enabled: false } }],
])('by way of %s', (_, settings) => {
  const ledger = new DebuggedLedger();
  let artifact: Artifact;
  let account: AccountId;
  let functionOfLine: readonly string[];
  beforeAll(async () => {
    artifact = (await compileAll('Optimised.sol', TESTDATA, settings)).get('Optimised') as Artifact;
    account = await ledger.deploy(artifact);
  }, 60_000);

  test.each(CALLS)(
    '$name: a value that is not labelled is that of the source',
    async ({ name, args, lines, certain }) => {
      expect(await ledger.call(account, name, args)).toBe('success');
      const seen = new Set<string>();
      ledger.walk(({ info, view, calls }) => {
        expect(info.precision).toBe('approximate');
        expect(info.note).toBeDefined();
        functionOfLine ??= functionsOf(info.sources[0]?.text ?? '');
        const line = info.position(view.offset)?.span.line;
        const truth = lines[functionOfLine[(line ?? 0) - 1] ?? ''];
        const shown = info
          .variables(view)
          .filter(({ kind }) => kind === 'arguments' || kind === 'locals')
          .flatMap(({ variables }) => variables)
          .filter(isCertain);
        for (const { name: variable, compare } of shown) {
          seen.add(variable);
          if (name === 'again' && calls.length > 1) expect.fail(`${variable} of an inner call is shown as certain`);
          if (truth?.[variable] !== undefined && compare !== undefined)
            expect(truth[variable], `${variable}, line ${line}`).toContain(compare);
        }
      });
      expect([...seen].filter((one) => certain.includes(one)).sort()).toEqual([...certain].sort());
    },
  );

  test('call data that is nonsense is shown as what it is', async () => {
    const random = seeded(11);
    let shown = 0;
    for (const { name, args } of CALLS)
      for (let n = 0; n < 9; n++) {
        const data = fromHex(
          encodeFunctionData({ abi: artifact.abi as unknown as Abi, functionName: name, args }).slice(2),
        );
        for (let k = 0; k < n; k++) data[4 + random.below(data.length - 4)] = random.below(256);
        await ledger.sendData(account, n % 3 === 0 ? data.subarray(0, 4 + random.below(data.length - 4)) : data);
        let steps = 0;
        ledger.walk(({ info, view }) => {
          if (steps++ % 40 !== 0) return;
          for (const { variables } of info.variables(view)) for (const one of variables) shown += looked(one, 3);
        });
      }
    expect(shown).toBeGreaterThan(500);
  });
});

/** Opens all of it. @returns how many values there were */
function looked({ value, children }: Variable, depth: number): number {
  expect(typeof value).toBe('string');
  return (
    1 + (depth > 0 ? (children?.() ?? []).slice(0, 8).reduce((sum, child) => sum + looked(child, depth - 1), 0) : 0)
  );
}

/** The function that each line stands in. */
function functionsOf(text: string): readonly string[] {
  let name = '';
  return text
    .split('\n')
    .map((line) => (name = /function (\w+)/.exec(line)?.[1] ?? (/^ {4}\}/.test(line) ? '' : name)));
}
