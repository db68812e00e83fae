/** The runtimes of this installation: the only file that names them. Plugins from npm or over stdio will join here. */
import type { LedgerConfig } from './core/block.ts';
import type { RuntimeId } from './core/transaction.ts';
import type { CompilerModule } from './sdk/compiler.ts';
import type { RuntimeModule, ToolchainReport } from './sdk/runtime-module.ts';
import { cil } from './cil/module.ts';
import { evm } from './evm/module.ts';
import { wasm } from './wasm/module.ts';

export const runtimes: readonly RuntimeModule[] = [evm, wasm, cil];

/** The rules for chains that say nothing of their own: Ethereum's newest that the EVM supports. */
export const defaultHardfork: string = evm.hardforks.default;
export const hardforks: readonly string[] = evm.hardforks.known;

/** The most gas that one transaction may have, whichever runtime it is for; undefined: no limit. */
export function gasCap(config: LedgerConfig): bigint | undefined {
  const caps = runtimes.map((runtime) => runtime.gasCap(config)).filter((cap) => cap !== undefined);
  return caps.reduce<bigint | undefined>((least, cap) => (least === undefined || cap < least ? cap : least), undefined);
}

/** What the runtimes work with on this machine, by the id of the runtime. */
export async function toolchains(
  folder: string,
): Promise<readonly (ToolchainReport & { readonly runtime: RuntimeId })[]> {
  const lists = await Promise.all(
    runtimes.map(async ({ manifest, toolchains: find }) =>
      ((await find?.(folder)) ?? []).map((report) => ({ ...report, runtime: manifest.id })),
    ),
  );
  return lists.flat();
}

export const runtimeById = (id: string): RuntimeModule | undefined =>
  runtimes.find((runtime) => runtime.manifest.id === id);

/** The configuration of a ledger: accounts that runtimes answer for without code are part of it. */
export function ledgerConfig(chainId: bigint, hardfork: string): LedgerConfig {
  const builtins: Record<string, RuntimeId> = {};
  for (const { manifest, builtins: list } of runtimes)
    for (const account of list?.({ hardfork }) ?? []) builtins[account] = manifest.id;
  return { chainId, hardfork, builtins };
}

/** The compiler for a file, by its ending. */
export function compilerFor(path: string): CompilerModule | undefined {
  const ending = /\.[^./\\]+$/.exec(path)?.[0].toLowerCase();
  return runtimes
    .flatMap((runtime) => runtime.compilers)
    .find((compiler) => ending !== undefined && compiler.extensions.includes(ending));
}

export const compilersOf = (): readonly CompilerModule[] => runtimes.flatMap((runtime) => runtime.compilers);

export const compilableExtensions = (): string[] =>
  runtimes.flatMap((runtime) => runtime.compilers.flatMap((compiler) => compiler.extensions));

export type { LedgerConfig };
export type { ConformanceReport } from './sdk/conformance.ts';
