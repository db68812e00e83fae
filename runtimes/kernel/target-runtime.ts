import { builtinRuntime, type LedgerConfig } from '../core/block.ts';
import { codeCell, parseCode, type CellKey } from '../core/cell.ts';
import type { RuntimeId, Transaction } from '../core/transaction.ts';

/** Where a transaction is sent first. A deployment in the same block may prove it wrong. */
export function targetRuntime(
  { to, runtime }: Transaction,
  config: LedgerConfig,
  read: (key: CellKey) => { readonly value: string },
): RuntimeId {
  if (to === null) return runtime;
  return builtinRuntime(config, to) ?? parseCode(read(codeCell(to)).value)?.runtime ?? runtime;
}
