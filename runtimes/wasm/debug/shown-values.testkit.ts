/** What a debugger shows of a call's arguments and locals: at all instructions of the contract's own lines, and at each `every`th of the others. */
import { encodeFunctionData, type Abi } from 'viem';
import { expect } from 'vitest';
import type { Artifact } from '../../core/artifact.ts';
import type { CellKey } from '../../core/cell.ts';
import { fromHex } from '../../core/hex.ts';
import { LaneLedger, TARGET } from '../../rules/test-ledger.testkit.ts';
import type { DebugInfo, Variable } from '../../sdk/debug-info.ts';
import { Replay, StepRecorder } from '../execution/machine-replay.testkit.ts';
import { createLane } from '../executor.ts';
import { manifest } from '../manifest.ts';
import { unwrapModule } from '../module/envelope.ts';
import { debugInfo } from './debug-info.ts';
import { GONE } from './gone.ts';

/** By name and type: each value that is shown anywhere, with the variable that has it. */
export type ShownValues = ReadonlyMap<string, ReadonlyMap<string, Variable>>;

export async function shownValues(
  artifact: Artifact,
  functionName: string,
  args: readonly unknown[],
  every = 1,
): Promise<ShownValues> {
  const ledger = new LaneLedger({ createLane }, manifest.id, 'osaka');
  const recorder = new StepRecorder();
  ledger.tracer = recorder;
  const info = debugInfo(artifact);
  const opened = unwrapModule(artifact.code);
  if (!opened.ok || info === undefined) throw new Error('no module, or no debug information');
  ledger.install(TARGET, opened.value.module.slice());
  const data = encodeFunctionData({ abi: artifact.abi as unknown as Abi, functionName, args });
  const { outcome } = await ledger.run({ data: fromHex(data.slice(2)), gasLimit: 5_000_000n });
  expect(outcome.status).toBe('success');
  const replay = new Replay();
  const cells = new Map<CellKey, string>();
  const seen = new Map<string, Map<string, Variable>>();
  const events = recorder.take();
  const first = events.find(({ kind }) => kind === 'enter');
  if (first?.kind !== 'enter') throw new Error('no frame');
  let steps = 0;
  for (const event of events) {
    if (event.kind === 'cell') cells.set(event.key, event.value);
    const call = replay.calls.at(-1);
    if (event.kind === 'step' && call !== undefined && (steps++ % every === 0 || isPlace(info, event.offset)))
      for (const { kind, variables } of info.variables({
        frame: first.frame,
        offset: event.offset,
        call: { entry: call.fn, height: 0 },
        stack: [],
        memory: replay.memory,
        locals: call.locals,
        cell: (key) => cells.get(key),
        touched: () => [...cells.keys()],
        preimages: new Map(),
      }))
        if (kind === 'arguments' || kind === 'locals')
          for (const one of variables) {
            if (one.value === GONE) continue;
            const key = `${one.name}: ${one.type}`;
            seen.set(key, (seen.get(key) ?? new Map<string, Variable>()).set(one.value, one));
          }
    replay.follow(event);
  }
  return seen;
}

const isPlace = (info: DebugInfo, offset: number): boolean => info.position(offset)?.isGenerated === false;
