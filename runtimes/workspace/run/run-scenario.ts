/** Runs a scenario file from its first compile to its last expectation, and, to verify, a second time serially. */
import { basename, dirname, relative, resolve } from 'node:path';
import { balanceCell, parseCell, type AccountId } from '../../core/cell.ts';
import { integer } from '../../core/hex.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { defaultHardfork, installed, type Registry } from '../../registry.ts';
import { scenarioAccount } from '../scenario/account.ts';
import { checkScenario } from '../scenario/check.ts';
import { contractsUsed } from '../scenario/contracts-used.ts';
import type { Scenario } from '../scenario/model.ts';
import { planExpectation } from '../scenario/plan-read.ts';
import { planTraffic } from '../scenario/plan-traffic.ts';
import { bindPrecompiles } from './bind-precompiles.ts';
import type { LedgerBase, RunLedger } from '../lasting/run-ledger.ts';
import { exportEnd } from '../lasting/export-end.ts';
import { Chain } from './chain.ts';
import { beginRun, configOf, exportFile, findNoted, openBase, rulesOf } from './run-base.ts';
import { compileContracts, type CompiledContract, type CompiledContracts } from './compile-contracts.ts';
import { CALL_GAS, Deployer, kernelFailure } from './deploy.ts';
import { ledgerFailure, runFailure, scenarioFailure } from './failure.ts';
import { loadScenario, type LoadedScenario } from './load-scenario.ts';
import { createCallNamer } from './name-calls.ts';
import { cellNamer, namedInScenario } from './name-cells.ts';
import { describeDeployments } from './describe-deployments.ts';
import { describeOutcome } from './outcome-text.ts';
import { replaySerially } from './replay.ts';
import type { Expected, RunFailure, RunOptions, RunReport, TrafficAbout, VerifyReport } from './report.ts';
import { runTraffic, type TrafficResult } from './traffic.ts';
import type { Names } from './verify-records.ts';

/** Conflicts and reasons listed in a report. */
const LISTED = 20;

export interface Finished {
  readonly report: RunReport;
  readonly names: Names;
  readonly chain: Chain;
  readonly base: LedgerBase;
}

export async function runScenario(options: RunOptions): Promise<Result<RunReport, RunFailure>> {
  const finished = await execute(options);
  if (!finished.ok) return finished;
  const { chain, base, report } = finished.value;
  chain.close();
  await base.close();
  return ok(report);
}

/** The run, then its blocks once more one transaction after the other on a fresh ledger, and what differs between the two. */
export async function verifyScenario(options: RunOptions): Promise<Result<VerifyReport, RunFailure>> {
  const finished = await execute(options);
  if (!finished.ok) return finished;
  const { report, names, chain, base } = finished.value;
  chain.close();
  options.observer?.onPhase?.('serial');
  const replay = await replaySerially(chain, names, options.observer ?? {}, options.signal);
  await base.close();
  if (!replay.ok) return replay;
  const { differences } = replay.value;
  const oracle =
    report.policy === 'first-committer-wins'
      ? 'serial execution of the transactions that committed, in block order; invalidated ones only consume their nonce'
      : 'serial execution';
  return ok({ ...report, ...replay.value, equivalent: differences.length === 0, oracle });
}

/** Runs it and leaves chain and base open: both are the caller's to close. */
export async function execute(options: RunOptions): Promise<Result<Finished, RunFailure>> {
  const loaded = await loadScenario(options);
  if (!loaded.ok) return loaded;
  const { starter } = loaded.value;
  const executed = await executeScenario(loaded.value, options);
  if (starter === undefined) return executed;
  if (!executed.ok) return err({ ...executed.error, starter });
  return ok({ ...executed.value, report: { ...executed.value.report, starter } });
}

async function executeScenario(loaded: LoadedScenario, options: RunOptions): Promise<Result<Finished, RunFailure>> {
  const base = await openBase(loaded.scenario, options, options.registry ?? installed);
  if (!base.ok) return base;
  const executed = await executeOn(base.value, loaded, options);
  if (!executed.ok) await base.value.close();
  return executed;
}

