import { EVMError, Message, type EVMResult } from '@ethereumjs/evm';
import { Address } from '@ethereumjs/util';
import type { BlockContext, LedgerConfig } from '../../core/block.ts';
import { decodeHex } from '../../core/hex.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { Journal } from '../../sdk/journal.ts';
import type { Execution, ExecutionMode } from '../../sdk/runtime.ts';
import { RUNTIME, runtimeOf } from './accounts.ts';
import { blobGas, flawOf, refusalOf } from './admission.ts';
import { applyAuthorizations } from './authorizations.ts';
import { NOTHING } from './failures.ts';
import { intrinsicGas } from './intrinsic-gas.ts';
import type { Machine } from './machine.ts';
import { blobBaseFee } from './rules.ts';
import { accountOf } from './state-manager.ts';

const ERRORS = EVMError.errorMessages;

/** EIP-7702's type: the authorizations may give the target code. */
const DELEGATING = 4;

const PAID: EVMResult = { execResult: { returnValue: NOTHING, executionGasUsed: 0n } };

interface Run {
  readonly machine: Machine;
  readonly config: LedgerConfig;
  readonly tx: Transaction;
  readonly block: BlockContext;
  readonly journal: Journal;
}

/** Ethereum's way of a transaction, from the dispatch to the fee. */
export async function runTransaction(run: Run, mode: ExecutionMode): Promise<Execution> {
  const { machine, tx, block, journal } = run;
  const { accounts, rules } = machine;
  accounts.begin(journal);
  // Before anything else: a transaction that went to the wrong runtime must have read nothing but this.
  const code = tx.to === null ? '' : accounts.code(tx.to);
  const runtime = tx.to === null ? tx.runtime : runtimeOf(code);
  if (runtime !== undefined && runtime !== RUNTIME) return { kind: 'misrouted', runtime };
  const paid = mode === 'transaction';
  // Most transactions without only pay somebody. An account without code may have an id that is no EVM address.
  const runsCode = tx.to === null || code !== '' || tx.type === DELEGATING || machine.isPrecompile(tx.to);
  const intrinsic = intrinsicGas(tx, rules);
  const invalid =
    flawOf({ tx, runsCode, block, rules, intrinsic, paid }) ?? (paid ? refusalOf(tx, accounts, rules) : undefined);
  if (invalid !== undefined) return { kind: 'done', outcome: { status: 'invalid', reason: invalid }, gasUsed: 0n };

  const price = gasPrice(run);
  accounts.setNonce(tx.from, (paid ? tx.nonce : accounts.nonce(tx.from)) + 1n);
  if (paid) {
    const upfront = tx.gasLimit * price + blobFee(run);
    if (upfront !== 0n) accounts.setBalance(tx.from, accounts.balance(tx.from) - upfront);
  } else if (tx.value !== 0n && accounts.balance(tx.from) < tx.value) {
    accounts.setBalance(tx.from, tx.value);
  }
  if (rules.hasWarmSet && runsCode) warm(run);
  const earned = applyAuthorizations(machine, tx, run.config.chainId);
  const result = await runTarget(run, runsCode, tx.gasLimit - intrinsic.gas);

  const spent = intrinsic.gas + result.execResult.executionGasUsed;
  const refund = earned + (result.execResult.exceptionError === undefined ? (result.execResult.gasRefund ?? 0n) : 0n);
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
  return { kind: 'done', outcome: outcomeOf(result), gasUsed };
}

/** What the sender pays for a unit of gas. In a call nobody pays, so offering nothing is in order. */
function gasPrice({ tx, block, machine }: Pick<Run, 'tx' | 'block' | 'machine'>): bigint {
  if (!machine.rules.hasBaseFee) return tx.maxFeePerGas;
  const highest = block.baseFee + tx.maxPriorityFeePerGas;
  return highest < tx.maxFeePerGas ? highest : tx.maxFeePerGas;
}

function blobFee({ tx, block, machine }: Run): bigint {
  const { blobs } = machine.rules;
  return blobs === undefined || tx.type !== 3 ? 0n : blobGas(tx) * blobBaseFee(blobs, block);
}

/** EIP-2929, EIP-2930, EIP-3651. Precompiles are warm by themselves, and what is created is warmed where it is. */
function warm({ machine, tx, block }: Run): void {
  const { warmSet, rules } = machine;
  warmSet.warm(tx.from);
  if (tx.to !== null) warmSet.warm(tx.to);
  if (rules.warmCoinbase) warmSet.warm(block.coinbase);
  for (const { account, slots } of tx.accessList ?? []) {
    warmSet.warm(account);
    for (const slot of slots) warmSet.warmSlot(account, slot);
  }
}

function runTarget(
  { machine, tx, block, journal }: Run,
  runsCode: boolean,
  gasLimit: bigint,
): Promise<EVMResult> | EVMResult {
  const { accounts } = machine;
  if (tx.to !== null && !runsCode) {
    accounts.transfer(tx.from, tx.to, tx.value);
    accounts.touch(tx.to);
    return PAID;
  }
  const caller = new Address(decodeHex(tx.from));
  machine.begin({ journal, block, gasPrice: gasPrice({ machine, tx, block }), origin: caller });
  return machine.runMessage(
    new Message({
      caller,
      gasLimit,
      value: tx.value,
      data: tx.data,
      blobVersionedHashes: (tx.blobHashes ?? []).map((hash) => `0x${hash}` as const),
      ...(tx.to === null ? {} : { to: new Address(decodeHex(tx.to)) }),
    }),
  );
}

function outcomeOf({ execResult, createdAddress }: EVMResult): Outcome {
  const { exceptionError, returnValue } = execResult;
  if (exceptionError === undefined) {
    return createdAddress === undefined
      ? { status: 'success', output: returnValue }
      : { status: 'success', output: returnValue, created: accountOf(createdAddress) };
  }
  const { error } = exceptionError;
  if (error === ERRORS.REVERT) return { status: 'revert', output: returnValue };
  if (error === ERRORS.OUT_OF_GAS || error === ERRORS.CODESTORE_OUT_OF_GAS) return { status: 'outOfGas' };
  // Some of the library's words go on with hashes and places.
  return { status: 'trap', reason: error.startsWith(ERRORS.INVALID_JUMP) ? ERRORS.INVALID_JUMP : error };
}
