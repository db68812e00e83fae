/** What a ledger starts from, checked. */
import type { CellKey, CellValue } from '../core/cell.ts';
import type { LedgerConfig } from '../core/block.ts';
import { MAX_BLOCK } from '../core/version.ts';
import { checkCell, checkCode, checkPrecompiles } from './check-commit.ts';
import type { Genesis } from './ledger.ts';

export interface CheckedGenesis {
  readonly number: number;
  readonly codes: Map<string, Uint8Array>;
  /** Those that hold something. */
  readonly cells: Map<CellKey, CellValue>;
}

/** @throws RangeError for a genesis that no ledger could hold. */
export function checkGenesis(config: LedgerConfig, genesis: Genesis): CheckedGenesis {
  const codes = new Map<string, Uint8Array>();
  for (const blob of genesis.codes) {
    const error = checkCode(blob);
    if (error) throw new RangeError(`genesis: ${error.message}`);
    codes.set(blob.hash, blob.bytes);
  }
  const hasCode = (hash: string): boolean => codes.has(hash);
  const flaw = checkPrecompiles(config, hasCode);
  if (flaw !== undefined) throw new RangeError(`genesis: ${flaw}`);
  const cells = new Map<CellKey, CellValue>();
  for (const [key, value] of genesis.cells) {
    const error = checkCell(key, value, hasCode);
    if (error) throw new RangeError(`genesis: ${error.message}`);
    if (value === '') cells.delete(key);
    else cells.set(key, value);
  }
  const number = genesis.number ?? 0;
  if (!Number.isInteger(number) || number < 0 || number >= MAX_BLOCK)
    throw new RangeError(`genesis: ${number} is no block number`);
  return { number, codes, cells };
}
