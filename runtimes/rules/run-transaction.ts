import { builtinRuntime, type BlockContext, type LedgerConfig } from '../core/block.ts';
import type { AccountId } from '../core/cell.ts';
import type { Outcome } from '../core/outcome.ts';
import type { RuntimeId, Transaction } from '../core/transaction.ts';
import type { Journal } from '../sdk/journal.ts';
import type { Execution, ExecutionMode } from '../sdk/runtime.ts';
import { runtimeOf, type Accounts } from './accounts.ts';
import { blobGas, flawOf, refusalOf } from './admission.ts';
import { applyAuthorizations } from './authorizations.ts';
import { gasPriceOf } from './gas-price.ts';
import { intrinsicGas, type IntrinsicGas } from './intrinsic-gas.ts';
import { blobBaseFee, type Rules } from './rules.ts';
import type { WarmSet } from './warm-set.ts';

/** EIP-7702's type: the authorizations may give the target code. */
const DELEGATING = 4;

/** Whoever answers for Ethereum's precompiles also follows Ethereum's delegations, whichever lane applies them. */
const FIRST_PRECOMPILE = '1'.padStart(40, '0');

const NOTHING = new Uint8Array(0);

/** What running the target, or the constructor, came to. A target that fails has put back all it did. */
export interface TargetResult {
  readonly outcome: Outcome;
  readonly gasUsed: bigint;
  readonly refund: bigint;
}

export interface TransactionRun {
  readonly runtime: RuntimeId;
  readonly accounts: Accounts;
  readonly warmSet: WarmSet;
  readonly rules: Rules;
  readonly config: LedgerConfig;
  readonly tx: Transaction;
  readonly block: BlockContext;
  readonly journal: Journal;
  /** Whether the runtime itself answers for an account without code, beside those of the configuration. */
  readonly isBuiltin: (account: AccountId) => boolean;
  /** What the runtime itself finds wrong with the transaction, whatever the accounts hold. */
  readonly flaw?: (tx: Transaction) => string | undefined;
  /** Moves the value and runs the code with so much gas, under a checkpoint of its own. */
  readonly run: (gas: bigint) => TargetResult | Promise<TargetResult>;
}

/** Ethereum's way of a transaction, from the dispatch to the fee: the same for every runtime. Waits only where `run` does. */
export function runTransaction(run: TransactionRun, mode: ExecutionMode): Promise<Execution> | Execution {
  const { accounts, rules, tx, block, journal } = run;
  accounts.begin(journal);
  // Before anything else: a transaction that went to the wrong runtime must have read nothing but this.
  const code = tx.to === null ? '' : accounts.code(tx.to);
  const builtin = tx.to === null ? undefined : builtinRuntime(run.config, tx.to);
  const runtime = tx.to === null ? tx.runtime : (builtin ?? runtimeOf(code));
  if (runtime !== undefined && runtime !== run.runtime) return { kind: 'misrouted', runtime };
  const paid = mode === 'transaction';
  // Most transactions without only pay somebody. An account without code may have an id that is no address.
  const runsCode =
    tx.to === null || code !== '' || tx.type === DELEGATING || builtin !== undefined || run.isBuiltin(tx.to);
  const intrinsic = intrinsicGas(tx, rules);
  const invalid =
    flawOf({ tx, runsCode, block, rules, intrinsic, paid, flaw: run.flaw?.(tx) }) ??
    (paid ? refusalOf(tx, accounts, rules) : undefined);
  if (invalid !== undefined) return { kind: 'done', outcome: { status: 'invalid', reason: invalid }, gasUsed: 0n };

  const price = gasPriceOf(tx, block, rules);
  accounts.setNonce(tx.from, (paid ? tx.nonce : accounts.nonce(tx.from)) + 1n);
  if (paid) {
    const upfront = tx.gasLimit * price + blobFee(run);
    if (upfront !== 0n) accounts.setBalance(tx.from, accounts.balance(tx.from) - upfront);
  } else if (tx.value !== 0n && accounts.balance(tx.from) < tx.value) {
    accounts.setBalance(tx.from, tx.value);
  }
  if (rules.hasWarmSet && runsCode) warm(run);
  const { warmSet, config } = run;
  const delegating = config.builtins?.[FIRST_PRECOMPILE] ?? run.runtime;
  const earned = applyAuthorizations({ accounts, warmSet, chainId: config.chainId, runtime: delegating }, tx);
  const settled = (result: TargetResult): Execution => settle(run, { intrinsic, earned, price, paid }, result);
  const result = runsCode ? run.run(tx.gasLimit - intrinsic.gas) : pay(run);
  return result instanceof Promise ? result.then(settled) : settled(result);
}

interface Bill {
  readonly intrinsic: IntrinsicGas;
  /** Refund of the authorizations. */
  readonly earned: bigint;
  readonly price: bigint;
  readonly paid: boolean;
}

function settle(run: TransactionRun, { intrinsic, earned, price, paid }: Bill, result: TargetResult): Execution {
  const { accounts, rules, tx, block } = run;
  const { outcome } = result;
  const spent = intrinsic.gas + result.gasUsed;
  const refund = earned + (outcome.status === 'success' ? result.refund : 0n);
  const most = spent / rules.refundQuotient;
  const afterRefund = spent - (refund < most ? refund : most);
  const gasUsed = afterRefund < intrinsic.floor ? intrinsic.floor : afterRefund;
  if (paid) {
    accounts.credit(tx.from, (tx.gasLimit - gasUsed) * price);
    // The base fee is burnt (EIP-1559).
    accounts.credit(block.coinbase, gasUsed * (rules.hasBaseFee ? price - block.baseFee : price));
    accounts.touch(block.coinbase);
  }
  accounts.settle();
  return { kind: 'done', outcome, gasUsed };
}

/** A transaction without code only moves money, in whichever runtime it is. */
function pay({ accounts, tx }: TransactionRun): TargetResult {
  const to = tx.to as AccountId;
  accounts.transfer(tx.from, to, tx.value);
  accounts.touch(to);
  return { outcome: { status: 'success', output: NOTHING }, gasUsed: 0n, refund: 0n };
}

function blobFee({ tx, block, rules }: TransactionRun): bigint {
  const { blobs } = rules;
  return blobs === undefined || tx.type !== 3 ? 0n : blobGas(tx) * blobBaseFee(blobs, block);
}

/** EIP-2929, EIP-2930, EIP-3651. Precompiles are warm by themselves, and what is created is warmed where it is. */
function warm({ warmSet, rules, tx, block }: TransactionRun): void {
  warmSet.warm(tx.from);
  if (tx.to !== null) warmSet.warm(tx.to);
  if (rules.warmCoinbase) warmSet.warm(block.coinbase);
  for (const { account, slots } of tx.accessList ?? []) {
    warmSet.warm(account);
    for (const slot of slots) warmSet.warmSlot(account, slot);
  }
}