async function executeOn(
  base: LedgerBase,
  { scenario: asWritten, compiled: ready }: LoadedScenario,
  options: RunOptions,
): Promise<Result<Finished, RunFailure>> {
  const { observer = {}, registry = installed } = options;
  const found = findNoted(asWritten, base);
  if (!found.ok) return found;
  const { scenario, noted } = found.value;
  const { chainId, hardfork } = rulesOf(scenario, base, defaultHardfork);
  if (ready.size === 0) observer.onPhase?.('compile');
  const compiled = await compileContracts(
    registry,
    scenario,
    hardfork,
    ready,
    (text) => observer.onNote?.(text),
    options,
  );
  if (!compiled.ok) return err(relativeTo(scenario, compiled.error));
  const contracts = new Map([...compiled.value, ...noted]);
  const wrong = checkScenario(scenario, new Map([...contracts].map(([name, { abi }]) => [name, abi])));
  if (wrong.length > 0) return err(scenarioFailure(wrong));
  if (options.signal?.aborted) return err({ kind: 'cancelled', message: 'cancelled' });
  const config = registry.ledgerConfig(chainId, hardfork);
  const bound = bindPrecompiles(registry, scenario, contracts, config);
  if (!bound.ok) return bound;
  const note = (text: string): void => observer.onNote?.(text);
  const executors = executorsFor(registry, scenario, contracts, note);
  if (!executors.ok) return executors;
  const begun = await beginRun(scenario, base, configOf(base, bound.value.config), bound.value.codes);
  if (!begun.ok) return begun;
  const recordSteps = options.recordSteps ?? scenario.recordSteps;
  // Now, for lanes would do it while deadlines run.
  if (recordSteps) await prepareSteps(registry, contracts, options);
  observer.onPhase?.('start');
  const chain = new Chain({
    registry,
    scenario,
    seed: scenario.seed,
    base: begun.value,
    executors: executors.value,
    lanes: scenario.lanes,
    onExecutor: (executor, pid) => observer.onExecutor?.(executor, pid),
    trace: options.trace === true,
    recordSteps,
    ...(options.launch && { launch: options.launch }),
  });
  observer.onChain?.(chain);
  const ran = await runAndExport(chain, scenario, contracts, begun.value, base, options);
  if (!ran.ok) {
    chain.close();
    return ran;
  }
  const { report, names } = ran.value;
  return ok({ report: { ...report, precompiles: bound.value.reports }, names, chain, base });
}

async function runAndExport(
  chain: Chain,
  scenario: Scenario,
  contracts: CompiledContracts,
  { file }: RunLedger,
  base: LedgerBase,
  options: RunOptions,
): Promise<Result<{ readonly report: Omit<RunReport, 'precompiles'>; readonly names: Names }, RunFailure>> {
  const run = await runOn(chain, scenario, contracts, options);
  if (!run.ok) return run;
  const exported = await exportFrom(chain, file, base, exportFile(scenario, options), options);
  if (!exported.ok) return exported;
  const { number, id } = chain.ledger.head();
  const ledger = file ? { file: file.file, branch: file.branch, block: number, hash: id } : null;
  return ok({ ...run.value, report: { ...run.value.report, ledger, exported: exported.value } });
}

async function exportFrom(
  { ledger, preimages, notes }: Chain,
  file: RunLedger['file'],
  base: LedgerBase,
  to: string | undefined,
  { registry = installed, signal }: RunOptions,
): Promise<Result<RunReport['exported'], RunFailure>> {
  if (to === undefined) return ok(null);
  // A file knows its contracts itself.
  const contracts = file === undefined ? [...base.contracts(), ...notes] : [];
  const done = await exportEnd({ ledger, file, contracts, preimages }, to, registry, signal);
  if (signal?.aborted) return err({ kind: 'cancelled', message: 'cancelled' });
  if (!done.ok) return err({ kind: 'export', message: done.error });
  const { block, stateRoot, fileBytes, omitted } = done.value;
  return ok({ file: to, block, stateRoot, fileBytes, omitted });
}

/** What lanes need to tell the steps of contracts. */
async function prepareSteps(
  registry: Registry,
  contracts: CompiledContracts,
  { observer, signal }: RunOptions,
): Promise<void> {
  for (const runtime of registry.runtimes) {
    const codes = [...contracts.values()].flatMap(({ artifact }) =>
      artifact?.runtime === runtime.manifest.id ? [{ code: artifact.code, form: 'deployment' as const }] : [],
    );
    if (codes.length > 0)
      await runtime.prepareDebug?.(codes, { signal, onProgress: (text) => observer?.onNote?.(text) });
  }
}

