import { Worker } from 'node:worker_threads';
import { err } from '../../core/result.ts';
import { cancelled } from '../../ledger/snapshot/failure.ts';
import type { FormatProgress } from '../formats/state-format.ts';
import type { FromStateTask, StateTask, StateTaskKind, StateTaskResult, TaskOf } from './state-task.ts';

export interface StateTaskOptions {
  /** Ends the task; nothing of it stays then. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: FormatProgress | undefined;
}

/**
 * Exports, imports, inspects or compares in a thread of its own: whoever calls goes on answering others meanwhile. The runtimes are those of
 * this installation (`registry.ts`). Errors are values; an import that fails or is cancelled has made nothing.
 */
export function startStateTask<K extends StateTaskKind>(
  task: TaskOf<K> & StateTask,
  { signal, onProgress }: StateTaskOptions = {},
): Promise<StateTaskResult<K>> {
  const file = fileOf(task);
  if (signal?.aborted === true) return Promise.resolve(err(cancelled(file)));
  const worker = new Worker(new URL('./state-task-worker.ts', import.meta.url), { workerData: task });
  const cancel = (): void => worker.postMessage('cancel');
  signal?.addEventListener('abort', cancel, { once: true });
  return new Promise<StateTaskResult<K>>((resolve) => {
    const lost = (why: string): void =>
      resolve(
        err({ code: 'storage', message: why, file, advice: 'Try again; if it happens again, report it.', checks: [] }),
      );
    worker.on('message', (message: FromStateTask) => {
      // It answers the kind that was asked.
      if (message.kind === 'result') resolve(message.result as StateTaskResult<K>);
      else onProgress?.(message.phase, message.done, message.total);
    });
    worker.on('error', (error) => lost(`the work on it broke off: ${error.message}`));
    worker.on('exit', () => lost('the work on it broke off'));
  }).finally(() => signal?.removeEventListener('abort', cancel));
}

const fileOf = (task: StateTask): string => (task.kind === 'diff' ? task.before.file : task.file);
