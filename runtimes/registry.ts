/** The runtimes of this installation: the only file that names them. Plugins from npm or over stdio will join here. */
import type { LedgerConfig } from './core/block.ts';
import type { CompilerModule } from './sdk/compiler.ts';
import type { RuntimeModule } from './sdk/runtime-module.ts';
import { evm } from './evm/module.ts';

export const runtimes: readonly RuntimeModule[] = [evm];

/** The rules for chains that say nothing of their own: Ethereum's newest that the EVM supports. */
export const defaultHardfork: string = evm.hardforks.default;
export const hardforks: readonly string[] = evm.hardforks.known;

export const runtimeById = (id: string): RuntimeModule | undefined =>
  runtimes.find((runtime) => runtime.manifest.id === id);

/** The compiler for a file, by its ending. */
export function compilerFor(path: string): CompilerModule | undefined {
  const ending = /\.[^./\\]+$/.exec(path)?.[0].toLowerCase();
  return runtimes
    .flatMap((runtime) => runtime.compilers)
    .find((compiler) => ending !== undefined && compiler.extensions.includes(ending));
}

export const compilableExtensions = (): string[] =>
  runtimes.flatMap((runtime) => runtime.compilers.flatMap((compiler) => compiler.extensions));

export type { LedgerConfig };
export type { ConformanceReport } from './sdk/conformance.ts';
