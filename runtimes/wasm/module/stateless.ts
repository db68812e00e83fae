import type { HostFunction } from './host-functions.ts';

/** What a module may import that is to be a precompile: its answer depends on its input alone. */
const STATELESS: ReadonlySet<HostFunction> = new Set([
  'input_size',
  'input_read',
  'finish',
  'revert',
  'keccak256',
  'sha256',
]);

/** The first import that a precompile must not have. */
export const statefulImport = (imports: readonly HostFunction[]): HostFunction | undefined =>
  imports.find((name) => !STATELESS.has(name));
