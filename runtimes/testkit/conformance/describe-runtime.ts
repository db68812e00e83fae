/**
 * What every runtime must do, as a test suite: call `describeRuntime` from a test file with an adapter that says how yours is given. The
 * lanes are real ones, on a ledger in memory or in executor processes; the README says what is tested.
 */
import { beforeAll, describe, test } from 'vitest';
import type { RuntimeAdapter } from './adapter.ts';
import { conformanceCases } from './conformance-cases.ts';
import { ProbeLab } from './probe-lab.ts';
import type { ConformanceCase } from './suite.ts';

/** ms. What is built for the first time, as the toolchain of .NET, takes its time; so does a busy machine. */
const PATIENCE = 300_000;

export function describeRuntime(adapter: RuntimeAdapter): void {
  const { skipped } = adapter;
  const title = skipped === undefined ? adapter.name : `${adapter.name} (skipped: ${skipped})`;
  describe.skipIf(skipped !== undefined)(title, () => {
    let made: ProbeLab | undefined;
    const lab = (): ProbeLab => {
      if (made === undefined) throw new Error('the probe is not deployed yet');
      return made;
    };
    beforeAll(async () => {
      made = await ProbeLab.create(adapter);
    }, PATIENCE);
    const [first, ...others] = conformanceCases(adapter, lab);
    let ended: Promise<void> | undefined;
    const ends = (): Promise<void> => (ended ??= first?.run() ?? Promise.resolve());
    const name = (one: ConformanceCase): string => `${one.group}: ${one.name}`;
    if (first !== undefined) test(name(first), ends, PATIENCE);
    // What does not apply to a runtime is no test of it: nothing is skipped for want of something.
    for (const one of others.filter(({ applies }) => applies))
      test(
        name(one),
        async () => {
          // Code that never ends can be given up in an executor process, but not here.
          await ends().catch(() => {
            throw new Error('not run: first see to it that contracts end');
          });
          lab().reset();
          await one.run();
        },
        PATIENCE,
      );
  });
}
