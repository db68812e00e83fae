import { addressOf } from '../core/cell.ts';
import type { BlockContext } from '../core/block.ts';
import type { Transaction } from '../core/transaction.ts';
import type { Accounts } from './accounts.ts';
import { delegateOf } from './delegation.ts';
import { ether } from '../core/ether.ts';
import type { IntrinsicGas } from './intrinsic-gas.ts';
import { blobBaseFee, GAS_PER_BLOB, type Rules } from './rules.ts';

const MAX_NONCE = 2n ** 64n - 1n;
const TYPE_SINCE = ['frontier', 'berlin', 'london', 'cancun', 'prague'];
const VERSION_KZG = '01';

export interface Admission {
  readonly tx: Transaction;
  /** Code takes part, not only money. */
  readonly runsCode: boolean;
  readonly block: BlockContext;
  readonly rules: Rules;
  readonly intrinsic: IntrinsicGas;
  /** false for a call: what only matters to somebody who pays is left out. */
  readonly paid: boolean;
  /** What the runtime itself finds wrong. */
  readonly flaw: string | undefined;
}

/** Why a transaction cannot be executed whatever the accounts hold; undefined where nothing is wrong with it. */
export function flawOf({ tx, runsCode, block, rules, intrinsic, paid, flaw }: Admission): string | undefined {
  if (runsCode && addressOf(tx.from) === undefined)
    return 'contracts can only be called by an account with a 20-byte address';
  if (runsCode && tx.to !== null && addressOf(tx.to) === undefined)
    return 'contracts live in accounts with a 20-byte address';
  if (tx.type > rules.maxType) {
    return `transaction type ${tx.type} needs ${TYPE_SINCE[tx.type] ?? 'a later hardfork'}, the ledger runs ${rules.hardfork}`;
  }
  const least = intrinsic.gas > intrinsic.floor ? intrinsic.gas : intrinsic.floor;
  if (tx.gasLimit < least)
    return `gas limit ${tx.gasLimit} is below the ${least} that the transaction costs in any case`;
  return flaw ?? blobFlaw(tx, rules) ?? authorizationFlaw(tx) ?? (paid ? priceFlaw(tx, block, rules) : undefined);
}

function blobFlaw(tx: Transaction, rules: Rules): string | undefined {
  if (tx.type !== 3) return undefined;
  const hashes = tx.blobHashes ?? [];
  if (tx.to === null) return 'a blob transaction cannot create a contract';
  if (hashes.length === 0) return 'a blob transaction needs at least one blob';
  const most = rules.blobs?.maxPerTransaction ?? 0;
  if (hashes.length > most) return `${hashes.length} blobs, at most ${most} are allowed`;
  const wrong = hashes.findIndex((hash) => !hash.startsWith(VERSION_KZG));
  return wrong < 0 ? undefined : `blob hash ${wrong} does not start with ${VERSION_KZG}`;
}

function authorizationFlaw(tx: Transaction): string | undefined {
  if (tx.type !== 4) return undefined;
  if (tx.to === null) return 'a transaction with authorizations cannot create a contract';
  return (tx.authorizations ?? []).length === 0 ? 'the authorization list is empty' : undefined;
}

function priceFlaw(tx: Transaction, block: BlockContext, rules: Rules): string | undefined {
  if (tx.gasLimit > block.gasLimit) return `gas limit ${tx.gasLimit} exceeds the block's ${block.gasLimit}`;
  if (rules.gasLimitCap !== undefined && tx.gasLimit > rules.gasLimitCap) {
    return `gas limit ${tx.gasLimit} exceeds ${rules.gasLimitCap}, the most for one transaction (EIP-7825)`;
  }
  if (tx.maxPriorityFeePerGas > tx.maxFeePerGas) {
    return `the priority fee per gas ${tx.maxPriorityFeePerGas} exceeds the maximum fee ${tx.maxFeePerGas}`;
  }
  if (rules.hasBaseFee && tx.maxFeePerGas < block.baseFee) {
    return `the maximum fee per gas ${tx.maxFeePerGas} is below the base fee ${block.baseFee}`;
  }
  if (tx.type !== 3 || rules.blobs === undefined) return undefined;
  const blobFee = blobBaseFee(rules.blobs, block);
  const offered = tx.maxFeePerBlobGas ?? 0n;
  return offered < blobFee
    ? `the maximum fee per blob gas ${offered} is below the blob base fee ${blobFee}`
    : undefined;
}

/** Why the sender's account does not let the transaction pass at this place: nonce, EIP-3607, funds. */
export function refusalOf(tx: Transaction, accounts: Accounts, rules: Rules): string | undefined {
  const nonce = accounts.nonce(tx.from);
  if (tx.nonce !== nonce) return `nonce ${tx.nonce}, expected ${nonce}`;
  if (nonce >= MAX_NONCE) return 'the nonce of the sender has reached its maximum (EIP-2681)';
  const code = accounts.code(tx.from);
  if (code !== '' && !(rules.hasDelegations && delegateOf(accounts.codeBytes(code)) !== undefined)) {
    return 'the sender is a contract (EIP-3607)';
  }
  const needed = tx.gasLimit * tx.maxFeePerGas + tx.value + blobGas(tx) * (tx.maxFeePerBlobGas ?? 0n);
  if (needed === 0n) return undefined;
  const balance = accounts.balance(tx.from);
  return balance < needed ? `needs ${ether(needed)}, has ${ether(balance)}` : undefined;
}

export const blobGas = (tx: Transaction): bigint =>
  tx.type === 3 ? GAS_PER_BLOB * BigInt(tx.blobHashes?.length ?? 0) : 0n;
