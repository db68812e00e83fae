/** [Precompile] in C#, from source to answer. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testWorkspaces } from '../compiling/workspace.testkit.ts';
import type { Artifact } from '../core/artifact.ts';
import type { LedgerConfig, Precompile, PrecompileGas } from '../core/block.ts';
import { accountId, balanceCell, codeCell, type AccountId } from '../core/cell.ts';
import { fromHex, toHex } from '../core/hex.ts';
import { keccak256 } from '../rules/keccak.ts';
import { UNDERPAID } from '../rules/precompiles.ts';
import { ALICE, LaneLedger, type Ran } from '../rules/test-ledger.testkit.ts';
import { compilers } from './compiler.ts';
import { callData, deployTo, returned, type TestContract } from './contracts.testkit.ts';
import { buildToolchain } from './dotnet/toolchain.ts';
import { packSource, unpackSource, unwrapSource } from './envelope.ts';
import { createLane } from './executor.ts';
import { manifest } from './manifest.ts';
import { precompile } from './precompile.ts';

const SLOW = 240_000;
const workspaces = testWorkspaces();
const compiler = compilers[0]?.create();
afterAll(async () => {
  await compiler?.close();
  await workspaces.removeAll();
});

async function compile(text: string) {
  const workspace = await workspaces.create({ 'Functions.cs': text });
  const result = await compiler?.compile({ file: join(workspace, 'Functions.cs'), workspace });
  if (result === undefined) throw new Error('there is no C# compiler');
  return result;
}

const NONE = new Uint8Array(0);
const METERED: PrecompileGas = { kind: 'metered' };
const input = Uint8Array.of(3, ...new Uint8Array(60).fill(9));

function hashed(message: Uint8Array): Uint8Array {
  let hash = keccak256(message);
  for (let left = message[0] ?? 0; left > 1; left--) hash = keccak256(hash);
  return hash;
}

/** Revert data of Error(string). */
const errorOf = (text: string): string =>
  `08c379a0${'20'.padStart(64, '0')}${text.length.toString(16).padStart(64, '0')}${Buffer.from(text).toString('hex').padEnd(64, '0')}`;

let artifacts: ReadonlyMap<string, Artifact>;
let ledger: LaneLedger;
let forwarder: AccountId;
const places = new Map<string, AccountId>();
const at = (name: string): AccountId => places.get(name) as AccountId;
const artifact = (name: string): Artifact => artifacts.get(name) as Artifact;
const contract = (name: string): TestContract => artifact(name) as unknown as TestContract;
const run = (name: string, data: Uint8Array, changes = {}): Promise<Ran> =>
  ledger.run({ to: at(name), data, ...changes });

/** The code that a ledger has, whatever may have been said where it was bound. */
function payloadOf(name: string): Uint8Array {
  const opened = unwrapSource(artifact(name).code);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value.payload;
}

beforeAll(async () => {
  // So that no compile's time goes into it.
  await buildToolchain();
  const compiled = await compile(readFileSync(join(import.meta.dirname, 'probes/Precompiles.cs'), 'utf8'));
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  artifacts = new Map(compiled.value.artifacts.map((one) => [one.contract, one]));
  const precompiles: Record<AccountId, Precompile> = {};
  const codes: Uint8Array[] = [];
  const bind = (name: string, gas: PrecompileGas, code: Uint8Array): void => {
    const place = accountId((0x1000 + places.size).toString(16).padStart(40, '0'));
    places.set(name, place);
    codes.push(code);
    precompiles[place] = { runtime: manifest.id, code: toHex(keccak256(code)), gas };
  };
  for (const one of artifacts.values()) if (one.isPrecompile) bind(one.contract, METERED, payloadOf(one.contract));
  bind('declared', { kind: 'declared', base: 1_000n, perWord: 100n, speedup: 1 }, payloadOf('Hash'));
  bind('declared x 10', { kind: 'declared', base: 1_000n, perWord: 100n, speedup: 10 }, payloadOf('Hash'));
  bind('a contract', METERED, payloadOf('Forwarder'));
  bind('no source', METERED, Uint8Array.of(1, 2, 3));
  const source = unpackSource(payloadOf('Hash'));
  if (!source.ok) throw new Error(source.error);
  bind('of another name', METERED, packSource({ ...source.value, contract: 'Forwarder' }));
  bind('of another version', METERED, packSource({ ...source.value, compiler: '0' }));
  // Before EIP-7623, whose least price for call data would hide what is measured.
  ledger = new LaneLedger({ createLane }, manifest.id, 'cancun', { precompiles } satisfies Partial<LedgerConfig>);
  for (const code of codes) ledger.putCode(code);
  forwarder = await deployTo(ledger, contract('Forwarder'));
}, SLOW);

