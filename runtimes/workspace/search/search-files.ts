/** Searches the files of a workspace in a thread of its own, which is ended where somebody cancels or a pattern takes too long. */
import { Worker } from 'node:worker_threads';
import { err, ok, type Result } from '../../core/result.ts';
import type { Match } from './find-in-text.ts';
import type { FindJob, ReplaceJob, Said } from './search-worker.ts';

export interface SearchError {
  readonly code: 'cancelled' | 'pattern';
  readonly message: string;
}

export interface Found {
  readonly path: string;
  readonly version: string;
  readonly matches: readonly Match[];
}

export interface Listening {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number, path: string) => void;
  /** So long one file may take (ms). */
  readonly limit?: number;
}

/** A file of a few megabytes takes a plain pattern some hundredths of this. */
const LIMIT = 4_000;
/** Progress is told so often (ms) at most. */
const PROGRESS = 100;

export async function findInFiles(
  job: Omit<FindJob, 'kind'>,
  listening: Listening,
): Promise<
  Result<{ readonly files: readonly Found[]; readonly searched: number; readonly cut: boolean }, SearchError>
> {
  const files: Found[] = [];
  const done = await run({ ...job, kind: 'find' }, listening, (said) => {
    if (said.kind === 'found') files.push({ path: said.path, version: said.version, matches: said.matches });
  });
  return done.ok ? ok({ files, ...done.value }) : done;
}

export interface NewText {
  readonly path: string;
  readonly before: string;
  readonly text: string;
  readonly count: number;
}

/** What the files would be; nothing is written. `changed`: those that are not what was searched any more. */
export async function replaceInFiles(
  job: Omit<ReplaceJob, 'kind'>,
  listening: Listening,
): Promise<Result<{ readonly texts: readonly NewText[]; readonly changed: readonly string[] }, SearchError>> {
  const texts: NewText[] = [];
  const changed: string[] = [];
  const done = await run({ ...job, kind: 'replace' }, listening, (said) => {
    if (said.kind === 'text') texts.push(said);
    if (said.kind === 'changed') changed.push(said.path);
  });
  return done.ok ? ok({ texts, changed }) : done;
}

function run(
  job: FindJob | ReplaceJob,
  { signal, onProgress, limit = LIMIT }: Listening,
  take: (said: Said) => void,
): Promise<Result<{ readonly searched: number; readonly cut: boolean }, SearchError>> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { workerData: job });
    let at = '';
    let told = 0;
    let timer: NodeJS.Timeout | undefined;
    const end = (result: Result<{ searched: number; cut: boolean }, SearchError>): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      void worker.terminate();
      resolve(result);
    };
    const cancel = (): void => end(err({ code: 'cancelled', message: 'cancelled' }));
    const watch = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const where = at === '' ? '' : ` in ${at}`;
        end(
          err({
            code: 'pattern',
            message: `the pattern takes too long${where}: make it simpler, or leave the file out`,
          }),
        );
      }, limit);
    };
    signal.addEventListener('abort', cancel);
    if (signal.aborted) return cancel();
    watch();
    worker.on('message', (said: Said) => {
      watch();
      if (said.kind === 'done') return end(ok({ searched: said.searched, cut: said.cut }));
      if (said.kind === 'flaw') return end(err({ code: 'pattern', message: `this is no pattern: ${said.message}` }));
      if (said.kind !== 'at') return take(said);
      at = said.path;
      const now = performance.now();
      if (now - told < PROGRESS) return;
      told = now;
      onProgress(said.done, said.total, said.path);
    });
    worker.on('error', (error) => end(err({ code: 'pattern', message: `the search failed: ${error.message}` })));
  });
}
