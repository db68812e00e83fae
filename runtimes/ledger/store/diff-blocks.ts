/**
 * What two blocks of a ledger's file differ in, found in a thread of its own: whoever asks goes on answering others.
 * Of 100,000 cells on two cores that others use too: 0.5 to 0.8 s in the thread, and whoever asks is kept from others for 10 to 40 ms at a time;
 * looked up one by one in the asking thread, it took 2 to 4 s.
 */
import { Worker } from 'node:worker_threads';
import type { CellKey, CellValue } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { CellDifference } from './history.ts';

/** Blocks by their ids in the file. */
export interface DiffTask {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** From the thread. */
export type FromDiff =
  | { readonly kind: 'progress'; readonly done: number }
  | {
      readonly kind: 'lot';
      readonly keys: readonly CellKey[];
      readonly before: readonly CellValue[];
      readonly after: readonly CellValue[];
    }
  | { readonly kind: 'end' };

export interface DiffWork {
  readonly signal?: AbortSignal | undefined;
  /** Changes looked at by now. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

export interface DiffFailure {
  readonly code: 'cancelled' | 'failed';
  readonly message: string;
}

export const CANCELLED: DiffFailure = { code: 'cancelled', message: 'cancelled' };
/** Differences that travel at once. */
export const BATCH = 2_000;

export function diffBlocks(
  task: DiffTask,
  { signal, onProgress }: DiffWork = {},
): Promise<Result<readonly CellDifference[], DiffFailure>> {
  if (signal?.aborted === true) return Promise.resolve(err(CANCELLED));
  const worker = new Worker(new URL('./diff-worker.ts', import.meta.url), { workerData: task });
  let cancel = (): void => undefined;
  return new Promise<Result<readonly CellDifference[], DiffFailure>>((resolve) => {
    const found: CellDifference[] = [];
    const lost = (message: string): void =>
      resolve(err({ code: 'failed', message: `the comparison broke off${message}` }));
    cancel = () => resolve(err(CANCELLED));
    signal?.addEventListener('abort', cancel, { once: true });
    worker.on('message', (message: FromDiff) => {
      if (message.kind === 'end') return resolve(ok(found));
      if (message.kind === 'progress') return onProgress?.(message.done);
      for (const [n, key] of message.keys.entries())
        found.push({ key, before: message.before[n] ?? '', after: message.after[n] ?? '' });
    });
    worker.on('error', (error) => lost(`: ${error.message}`));
    worker.on('exit', () => lost(''));
  }).finally(() => {
    signal?.removeEventListener('abort', cancel);
    void worker.terminate();
  });
}
