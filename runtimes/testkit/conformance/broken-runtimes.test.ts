/** The kit must be able to fail: each of these runtimes is wrong in one place, and the cases that are there for it find it out. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Artifact } from '../../core/artifact.ts';
import { fromHex } from '../../core/hex.ts';
import { SOLIDITY } from '../../evm/conformance.testkit.ts';
import evmLanes from '../../evm/executor.ts';
import { evm } from '../../evm/module.ts';
import type { ExecutorModule } from '../../sdk/runtime.ts';
import type { RuntimeAdapter } from './adapter.ts';
import { BREAKAGES } from './broken/breakages.ts';
import { brokenLane } from './broken/broken-lane.ts';
import { conformanceCases } from './conformance-cases.ts';
import { compileProbe, ProbeLab } from './probe-lab.ts';

const adapter: RuntimeAdapter = {
  name: 'a broken EVM',
  ...SOLIDITY,
  refused: [
    {
      name: 'code that is none',
      data: () => fromHex('fe'),
      outcome: { status: 'trap', reason: 'invalid opcode' },
    },
  ],
};

/** Groups of cases with processes: the others take no second. */
const WITH_PROCESSES = ['in an executor process', 'an executor that is killed'];

let artifact: Artifact;
beforeAll(async () => {
  artifact = await compileProbe(adapter);
});

/** Names of the cases that fail, among those asked for. */
async function failuresOf(
  asked: (name: string, group: string) => boolean,
  { lanes, module }: { readonly lanes?: ExecutorModule; readonly module?: string },
): Promise<readonly string[]> {
  const broken = {
    ...adapter,
    runtime: { ...evm, ...(module === undefined ? {} : { executor: new URL(module, import.meta.url).href }) },
    deadlineMs: 1_500,
  };
  const lab = await ProbeLab.create(broken, artifact, lanes);
  const failures: string[] = [];
  for (const { group, name, applies, run } of conformanceCases(broken, () => lab)) {
    const whole = `${group}: ${name}`;
    if (!applies || !asked(whole, group)) continue;
    lab.reset();
    await run().catch((error: unknown) => {
      // Whoever does not even start is refused for another reason than it is here for.
      if (String(error).includes('does not start')) throw error;
      failures.push(whole);
    });
  }
  return failures;
}

test('what is not broken is not refused', async () => {
  const inMemory = (_name: string, group: string): boolean => !WITH_PROCESSES.includes(group);
  expect(await failuresOf(inMemory, { lanes: brokenLane(evmLanes, {}) })).toEqual([]);
});

describe('a runtime is refused that', () => {
  test.each(BREAKAGES)('$name', async ({ breakage, refusedBy }) => {
    const failures = await failuresOf((name) => refusedBy.includes(name), { lanes: brokenLane(evmLanes, breakage) });
    expect(failures.toSorted()).toEqual(refusedBy.toSorted());
  });

  const ENDS =
    'in an executor process: whatever a contract does ends by the meters, before a deadline or a limit of the host';
  const SAME =
    'the effects of a transaction are the same, byte for byte: whatever ran before on the lane, and on a lane that has run nothing';
  const BLOCK =
    'an executor that is killed: in the middle of a block of everything, across runtimes, it leaves what serial execution leaves';
  test.each([
    ['never ends', './broken/never-ends.ts', [ENDS]],
    ['takes the process with it', './broken/ends-the-process.ts', [ENDS]],
    ['is not deterministic and does not say so', './broken/not-deterministic.ts', [SAME, BLOCK]],
  ])('%s', async (_what, module, refusedBy) => {
    expect(await failuresOf((name) => refusedBy.includes(name), { module })).toEqual(refusedBy);
  });
});
