import type { LedgerConfig } from '../core/block.ts';
import { parseCell, parseCode, type CellKey, type CellValue } from '../core/cell.ts';
import type { CodeBlob } from '../core/effects.ts';
import { toHex } from '../core/hex.ts';
import { blockOf, formatVersion, MAX_BLOCK, MAX_INDEX } from '../core/version.ts';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { checkRecords } from './check-records.ts';
import type { BlockCommit, LedgerError } from './ledger.ts';

/** What a check must know of the ledger that is to take the block. */
export interface CommitTarget {
  readonly number: number;
  hasCode(hash: string): boolean;
}

const QUANTITY = /^[1-9a-f][0-9a-f]*$/;
const CODE = /^[a-z][a-z0-9-]*:[0-9a-f]{64}$/;
/** What a runtime keeps in its storage is its own affair, as long as it is text that a log can show. */
const STORED = /^[\x21-\x7e]+$/;
const HASH = /^[0-9a-f]{64}$/;
/** Text from outside in a message: quoted, and cut where it is long. */
export const shown = (text: string): string => JSON.stringify(text.length > 140 ? `${text.slice(0, 140)}…` : text);

/** Why a ledger must refuse the block, or undefined. Every ledger asks this before it changes anything. */
export function checkCommit(block: BlockCommit, target: CommitTarget): LedgerError | undefined {
  const { context, transactions, receipts, writes, codes } = block;
  const expected = target.number + 1;
  if (context.number !== expected) {
    return { code: 'number', message: `block ${context.number} does not follow the head: expected block ${expected}` };
  }
  if (expected > MAX_BLOCK)
    return { code: 'number', message: `block ${expected} is beyond the last possible one, ${MAX_BLOCK}` };
  if (transactions.length > MAX_INDEX) {
    return { code: 'receipts', message: `${transactions.length} transactions: a block holds at most ${MAX_INDEX}` };
  }
  if (receipts.length !== transactions.length) {
    return { code: 'receipts', message: `${receipts.length} receipts for ${transactions.length} transactions` };
  }
  const misplaced = receipts.findIndex((receipt, index) => receipt.index !== index);
  if (misplaced >= 0) {
    return {
      code: 'receipts',
      message: `receipt ${misplaced} says it is of transaction ${receipts[misplaced]?.index}`,
    };
  }
  const brought = new Set<string>();
  for (const blob of codes) {
    const error = checkCode(blob);
    if (error) return error;
    brought.add(blob.hash);
  }
  const hasCode = (hash: string): boolean => brought.has(hash) || target.hasCode(hash);
  for (const [key, cell] of writes) {
    const error = checkCell(key, cell.value, hasCode);
    if (error) return error;
    if (blockOf(cell.version) !== expected) {
      const message = `${shown(key)} is written with version ${formatVersion(cell.version)}, which is not of block ${expected}`;
      return { code: 'version', message };
    }
  }
  return checkRecords(block, hasCode);
}

/** Why a code blob cannot be stored, or undefined. */
export function checkCode(blob: CodeBlob): LedgerError | undefined {
  if (!HASH.test(blob.hash))
    return { code: 'code', message: `${shown(blob.hash)} is no code hash: expected 64 hex digits` };
  const actual = toHex(keccak_256(blob.bytes));
  if (actual === blob.hash) return undefined;
  return { code: 'code', message: `code ${blob.hash} has ${blob.bytes.length} bytes whose keccak-256 is ${actual}` };
}

/** Why a cell cannot hold a value, or undefined. Absent is the empty text, which every cell can hold. */
export function checkCell(key: CellKey, value: CellValue, hasCode: (hash: string) => boolean): LedgerError | undefined {
  const address = parseCell(key);
  if (!address) return { code: 'cell', message: `${shown(key)} is no cell key: expected account/field (core/cell.ts)` };
  if (value === '') return undefined;
  if (address.field.kind === 'storage') {
    if (STORED.test(value)) return undefined;
    return {
      code: 'value',
      message: `${shown(key)} cannot hold ${shown(value)}: expected printable ASCII without spaces`,
    };
  }
  if (address.field.kind !== 'code') {
    if (QUANTITY.test(value)) return undefined;
    return { code: 'value', message: `${shown(key)} cannot hold ${shown(value)}: expected hex without leading zeros` };
  }
  if (!CODE.test(value))
    return { code: 'value', message: `${shown(key)} cannot hold ${shown(value)}: expected runtime:hash` };
  const hash = parseCode(value)?.hash ?? '';
  if (hasCode(hash)) return undefined;
  return { code: 'code', message: `${shown(key)} names code ${hash}, which neither the ledger nor the block has` };
}

/** Why no ledger can have the precompiles of a configuration, or undefined. Their code is installed when the ledger begins. */
export function checkPrecompiles(
  { builtins, precompiles }: LedgerConfig,
  hasCode: (hash: string) => boolean,
): string | undefined {
  for (const [account, { code, gas }] of Object.entries(precompiles ?? {})) {
    const of = `the precompile at ${shown(account)}`;
    if (!/^[0-9a-f]{40}$/.test(account)) return `${of} is at no address: expected 40 lower-case hex digits`;
    if (builtins?.[account] !== undefined) return `${of} is where ${builtins[account]} has one of its own`;
    if (!hasCode(code)) return `${of} has the code ${shown(code)}, which genesis does not bring`;
    if (gas.kind === 'metered') continue;
    if (gas.base < 0n || gas.perWord < 0n) return `${of} has negative gas`;
    if (!Number.isSafeInteger(gas.speedup) || gas.speedup < 1)
      return `${of} has the speedup ${gas.speedup}: expected an integer from 1`;
  }
  return undefined;
}
