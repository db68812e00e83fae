/**
 * A lane for a runtime whose contracts are frames of a `ContractMachine`: transactions by Ethereum's rules, deployments, and frames that other
 * runtimes call. The runtime brings the machine, and says what the data of a deployment is.
 */
import { builtinAccounts } from '../core/block.ts';
import type { AccountId } from '../core/cell.ts';
import type { FrameCall, FrameResult } from '../core/frame.ts';
import { toHex } from '../core/hex.ts';
import type { Outcome } from '../core/outcome.ts';
import type { Result } from '../core/result.ts';
import type { RuntimeId } from '../core/transaction.ts';
import type { FrameScene } from '../sdk/frame-scene.ts';
import type { LaneHost, LaneRuntime } from '../sdk/runtime.ts';
import { Accounts } from './accounts.ts';
import { codeDepositGas } from './call-gas.ts';
import type { ContractMachine, MachineParts } from './contract-machine.ts';
import { createAddress } from './created-address.ts';
import { requireHardfork } from './hardforks.ts';
import { notingKeccak } from './preimages.ts';
import { rulesOf } from './rules.ts';
import { runTransaction, type TargetResult } from './run-transaction.ts';
import { NOTHING } from './signals.ts';
import { WarmSet } from './warm-set.ts';

export interface Deployment {
  /** What the ledger keeps as the contract's code. */
  readonly code: Uint8Array;
  /** ABI-encoded constructor arguments. */
  readonly args: Uint8Array;
}

export type Constructor = (call: FrameCall) => FrameResult;

/** What a runtime makes of deployments. Errors are one sentence, and the same everywhere: they stand in the receipt. */
export interface Deployments {
  /** Opens the data of a deployment. */
  open(data: Uint8Array): Result<Deployment, string>;
  /** Loads the code, which is paid for by then. `hash`: its keccak-256, 64 hex digits; `value`: what the deployment sends. */
  constructorOf(deployment: Deployment, hash: string, value: bigint): Result<Constructor, string>;
}

/** @throws RangeError for a hardfork that is not in HARDFORKS (nor an alias of one). */
export function machineParts(host: LaneHost): MachineParts {
  const rules = rulesOf(requireHardfork(host.config.hardfork));
  const accounts = new Accounts(host, !rules.sweepsEmpty);
  const warmSet = new WarmSet(accounts, new Set(builtinAccounts(host.config)));
  return { host, rules, accounts, warmSet, keccak: notingKeccak(host) };
}

/** One machine, one transaction at a time, without a promise anywhere. */
export function createContractLane(
  runtime: RuntimeId,
  { host, rules, accounts, warmSet }: MachineParts,
  machine: ContractMachine,
  deployments: Deployments,
): LaneRuntime {
  const { config } = host;
  const runTarget = (scene: FrameScene, gas: bigint): TargetResult => {
    const { tx } = scene;
    machine.begin(scene);
    if (tx.to === null) {
      const { created, result } = deploy(runtime, machine, deployments, scene, gas);
      return targetResult(result, gas, { status: 'success', output: NOTHING, created });
    }
    scene.journal.checkpoint();
    accounts.transfer(tx.from, tx.to, tx.value);
    const { data, value, from: caller, to: account } = tx;
    const result = machine.enter({ ...FIRST, account, codeAccount: account, caller, data, value, gas });
    if (result.status === 'success') scene.journal.commit();
    else scene.journal.revert();
    return targetResult(result, gas, { status: 'success', output: result.output });
  };
  return {
    execute: (tx, block, journal, mode) => {
      const run = (gas: bigint): TargetResult => runTarget({ tx, block, journal, mode }, gas);
      const isBuiltin = (): boolean => false;
      return runTransaction({ runtime, accounts, warmSet, rules, config, tx, block, journal, isBuiltin, run }, mode);
    },
    frame: (call, scene) => {
      machine.begin(scene);
      return machine.run(call);
    },
    place: () => machine.place(),
  };
}

/** The place of a transaction's own frame. */
const FIRST = { isStatic: false, depth: 0, hops: 0, refund: 0n } as const;

/** Pays for the code, runs the constructor, keeps the code as it came. Under a checkpoint of its own. */
function deploy(
  runtime: RuntimeId,
  machine: ContractMachine,
  deployments: Deployments,
  { tx, journal }: FrameScene,
  gas: bigint,
): { readonly created: AccountId; readonly result: FrameResult } {
  const { accounts } = machine;
  // The sender's nonce has gone up already.
  const created = createAddress(tx.from, accounts.nonce(tx.from) - 1n);
  const failed = (status: 'trap' | 'outOfGas', reason: string): FrameResult => ({
    status,
    output: NOTHING,
    gasLeft: 0n,
    refund: 0n,
    reason,
  });
  journal.checkpoint();
  const result = ((): FrameResult => {
    const taken = accounts.code(created) !== '' || accounts.nonce(created) !== 0n || accounts.hasStorage(created);
    if (taken) return failed('trap', 'create collision');
    const opened = deployments.open(tx.data);
    if (!opened.ok) return failed('trap', `invalid deployment: ${opened.error}`);
    const { code } = opened.value;
    const deposit = codeDepositGas(code.length);
    if (deposit > gas) return failed('outOfGas', '');
    const construct = deployments.constructorOf(opened.value, toHex(machine.keccak(code)), tx.value);
    if (!construct.ok) return failed('trap', construct.error);
    accounts.markCreated(created);
    accounts.setNonce(created, 1n);
    accounts.transfer(tx.from, created, tx.value);
    const place = { ...FIRST, account: created, codeAccount: created, caller: tx.from };
    const call = { ...place, value: tx.value, data: NOTHING, gas: gas - deposit };
    const ran = machine.traced(call, 'create', () => construct.value(call));
    if (ran.status === 'success') accounts.setCode(created, code, runtime);
    return ran;
  })();
  if (result.status === 'success') journal.commit();
  else journal.revert();
  return { created, result };
}

function targetResult(result: FrameResult, gas: bigint, success: Outcome): TargetResult {
  const gasUsed = gas - result.gasLeft;
  switch (result.status) {
    case 'success':
      return { outcome: success, gasUsed, refund: result.refund };
    case 'revert':
      return { outcome: { status: 'revert', output: result.output }, gasUsed, refund: 0n };
    case 'outOfGas':
      return { outcome: { status: 'outOfGas' }, gasUsed, refund: 0n };
    case 'trap':
      return { outcome: { status: 'trap', reason: result.reason }, gasUsed, refund: 0n };
  }
}
