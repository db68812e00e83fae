/** What a run begins from and where it leads: a ledger's file, a branch of it, a state that is there, a snapshot of the end. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { LedgerConfig } from '../../core/block.ts';
import { isTrusted } from '../../compiling/trust.ts';
import { accountId } from '../../core/cell.ts';
import type { CodeBlob } from '../../core/effects.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { ContractNote } from '../../ledger/store/store-protocol.ts';
import type { Registry } from '../../registry.ts';
import { parseContractAbi } from '../abi/contract-abi.ts';
import { placeOf } from '../formats/place.ts';
import { artifactOf } from '../lasting/artifact-note.ts';
import { LedgerBase, type RunLedger, type StartFailure } from '../lasting/run-ledger.ts';
import { scenarioAccount } from '../scenario/account.ts';
import { DEFAULTS } from '../scenario/defaults.ts';
import type { ContractSpec, Scenario } from '../scenario/model.ts';
import { blockContext } from './chain.ts';
import type { CompiledContract, CompiledContracts } from './compile-contracts.ts';
import { scenarioFailure } from './failure.ts';
import type { RunFailure, RunOptions } from './report.ts';

function startFailure(scenario: Scenario, { kind, message, file, line, column, advice }: StartFailure): RunFailure {
  const more = advice === undefined ? {} : { more: [{ message: advice }] };
  if (file === undefined)
    return kind === 'input' ? { kind, message, file: scenario.file, ...more } : { kind, message, ...more };
  return { kind, message, file, ...(line !== undefined && { line }), ...(column !== undefined && { column }), ...more };
}

export async function openBase(
  scenario: Scenario,
  { ledger, branch, from, signal }: RunOptions,
  registry: Registry,
): Promise<Result<LedgerBase, RunFailure>> {
  // A ledger that is there has begun: what the scenario begins from has been taken.
  const own = scenario.from !== undefined && (ledger === undefined || !existsSync(ledger)) ? scenario.from : undefined;
  const start = from ?? (own === undefined ? undefined : placeOf(own, folderOf(scenario)));
  const trustedFor = isTrusted(folderOf(scenario)) ? folderOf(scenario) : undefined;
  const base = await LedgerBase.open({ ledger, branch, from: start, trustedFor }, registry, signal);
  if (base.ok) return base;
  if (signal?.aborted) return err({ kind: 'cancelled', message: 'cancelled' });
  return err(startFailure(scenario, base.error));
}

/** Where a snapshot of the end goes; undefined: nowhere. */
export const exportFile = (scenario: Scenario, options: RunOptions): string | undefined =>
  options.export ??
  (scenario.export === undefined || options.exports === false
    ? undefined
    : resolve(folderOf(scenario), scenario.export));

/** Chain id and hardfork of the run: as the scenario says, else those of what it begins from. */
export const rulesOf = (
  scenario: Scenario,
  base: LedgerBase,
  newest: string,
): { readonly chainId: bigint; readonly hardfork: string } => ({
  chainId: scenario.chainId ?? base.config?.chainId ?? DEFAULTS.chainId,
  hardfork: scenario.hardfork ?? base.config?.hardfork ?? newest,
});

/** The configuration of the run's ledger; precompiles stay where the scenario names none. */
export const configOf = (base: LedgerBase, own: LedgerConfig): LedgerConfig =>
  own.precompiles === undefined && base.config?.precompiles !== undefined
    ? { ...own, precompiles: base.config.precompiles }
    : own;

/** Contracts that the scenario only names are looked up in what it begins from. */
export function findNoted(
  scenario: Scenario,
  base: LedgerBase,
): Result<{ readonly scenario: Scenario; readonly noted: CompiledContracts }, RunFailure> {
  const noted = new Map<string, CompiledContract>();
  const contracts: ContractSpec[] = [];
  let known: readonly ContractNote[] | undefined;
  for (const contract of scenario.contracts) {
    if (contract.kind !== 'found' || contract.where.kind !== 'ledger') {
      contracts.push(contract);
      continue;
    }
    const wanted = contract.where.noted;
    known ??= base.contracts();
    const found = known.findLast(({ name }) => name === wanted);
    const wrong = (message: string): Result<never, RunFailure> =>
      err(
        scenarioFailure([{ message: `contracts.${contract.name}: ${message}`, file: scenario.file, ...contract.at }]),
      );
    if (found === undefined)
      return wrong(
        base.config === undefined
          ? 'there is no ledger to find it in; begin from one: "from:" in the scenario, --from or --ledger'
          : `the ledger knows no contract "${wanted}"; it has ${[...new Set(known.map(({ name }) => name))].join(', ') || 'none'}`,
      );
    if (contract.abi === undefined) {
      const artifact = artifactOf(found.json);
      const abi = parseContractAbi(artifact.abi);
      if (!abi.ok) return wrong(`its artifact in the ledger: ${abi.error}`);
      noted.set(contract.name, { artifact, abi: abi.value, siblings: [] });
    }
    contracts.push({ ...contract, where: { kind: 'address', address: accountId(found.account) } });
  }
  return ok({ scenario: { ...scenario, contracts }, noted });
}

export async function beginRun(
  scenario: Scenario,
  base: LedgerBase,
  config: LedgerConfig,
  codes: readonly CodeBlob[],
): Promise<Result<RunLedger, RunFailure>> {
  const accounts = Array.from({ length: scenario.accounts.count }, (_, n) => scenarioAccount(n));
  const begun = await base.begin(config, codes, accounts, scenario.accounts.balance, (number, after, hashes) =>
    blockContext(scenario, scenario.seed, number, after, hashes),
  );
  return begun.ok ? begun : err(startFailure(scenario, begun.error));
}

const folderOf = (scenario: Scenario): string => dirname(resolve(scenario.file));