/** Executors by runtime: as asked for, and one for each runtime that a contract needs. Transfers need one as well. */
function executorsFor(
  { ids }: Registry,
  scenario: Scenario,
  compiled: CompiledContracts,
  note: (text: string) => void,
): Result<ReadonlyMap<string, number>, RunFailure> {
  const counts = new Map<string, number>();
  for (const { artifact } of compiled.values()) if (artifact) counts.set(artifact.runtime, 1);
  const transfers = ids[0];
  if (counts.size === 0 && transfers !== undefined) counts.set(transfers, 1);
  for (const [runtime, count] of scenario.executors) {
    if (!ids.includes(runtime)) {
      // A file may be written for more runtimes than this version has; nothing in it needs this one.
      note(`no runtime "${runtime}" here (there is ${ids.join(', ')}): its executors are left out`);
    } else if (count > 0) counts.set(runtime, count);
    else if (counts.has(runtime)) {
      return err({
        kind: 'input',
        message: `the contracts need an executor for ${runtime}, at least 1`,
        file: scenario.file,
      });
    }
  }
  if (typeof scenario.lanes === 'object')
    for (const runtime of scenario.lanes.keys())
      if (!ids.includes(runtime))
        note(`no runtime "${runtime}" here (there is ${ids.join(', ')}): its lanes are left out`);
  return ok(counts);
}

async function runOn(
  chain: Chain,
  scenario: Scenario,
  compiled: CompiledContracts,
  options: RunOptions,
): Promise<
  Result<{ readonly report: Omit<RunReport, 'precompiles' | 'ledger' | 'exported'>; readonly names: Names }, RunFailure>
> {
  const { observer = {}, signal } = options;
  const ready = await chain.kernel.ready();
  if (!ready.ok) return err(kernelFailure(ready.error));
  const deployer = new Deployer(scenario, compiled, chain, signal);
  observer.onPhase?.('deploy');
  const notDeployed = await deployer.deployAll();
  if (notDeployed) return err(notDeployed);
  observer.onPhase?.('setup');
  const notSetUp = await deployer.setUp();
  if (notSetUp) return err(notSetUp);
  observer.onPhase?.('plan');
  const missing = await deployer.need(scenario.traffic.flatMap((entry) => contractsUsed(entry)));
  if (missing) return err(missing);
  const planned = planTraffic(scenario, deployer.resolved);
  if (!planned.ok) return err(scenarioFailure(planned.error));
  observer.onPhase?.('traffic');
  const before = new Map(chain.executors.map((executor) => [executor.id, executor]));
  const namesOf = (): Names => {
    const named = namedInScenario(scenario, compiled, deployer.resolved, chain.preimages);
    return { call: createCallNamer(deployer.resolved), cell: cellNamer(chain.registry, named) };
  };
  observer.onTraffic?.({
    scenario,
    names: namesOf(),
    lanes: chain.lanes,
    chain,
    contracts: byAccount(deployer, compiled),
    named: namedInScenario(scenario, compiled, deployer.resolved, chain.preimages),
  });
  const { count, names: people } = scenario.accounts;
  const senders = new Map(Array.from({ length: count }, (_, n) => [scenarioAccount(n), people[n] ?? `accounts[${n}]`]));
  const traffic = await runTraffic(planned.value, {
    scenario,
    policy: scenario.policy,
    chain,
    deployer,
    observer,
    signal,
    gate: options.gate,
    now: () => performance.now(),
    nameOf: (account) => senders.get(account) ?? `0x${account}`,
  });
  if (!traffic.ok) return traffic;
  const executors = chain.executors.map(({ id, runtime, pid, transactions, frames, busyMs, restarts }) => ({
    id,
    runtime,
    pid: pid ?? -1,
    restarts,
    transactions: transactions - (before.get(id)?.transactions ?? 0),
    frames: frames - (before.get(id)?.frames ?? 0),
    busyMs: round(busyMs - (before.get(id)?.busyMs ?? 0)),
  }));
  // What was to hold in the end: a run that was stopped has not come there.
  const expectations = traffic.value.notRun === undefined ? await expect(scenario, deployer, chain) : ok([]);
  if (!expectations.ok) return expectations;
  const names = namesOf();
  const conflicts = traffic.value.conflicts
    .top(LISTED)
    .map(({ cell, writer, victim, count }) => ({ cell: names.cell(cell), writer, victim, count }));
  const stateRoot = await chain.ledger.stateRoot();
  if (!stateRoot.ok) return err(ledgerFailure(stateRoot.error));
  const report = assemble(scenario, planned.value.length, traffic.value, {
    executors,
    contracts: describeDeployments(deployer, compiled),
    conflicts,
    stateRoot: stateRoot.value,
    expectations: expectations.value,
  });
  return ok({ report, names });
}

