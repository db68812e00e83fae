/** `bindings` and `doctor`, and that what the first writes calls what it says: real compilers, executors and ledger. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DoctorReport } from '../workspace/doctor/doctor.ts';
import type { VerifyReport } from '../workspace/run/report.ts';
import { csharpCache } from '../cil/dotnet/cache.testkit.ts';
import { oneObject, runCli, type Ended } from './command-line.testkit.ts';

const MARKET_SOL = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
contract Market {
    struct Leg { uint16 size; string note; }
    struct Order { address owner; Leg[] legs; }
    uint256 public filled;
    uint112 public last = 5;
    error Refused(uint256 size);
    function fill(Order calldata order) external payable returns (uint256 sum, address owner) {
        for (uint256 i = 0; i < order.legs.length; i++) {
            if (order.legs[i].size == 13) revert Refused(13);
            sum += order.legs[i].size + bytes(order.legs[i].note).length;
        }
        filled += sum + msg.value;
        owner = order.owner;
    }
    function fill(uint256 amount) external { filled += amount; }
}
`;

const CALLER_TS = `import { Address, Contract, U256, Value, msg, self } from "interleave";
import { IMarket, Leg, Order } from "./imarket";

@contract
class Caller extends Contract {
  @view sum: Value<U256>;
  @payable go(market: Address, size: u16): void {
    const order = new Order(self.address, [new Leg(size, "abc"), new Leg(size, "")]);
    const answer = IMarket.at(market).withValue(msg.value).fill2(order);
    this.sum.set(answer.owner == self.address ? answer.sum + IMarket.at(market).last() : U256.ZERO);
    IMarket.at(market).fill(U256.ONE);
  }
}
`;

const SCENARIO = `
contracts:
  market: { source: Market.sol }
  caller: { source: caller.ts }
traffic:
  - { to: caller, call: go, args: [$market, 10], value: 4, count: 5, from: random }
  - { to: caller, call: go, args: [$market, 13], count: 2, from: random }
expect:
  - { read: caller.sum(), equals: 28 }
  - { read: market.filled(), equals: 140 }
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'interleave-cli-'));
  const files = { 'Market.sol': MARKET_SOL, 'caller.ts': CALLER_TS, 'scenario.yaml': SCENARIO };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true }));

/** The same caller in C#, which names what it refuses. */
const CALLER_CS = `using Interleave;

public class Caller : Contract
{
    [Storage] public UInt256 Sum { get; private set; }
    [Error] public record TooLarge(ushort Size);

    [Payable] public void Go(Address at, ushort size)
    {
        var market = new IMarket(at);
        var order = new IMarket.Order(Self.Address, [new(size, "abc"), new(size, "")]);
        try
        {
            var (sum, owner) = market.With(value: Msg.Value).Fill(order);
            Sum = owner == Self.Address ? sum + market.Last() : 0;
        }
        catch (CallFailed failure) when (IMarket.Refused.In(failure) is { Size: var refused })
        {
            throw new Revert(new TooLarge((ushort)refused));
        }
        market.Fill(1);
    }
}
`;

