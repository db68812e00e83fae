/** What-ifs as a user meets them: sources are rewritten, compiled and run, and must do what they did before. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csharpCache } from '../../cil/dotnet/cache.testkit.ts';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import { installed } from '../../registry.ts';
import type { CureId } from '../../sdk/cure.ts';
import { compareRuns, type ComparedRun, type Variant } from '../compare/compare-runs.ts';
import { AccessFinder } from '../schedule/find-access.ts';
import { advise, advisedRun, rewriteFor } from './advise.ts';
import { whatIfFolder } from './what-if-folder.ts';

process.env['INTERLEAVE_CACHE'] = await csharpCache();

const SHOP = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

interface ISold {
    function sold() external view returns (uint256);
}

contract Base is ISold {
    /// @notice Überall verkauft: how many were sold.
    uint256 public override sold;
    mapping(bytes32 kind => uint128 count) public soldOf;
    uint public fees;
    uint8 public small;
    uint256 public last;
    uint256 internal begun = 7;
    int256 public signed;
}

contract Shop is Base {
    event Bought(address by);

    function buy(uint64 amount, bytes32 kind) external {
        sold += amount; // adds
        soldOf[kind] = soldOf[kind] + amount;
        unchecked { fees++; }
        emit Bought(msg.sender);
    }

    function half() external view returns (uint256) { return (sold + this.sold()) / 4; }

    function once() external {
        small += 1;
        ++last;
        require(last < 1000, "enough");
        begun += 1;
        signed += 1;
    }

    function back() external { if (last > 0) --last; }
}
`;

const SCENARIO = `
name: shop
seed: 3
accounts: { count: 40 }
executors: { evm: 1 }
contracts:
  shop: { source: contracts/Shop.sol, contract: Shop }
traffic:
  - { to: shop, call: buy, args: [{ int: [3, 3] }, '0x${'11'.repeat(32)}'], count: 80, from: random }
expect:
  - { read: 'shop.sold()', equals: 240 }
  - { read: 'shop.half()', equals: 120 }
  - { read: 'shop.fees()', equals: 80 }
  - { read: 'shop.soldOf(bytes32)', args: ['0x${'11'.repeat(32)}'], equals: 240 }
`;

const workspaces = testWorkspaces();
let root: string;
let asWritten: ComparedRun;
const finder = new AccessFinder();
const moduleOf = () => installed.compilerFor('Shop.sol')?.cure;

const variant = (file: string, source = 'as written'): Variant => ({
  source,
  file,
  policy: 'optimistic',
  lanes: 4,
  seed: undefined,
});

async function run(file: string): Promise<ComparedRun> {
  const compared = await compareRuns({ registry: installed, clock: 'simulated', variants: [variant(file)] });
  if (!compared.ok) throw new Error(JSON.stringify(compared.error));
  return compared.value[0] as ComparedRun;
}

/** The cell by its name in the run. */
function keyOf({ graph, recorder, cellName }: ComparedRun, name: string): Parameters<typeof rewriteFor>[1] {
  const key = [...graph.chains.map(({ cell }) => cell), ...recorder.cells].find((one) =>
    cellName(one).startsWith(name),
  );
  if (key === undefined) throw new Error(`no cell ${name}`);
  return key;
}

beforeAll(async () => {
  root = await workspaces.create({ 'contracts/Shop.sol': SHOP, 'scenario.yaml': SCENARIO });
  asWritten = await run(join(root, 'scenario.yaml'));
}, 120_000);

afterAll(async () => {
  finder.close();
  await workspaces.removeAll();
});

describe('a Solidity number that everybody adds to', () => {
  it('has its statements as the lines that make it hot, and what can be tried', async () => {
    const advice = await advise(advisedRun(asWritten), keyOf(asWritten, 'shop.sold'), finder, moduleOf);
    expect(advice.cell).toBe('shop.sold');
    expect(advice.uses.map(({ label, kind, source }) => [label, kind, source.text])).toContainEqual([
      'shop.buy',
      'write',
      'sold += amount; // adds',
    ]);
    expect(advice.text.join(' ')).toContain('CounterLib.add');
    expect(advice.whatIfs.map(({ id, reason }) => [id, reason])).toEqual([
      ['counter', null],
      ['shards', null],
      ['declared', null],
      ['oneLane', null],
      ['otherOrder', null],
    ]);
  });

  it.each(['counter', 'shards'] as const)(
    'is made %s: compiles, runs, keeps every expectation, and is cold',
    async (cure) => {
      const texts = new Map<string, string>();
      let now = asWritten;
      const folders: string[] = [];
      // One after the other, each on what the one before has made.
      for (const name of cure === 'counter' ? ['shop.sold', 'shop.soldOf', 'shop.fees'] : ['shop.sold', 'shop.fees']) {
        const rewritten = await rewriteFor(now, keyOf(now, name), cure, moduleOf());
        if (!rewritten.ok) throw new Error(rewritten.error);
        const base = folders.at(-1) ?? root;
        const folder = await whatIfFolder(base, rewritten.value);
        if (!folder.ok) throw new Error(folder.error);
        folders.push(folder.value);
        for (const [path, text] of rewritten.value) texts.set(path, text);
        now = await run(join(folder.value, 'scenario.yaml'));
        expect(now.expectations.filter(({ ok }) => !ok)).toEqual([]);
      }
      if (cure === 'counter') {
        expect(now.figures.aborts).toBeLessThan(asWritten.figures.aborts);
        expect(now.figures.criticalMs).toBeLessThan(asWritten.figures.criticalMs / 2);
        expect(
          now.graph.chains.map(({ cell }) => now.cellName(cell)).filter((name) => /^shop\.(sold|fees)/.test(name)),
        ).toEqual([]);
      }
      // Nothing of the user's was changed.
      expect(await readFile(join(root, 'contracts/Shop.sol'), 'utf8')).toBe(SHOP);
      for (const folder of folders) await rm(folder, { recursive: true });
    },
    120_000,
  );
});

