/**
 * Whether a transaction may have been recorded at all: only code that is not deterministic is a reason. Without this check a kernel that
 * recorded everything would find everything equivalent.
 */
import { builtinRuntime, type LedgerConfig } from '../../core/block.ts';
import { parseCell, parseCode } from '../../core/cell.ts';
import type { TransactionRecord } from '../../core/record.ts';
import type { RuntimeId, Transaction } from '../../core/transaction.ts';
import type { Registry } from '../../registry.ts';

export interface RecordSurroundings {
  readonly registry: Registry;
  readonly config: LedgerConfig;
  /** Of the ledger on which the transaction ran. */
  code(hash: string): Uint8Array | undefined;
}

/**
 * Whoever runs an account's code reads its code cell, so the record itself names all code that can have run, and its reads are checked.
 * What it deploys stands in its data.
 */
export function hasGrounds(tx: Transaction, record: TransactionRecord, around: RecordSurroundings): boolean {
  const { registry, config, code } = around;
  const recordedRuntime = (id: RuntimeId): boolean => registry.byId(id)?.manifest.deterministic === false;
  if (recordedRuntime(tx.runtime)) return true;
  if (tx.to === null && registry.byId(tx.runtime)?.isDeterministic?.(tx.data, 'deployment') === false) return true;
  const cells = [...record.reads.flatMap((read) => ('value' in read ? [read] : [])), ...record.writes];
  return cells.some(({ key, value }) => {
    const cell = parseCell(key);
    if (cell?.field.kind !== 'code') return false;
    const parsed = parseCode(value);
    const runtime = builtinRuntime(config, cell.account) ?? parsed?.runtime;
    if (runtime === undefined) return false;
    if (recordedRuntime(runtime)) return true;
    const bytes = parsed && code(parsed.hash);
    return bytes !== undefined && registry.byId(runtime)?.isDeterministic?.(bytes, 'code') === false;
  });
}
