/** What is loaded stays loaded: how much that may be. */
import { beforeAll, expect, test } from 'vitest';
import type { AccountId } from '../../core/cell.ts';
import { LaneLedger } from '../../rules/test-ledger.testkit.ts';
import type { LaneHost, LaneRuntime } from '../../sdk/runtime.ts';
import { callData, compileContracts, deployTo, type TestContract } from '../contracts.testkit.ts';
import { createAssemblyStore, keepAssembly } from '../dotnet/assembly-store.ts';
import { buildToolchain } from '../dotnet/toolchain.ts';
import { packSource, unpackSource, unwrapSource, wrapSource } from '../envelope.ts';
import { createLaneOf } from '../executor.ts';
import { manifest } from '../manifest.ts';

const SLOW = 240_000;
let compiled: ReadonlyMap<string, TestContract>;
let size = 0;
let lane: LaneRuntime | undefined;

const laneOf = (assemblies: { readonly transaction: number; readonly lane: number }) => ({
  createLane: async (host: LaneHost): Promise<LaneRuntime> =>
    (lane = await createLaneOf(host, { transaction: assemblies.transaction * size, lane: assemblies.lane * size })),
});

beforeAll(async () => {
  compiled = await compileContracts(`using Interleave;
    public class One : Contract { [Storage] public UInt256 Count { get; private set; } public void Up() => Count += 1; }
    public class All : Contract { public void Up(Address[] all) { foreach (var one in all) one.Call([0xd5, 0xa4, 0x9e, 0x01]); } }`);
  await twin('One', 0);
}, SLOW);

/** The same contract as another one: its file has another name. */
async function twin(name: string, number: number): Promise<TestContract> {
  const contract = compiled.get(name) as TestContract;
  const opened = unwrapSource(contract.code);
  const source = opened.ok ? unpackSource(opened.value.payload) : opened;
  const toolchain = await buildToolchain();
  if (!source.ok || !toolchain.ok) throw new Error('no source');
  const image = createAssemblyStore(toolchain.value).assemblyOf(source.value);
  if (!image.ok) throw new Error(image.error.message);
  size = image.value.length + (16 << 10);
  const files = source.value.files.map(([, text]) => [`Twin${number}.cs`, text] as const);
  await keepAssembly(toolchain.value.cache, toolchain.value.key, files, image.value);
  return {
    ...contract,
    code: wrapSource(packSource({ compiler: manifest.version, contract: name, files })),
  };
}

test('a lane is spent once it has loaded so much, and not before', { timeout: SLOW }, async () => {
  const ledger = new LaneLedger(laneOf({ transaction: 100, lane: 3.5 }), manifest.id, 'osaka');
  for (let i = 0; i < 4; i++) {
    const account = await deployTo(ledger, await twin('One', i));
    await ledger.send({ to: account, data: callData(compiled.get('One') as TestContract, 'up') });
    expect(lane?.isSpent?.()).toBe(i === 3);
  }
});

test(
  'a transaction may use so much, whatever is loaded already; what it has used stays usable',
  { timeout: SLOW },
  async () => {
    const ledger = new LaneLedger(laneOf({ transaction: 3.5, lane: 100 }), manifest.id, 'osaka');
    const ones: AccountId[] = [];
    for (let i = 0; i < 4; i++) ones.push(await deployTo(ledger, await twin('One', i)));
    const all = compiled.get('All') as TestContract;
    const account = await deployTo(ledger, all);
    const [first, second, third, fourth] = ones;
    const addresses = [first, second, third, first, second, third, fourth].map((one) => `0x${one}`);
    // There is room for the caller and three of them; the fourth is a trap, which takes the gas that it was given.
    const again = [];
    for (let i = 0; i < 2; i++) {
      const data = callData(all, 'up', [addresses]);
      const fresh = i === 0 ? ledger : copyOf(ledger);
      const { outcome, writes, gasUsed } = await fresh.run({ to: account, data, gasLimit: 16_000_000n });
      const counts = [...writes].filter(({ key }) => ones.some((one) => key.startsWith(one)) && key.includes('/s'));
      again.push({ outcome, gasUsed, counts: counts.map(({ value }) => value) });
    }
    expect(again[0]).toMatchObject({ outcome: { status: 'success' }, counts: ['2', '2', '2'] });
    expect(again[1]).toEqual(again[0]);
  },
);

/** The same state, on a lane that has loaded nothing. */
function copyOf(ledger: LaneLedger): LaneLedger {
  const copy = new LaneLedger(laneOf({ transaction: 3.5, lane: 100 }), manifest.id, 'osaka');
  for (const [key, value] of ledger.cells) copy.cells.set(key, value);
  for (const [hash, code] of ledger.codes) copy.codes.set(hash, code);
  return copy;
}
