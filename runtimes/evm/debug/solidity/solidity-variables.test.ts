/**
 * Variables, against what the contract itself says they are: testdata/Locals.sol emits each with the expression that gives it, and where it does,
 * the debugger must have the same value.
 */
import { join } from 'node:path';
import { decodeEventLog, parseAbi, type Abi } from 'viem';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Artifact } from '../../../core/artifact.ts';
import { toHex } from '../../../core/hex.ts';
import type { Comparable, DebugInfo, MachineView, Variable } from '../../../sdk/debug-info.ts';
import type { SolidityCode, SolidityDebug } from '../../compiler/solidity-debug.ts';
import { compileAll, compiler, DebuggedLedger } from './debug-walk.testkit.ts';

const TESTDATA = join(import.meta.dirname, 'testdata');
const EXACT = { optimizer: { enabled: false } };
const LOG1 = 0xa1;

const EVENTS: Abi = parseAbi([
  'event U(string name, uint256 value)',
  'event I(string name, int256 value)',
  'event A(string name, address value)',
  'event T(string name, bool value)',
  'event S(string name, string value)',
  'event B(string name, bytes value)',
  'event Y(string name, bytes32 value)',
]);

interface Said {
  readonly kind: string;
  readonly name: string;
  readonly value: string | bigint | boolean;
}

/** What the event says that is about to be emitted. */
function said({ stack, memory }: MachineView): Said | undefined {
  const [topic = 0n, size = 0n, offset = 0n] = stack.slice(-3);
  const data = memory.subarray(Number(offset), Number(offset + size));
  const decoded = decodeEventLog({
    abi: EVENTS,
    topics: [`0x${topic.toString(16).padStart(64, '0')}`],
    data: `0x${toHex(data)}`,
  });
  const { name, value } = decoded.args as unknown as Omit<Said, 'kind'>;
  return decoded.eventName === undefined ? undefined : { kind: decoded.eventName, name, value };
}

/** `row.list[2]`, `rows[who][n].a`, as a debugger evaluates it. */
function evaluate(info: DebugInfo, view: MachineView, path: string): Variable | undefined {
  const named = (name: string): Variable | undefined =>
    info
      .variables(view)
      .flatMap(({ variables }) => variables)
      .find((one) => one.name === name);
  const [first = '', ...rest] = path.match(/"[^"]*"|[\w]+/g) ?? [];
  let found = named(first);
  for (const [n, part] of rest.entries()) {
    const isIndex = path.includes(`[${part}]`) && n >= 0;
    const key = part.startsWith('"')
      ? (JSON.parse(part) as string)
      : /^\d+$/.test(part)
        ? BigInt(part)
        : isIndex
          ? (named(part)?.compare as bigint)
          : part;
    found = found?.lookup?.(key);
  }
  return found;
}

/** As `compare` has what an event says. */
function comparable({ kind, value }: Said, found: Variable | undefined): Comparable {
  if (kind === 'A') return BigInt(value as string);
  if (kind !== 'Y') return value as Comparable;
  // The event has the bytes at the high end of a word, the variable only those of its type.
  const bytes = Number(/^bytes(\d+)$/.exec(found?.type ?? '')?.[1] ?? 32);
  return BigInt((value as string).slice(0, 2 + 2 * bytes));
}

/** Compares all that the last transaction says. @returns how much it has said. */
function compareAll(ledger: DebuggedLedger): number {
  let count = 0;
  ledger.walk(({ info, view, opcode }) => {
    if (opcode !== LOG1) return;
    const one = said(view);
    // What no variable holds.
    if (one === undefined || one.name.includes('(')) return;
    const found = evaluate(info, view, one.name);
    const where = info.position(view.offset)?.span.line;
    const scopes = info
      .variables(view)
      .map(({ title, variables }) => `${title}: ${variables.map((v) => `${v.name}=${v.value}`).join(', ')}`);
    expect(found?.compare, `${one.name}, line ${where}; ${scopes.join('; ')}`).toEqual(comparable(one, found));
    count++;
  });
  return count;
}

