/** What the host side of contracts costs under a hardfork, for runtimes that do not bring Ethereum's own opcodes. In ledger gas. */
import { isSince } from './hardforks.ts';
import type { Rules } from './rules.ts';

const CALL_VALUE = 9000n;
const CALL_STIPEND = 2300n;
const NEW_ACCOUNT = 25000n;
const COLD_ACCOUNT = 2600n;
const COLD_SLOT = 2100n;
const WARM = 100n;
const KECCAK = 30n;
const KECCAK_WORD = 6n;
const LOG = 375n;
const LOG_TOPIC = 375n;
const LOG_BYTE = 8n;
const CODE_BYTE = 200n;

/** EIP-1153. */
export const TRANSIENT_GAS = 100n;

/** Touching an account: its balance, its code, a call to it (EIP-150, EIP-1884, EIP-2929). */
export function accountAccessGas(rules: Rules, isCold: boolean): bigint {
  if (rules.hasWarmSet) return isCold ? COLD_ACCOUNT : WARM;
  return isSince(rules.hardfork, 'tangerinewhistle') ? 700n : 40n;
}

/** Reading a slot (EIP-150, EIP-1884, EIP-2929). */
export function loadGas(rules: Rules, isCold: boolean): bigint {
  if (rules.hasWarmSet) return isCold ? COLD_SLOT : WARM;
  if (isSince(rules.hardfork, 'istanbul')) return 800n;
  return isSince(rules.hardfork, 'tangerinewhistle') ? 200n : 50n;
}

export interface CallPrice {
  /** Taken from the caller, beside what it forwards. */
  readonly cost: bigint;
  /** Given to the callee on top of what is forwarded. */
  readonly stipend: bigint;
}

/** A call (EIP-150, EIP-2929). An account that it brings into being costs more: since EIP-161 only value does that. */
export function callCost(call: {
  readonly rules: Rules;
  readonly isCold: boolean;
  readonly value: bigint;
  /** The target does not exist yet. Since EIP-161 only asked where there is value. */
  readonly targetIsNew: boolean;
}): CallPrice {
  const { rules, isCold, value, targetIsNew } = call;
  const hasValue = value !== 0n;
  const creation = targetIsNew && (hasValue || !rules.sweepsEmpty) ? NEW_ACCOUNT : 0n;
  const cost = accountAccessGas(rules, isCold) + creation;
  return hasValue ? { cost: cost + CALL_VALUE, stipend: CALL_STIPEND } : { cost, stipend: 0n };
}

/** All but one 64th at most (EIP-150). */
export function forwardable(gasLeft: bigint, requested: bigint): bigint {
  const most = gasLeft - gasLeft / 64n;
  return requested < most ? requested : most;
}

export const keccakGas = (bytes: number): bigint => KECCAK + KECCAK_WORD * BigInt(Math.ceil(bytes / 32));
export const logGas = (topics: number, bytes: number): bigint =>
  LOG + LOG_TOPIC * BigInt(topics) + LOG_BYTE * BigInt(bytes);
export const codeDepositGas = (bytes: number): bigint => CODE_BYTE * BigInt(bytes);
