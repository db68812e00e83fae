/** Blocks that a simulation ran, once more: serially on fresh lanes, recorded transactions by their records. */
import { seeded } from '../core/random.ts';
import { recordsDigest } from '../ledger/records-digest.ts';
import { receiptsDigest } from '../ledger/receipts-digest.ts';
import type { BlockPlan } from './script-block.ts';
import { genesisLedger, simulatedHosts, type Comparison, type Interleaving } from './serial-equivalence.ts';
import { SimulatedLanes } from './simulated-lanes.ts';
import { rootOf } from '../ledger/value-of.testkit.ts';

/** @returns differences in words; empty: the replay equals the run. Draws other numbers than the run did, so whatever ran again shows. */
export async function replayByRecord(
  plan: BlockPlan,
  how: Interleaving,
  { ledger: original, ran }: Comparison,
): Promise<readonly string[]> {
  const ledger = genesisLedger(plan);
  const simulation = await SimulatedLanes.create({
    ledger,
    hosts: simulatedHosts(how.hosts, seeded(how.seed + 2)).map((host) => ({ ...host, executors: 1, lanes: 1 })),
    random: seeded(how.seed),
    lossRate: 0,
  });
  const differences: string[] = [];
  for (const { context, transactions, result } of ran) {
    const { decisions, records, receipts } = result;
    const recorded = new Map(
      records.map((record) => {
        const receipt = receipts[record.index];
        if (receipt === undefined) throw new Error(`no receipt for the record of transaction ${record.index}`);
        return [record.index, { record, receipt }] as const;
      }),
    );
    const of = `block ${context.number}`;
    const replayed = await simulation.run({
      context,
      transactions,
      policy: 'serial',
      decisions,
      recorded,
    });
    if (!replayed.ok) return [...differences, `${of} failed: ${replayed.error.message}`];
    const { mismatches, ...again } = replayed.value;
    for (const { index, key } of mismatches) differences.push(`${of}, record ${index}: ${key} does not fit`);
    if (recordsDigest(again.records) !== recordsDigest(records)) differences.push(`${of}: other records`);
    if (receiptsDigest(again.receipts) !== receiptsDigest(receipts)) differences.push(`${of}: other receipts`);
  }
  if ((await rootOf(ledger)) !== (await rootOf(original))) differences.push('another state root');
  return differences;
}
