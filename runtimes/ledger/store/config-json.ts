/** A ledger's configuration as the JSON that its digest is taken of (README of the ledger): integers are decimal text. */
import type { LedgerConfig, Precompile, PrecompileGas } from '../../core/block.ts';
import { damaged } from './store-error.ts';

type Text<T> = T extends bigint ? string : T extends object ? { [K in keyof T]: Text<T[K]> } : T;

/** What `canonicalConfig` wrote. @throws StoreError where it did not. */
export function configOf(json: string): LedgerConfig {
  try {
    return parsed(json);
  } catch (error) {
    throw damaged('the ledger', `its configuration: ${(error as Error).message}`);
  }
}

function parsed(json: string): LedgerConfig {
  const { chainId, hardfork, builtins, precompiles } = JSON.parse(json) as Text<LedgerConfig>;
  return {
    chainId: BigInt(chainId),
    hardfork,
    ...(builtins && { builtins }),
    ...(precompiles && {
      precompiles: Object.fromEntries(
        Object.entries(precompiles).map(([account, one]) => [account, precompileOf(one)]),
      ),
    }),
  };
}

function precompileOf({ runtime, code, gas }: Text<Precompile>): Precompile {
  return { runtime, code, gas: gasOf(gas) };
}

function gasOf(gas: Text<PrecompileGas>): PrecompileGas {
  if (gas.kind === 'metered') return gas;
  return { ...gas, base: BigInt(gas.base), perWord: BigInt(gas.perWord) };
}
