/** Brings a scenario's contracts onto a chain: deployments in the file's order, libraries before who needs them, `at` on first use. */
import type { Artifact } from '../../core/artifact.ts';
import type { AccountId } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { ContractAbi } from '../abi/contract-abi.ts';
import { scenarioAccount } from '../scenario/account.ts';
import { contractsUsed } from '../scenario/contracts-used.ts';
import type { DeployedContract, Entry, FoundContract, Position, Scenario } from '../scenario/model.ts';
import { planDeployment } from '../scenario/plan-deployment.ts';
import { planLookup } from '../scenario/plan-read.ts';
import { planEntries } from '../scenario/plan-traffic.ts';
import type { PlannedTransaction } from '../scenario/planned.ts';
import type { ResolvedContract } from '../scenario/resolve.ts';
import type { Chain } from './chain.ts';
import type { CompiledContracts } from './compile-contracts.ts';
import { ledgerFailure, runFailure, scenarioFailure } from './failure.ts';
import { linkLibraries } from './link-libraries.ts';
import { describeOutcome } from './outcome-text.ts';
import { pricedTransaction } from './priced-transaction.ts';
import type { RunFailure } from './report.ts';

/** Gas of view calls: far more than any needs, yet an endless loop ends. */
export const CALL_GAS = 100_000_000n;

export class Deployer {
  readonly #scenario: Scenario;
  readonly #compiled: CompiledContracts;
  readonly #chain: Chain;
  readonly #signal: AbortSignal | undefined;
  readonly #libraries = new Map<string, AccountId>();
  readonly resolved = new Map<string, ResolvedContract>();
  /** Gas that the contracts' own deployments used, by name. */
  readonly gasUsed = new Map<string, bigint>();

  constructor(scenario: Scenario, compiled: CompiledContracts, chain: Chain, signal: AbortSignal | undefined) {
    this.#scenario = scenario;
    this.#compiled = compiled;
    this.#chain = chain;
    this.#signal = signal;
    for (const { name, address } of scenario.precompiles)
      this.resolved.set(name, { address, abi: compiled.get(name)?.abi });
  }

  async deployAll(): Promise<RunFailure | undefined> {
    for (const contract of this.#scenario.contracts) {
      if (contract.kind !== 'deploy') continue;
      const failed = await this.#deploy(contract);
      if (failed) return failed;
    }
    return undefined;
  }

  async setUp(): Promise<RunFailure | undefined> {
    for (const entry of this.#scenario.setup) {
      const failed = await this.#setUp(entry);
      if (failed) return failed;
    }
    return undefined;
  }

  /** Gives every contract that a part of the scenario uses an address. */
  async need(names: readonly string[]): Promise<RunFailure | undefined> {
    for (const name of names) {
      if (this.resolved.has(name)) continue;
      const contract = this.#scenario.contracts.find((candidate) => candidate.name === name);
      if (contract?.kind !== 'found') continue;
      const failed = await this.#find(contract);
      if (failed) return failed;
    }
    return undefined;
  }