async function forward(name: string, data: Uint8Array): Promise<{ status: number; output: string; gas: bigint }> {
  const args = [`0x${at(name)}`, `0x${toHex(data)}`];
  const ran = await ledger.run({ to: forwarder, data: callData(contract('Forwarder'), 'forward', args) });
  const [status, output, gas] = returned(contract('Forwarder'), 'forward', ran) as [number, string, bigint];
  return { status, output: output.slice(2), gas };
}

describe('a bound function', () => {
  test('has no ABI and no storage, and its source says what it is', () => {
    expect(artifact('Hash')).toMatchObject({ isPrecompile: true, abi: [], storageLayout: { storage: [] } });
    expect(artifact('Forwarder').isPrecompile).toBeUndefined();
    expect(unpackSource(payloadOf('Hash'))).toMatchObject({ value: { contract: 'Hash', kind: 'precompile' } });
    expect(unpackSource(payloadOf('Forwarder'))).not.toHaveProperty('value.kind');
    expect(precompile(artifact('Hash'))).toEqual({ ok: true, value: payloadOf('Hash') });
  });

  test('answers a transaction, value and all, and has no code', async () => {
    const ran = await run('Hash', input, { value: 5n });
    expect(ran.outcome).toEqual({ status: 'success', output: hashed(input) });
    expect(ran.deltas).toContainEqual({ key: balanceCell(at('Hash')), amount: 5n });
    expect(ran.writes.some(({ key }) => key === codeCell(at('Hash')))).toBe(false);
    expect((await run('reversed', Uint8Array.of(1, 2, 3))).outcome).toMatchObject({ output: fromHex('030201') });
  });

  test('answers a contract in the same instance, which is itself again afterwards', async () => {
    const { status, output, gas } = await forward('Hash', input);
    expect([status, output]).toEqual([0, toHex(hashed(input))]);
    // Three hashes, what they cost to ask for, and a warm account; a cold one alone would be 2,600.
    expect(gas).toBeGreaterThan(100n + 3n * 36n);
    expect(gas).toBeLessThan(900n);
  });

  test('is also an ordinary method of the contracts it is compiled with', async () => {
    const data = callData(contract('Forwarder'), 'twice', [`0x${toHex(input)}`]);
    const ran = await ledger.run({ to: forwarder, data });
    expect(returned(contract('Forwarder'), 'twice', ran)).toBe(BigInt(`0x${toHex(hashed(input))}`));
  });

  test.each([0, 1, 31, 33, 1 << 20])('takes %i bytes', async (length) => {
    const data = new Uint8Array(length).fill(7, 0, 1);
    for (const name of ['reversed', 'Data']) {
      const { outcome } = await run(name, data, { gasLimit: 8_000_000n });
      const expected = name === 'Data' ? data : data.slice().reverse();
      expect(outcome.status).toBe('success');
      expect(Buffer.compare((outcome as { output: Uint8Array }).output, expected)).toBe(0);
    }
  });

  test('gives nothing for null, and its reason where it throws', async () => {
    expect((await run('Nothing', input)).outcome).toEqual({ status: 'success', output: NONE });
    expect((await run('Refuse', input)).outcome).toEqual({ status: 'revert', output: fromHex(errorOf('no words')) });
    expect(await forward('Refuse', NONE)).toMatchObject({ status: 1, output: errorOf('no words') });
    const { outcome } = await run('Outside', input);
    expect(outcome).toEqual({ status: 'revert', output: fromHex(`4e487b71${'32'.padStart(64, '0')}`) });
  });

  test('needs the same gas each time, on a new lane too, and one less is too little', async () => {
    const { gasUsed } = await run('Hash', input);
    expect((await run('Hash', input, { gasLimit: gasUsed })).outcome.status).toBe('success');
    expect((await run('Hash', input, { gasLimit: gasUsed - 1n })).outcome).toEqual({ status: 'outOfGas' });
    ledger.renew();
    expect((await run('Hash', input)).gasUsed).toBe(gasUsed);
  });

  test.each([
    ['Loop', { status: 'outOfGas' }],
    ['Hoard', { status: 'trap', reason: 'too much memory' }],
    ['Dive', { status: 'trap', reason: 'stack overflow' }],
  ] as const)('that is %s is ended, and the lane goes on', async (name, outcome) => {
    const gasLimit = 3_000_000n;
    const ran = await run(name, input, { gasLimit });
    expect(ran.outcome).toEqual(outcome);
    expect(ran.gasUsed).toBe(gasLimit);
    expect(await forward('Hash', input)).toMatchObject({ status: 0 });
  });
});

