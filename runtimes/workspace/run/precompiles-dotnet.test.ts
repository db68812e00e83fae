/** A precompile in C# that contracts of every language call, from scenario file to verified blocks. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csharpCache } from '../../cil/dotnet/cache.testkit.ts';
import { examine } from '../doctor/doctor.ts';
import { runScenario, verifyScenario } from './run-scenario.ts';

process.env['INTERLEAVE_CACHE'] = await csharpCache();

const SUMS_CS = `using Interleave;
using System;

public static class Sums
{
    /// <summary>The sum of words; overflow is Panic(0x11).</summary>
    [Precompile]
    public static Bytes32 Sum(ReadOnlySpan<byte> input)
    {
        if (input.Length % 32 != 0) throw new Revert("no words");
        UInt256 total = 0;
        for (var at = 0; at < input.Length; at += 32) total += new UInt256(input.Slice(at, 32));
        return new Bytes32(total.ToBytes());
    }

    [Precompile] public static byte[] Spin(byte[] input) { for (; ; ) { } }
}

public class Caller : Contract
{
    [Storage] Address Sum { get; set; }
    [Storage] public UInt256 Total { get; private set; }
    [Storage] public UInt256 Failures { get; private set; }
    public Caller(Address sum) => Sum = sum;
    public void Add(byte[] words)
    {
        var answer = Sum.StaticCall(words);
        if (answer.Success) Total += Abi.Decode<UInt256>(answer.Output);
        else Failures += 1;
    }
}

public class Other : Contract { }
`;

const CALLER_SOL = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
contract Caller {
    address immutable sum;
    uint256 public total;
    uint256 public failures;
    constructor(address precompile) { sum = precompile; }
    function add(bytes calldata words) external {
        (bool done, bytes memory answer) = sum.call(words);
        if (done) total += abi.decode(answer, (uint256));
        else failures++;
    }
    function burn(address spin) external { (bool done,) = spin.staticcall{gas: 500000}(""); if (!done) failures++; }
    function size() external view returns (uint256) { return sum.code.length; }
}
`;

const CALLER_TS = `import { Address, Bytes, Contract, U256, Value, abiDecode, staticCall } from 'interleave';

@contract
class Caller extends Contract {
  sum: Value<Address>;
  @view total: Value<U256>;
  @view failures: Value<U256>;
  constructor(sum: Address) { this.sum.set(sum); }
  add(words: Bytes): void {
    const answer = staticCall(this.sum.get(), words);
    if (answer.success) this.total.add(abiDecode<U256>(answer.data));
    else this.failures.add(U256.ONE);
  }
}
`;

const CALLER_RS = `#![no_std]
use interleave::*;

contract! {
    pub struct Caller { sum: Value<Address>, total: Value<U256>, failures: Value<U256> }
    impl Caller {
        pub fn constructor(&mut self, sum: Address) { self.sum.set(sum); }
        pub fn add(&mut self, words: Bytes) {
            match static_call(self.sum.get(), None, &words) {
                Ok(answer) => { self.total.add(abi::decode::<U256>(&answer)); }
                Err(_) => { self.failures.add(U256::ONE); }
            }
        }
        pub fn total(&self) -> U256 { self.total.get() }
        pub fn failures(&self) -> U256 { self.failures.get() }
    }
}
`;

const word = (n: bigint): string => n.toString(16).padStart(64, '0');
const SIX = `0x${[1n, 2n, 3n].map(word).join('')}`;
const TOO_MUCH = `0x${[1n, 2n ** 256n - 1n].map(word).join('')}`;

let folder = '';
/** Source of the caller in each language that there is a compiler for. */
let callers: readonly string[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interleave-precompiles-'));
  const files = { 'Sums.cs': SUMS_CS, 'Caller.sol': CALLER_SOL, 'caller.ts': CALLER_TS, 'caller.rs': CALLER_RS };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const { languages } = await examine(folder);
  const rust = languages.some(({ id, available }) => id === 'rust' && available);
  callers = ['Caller.sol', 'Sums.cs', 'caller.ts', ...(rust ? ['caller.rs'] : [])];
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function scenario(text: string): Promise<string> {
  const file = join(folder, 'scenario.yaml');
  await writeFile(file, text);
  return file;
}

const PRECOMPILES = `precompiles:
  sum: { at: '0x0000000000000000000000000000000000001000', source: Sums.cs, contract: Sum, gas: { base: 500, perWord: 50 } }
  spin: { at: '0x0000000000000000000000000000000000001001', source: Sums.cs, contract: Spin, gas: metered }
`;

it('answers contracts of every language, in parallel as one after the other', { timeout: 240_000 }, async () => {
  const names = callers.map((source) => source.replace('.', '_'));
  const each = (line: (name: string, source: string) => string): string =>
    callers.map((source, i) => line(names[i] ?? '', source)).join('\n');
  const file = await scenario(`${PRECOMPILES}contracts:
${each((name, source) => `  ${name}: { source: ${source}, contract: Caller, args: [$sum] }`)}
traffic:
${each((name) => `  - { to: ${name}, call: add, count: 10, from: random, args: ['${SIX}'] }`)}
${each((name) => `  - { to: ${name}, call: add, count: 2, from: random, args: ['${TOO_MUCH}'] }`)}
${each((name) => `  - { to: ${name}, call: add, from: random, args: ['0x01'] }`)}
${each((name) => `  - { to: ${name}, call: add, from: random, args: ['0x'] }`)}
  - { to: Caller_sol, call: burn, args: [$spin], count: 2, from: random }
  - { to: sum, value: 3, from: random }
expect:
${each((name) => `  - { read: '${name}.total()', equals: 60 }`)}
${each((name) => `  - { read: '${name}.failures()', equals: ${name === 'Caller_sol' ? 5 : 3} }`)}
  - { read: 'Caller_sol.size()', equals: 0 }
  - { read: 'balance(sum)', equals: 3 }
`);
  const result = await verifyScenario({ file, executors: new Map([['cil', 2]]) });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const { differences, expectations, outcomes, precompiles } = result.value;
  expect(differences).toEqual([]);
  expect(expectations.filter(({ ok }) => !ok)).toEqual([]);
  expect(outcomes).toEqual({ success: 14 * callers.length + 3 });
  expect(precompiles).toMatchObject([
    { name: 'sum', contract: 'Sum', runtime: 'cil', gas: '500 + 50 per word' },
    { name: 'spin', contract: 'Spin', runtime: 'cil', gas: 'metered' },
  ]);
});

it('goes into a snapshot and answers on the ledger that is made of it', { timeout: 240_000 }, async () => {
  const text = `${PRECOMPILES}contracts:
  caller: { source: Caller.sol, contract: Caller, args: [$sum] }
traffic:
  - { to: caller, call: add, count: 2, from: random, args: ['${SIX}'] }
`;
  const snapshot = join(folder, 'sums.ilsnap');
  const first = await runScenario({ file: await scenario(text), export: snapshot });
  if (!first.ok) throw new Error(JSON.stringify(first.error));
  const from = { file: snapshot, position: undefined };
  const next = text.replace('{ source: Caller.sol, contract: Caller, args: [$sum] }', '{ at: ledger }');
  const file = await scenario(`${next}expect:\n  - { read: 'caller.total()', equals: 24 }\n`);
  const second = await verifyScenario({ file, from, ledger: join(folder, 'sums.ledger') });
  if (!second.ok) throw new Error(JSON.stringify(second.error));
  expect(second.value.differences).toEqual([]);
  expect(second.value.expectations.map(({ ok }) => ok)).toEqual([true]);
  // The assembly that the address is bound to is the one of the snapshot.
  const other = await scenario(next.replace('contract: Sum', 'contract: Spin'));
  expect(await runScenario({ file: other, from })).toMatchObject({ ok: false, error: { kind: 'input' } });
});

describe('what a source is not for is told with its line', () => {
  const BIND = (source: string): string =>
    `precompiles:\n  sum: { at: '0x0000000000000000000000000000000000001000', gas: metered, ${source} }\ntraffic: []\n`;
  const DEPLOY = (source: string): string => `contracts:\n  sum: { ${source} }\ntraffic: []\n`;
  it.each([
    [
      'a contract that is bound',
      BIND('source: Sums.cs, contract: Other'),
      'Sums.cs: Other is a contract, and a precompile is a function of bytes',
    ],
    [
      'several that could be bound',
      BIND('source: Sums.cs'),
      'Sums.cs has several contracts (Sum, Spin); say which with "contract:"',
    ],
    [
      'a precompile that is deployed',
      DEPLOY('source: Sums.cs, contract: Sum'),
      'Sum of Sums.cs is a precompile: bind it to an address under "precompiles:"',
    ],
    [
      'several that could be deployed',
      DEPLOY('source: Sums.cs'),
      'Sums.cs has several contracts (Caller, Other); say which with "contract:"',
    ],
  ])('%s', { timeout: 240_000 }, async (_name, text, message) => {
    const result = await runScenario({ file: await scenario(text) });
    expect(result.ok ? undefined : result.error).toMatchObject({
      kind: 'input',
      line: 2,
      message: expect.stringContaining(message) as string,
    });
  });
});