function byAccount({ resolved }: Deployer, compiled: CompiledContracts): TrafficAbout['contracts'] {
  const contracts = new Map<AccountId, CompiledContract>();
  for (const [name, { address }] of resolved) {
    const one = compiled.get(name);
    if (one !== undefined) contracts.set(address, one);
  }
  return contracts;
}

const round = (ms: number): number => Math.round(ms * 10) / 10;

function assemble(
  scenario: Scenario,
  submitted: number,
  traffic: TrafficResult,
  rest: Pick<RunReport, 'contracts' | 'executors' | 'conflicts' | 'stateRoot' | 'expectations'>,
): Omit<RunReport, 'precompiles' | 'ledger' | 'exported'> {
  const { outcomes, rejected, notRun, elapsedMs } = traffic;
  const committed = outcomes['success'] ?? 0;
  const invalidated = outcomes['invalidated'] ?? 0;
  const settled = submitted - rejected - (notRun ?? 0);
  return {
    scenario: scenario.name,
    policy: scenario.policy,
    seed: scenario.seed,
    stateRoot: rest.stateRoot,
    transactions: {
      submitted,
      committed,
      reverted: settled - committed - invalidated,
      invalidated,
      rejected,
      ...(notRun !== undefined && { notRun }),
    },
    recorded: traffic.recorded,
    ...(traffic.stepped > 0 && { stepped: traffic.stepped }),
    outcomes,
    reasons: traffic.reasons.top(LISTED),
    incarnations: traffic.conflicts.incarnations,
    aborts: traffic.conflicts.aborts,
    conflicts: rest.conflicts,
    contracts: rest.contracts,
    executors: rest.executors,
    blocks: traffic.blocks,
    gasUsed: traffic.gasUsed.toString(),
    elapsedMs: round(elapsedMs),
    throughput: elapsedMs > 0 ? Math.round(settled / (elapsedMs / 1000)) : 0,
    expectations: rest.expectations,
  };
}

async function expect(scenario: Scenario, deployer: Deployer, chain: Chain): Promise<Result<Expected[], RunFailure>> {
  const results: Expected[] = [];
  for (const expectation of scenario.expect) {
    const missing = await deployer.need(contractsUsed(expectation));
    if (missing) return err(missing);
    const planned = planExpectation(scenario, expectation, deployer.resolved);
    if (!planned.ok) return err(scenarioFailure(planned.error));
    const { read } = expectation;
    const expected = text(planned.value.expected);
    if (planned.value.kind === 'balance') {
      const cell = balanceCell(planned.value.account);
      const checked = planned.value.check(integer(chain.ledger.read(cell).value));
      results.push({
        ...{ read, expected, actual: text(checked.actual), ok: checked.ok },
        ...(!checked.ok && { cells: [cell] }),
      });
      continue;
    }
    const { call, check } = planned.value;
    const result = await chain.call(scenarioAccount(0), call.to, call.data, CALL_GAS);
    if (!result.ok)
      return err(
        result.error.code === 'cancelled'
          ? kernelFailure(result.error)
          : runFailure(`${read}: ${result.error.message}`),
      );
    const { outcome, reads } = result.value;
    // Not the balance and the nonce of whoever asks.
    const cells = reads.flatMap(({ key }) => (parseCell(key)?.field.kind === 'storage' ? [key] : []));
    if (outcome.status !== 'success') {
      const abi =
        expectation.target.kind === 'call' ? deployer.resolved.get(expectation.target.read.contract)?.abi : undefined;
      results.push({ read, expected, actual: describeOutcome(outcome, abi, deployer.abis), ok: false, cells });
      continue;
    }
    const checked = check(outcome.output);
    results.push({
      ...{ read, expected, actual: checked.problem ?? text(checked.actual), ok: checked.ok },
      ...(!checked.ok && { cells }),
    });
  }
  return ok(results);
}

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Compilers name files relative to the scenario's folder; the user asked from another one. */
function relativeTo(scenario: Scenario, failure: RunFailure): RunFailure {
  const folder = dirname(resolve(scenario.file));
  const fix = (file: string): string => relative(folder, resolve(folder, file)) || basename(file);
  return failure.file === undefined ? failure : { ...failure, file: fix(failure.file) };
}
