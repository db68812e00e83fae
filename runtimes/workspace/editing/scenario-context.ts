/** What an editor of scenarios needs to know of the workspace around the file. */
import type { Result } from '../../core/result.ts';
import type { ContractAbi } from '../abi/contract-abi.ts';
import type { Known } from '../scenario/read-header.ts';

export interface SourceContract {
  readonly name: string;
  readonly abi: ContractAbi;
  /** Has code: neither abstract nor an interface. */
  readonly deployable: boolean;
  readonly isPrecompile: boolean;
  /** Where it runs. */
  readonly runtime: string;
}

/** Why a source has no contracts; `code`: as its compiler gives it. */
export interface SourceFault {
  readonly message: string;
  readonly code?: string | undefined;
}

export interface ScenarioContext {
  readonly known: Known;
  /** Files that a compiler takes, relative to the scenario's folder, with `/`. */
  sources(file: string): Promise<readonly string[]>;
  /** @param path as a scenario gives it. */
  contractsOf(file: string, path: string): Promise<Result<readonly SourceContract[], SourceFault>>;
}

/** The contract that a source means: the one named, or its only one. */
export function chosen(
  contracts: readonly SourceContract[],
  name: string | undefined,
  isPrecompile = false,
): SourceContract | undefined {
  if (name !== undefined) return contracts.find((one) => one.name === name);
  const fit = contracts.filter((one) => one.isPrecompile === isPrecompile);
  return fit.find(({ deployable }) => deployable) ?? fit[0];
}
