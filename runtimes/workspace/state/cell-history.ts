/** How a cell came to hold what it holds: every transaction that changed it, with what it found and what it left. */
import { addQuantity, type CellKey, type CellValue } from '../../core/cell.ts';
import type { Accesses, CellVersion, StateSource } from './state-source.ts';

export interface CellWrite {
  /** Id of the block. */
  readonly block: number;
  /** Of the transaction; undefined: the beginning, a change that no transaction made, or nobody knows (any more). */
  readonly index: number | undefined;
  readonly before: CellValue;
  readonly after: CellValue;
}

export interface WritePlace {
  readonly block: number;
  /** undefined: all of the block. */
  readonly index: number | undefined;
}

/** The newest first. @param before only what is older. */
export function* cellHistory(
  source: StateSource,
  id: number,
  key: CellKey,
  before: WritePlace | undefined,
): Generator<CellWrite, void, undefined> {
  for (const version of source.versions(before?.block ?? id, key)) {
    const writes = writesIn(version, source.accesses(version.block), key);
    for (const write of writes.reverse()) {
      const isOlder =
        before === undefined ||
        write.block < before.block ||
        (before.index !== undefined && write.index !== undefined && write.index < before.index);
      if (isOlder) yield write;
    }
  }
}

/** In block order. */
function writesIn({ block, before, after }: CellVersion, accesses: readonly Accesses[] | undefined, key: CellKey) {
  const writes: CellWrite[] = [];
  let value = before;
  for (const [index, one] of (accesses ?? []).entries()) {
    const left = leftBy(one, key, value);
    if (left === undefined) continue;
    writes.push({ block, index, before: value, after: left });
    value = left;
  }
  // What a decision of the block changed stands in no access: better one change of nobody than a wrong one.
  return value === after && writes.length > 0 ? writes : [{ block, index: undefined, before, after }];
}

/** What a transaction leaves in a cell that held `value`; undefined: it did not write it. */
export function leftBy({ writes, deltas }: Accesses, key: CellKey, value: CellValue): CellValue | undefined {
  const write = writes.find((one) => one.key === key);
  const added = deltas.filter((one) => one.key === key);
  if (write === undefined && added.length === 0) return undefined;
  return added.reduce((sum, { amount }) => addQuantity(sum, amount), write?.value ?? value);
}