test('declared gas is charged, and bounds what runs', async () => {
  const base = (await ledger.run({ to: ALICE, data: input })).gasUsed;
  const few = await run('declared', input);
  const many = await run('declared', Uint8Array.of(12, ...input.subarray(1)));
  expect([few.gasUsed, many.gasUsed]).toEqual([base + 1_200n, base + 1_200n]);
  const tooMany = await run('declared', Uint8Array.of(100, ...input.subarray(1)));
  expect(tooMany.outcome).toEqual({ status: 'trap', reason: UNDERPAID });
  expect((await run('declared x 10', Uint8Array.of(100, ...input.subarray(1)))).outcome.status).toBe('success');
});

describe('what asks for more than its input', () => {
  test.each([
    [0, 'its caller, transaction or block'],
    [1, 'its caller, transaction or block'],
    [2, 'storage'],
    [3, 'storage'],
    [4, 'transient storage'],
    [5, 'events'],
    [6, 'its caller, transaction or block'],
    [7, 'an account'],
    [8, 'a call'],
    [9, "a block's hash"],
    [10, 'gas'],
    [11, 'a call'],
    [255, 'its caller, transaction or block'],
  ])('is ended where the compiler could not see it: %i', async (what, asked) => {
    const ran = await run('Ask', Uint8Array.of(what));
    expect(ran.outcome).toEqual({ status: 'trap', reason: `no precompile: it asks for ${asked}` });
    expect(ran.events).toEqual([]);
    expect(await forward('Ask', Uint8Array.of(what))).toMatchObject({ status: 2, output: '' });
  });

  test('gets no warning where it asks for nothing', async () => {
    expect((await run('Ask', Uint8Array.of(12))).outcome).toEqual({ status: 'success', output: NONE });
  });
});

describe('one for the other', () => {
  test('a contract cannot be bound, nor what is no source', () => {
    expect(precompile(artifact('Forwarder'))).toEqual({
      ok: false,
      error: expect.stringMatching(/^Forwarder is a contract, .*\[Precompile\]/) as string,
    });
    expect(precompile({ ...artifact('Hash'), code: fromHex('6001') }).ok).toBe(false);
  });

  test.each([
    ['a contract', 'Forwarder is a contract'],
    ['no source', 'the source is no deflated JSON of at most 4 MiB'],
    ['of another name', 'the assembly has no precompile Forwarder'],
    ['of another version', `it is for the compiler 0, and this is ${manifest.version}`],
  ])('%s is a trap where a ledger has it nevertheless', async (name, reason) => {
    for (let i = 0; i < 2; i++)
      expect((await run(name, input)).outcome).toEqual({ status: 'trap', reason: `no precompile: ${reason}` });
  });

  test('a precompile cannot be deployed', async () => {
    const { outcome } = await ledger.run({ to: null, data: artifact('Hash').code, gasLimit: 16_000_000n });
    const reason = 'invalid deployment: Hash is a precompile, which is bound to an address';
    expect(outcome).toEqual({ status: 'trap', reason });
    expect(await forward('Hash', input)).toMatchObject({ status: 0 });
  });
});

