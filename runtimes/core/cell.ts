/**
 * Cells: account + field, the unit of conflict. Keys and values are ASCII text, so that they serve as map keys, compare
 * by identity, travel without conversion and can be read in a log.
 */
import { quantity } from './hex.ts';

/**
 * An account. Its id has 32 bytes; a 20-byte address is padded with twelve 0xEE bytes (the pallet-revive rule). Written as
 * lower-case hex without prefix: 40 digits for a padded address, else 64.
 */
export type AccountId = string & { readonly __account: unique symbol };

/**
 * `account/field`, where field is
 * `b` balance · `n` nonce · `c` code (`runtime:hash`) · `e` storage epoch · `x` exists although empty (EIP-161) ·
 * `k<epoch>` number of non-zero storage slots · `s<epoch>/<key hex>` storage.
 */
export type CellKey = string & { readonly __cell: unique symbol };

/** The text a cell holds; absent and zero are both the empty text. Numbers are minimal lower-case hex. */
export type CellValue = string;

const EE = 'ee'.repeat(12);

/** The account of 20-byte or 32-byte hex, with or without `0x`. @throws RangeError for any other text. */
export function accountId(hex: string): AccountId {
  const digits = (hex.startsWith('0x') ? hex.slice(2) : hex).toLowerCase();
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(digits)) throw new RangeError(`not an account: ${hex.slice(0, 80)}`);
  return (digits.length === 64 && digits.endsWith(EE) ? digits.slice(0, 40) : digits) as AccountId;
}

/** The 20-byte address (40 hex digits) that Solidity sees, or undefined for an account that has none. */
export const addressOf = (account: AccountId): string | undefined => (account.length === 40 ? account : undefined);

/** All 32 bytes of the id as hex. */
export const fullId = (account: AccountId): string => (account.length === 40 ? account + EE : account);

export const balanceCell = (account: AccountId): CellKey => `${account}/b` as CellKey;
export const nonceCell = (account: AccountId): CellKey => `${account}/n` as CellKey;
export const codeCell = (account: AccountId): CellKey => `${account}/c` as CellKey;
export const epochCell = (account: AccountId): CellKey => `${account}/e` as CellKey;
export const emptyCell = (account: AccountId): CellKey => `${account}/x` as CellKey;
export const slotCountCell = (account: AccountId, epoch: CellValue): CellKey => `${account}/k${epoch}` as CellKey;
/** `slot`: hex of the storage key: 64 digits for the EVM, 2 to 128 digits for other runtimes. */
export const storageCell = (account: AccountId, epoch: CellValue, slot: string): CellKey =>
  `${account}/s${epoch}/${slot}` as CellKey;

/** Every cell of an account but its storage, which has no bound. */
export const plainCells = (account: AccountId): readonly CellKey[] => [
  balanceCell(account),
  nonceCell(account),
  codeCell(account),
  epochCell(account),
  emptyCell(account),
];

/** Whether a key is one of `plainCells`: its field is a single letter, but not the slot count of the first epoch. */
export const isPlainCell = (key: CellKey): boolean =>
  key.charCodeAt(key.length - 2) === 47 && key.charCodeAt(key.length - 1) !== 107;

export type CellField =
  | { readonly kind: 'balance' | 'nonce' | 'code' | 'epoch' | 'empty' }
  | { readonly kind: 'slotCount'; readonly epoch: CellValue }
  | { readonly kind: 'storage'; readonly epoch: CellValue; readonly slot: string };

export interface CellAddress {
  readonly account: AccountId;
  readonly field: CellField;
}

const PLAIN = { b: 'balance', n: 'nonce', c: 'code', e: 'epoch', x: 'empty' } as const;
const KEY = /^([0-9a-f]{40}|[0-9a-f]{64})\/(?:([bncex])|k([0-9a-f]*)|s([0-9a-f]*)\/([0-9a-f]{2,128}))$/;

/** Takes a key apart; undefined for text that is no cell key. */
export function parseCell(key: string): CellAddress | undefined {
  const match = KEY.exec(key);
  if (!match) return undefined;
  const account = match[1] as AccountId;
  if (match[2] !== undefined) return { account, field: { kind: PLAIN[match[2] as keyof typeof PLAIN] } };
  if (match[3] !== undefined) return { account, field: { kind: 'slotCount', epoch: match[3] } };
  return { account, field: { kind: 'storage', epoch: match[4] ?? '', slot: match[5] ?? '' } };
}

/** The account part of a key. */
export const accountOfCell = (key: CellKey): AccountId => key.slice(0, key.indexOf('/')) as AccountId;

/** A code cell's value: which runtime runs the account's code, and the code's hash in the ledger's code store. */
export const codeValue = (runtime: string, hash: string): CellValue => `${runtime}:${hash}`;

export function parseCode(value: CellValue): { readonly runtime: string; readonly hash: string } | undefined {
  const colon = value.indexOf(':');
  return colon < 0 ? undefined : { runtime: value.slice(0, colon), hash: value.slice(colon + 1) };
}

/** Adds a delta to the number a cell holds. */
export const addQuantity = (value: CellValue, amount: bigint): CellValue =>
  quantity((value === '' ? 0n : BigInt(`0x${value}`)) + amount);