const ROW = {
  a: 1n,
  b: -2n,
  inner: { small: 3, text: 'four', fixedList: [5, 6, 7] },
  list: [8n, 9n],
  who: `0x${'1a'.repeat(20)}`,
  flag: true,
  kind: 2,
};
const INNER = { small: 1, text: 'a text in call data that is longer than a word of it', fixedList: [10, 20, 30] };

const CALLS: readonly { readonly name: string; readonly args: readonly unknown[]; readonly says: number }[] = [
  { name: 'scopes', args: [3n, 4n, -5], says: 50 },
  { name: 'scopes', args: [0n, 0n, 127], says: 40 },
  { name: 'paths', args: ['short'], says: 6 },
  { name: 'paths', args: ['long'.repeat(30)], says: 4 },
  { name: 'tuples', args: [6n], says: 7 },
  { name: 'memories', args: [4n, 'a name'], says: 20 },
  { name: 'calls', args: [[1n, 2n, 3n], 'text', INNER], says: 13 },
  {
    name: 'tangled',
    args: [
      [ROW, { ...ROW, a: 77n, inner: INNER }],
      [
        [1, 2],
        [3, 4],
      ],
      '0x00112233445566',
    ],
    says: 9,
  },
  { name: 'tries', args: [0n], says: 5 },
  { name: 'tries', args: [1n], says: 3 },
  { name: 'tries', args: [2n], says: 2 },
  { name: 'tries', args: [3n], says: 2 },
  { name: 'yul', args: [5n], says: 2 },
  { name: 'stores', args: [3n, `0x${'b0'.repeat(20)}`], says: 40 },
];

function withoutFunctions(artifact: Artifact): Artifact {
  const debug = artifact.debug as unknown as SolidityDebug;
  const without = (code: SolidityCode): object => ({ ...code, functionDebugData: undefined });
  const { bytecode, deployedBytecode } = debug;
  const parts = { bytecode: without(bytecode), deployedBytecode: without(deployedBytecode) };
  return { ...artifact, debug: { ...debug, ...parts } as unknown as Artifact['debug'] };
}

const IN_PLACES = ['memories', 'calls', 'tangled', 'tries'];

describe('variables of Solidity', () => {
  let artifacts: ReadonlyMap<string, Artifact>;
  beforeAll(async () => {
    artifacts = await compileAll('Locals.sol', TESTDATA, EXACT);
  }, 60_000);
  afterAll(() => compiler.close());

  /** Solc before 0.8.5 says nothing of functions but their source map. */
  test.each([
    ['', (artifact: Artifact) => artifact],
    [', of older compilers too', withoutFunctions],
  ])(
    'are what the contract says, in constructors too%s',
    async (_, made) => {
      const ledger = new DebuggedLedger();
      const account = await ledger.deploy(made(artifacts.get('Locals') as Artifact), [7n]);
      expect(compareAll(ledger)).toBeGreaterThan(12);
      const places = await ledger.deploy(made(artifacts.get('Places') as Artifact));
      for (const { name, args, says } of CALLS) {
        const to = IN_PLACES.includes(name) ? places : account;
        expect(await ledger.call(to, name, args), name).toBe('success');
        expect(compareAll(ledger), name).toBeGreaterThanOrEqual(says);
      }
      expect(await ledger.sendData(account, Uint8Array.of(9, 8, 7, 6, 5))).toBe('success');
      expect(compareAll(ledger)).toBe(3);
      expect(await ledger.sendData(account, Uint8Array.of(9))).toBe('success');
      expect(compareAll(ledger)).toBe(3);
      expect(await ledger.sendData(account, Uint8Array.of(), 4n)).toBe('success');
      expect(compareAll(ledger)).toBe(2);
    },
    60_000,
  );
});