describe('what cannot be a precompile is told with its place', () => {
  const problems = async (body: string, more = ''): Promise<unknown> => {
    const text = `using Interleave; using System;\npublic static class F\n{\n${body}\n}\n${more}\n`;
    const result = await compile(text);
    return result.ok ? [] : result.error.map(({ code, line, column, message }) => [code, line, column, message]);
  };
  const shape = (column: number, why: string) => [['ILW130', 4, column, `Run cannot be a precompile: ${why}`]];
  const TAKES = 'it must take the call data, as byte[] or ReadOnlySpan<byte>, and nothing else';
  const GIVES = 'it must give what the call returns, as byte[] or one of Bytes1 to Bytes32';

  test.each([
    ['[Precompile] static byte[] Run(byte[] a) => a;', 28, 'it is not public'],
    ['[Precompile] public static byte[] Run() => null;', 35, TAKES],
    ['[Precompile] public static byte[] Run(byte[] a, byte[] b) => a;', 35, TAKES],
    ['[Precompile] public static byte[] Run(ref byte[] a) => a;', 35, TAKES],
    ['[Precompile] public static byte[] Run(UInt256 a) => null;', 35, TAKES],
    ['[Precompile] public static byte[] Run(Span<byte> a) => null;', 35, TAKES],
    ['[Precompile] public static void Run(byte[] a) { }', 33, GIVES],
    ['[Precompile] public static UInt256 Run(byte[] a) => 1;', 36, GIVES],
    ['[Precompile] public static byte[] Run<T>(byte[] a) => a;', 35, 'it has type parameters'],
    ['public class G { [Precompile] public byte[] Run(byte[] a) => a; }', 45, 'it is not static'],
    ['class G { [Precompile] public static byte[] Run(byte[] a) => a; }', 45, 'it is in G, which is not public'],
    [
      'public class G<T> { [Precompile] public static byte[] Run(byte[] a) => a; }',
      55,
      'it is in G, which has type parameters',
    ],
  ])('%s', async (text, column, why) => {
    expect(await problems(text)).toEqual(shape(column, why));
  });

  test('marks on other things, and names that are taken', async () => {
    expect(
      await problems('static byte[] G(byte[] a) { [Precompile] static byte[] H(byte[] b) => b; return H(a); }'),
    ).toEqual([['ILW130', 4, 30, 'only a method of a class can be a precompile']]);
    const twice = '[Precompile] public static byte[] Run(byte[] a) => a;';
    expect(await problems(twice, `public class G { ${twice} }`)).toEqual([
      ['ILW104', 6, 52, '2 contracts or precompiles are called Run'],
    ]);
    expect(await problems(twice.replace(']', ', Name("a b")]'))).toEqual([
      ['ILW104', 4, 48, '"a b" is no name for a contract or precompile'],
    ]);
  });

  test('asking the ledger, also in what it calls', async () => {
    const body = `[Precompile] public static byte[] Run(byte[] a) => Inner(a);
      static byte[] Inner(byte[] a) => new Box(a).Bytes;
      [Precompile] public static byte[] Other(byte[] a)
      {
        var sender = Msg.Sender;
        return Address.Zero.StaticCall(a).Output;
      }`;
    const more = `class Box
{
    readonly UInt256 kept = Slots.Load(1);
    public byte[] Bytes { get; }
    public Box(byte[] a) { Bytes = a; Bytes[0] = (byte)(Block.Number & 255); }
}`;
    const asks = (name: string, what: string): string =>
      `the precompile ${name} asks for ${what}, and has nothing but its input`;
    const found = (await problems(body, more)) as [string, number, number, string][];
    expect(found.sort((a, b) => a[1] - b[1])).toEqual([
      ['ILW131', 8, 22, asks('Other', 'Msg.Sender')],
      ['ILW131', 9, 16, asks('Other', 'Calls.StaticCall')],
      ['ILW131', 14, 29, asks('Run', 'Slots.Load')],
      ['ILW131', 16, 57, asks('Run', 'Block.Number')],
    ]);
  });

  test('what is not allowed in a contract, and being compiled with what is not deterministic', async () => {
    const run = '[Precompile] public static byte[] Run(byte[] a)';
    expect(await problems(`${run} => Guid.NewGuid().ToByteArray();`)).toMatchObject([
      ['ILW2000', 4, 52, 'System.Guid.ToByteArray is not allowed in a contract'],
    ]);
    const found = await problems(`${run} => a;`, '[NonDeterministic] public class G : Contract { }');
    expect(found).toContainEqual([
      'ILW132',
      4,
      35,
      'Run is a precompile, and G, which is compiled with it, is [NonDeterministic]',
    ]);
  });
});
