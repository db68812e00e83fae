/** The runtimes of this installation: the only file that names them. Others join by `with`. */
import type { LedgerConfig } from './core/block.ts';
import type { RuntimeId } from './core/transaction.ts';
import type { CompilerModule } from './sdk/compiler.ts';
import type { RuntimeModule, ToolchainReport } from './sdk/runtime-module.ts';
import { cil } from './cil/module.ts';
import { evm } from './evm/module.ts';
import { wasm } from './wasm/module.ts';

/** Some runtimes, and what they know together. */
export class Registry {
  readonly runtimes: readonly RuntimeModule[];

  constructor(runtimes: readonly RuntimeModule[]) {
    this.runtimes = runtimes;
  }

  /** These and others. @throws RangeError where an id or a file ending is taken. */
  with(...others: readonly RuntimeModule[]): Registry {
    let all = this.runtimes;
    for (const other of others) {
      const { id } = other.manifest;
      if (all.some(({ manifest }) => manifest.id === id)) throw new RangeError(`there is a runtime "${id}" already`);
      const known = new Registry(all);
      for (const extension of other.compilers.flatMap(({ extensions }) => extensions)) {
        const taken = known.compilerFor(`x${extension}`);
        if (taken !== undefined) throw new RangeError(`${extension} files are those of ${taken.language.name} already`);
      }
      all = [...all, other];
    }
    return new Registry(all);
  }

  byId(id: RuntimeId): RuntimeModule | undefined {
    return this.runtimes.find(({ manifest }) => manifest.id === id);
  }

  get ids(): readonly RuntimeId[] {
    return this.runtimes.map(({ manifest }) => manifest.id);
  }

  get compilers(): readonly CompilerModule[] {
    return this.runtimes.flatMap(({ compilers }) => compilers);
  }

  /** The compiler for a file, by its ending. */
  compilerFor(path: string): CompilerModule | undefined {
    const ending = /\.[^./\\]+$/.exec(path)?.[0].toLowerCase();
    return this.compilers.find(({ extensions }) => ending !== undefined && extensions.includes(ending));
  }

  /** Endings of files that can be compiled, with the dot. */
  get extensions(): readonly string[] {
    return this.compilers.flatMap(({ extensions }) => extensions);
  }

  /** The most gas that one transaction may have, whichever runtime it is for; undefined: no limit. */
  gasCap(config: LedgerConfig): bigint | undefined {
    let least: bigint | undefined;
    for (const runtime of this.runtimes) {
      const cap = runtime.gasCap(config);
      if (cap !== undefined && (least === undefined || cap < least)) least = cap;
    }
    return least;
  }

  /** The configuration of a ledger: accounts that runtimes answer for without code are part of it. */
  ledgerConfig(chainId: bigint, hardfork: string): LedgerConfig {
    const builtins: Record<string, RuntimeId> = {};
    for (const { manifest, builtins: list } of this.runtimes)
      for (const account of list?.({ hardfork }) ?? []) builtins[account] = manifest.id;
    return { chainId, hardfork, builtins };
  }

  /** What the runtimes work with on this machine; `folder`: where a user's own packages are looked for. */
  async toolchains(folder: string): Promise<readonly (ToolchainReport & { readonly runtime: RuntimeId })[]> {
    const lists = await Promise.all(
      this.runtimes.map(async ({ manifest, toolchains: find }) =>
        ((await find?.(folder)) ?? []).map((report) => ({ ...report, runtime: manifest.id })),
      ),
    );
    return lists.flat();
  }
}

/** What comes with this version. */
export const installed = new Registry([evm, wasm, cil]);

/** The rules for chains that say nothing of their own: Ethereum's newest that the EVM supports. */
export const defaultHardfork: string = evm.hardforks.default;
export const hardforks: readonly string[] = evm.hardforks.known;

export type { LedgerConfig };
export type { ConformanceReport } from './sdk/conformance.ts';
