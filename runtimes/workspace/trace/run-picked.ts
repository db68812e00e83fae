/** Runs a scenario, and keeps what it takes to run one transaction of its traffic once more. */
import { err, ok, type Result } from '../../core/result.ts';
import type { RecordedBlock } from '../run/chain.ts';
import type { RunFailure, RunOptions, TrafficAbout } from '../run/report.ts';
import { execute, type Finished } from '../run/run-scenario.ts';

/** A transaction of the traffic: the n-th of all in block order, from 0, or the one at an index of a block. */
export interface TracePick {
  readonly block?: number;
  readonly index: number;
}

export interface PickedRun {
  /** Its chain has been closed; the base is the caller's to close. */
  readonly finished: Finished;
  readonly about: TrafficAbout;
  readonly block: RecordedBlock;
  readonly index: number;
}

export async function runPicked(options: RunOptions, pick: TracePick): Promise<Result<PickedRun, RunFailure>> {
  const numbers = new Set<number>();
  let about: TrafficAbout | undefined;
  const { observer = {} } = options;
  const finished = await execute({
    ...options,
    exports: false,
    trace: true,
    observer: {
      ...observer,
      onTraffic: (told) => {
        about = told;
        observer.onTraffic?.(told);
      },
      onBlock: (number, transactions, at) => {
        numbers.add(number);
        observer.onBlock?.(number, transactions, at);
      },
    },
  });
  if (!finished.ok) return finished;
  const { chain, base } = finished.value;
  chain.close();
  const blocks = chain.blocks.filter(({ context }) => numbers.has(context.number));
  const found = findPick(blocks, pick);
  if (found.ok && about !== undefined) return ok({ finished: finished.value, about, ...found.value });
  await base.close();
  return err({ kind: 'transaction', message: found.ok ? 'the scenario has no traffic' : found.error });
}

function findPick(
  blocks: readonly RecordedBlock[],
  { block: number, index }: TracePick,
): Result<{ readonly block: RecordedBlock; readonly index: number }, string> {
  const total = blocks.reduce((sum, { transactions }) => sum + transactions.length, 0);
  if (number !== undefined) {
    const block = blocks.find(({ context }) => context.number === number);
    const [first, last] = [blocks[0]?.context.number, blocks.at(-1)?.context.number];
    if (block === undefined)
      return err(`--tx: there is no block ${number} in the traffic, which has ${first} to ${last}`);
    if (index < block.transactions.length) return ok({ block, index });
    return err(`--tx: block ${number} has transactions 0 to ${block.transactions.length - 1}`);
  }
  let rest = index;
  for (const block of blocks) {
    if (rest < block.transactions.length) return ok({ block, index: rest });
    rest -= block.transactions.length;
  }
  return err(total === 0 ? 'the scenario has no traffic' : `--tx: the traffic has transactions 0 to ${total - 1}`);
}
