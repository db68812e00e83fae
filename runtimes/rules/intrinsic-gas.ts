import type { LedgerConfig } from '../core/block.ts';
import type { Transaction } from '../core/transaction.ts';
import { DEFAULT_HARDFORK, hardforkName } from './hardforks.ts';
import { rulesOf, type Rules } from './rules.ts';

const TRANSACTION = 21000n;
const ZERO_BYTE = 4n;
const INIT_CODE_WORD = 2n;
const ACCESS_ACCOUNT = 2400n;
const ACCESS_SLOT = 1900n;
const AUTHORIZATION = 25000n;
const FLOOR_PER_TOKEN = 10n;

export interface IntrinsicGas {
  /** Charged before the first instruction. */
  readonly gas: bigint;
  /** EIP-7623: the least that the transaction pays for its data in the end; 0 where the rule is not in force. */
  readonly floor: bigint;
}

/** What a transaction costs before its first instruction, by the name of a hardfork: the default one's where it is unknown. */
export function leastGasOf(tx: Transaction, { hardfork }: Pick<LedgerConfig, 'hardfork'>): bigint {
  const { gas, floor } = intrinsicGas(tx, rulesOf(hardforkName(hardfork) ?? DEFAULT_HARDFORK));
  return gas > floor ? gas : floor;
}

/** EIP-2, EIP-2028, EIP-2930, EIP-3860, EIP-7623 and EIP-7702. */
export function intrinsicGas(tx: Transaction, rules: Rules): IntrinsicGas {
  const { length } = tx.data;
  let nonZero = 0;
  for (let i = 0; i < length; i++) if (tx.data[i] !== 0) nonZero++;
  let gas = TRANSACTION + BigInt(length - nonZero) * ZERO_BYTE + BigInt(nonZero) * rules.nonZeroByteGas;
  if (tx.to === null) {
    gas += rules.creationGas;
    if (rules.maxInitCode !== undefined) gas += INIT_CODE_WORD * BigInt((length + 31) >>> 5);
  }
  for (const { slots } of tx.accessList ?? []) gas += ACCESS_ACCOUNT + ACCESS_SLOT * BigInt(slots.length);
  gas += AUTHORIZATION * BigInt(tx.authorizations?.length ?? 0);
  const floor = rules.hasCalldataFloor ? TRANSACTION + FLOOR_PER_TOKEN * BigInt(length + 3 * nonZero) : 0n;
  return { gas, floor };
}
