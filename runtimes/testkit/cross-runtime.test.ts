import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { POLICIES, type PolicyName } from '../core/schedule.ts';
import type { ToExecutor } from '../core/wire.ts';
import { TransactionJournal } from '../executor/transaction-journal.ts';
import { propertyRuns } from './property-runs.ts';
import { chainPlan, crossPlan, RUNTIMES } from './script-block.ts';
import { compareWithOracle, type Interleaving, type Sabotage } from './serial-equivalence.ts';

const small = { weight: 3, arbitrary: fc.constant(1) };
const size = fc.oneof(small, { weight: 1, arbitrary: fc.integer({ min: 2, max: 4 }) });

const hosts = fc.tuple(
  ...RUNTIMES.map((runtime) => fc.record({ runtime: fc.constant(runtime), executors: size, lanes: size })),
);

const interleaving = (policy: PolicyName, lossRate: fc.Arbitrary<number>): fc.Arbitrary<Interleaving> =>
  fc.record({
    policies: fc.oneof(
      { weight: 2, arbitrary: fc.constant([policy]) },
      { weight: 1, arbitrary: fc.tuple(fc.constant(policy), fc.constantFrom(...POLICIES), fc.constant(policy)) },
    ),
    hosts,
    seed: fc.nat(),
    lossRate,
  });

const noLoss = fc.constant(0);
const someLoss = fc.oneof(
  { weight: 2, arbitrary: noLoss },
  { weight: 1, arbitrary: fc.constant(0.01) },
  { weight: 1, arbitrary: fc.constant(0.05) },
);

describe.each(POLICIES)('calls across runtimes, %s', (policy) => {
  it('equal serial execution', async () => {
    await fc.assert(
      fc.asyncProperty(crossPlan, interleaving(policy, someLoss), async (plan, how) => {
        const { differences } = await compareWithOracle(plan, how);
        expect(differences).toEqual([]);
      }),
      propertyRuns(0.5),
    );
  }, 240_000);
});

describe('chains of calls', () => {
  it('change the runtime up to 64 times, and no further', async () => {
    let deepest = 0;
    await fc.assert(
      fc.asyncProperty(
        chainPlan,
        fc.constantFrom(...POLICIES).chain((policy) => interleaving(policy, someLoss)),
        async (plan, how) => {
          const { differences, events } = await compareWithOracle(plan, how);
          expect(differences).toEqual([]);
          for (const event of events) if (event.kind === 'enter') deepest = Math.max(deepest, event.hops);
        },
      ),
      propertyRuns(0.1),
    );
    expect(deepest).toBe(64);
  }, 240_000);
});

/** How many of the cases show that something is wrong, and how. */
async function findings(sabotage: Sabotage, policy: PolicyName, numRuns: number): Promise<Set<string>> {
  const found = new Set<string>();
  await fc.assert(
    fc.asyncProperty(crossPlan, interleaving(policy, noLoss), async (plan, how) => {
      const shown = await compareWithOracle(plan, how, sabotage).then(
        ({ differences }) => (differences.length > 0 ? 'a difference' : undefined),
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      if (shown !== undefined) found.add(shown.replace(/\d+/g, 'n'));
    }),
    { ...propertyRuns(), numRuns },
  );
  return found;
}

describe('the property notices', () => {
  afterEach(() => void vi.restoreAllMocks());

  it.each(['optimistic', 'declared', 'first-committer-wins'] as const)('that %s does not validate', async (policy) => {
    expect(await findings({ validate: false }, policy, 60)).toContain('a difference');
  });

  it('that nobody gives way', async () => {
    // Without losses wound-wait is the only reason to take a transaction back.
    const tamper = (message: ToExecutor): ToExecutor | undefined => (message.kind === 'abandon' ? undefined : message);
    const found = await findings({ tamper }, 'optimistic', 60);
    expect(found).toContain('simulation: deadlock: nothing runs and the block is not done');
  });

  it('that a revert undoes nothing', async () => {
    const { commit } = TransactionJournal.prototype;
    vi.spyOn(TransactionJournal.prototype, 'revert').mockImplementation(commit);
    expect(await findings({}, 'serial', 60)).toContain('a difference');
  });

  it('that a lane misses what another lane undid', async () => {
    // As if `revert` had left alone what the lane of another runtime is taken to have.
    const tamper = (message: ToExecutor): ToExecutor => {
      if (message.kind !== 'frame') return message;
      const { sync } = message.frame;
      const base = { ...sync.base, steps: sync.base.steps + 1 };
      return { ...message, frame: { ...message.frame, sync: { ...sync, base, steps: sync.steps.slice(1) } } };
    };
    expect(await findings({ tamper }, 'serial', 60)).toContain('a difference');
  });

  it('that the answer of a frame lacks its last step', async () => {
    const tamper = (message: ToExecutor): ToExecutor =>
      message.kind === 'resume'
        ? { ...message, sync: { ...message.sync, steps: message.sync.steps.slice(0, -1) } }
        : message;
    expect(await findings({ tamper }, 'serial', 60)).toContain('a difference');
  });
});
