/** Where the command `conformance` meets the suites of the runtimes and the kernel that runs their cases. */
import { err, ok, type Result } from '../core/result.ts';
import type { ConformanceReport } from '../registry.ts';

export interface SuiteOptions {
  /** Absolute path of a folder or an archive. */
  readonly fixtures: string;
  readonly fork?: string | undefined;
  readonly shard?: { readonly index: number; readonly count: number } | undefined;
  readonly onCase: (done: number) => void;
  readonly onExecutor: (executor: string, pid: number | undefined) => void;
  /** Once it is aborted the suite rejects at once. */
  readonly signal: AbortSignal;
}

/** The error says what is wrong with the fixtures. */
export type Suite = (options: SuiteOptions) => Promise<Result<ConformanceReport, string>>;

/** The suite of a runtime, through executor processes and ledgers; the error names the runtimes that have one. */
export async function suiteOf(runtime: string): Promise<Result<Suite, string>> {
  const { installed } = await import('../registry.ts');
  const conformance = installed.byId(runtime)?.conformance;
  if (conformance === undefined) {
    const known = installed.runtimes
      .filter((other) => other.conformance !== undefined)
      .map(({ manifest }) => manifest.id);
    return err(`there is no conformance suite for "${runtime}"; there are: ${known.join(', ')}`);
  }
  const { createConformanceKernel } = await import('../workspace/run/conformance-kernel.ts');
  return ok(async ({ fixtures, fork, shard, onCase, onExecutor, signal }) => {
    const kernel = createConformanceKernel({ runtime, onExecutor });
    try {
      const report = conformance({
        source: fixtures,
        ...(fork === undefined ? {} : { fork }),
        ...(shard === undefined ? {} : { shard }),
        execute: kernel.execute,
        onProgress: ({ cases }) => onCase(cases),
      });
      return await Promise.race([report, rejectedBy(signal)]);
    } finally {
      kernel.close();
    }
  });
}

const rejectedBy = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('cancelled')), { once: true });
  });
