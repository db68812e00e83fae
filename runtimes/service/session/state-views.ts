/** A state as windows see it. */
import type { CellKey, CellValue } from '../../core/cell.ts';
import { partitionPoint } from '../../core/partition-point.ts';
import { ok, type Result } from '../../core/result.ts';
import { cellDecoder, type CellDecoder, type CellPart, type DecodedCell } from '../../workspace/state/decode-cell.ts';
import { cellHistory, type WritePlace } from '../../workspace/state/cell-history.ts';
import type { StateAccount as Listed } from '../../workspace/state/list-accounts.ts';
import type { DiffFailure, DiffWork, StatePoint as Point, StateSource } from '../../workspace/state/state-source.ts';
import { transactionCells } from '../../workspace/state/transaction-cells.ts';
import type {
  CellPage,
  CellWrite,
  ChangedCell,
  StateAccount,
  StateCell,
  StateChanges,
  StatePoint,
  TouchedCells,
  VersionPage,
} from '../contract/state.ts';

export const pointView = ({ id, number, timestamp, transactions }: Point): StatePoint => ({
  id,
  number,
  timestamp: timestamp ?? null,
  transactions,
});

export const accountView = ({ account, name, runtime, balance, nonce, hasStorage }: Listed): StateAccount => ({
  address: `0x${account}`,
  name,
  runtime: runtime ?? null,
  balance: balance.toString(),
  nonce: nonce.toString(),
  hasStorage,
});

export const cellView = ({ account, ...cell }: DecodedCell): StateCell => ({ ...cell, account: `0x${account}` });

/** The state after one block. */
export class StateAfter {
  readonly source: StateSource;
  readonly point: Point;
  readonly decode: CellDecoder;

  constructor(source: StateSource, point: Point) {
    this.source = source;
    this.point = point;
    this.decode = cellDecoder(source.registry, source.named(point.id));
  }

  cells(account: DecodedCell['account'], after: CellKey | undefined, limit: number): CellPage {
    const cells: StateCell[] = [];
    let next: string | null = null;
    for (const [key, raw] of this.source.cellsOf(this.point.id, account, after)) {
      if (cells.length >= limit) {
        next = cells.at(-1)?.key ?? null;
        break;
      }
      cells.push(cellView(this.decode(key, raw)));
    }
    return { block: pointView(this.point), cells, next };
  }

  versions(key: CellKey, before: WritePlace | undefined, limit: number): VersionPage {
    const versions: CellWrite[] = [];
    let next: VersionPage['next'] = null;
    for (const { block, index, before: was, after } of cellHistory(this.source, this.point.id, key, before)) {
      const last = versions.at(-1);
      if (versions.length >= limit && last !== undefined) {
        next = { block: last.block.id, index: last.by?.index ?? null };
        break;
      }
      const point = this.source.point(block);
      if (point === undefined) continue;
      const by = index === undefined ? undefined : this.source.transaction(block, index);
      versions.push({
        block: pointView(point),
        by: by ? { ...by, row: by.row ?? null } : null,
        ...this.#sides(key, was, after),
      });
    }
    return { cell: cellView(this.decode(key, this.source.read(this.point.id, key))), versions, next };
  }

  changed(key: CellKey, before: CellValue, after: CellValue): ChangedCell {
    const { account, owner } = this.decode(key, after);
    return { key, account: `0x${account}`, owner, ...this.#sides(key, before, after) };
  }

  #sides(
    key: CellKey,
    before: CellValue,
    after: CellValue,
  ): Pick<CellWrite, 'before' | 'after' | 'rawBefore' | 'rawAfter'> {
    const side = (value: CellValue): readonly CellPart[] => this.decode(key, value).parts;
    return { before: side(before), after: side(after), rawBefore: before, rawAfter: after };
  }
}

/** @param from where to go on: the key that came last. */
export async function changesView(
  source: StateSource,
  [before, after]: readonly [Point, Point],
  { from, limit }: { readonly from: CellKey | undefined; readonly limit: number },
  work: DiffWork,
): Promise<Result<StateChanges, DiffFailure>> {
  const found = await source.differences(before.id, after.id, work);
  if (!found.ok) return found;
  const all = found.value;
  const begin = from === undefined ? 0 : partitionPoint(all.length, (at) => (all[at]?.key ?? '') <= from);
  const page = all.slice(begin, begin + limit);
  const state = new StateAfter(source, after);
  return ok({
    before: pointView(before),
    after: pointView(after),
    total: all.length,
    cells: page.map((one) => state.changed(one.key, one.before, one.after)),
    next: begin + limit < all.length ? (page.at(-1)?.key ?? null) : null,
  });
}

export function touchedView(source: StateSource, point: Point, index: number): TouchedCells | undefined {
  const transaction = source.transaction(point.id, index);
  if (transaction === undefined) return undefined;
  const state = new StateAfter(source, point);
  const { label, sender } = transaction;
  const cells = transactionCells(source, point.id, index)?.map(({ key, before, after, isRead, isWritten }) => ({
    ...state.changed(key, before, after),
    isRead,
    isWritten,
  }));
  return { block: pointView(point), index, label, sender, cells: cells ?? null };
}