describe('bindings', () => {
  it('lets a C# contract call a Solidity one, and a Solidity one a C# one', async () => {
    const own = await mkdtemp(path.join(folder, 'csharp-'));
    const cache = await csharpCache();
    const cli = (...args: string[]): Promise<Ended> => runCli(args, own, undefined, cache);
    const files = {
      'Market.sol': MARKET_SOL,
      'Caller.cs': CALLER_CS,
      'scenario.yaml': SCENARIO.replace('caller.ts', 'Caller.cs'),
    };
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(own, name), text);
    expect((await cli('bindings', 'Market.sol', '--to', 'csharp', '--out', 'IMarket.cs')).exitCode).toBe(0);
    const report = oneObject(await cli('verify', 'scenario.yaml', '--json')) as unknown as VerifyReport;
    expect(report).not.toHaveProperty('error');
    expect(report.expectations.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.reasons).toMatchObject([{ reason: 'reverted: TooLarge(size: 13)', count: 2 }]);
    expect(report.equivalent).toBe(true);
    const back = await cli('bindings', 'Caller.cs', '--to', 'solidity');
    expect(back.stdout).toContain('function go(address at_, uint16 size) external payable;');
  }, 60_000);

  it('lets an AssemblyScript contract call a Solidity one, structs and overloads included', async () => {
    const made = await runCli(['bindings', 'Market.sol', '--to', 'assemblyscript', '--out', 'imarket.ts'], folder);
    expect(made).toMatchObject({ exitCode: 0, stdout: 'IMarket is in imarket.ts\n' });
    const ended = await runCli(['verify', 'scenario.yaml', '--json'], folder);
    const report = oneObject(ended) as unknown as VerifyReport;
    expect(report.expectations.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.reasons).toMatchObject([{ reason: 'reverted: Refused(size: 13)', count: 2 }]);
    expect(report.equivalent).toBe(true);
  }, 60_000);

  it('says in JSON what it wrote and what it left out', async () => {
    const ended = await runCli(['bindings', 'Market.sol', '--to', 'rust', '--name', 'Trader', '--json'], folder);
    expect(oneObject(ended)).toMatchObject({
      language: 'rust',
      name: 'Trader',
      contract: 'Market',
      file: null,
      omitted: [],
      text: expect.stringContaining('pub trait Trader {'),
    });
  }, 30_000);

  it('takes an ABI alone, and never overwrites what it has not written', async () => {
    const abi = [{ type: 'function', name: 'f', inputs: [], stateMutability: 'view' }];
    await writeFile(path.join(folder, 'thing.abi.json'), JSON.stringify(abi));
    const args = ['bindings', 'thing.abi.json', '--to', 'solidity', '--out'];
    expect((await runCli([...args, 'IThing.sol'], folder)).exitCode).toBe(0);
    expect((await runCli([...args, 'IThing.sol'], folder)).exitCode).toBe(0);
    expect(await readFile(path.join(folder, 'IThing.sol'), 'utf8')).toContain('interface IThing {\n    function f()');
    const refused = await runCli([...args, 'Market.sol'], folder);
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('no binding') });
    expect(await readFile(path.join(folder, 'Market.sol'), 'utf8')).toBe(MARKET_SOL);
    expect((await runCli([...args, 'no/where.sol'], folder)).exitCode).toBe(1);
  }, 30_000);

  it('refuses what it cannot bind, at its place', async () => {
    await writeFile(path.join(folder, 'none.json'), '[{"type": "event", "name": "E"}]');
    await writeFile(path.join(folder, 'Two.sol'), 'pragma solidity ^0.8.0;\ncontract A {}\ncontract B {}\n');
    const messages = [
      [['bindings', 'none.json', '--to', 'rust'], 'none.json: it has no functions'],
      [['bindings', 'nowhere.sol', '--to', 'rust'], 'nowhere.sol: there is no such file'],
      [['bindings', 'Two.sol', '--to', 'rust'], 'several contracts (A, B); say which with --contract'],
      [['bindings', 'Two.sol', '--to', 'rust', '--contract', 'C'], 'there is no contract C in it; it has A, B'],
      [['bindings', 'scenario.yaml', '--to', 'rust'], 'no compiler for this file'],
      [['bindings', 'Market.sol', '--to', 'cobol'], 'Allowed choices are solidity, rust, assemblyscript'],
      [['bindings', 'Market.sol', '--to', 'rust', '--name', 'fn'], '"fn" cannot be the name of a Rust interface'],
    ] as const;
    for (const [args, message] of messages) {
      const ended = await runCli(args, folder);
      expect(ended.stderr).toContain(message);
      expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    }
  }, 60_000);
});

describe('doctor', () => {
  it('lists hosts and compilers, and which languages there are', async () => {
    const ended = await runCli(['doctor', '--json'], folder);
    expect(ended.exitCode).toBe(0);
    const { toolchains, languages } = oneObject(ended) as unknown as DoctorReport;
    expect(toolchains.filter(({ found }) => found).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Node', '@ethereumjs/evm', 'V8', 'solc', 'assemblyscript', 'wabt']),
    );
    expect(languages.find(({ id }) => id === 'solidity')).toMatchObject({ available: true, extensions: ['.sol'] });
    const rust = toolchains.find(({ language }) => language === 'rust');
    expect(languages.find(({ id }) => id === 'rust')?.available).toBe(rust?.found);
  });

  it('says how to install what is missing, and that the rest works', async () => {
    const path = process.env['PATH'];
    process.env['INTERLEAVE_RUSTC'] = '/nowhere/rustc';
    process.env['PATH'] = '/nowhere';
    try {
      const ended = await runCli(['doctor'], folder);
      expect(ended.exitCode).toBe(0);
      const rust = /rustc \(rust\).*(?:\n {6}.*)*/.exec(ended.stdout)?.[0] ?? '';
      if (rust.includes('missing')) {
        expect(rust).toMatch(/install it with: (apt-get|rustup)/);
        expect(ended.stdout).toContain('not yet: Rust (.rs)');
      } else expect(rust).toContain('wasm32-unknown-unknown');
    } finally {
      process.env['PATH'] = path;
      delete process.env['INTERLEAVE_RUSTC'];
    }
  });
});