const RUST_SHOP = `#![no_std]
use interleave::*;

contract! {
    pub struct Shop { sold: Value<U256> }

    impl Shop {
        pub fn buy(&mut self, amount: U256) {
            self.sold.set(self.sold.get() + amount);
        }
        pub fn sold(&self) -> U256 { self.sold.get() }
    }
}
`;
const SCRIPT_SHOP = `import { Contract, U256, Value } from 'interleave';

@contract
class Shop extends Contract {
  @view sold: Value<U256>;

  buy(amount: U256): void {
    this.sold.add(amount);
  }
}
`;
const SHARP_SHOP = `using Interleave;

public class Shop : Contract
{
    [Storage] public UInt256 Sold { get; private set; }

    public void Buy(UInt256 amount)
    {
        Sold += amount;
    }

    [View] public UInt256 Half() => Sold / 2;
}
`;
const MIXED = `
name: mixed
seed: 3
accounts: { count: 40 }
contracts:
  sharp: { source: contracts/Shop.cs }
  rusty: { source: contracts/shop.rs }
  scripted: { source: contracts/shop.ts }
traffic:
  - { to: rusty, call: buy, args: [3], count: 60, from: random }
  - { to: scripted, call: buy, args: [2], count: 60, from: random }
  - { to: sharp, call: buy, args: [4], count: 60, from: random }
expect:
  - { read: 'rusty.sold()', equals: 180 }
  - { read: 'scripted.sold()', equals: 120 }
  - { read: 'sharp.sold()', equals: 240 }
  - { read: 'sharp.half()', equals: 120 }
`;

it('numbers of Rust, AssemblyScript and C# are made counters: they compile, run, keep every expectation, and are cold', async () => {
  const home = await workspaces.create({
    'contracts/shop.rs': RUST_SHOP,
    'contracts/shop.ts': SCRIPT_SHOP,
    'contracts/Shop.cs': SHARP_SHOP,
    'scenario.yaml': MIXED,
  });
  let now = await run(join(home, 'scenario.yaml'));
  const before = now.figures;
  let folder = home;
  for (const [name, file] of [
    ['rusty.sold', 'shop.rs'],
    ['scripted.sold', 'shop.ts'],
    ['sharp.sold', 'Shop.cs'],
  ] as const) {
    const key = keyOf(now, name);
    const advice = await advise(advisedRun(now), key, finder, () => installed.compilerFor(file)?.cure);
    expect(advice.uses.map(({ kind, source }) => `${kind} ${source.text}`)).toContainEqual(
      expect.stringMatching(/^write ((self|this)\.sold\.(set|add)|Sold \+= amount)/),
    );
    expect(advice.whatIfs.slice(0, 2).map(({ reason }) => reason === null)).toEqual([true, false]);
    const rewritten = await rewriteFor(now, key, 'counter', installed.compilerFor(file)?.cure);
    if (!rewritten.ok) throw new Error(rewritten.error);
    const made = await whatIfFolder(folder, rewritten.value);
    if (!made.ok) throw new Error(made.error);
    if (folder !== home) await rm(folder, { recursive: true });
    folder = made.value;
    now = await run(join(folder, 'scenario.yaml'));
    expect(now.expectations.filter(({ ok }) => !ok)).toEqual([]);
  }
  await rm(folder, { recursive: true });
  expect(now.figures.aborts).toBeLessThan(before.aborts);
  expect(now.figures.criticalMs).toBeLessThan(before.criticalMs / 2);
}, 240_000);

describe('what only a person can change', () => {
  it.each([
    ['small', 'counter', 'uint8 reverts where it overflows'],
    ['last', 'counter', 'not only added to'],
    ['begun', 'counter', 'begins with a value'],
    ['signed', 'counter', 'no unsigned number'],
    ['soldOf', 'shards', 'each key has a cell of its own'],
    ['nothing', 'counter', 'no state variable'],
  ] as const)('is told of %s as %s: %s', (variable, cure: CureId, why) => {
    const artifact = asWritten.recorded.about?.contracts.values().next().value?.artifact;
    const made = artifact && moduleOf()?.rewrite?.(artifact, variable, cure, { file: '', path: '', text: SHOP });
    expect(made?.ok === false ? made.error : 'it was rewritten').toContain(why);
  });

  it('is told where the same function reads the sum', async () => {
    const file = join(root, 'read', 'scenario.yaml');
    await mkdir(join(dirname(file), 'contracts'), { recursive: true });
    await writeFile(
      join(dirname(file), 'contracts/Counter.sol'),
      'pragma solidity ^0.8.24; contract Counter { uint256 public count; event Now(uint256 n); function increment() external { count += 1; emit Now(count); } }',
    );
    await writeFile(
      file,
      'contracts:\n  counter: { source: contracts/Counter.sol }\ntraffic:\n  - { to: counter, call: increment, count: 20, from: random }\n',
    );
    const ran = await run(file);
    const made = await rewriteFor(ran, keyOf(ran, 'counter.count'), 'counter', moduleOf());
    expect(made.ok ? '' : made.error).toContain('also reads it');
  }, 120_000);
});
