import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { POLICIES, type ScheduleEvent } from '../core/schedule.ts';
import { RunGate, type TakenStep } from '../kernel/run-gate.ts';
import { propertyRuns } from './property-runs.ts';
import { blockPlan } from './script-block.ts';
import { SCRIPT } from './script-runtime.ts';
import { compareWithOracle } from './serial-equivalence.ts';

interface Shape {
  readonly executors: number;
  readonly lanes: number;
  readonly seed: number;
}

const shape: fc.Arbitrary<Shape> = fc.record({
  executors: fc.integer({ min: 1, max: 3 }),
  lanes: fc.integer({ min: 1, max: 2 }),
  seed: fc.nat(),
});

interface Driven {
  readonly gate: RunGate;
  readonly taken: TakenStep[];
  /** What stood next before each step. */
  readonly announced: unknown[];
}

/** A closed gate on which somebody presses Step whenever something stands next; `then`: what else is done after so many steps. */
function driven(then: (gate: RunGate, steps: number) => void = () => undefined): Driven {
  const taken: TakenStep[] = [];
  const announced: unknown[] = [];
  let seen: TakenStep | undefined;
  const gate: RunGate = new RunGate({
    now: () => 0,
    closed: true,
    onChange: () => {
      if (gate.last !== undefined && gate.last !== seen) taken.push((seen = gate.last));
      if (gate.next === undefined || gate.owed > 0) return;
      const { next } = gate;
      queueMicrotask(() => {
        if (gate.next !== next || gate.owed > 0) return;
        then(gate, taken.length);
        if (gate.state !== 'closed') return;
        announced.push(next.step);
        gate.step();
      });
    },
  });
  return { gate, taken, announced };
}

const run = (plan: Parameters<typeof compareWithOracle>[0], how: Shape, gate: RunGate, lossRate = 0) =>
  compareWithOracle(plan, {
    policies: ['optimistic'],
    hosts: [{ runtime: SCRIPT, executors: how.executors, lanes: how.lanes }],
    seed: how.seed,
    lossRate,
    gate,
  });

const decisions = (events: readonly ScheduleEvent[], kind: ScheduleEvent['kind']): number =>
  events.filter((event) => event.kind === kind).length;

describe.each(POLICIES)('%s, one decision at a time', (policy) => {
  it('equals serial execution, and each step is what stood next', async () => {
    await fc.assert(
      fc.asyncProperty(blockPlan, shape, fc.constantFrom(0, 0.03), async (plan, how, lossRate) => {
        const { gate, taken, announced } = driven();
        const { differences, events } = await compareWithOracle(plan, {
          policies: [policy],
          hosts: [{ runtime: SCRIPT, executors: how.executors, lanes: how.lanes }],
          seed: how.seed,
          lossRate,
          gate,
        });
        expect(differences).toEqual([]);
        expect(taken.map(({ step }) => step)).toEqual(announced);
        const steps = (kind: string): number => taken.filter(({ step }) => step.kind === kind).length;
        expect(steps('commit')).toBe(decisions(events, 'commit'));
        expect(steps('dispatch')).toBe(decisions(events, 'dispatch'));
      }),
      propertyRuns(0.15),
    );
  }, 120_000);
});

it('says what a validation came to, and whom it aborted', async () => {
  await fc.assert(
    fc.asyncProperty(blockPlan, shape, async (plan, how) => {
      const { gate, taken } = driven();
      const { events } = await run(plan, how, gate);
      const aborted = taken.reduce((sum, one) => sum + one.aborted.length + (one.outcome === 'aborted' ? 1 : 0), 0);
      expect(aborted).toBe(decisions(events, 'abort'));
    }),
    propertyRuns(0.15),
  );
}, 120_000);

it('goes on as usual when it is opened, wherever it stood, and stands when it is closed', async () => {
  await fc.assert(
    fc.asyncProperty(blockPlan, shape, fc.integer({ min: 0, max: 30 }), async (plan, how, after) => {
      const { gate } = driven((one, steps) => (steps >= after ? one.resume() : undefined));
      const { differences } = await run(plan, how, gate, 0.02);
      expect(differences).toEqual([]);
    }),
    propertyRuns(0.3),
  );
}, 120_000);

it('a block that is stopped is what had been committed, and equals serial execution of that', async () => {
  let cut = 0;
  await fc.assert(
    fc.asyncProperty(blockPlan, shape, fc.integer({ min: 0, max: 40 }), async (plan, how, after) => {
      const { gate } = driven((one, steps) => (steps >= after ? one.stop() : undefined));
      const { differences, events, ran, ledger } = await run(plan, how, gate);
      expect(differences).toEqual([]);
      const committed = decisions(events, 'commit');
      expect(ran.flatMap(({ transactions }) => transactions)).toHaveLength(committed);
      expect(ledger.head().number).toBe(committed === 0 && plan.transactions.length > 0 ? 0 : 1);
      if (committed > 0 && committed < plan.transactions.length) cut++;
    }),
    propertyRuns(0.3),
  );
  expect(cut).toBeGreaterThan(0);
}, 120_000);
