/** How a kernel starts executors of the runtimes that there are. */
import type { RuntimeHost } from '../../kernel/executor-pool.ts';
import type { Registry } from '../../registry.ts';

/** Entry module of executor processes. */
export const EXECUTOR_ENTRY = new URL('../../executor/main.ts', import.meta.url).href;

/** Each with the lanes that it has unless the user says otherwise. */
export const runtimeHosts = ({ runtimes }: Registry): readonly Omit<RuntimeHost, 'executors'>[] =>
  runtimes.map(({ manifest, executor: module, lanes }) => ({
    runtime: manifest.id,
    version: manifest.version,
    deterministic: manifest.deterministic,
    module,
    lanes,
  }));