  async #deploy(contract: DeployedContract): Promise<RunFailure | undefined> {
    const compiled = this.#compiled.get(contract.name);
    if (compiled?.artifact === undefined || compiled.abi === undefined)
      return runFailure(`${contract.name} was not compiled`);
    const missing = await this.need(contractsUsed(contract));
    if (missing) return missing;
    const linked = await this.#link(compiled.artifact, compiled.siblings, contract);
    if (!linked.ok) return linked.error;
    const planned = planDeployment(
      this.#scenario,
      contract,
      { code: linked.value.code, abi: compiled.abi },
      this.resolved,
    );
    if (!planned.ok) return scenarioFailure(planned.error);
    const created = await this.#create(planned.value, linked.value, contract.at, compiled.abi);
    if (!created.ok) return created.error;
    const noted = await this.#chain.note(created.value.address, contract.name, compiled.artifact);
    if (!noted.ok) return ledgerFailure(noted.error);
    this.resolved.set(contract.name, { address: created.value.address, abi: compiled.abi, code: linked.value.code });
    this.gasUsed.set(contract.name, created.value.gasUsed);
    return undefined;
  }

  async #create(
    planned: PlannedTransaction,
    artifact: Artifact,
    at: Position,
    abi: ContractAbi | undefined,
  ): Promise<Result<{ readonly address: AccountId; readonly gasUsed: bigint }, RunFailure>> {
    const { runtime, code } = artifact;
    const result = await this.#chain.run([this.transaction(planned, runtime)], 'serial', this.#withSignal());
    if (!result.ok) return err(kernelFailure(result.error));
    const receipt = result.value.receipts[0];
    const outcome = receipt?.outcome;
    if (receipt && outcome?.status === 'success' && outcome.created !== undefined)
      return ok({ address: outcome.created, gasUsed: receipt.gasUsed });
    let how = outcome === undefined ? 'no receipt' : describeOutcome(outcome, abi, this.abis);
    if (outcome?.status === 'outOfGas')
      how += `: it had ${planned.gas} gas, for ${code.length} bytes of code and the constructor; ${this.#moreGas(planned.gas)}`;
    return err(this.#failed(`deploying ${planned.label.replace(/\.constructor$/, '')} failed: ${how}`, at));
  }

  /** What to do where a deployment's gas was not enough. */
  #moreGas(had: bigint): string {
    const { config } = this.#chain.ledger;
    const cap = this.#chain.registry.gasCap(config);
    return cap !== undefined && had >= cap
      ? `that is the most that ${config.hardfork} allows (EIP-7825): make the contract smaller, or set an older "hardfork:"`
      : '"gas:" of the contract says how much it gets';
  }

  async #link(
    artifact: Artifact,
    siblings: readonly Artifact[],
    contract: DeployedContract,
  ): Promise<Result<Artifact, RunFailure>> {
    return linkLibraries(artifact, siblings, {
      registry: this.#chain.registry,
      deployed: this.#libraries,
      deploy: async (library) => {
        const planned = {
          entry: 0,
          label: `${library.contract}.constructor`,
          from: scenarioAccount(0),
          fromIndex: 0,
          to: null,
          data: library.code,
          value: 0n,
          gas: contract.gas,
          priorityFee: 0n,
        };
        const created = await this.#create(planned, library, contract.at, undefined);
        return created.ok ? ok(created.value.address) : created;
      },
      refuse: (message) => this.#failed(`${contract.name}: ${message}`, contract.at),
    });
  }

  async #setUp(entry: Entry): Promise<RunFailure | undefined> {
    const missing = await this.need(contractsUsed(entry));
    if (missing) return missing;
    const planned = planEntries(this.#scenario, [entry], this.resolved);
    if (!planned.ok) return scenarioFailure(planned.error);
    for (let start = 0; start < planned.value.length; start += this.#scenario.blockSize) {
      const part = planned.value.slice(start, start + this.#scenario.blockSize);
      const nonces = new Map<AccountId, bigint>();
      const transactions = part.map((one) => {
        const nonce = nonces.get(one.from) ?? this.nonce(one.from);
        nonces.set(one.from, nonce + 1n);
        return this.transaction(one, this.runtime, nonce);
      });
      const result = await this.#chain.run(transactions, 'serial', this.#withSignal());
      if (!result.ok) return kernelFailure(result.error);
      const index = result.value.receipts.findIndex((receipt) => receipt.outcome.status !== 'success');
      const outcome = result.value.receipts[index]?.outcome;
      const failed = part[index];
      if (outcome === undefined || failed === undefined) continue;
      const abi = [...this.resolved.values()].find((contract) => contract.address === failed.to)?.abi;
      return this.#failed(
        `setup[${entry.index}] ${failed.label} failed: ${describeOutcome(outcome, abi, this.abis)}`,
        entry.at,
      );
    }
    return undefined;
  }

  async #find(contract: FoundContract): Promise<RunFailure | undefined> {
    const { where } = contract;
    const abi = this.#compiled.get(contract.name)?.abi;
    if (where.kind === 'address') {
      this.resolved.set(contract.name, { address: where.address, abi });
      return undefined;
    }
    if (where.kind === 'ledger') return this.#failed(`${contract.name}: nothing to begin from is given`, contract.at);
    const missing = await this.need(contractsUsed(contract));
    if (missing) return missing;
    const planned = planLookup(this.#scenario, contract, where.read, this.resolved);
    if (!planned.ok) return scenarioFailure(planned.error);
    const { call, address } = planned.value;
    const result = await this.#chain.call(scenarioAccount(0), call.to, call.data, CALL_GAS);
    if (!result.ok) return kernelFailure(result.error);
    const { outcome } = result.value;
    if (outcome.status !== 'success') {
      const callee = this.resolved.get(where.read.contract)?.abi;
      return this.#failed(
        `finding ${contract.name} failed: ${describeOutcome(outcome, callee, this.abis)}`,
        contract.at,
      );
    }
    const found = address(outcome.output);
    if (!found.ok) return { ...scenarioFailure([found.error]), kind: 'deployment' };
    this.resolved.set(contract.name, { address: found.value, abi });
    return undefined;
  }

  transaction(planned: PlannedTransaction, runtime: string, nonce = this.nonce(planned.from)): Transaction {
    return pricedTransaction(planned, runtime, nonce, this.#scenario.baseFee + planned.priorityFee);
  }

  /** Of all contracts that have an address by now. */
  get abis(): readonly (ContractAbi | undefined)[] {
    return [...this.resolved.values()].map(({ abi }) => abi);
  }

  /** The runtime for what no code decides: transfers. */
  get runtime(): string {
    return this.#chain.kernel.executors[0]?.runtime ?? '';
  }

  nonce(account: AccountId): bigint {
    return this.#chain.nonce(account);
  }

  #withSignal(): { signal?: AbortSignal } {
    return this.#signal === undefined ? {} : { signal: this.#signal };
  }

  #failed(message: string, { line, column }: Position): RunFailure {
    return { kind: 'deployment', message, file: this.#scenario.file, line, column };
  }
}

export function kernelFailure({ code, message }: { readonly code: string; readonly message: string }): RunFailure {
  if (code === 'cancelled') return { kind: 'cancelled', message: 'cancelled' };
  return code === 'storage' ? { kind: 'storage', message } : runFailure(message);
}
