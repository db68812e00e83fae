import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { POLICIES, type PolicyName } from '../core/schedule.ts';
import type { ToExecutor } from '../core/wire.ts';
import { TransactionJournal } from '../executor/transaction-journal.ts';
import { propertyRuns } from './property-runs.ts';
import { replayByRecord } from './replay-by-record.ts';
import { entropyPlan, RUNTIMES } from './script-block.ts';
import { compareWithOracle, type Interleaving, type Sabotage } from './serial-equivalence.ts';

const size = fc.oneof(
  { weight: 3, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 3 }) },
);
const deterministic = fc.oneof(
  { weight: 5, arbitrary: fc.constant(true) },
  { weight: 1, arbitrary: fc.constant(false) },
);

const interleaving = (policy: PolicyName, losses: boolean): fc.Arbitrary<Interleaving> =>
  fc.record({
    policies: fc.oneof(
      { weight: 2, arbitrary: fc.constant([policy]) },
      { weight: 1, arbitrary: fc.tuple(fc.constant(policy), fc.constantFrom(...POLICIES), fc.constant(policy)) },
    ),
    hosts: fc.tuple(
      ...RUNTIMES.map((runtime) =>
        fc.record({
          runtime: fc.constant(runtime),
          executors: size,
          lanes: size,
          deterministic: losses ? deterministic : fc.constant(true),
        }),
      ),
    ),
    seed: fc.nat(),
    lossRate: losses
      ? fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(0.05) })
      : fc.constant(0),
  });

describe.each(POLICIES)('blocks with transactions that are not deterministic, %s', (policy) => {
  it('equal serial execution with the numbers that were drawn, and their replay by record', async () => {
    const seen = { recorded: 0, executed: 0, decided: 0 };
    await fc.assert(
      fc.asyncProperty(entropyPlan, interleaving(policy, true), async (plan, how) => {
        const run = await compareWithOracle(plan, how);
        expect(run.differences).toEqual([]);
        expect(await replayByRecord(plan, how, run)).toEqual([]);
        for (const { transactions, result } of run.ran) {
          seen.recorded += result.records.length;
          seen.decided += result.decisions.size;
          seen.executed += transactions.length - result.records.length - result.decisions.size;
        }
      }),
      propertyRuns(0.3),
    );
    // Otherwise it would say nothing.
    expect(Math.min(seen.recorded, seen.executed)).toBeGreaterThan(20);
  }, 240_000);
});

/** How the replays show that something is wrong. */
async function findings(sabotage: Sabotage, policy: PolicyName): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  await fc.assert(
    fc.asyncProperty(entropyPlan, interleaving(policy, false), async (plan, how) => {
      const run = await compareWithOracle(plan, how, sabotage);
      for (const difference of await replayByRecord(plan, how, run)) found.add(difference.replace(/^.*: /, ''));
    }),
    { ...propertyRuns(), numRuns: 60 },
  );
  return found;
}

describe('the replay notices', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('that lanes hide that they are not deterministic', async () => {
    vi.spyOn(TransactionJournal.prototype, 'markRecorded').mockImplementation(() => undefined);
    expect(await findings({}, 'optimistic')).toContain('another state root');
  });

  it('that the caller of a frame is not told that it was not deterministic', async () => {
    const tamper = (message: ToExecutor): ToExecutor =>
      message.kind === 'resume' ? { ...message, sync: { ...message.sync, recorded: false } } : message;
    expect(await findings({ tamper }, 'serial')).toContain('another state root');
  });

  it('that a revert forgets it', async () => {
    const { revert } = TransactionJournal.prototype;
    vi.spyOn(TransactionJournal.prototype, 'revert').mockImplementation(function (this: TransactionJournal) {
      revert.call(this);
      const finish = this.finish.bind(this);
      this.finish = () => ({ ...finish(), recorded: false });
    });
    expect(await findings({}, 'serial')).toContain('other receipts');
  });

  it('that what was read had changed by the time of the commit', async () => {
    const found = await findings({ validate: false }, 'optimistic');
    expect([...found].some((text) => text.endsWith('does not fit'))).toBe(true);
  });
});
