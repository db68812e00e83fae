import { expect } from 'vitest';
import { seeded } from '../../core/random.ts';
import { encodeFromExecutor } from '../../core/wire.ts';
import { toHex } from '../../core/hex.ts';
import type { Ran } from '../../rules/test-ledger.testkit.ts';
import { type ProbeLab } from './probe-lab.ts';
import type { Suite } from './suite.ts';
import { workload, type WorkItem } from './workload.ts';

/** Everything that the kernel would hear of a transaction, as bytes; but for preimages, which a lane sends once. */
function effectsOf({ execution, ...result }: Ran): string {
  if (execution.kind === 'misrouted') return execution.runtime;
  const { reads, writes, deltas, events, codes, frames, recorded } = result;
  const { outcome, gasUsed } = execution;
  const effects = { reads, writes, deltas, events, codes, frames, recorded, outcome, gasUsed, preimages: [] };
  const task = { index: 0, incarnation: 0, start: 0, end: 0, kind: 'done', effects } as const;
  return toHex(encodeFromExecutor({ kind: 'results', lane: 0, batch: 0, results: [task] }));
}

/** Fisher and Yates, from a seed. */
function shuffled<T>(items: readonly T[]): T[] {
  const random = seeded(11);
  const mixed = [...items];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
  }
  return mixed;
}

async function effectsInOrder(lab: ProbeLab, items: readonly WorkItem[]): Promise<ReadonlyMap<string, string>> {
  const effects = new Map<string, string>();
  for (const item of items) effects.set(item.name, effectsOf(await lab.ledger.run(item.tx)));
  return effects;
}

export const determinismCases: Suite = ({ describe, test }, adapter, lab) => {
  describe(
    'the effects of a transaction are the same, byte for byte',
    () => {
      test('whatever ran before on the lane, and on a lane that has run nothing', async () => {
        const items = workload(lab());
        const first = await effectsInOrder(lab(), items);
        expect(await effectsInOrder(lab(), items.toReversed())).toEqual(first);
        const mixed = shuffled(items);
        expect(await effectsInOrder(lab(), mixed)).toEqual(first);
        lab().ledger.renew();
        expect(await effectsInOrder(lab(), mixed)).toEqual(first);
      });

      test('so one block gives one state', async () => {
        const states = [];
        for (let i = 0; i < 2; i++) {
          lab().reset();
          for (const { tx } of workload(lab())) await lab().ledger.send(tx);
          states.push([...lab().ledger.cells].sort(([a], [b]) => (a < b ? -1 : 1)));
        }
        expect(states[1]).toEqual(states[0]);
      });
    },
    adapter.runtime.manifest.deterministic,
  );
};
