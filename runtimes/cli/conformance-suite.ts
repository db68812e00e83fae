/** Where the command `conformance` meets the suites of the runtimes and the kernel that runs their cases. */
import type { ConformanceReport } from '../evm/conformance/run-conformance.ts';

export type { ConformanceReport };

export interface SuiteOptions {
  /** Absolute path of a folder or an archive. */
  readonly fixtures: string;
  readonly fork?: string | undefined;
  readonly shard?: { readonly index: number; readonly count: number } | undefined;
  readonly onCase: (done: number) => void;
  readonly onExecutor: (executor: string, pid: number | undefined) => void;
  /** Once it is aborted the report is void, and comes at once. */
  readonly signal: AbortSignal;
}

/** @throws SuiteInputError where the fixtures cannot be read */
export type Suite = (options: SuiteOptions) => Promise<ConformanceReport>;

export class SuiteInputError extends Error {
  override readonly name = 'SuiteInputError';
}

const SUITES: Readonly<Record<string, Suite>> = { evm: evmSuite };

export const suiteNames = (): string[] => Object.keys(SUITES);

export const suiteOf = (runtime: string): Suite | undefined =>
  Object.hasOwn(SUITES, runtime) ? SUITES[runtime] : undefined;

async function evmSuite({
  fixtures,
  fork,
  shard,
  onCase,
  onExecutor,
  signal,
}: SuiteOptions): Promise<ConformanceReport> {
  const { runConformance } = await import('../evm/conformance/run-conformance.ts');
  const { FixtureSourceError } = await import('../evm/conformance/fixture-files.ts');
  const { createConformanceKernel } = await import('../workspace/run/conformance-kernel.ts');
  const kernel = createConformanceKernel({ runtime: 'evm', onExecutor });
  try {
    const report = runConformance({
      source: fixtures,
      ...(fork === undefined ? {} : { fork }),
      ...(shard === undefined ? {} : { shard }),
      execute: kernel.execute,
      onProgress: ({ cases }) => onCase(cases),
    });
    return await Promise.race([report, rejectedBy(signal)]);
  } catch (error) {
    throw error instanceof FixtureSourceError ? new SuiteInputError(error.message) : error;
  } finally {
    kernel.close();
  }
}

const rejectedBy = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('cancelled')), { once: true });
  });
