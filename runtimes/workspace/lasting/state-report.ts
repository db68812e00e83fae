/** The state that a ledger's file has after a block, and how a cell came to hold what it holds: as data, with names. */
import { accountOfCell, addQuantity, type AccountId, type CellKey, type CellValue } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { TracedEffects } from '../../ledger/ledger.ts';
import type { History } from '../../ledger/store/history.ts';
import type { Registry } from '../../registry.ts';
import { findCells } from '../proofs/find-cells.ts';
import { cellNamer } from '../run/name-cells.ts';
import { cellReader } from '../run/read-cells.ts';
import { namedInFile } from './name-file-cells.ts';

export interface StateReport {
  /** Its number. */
  readonly block: number;
  /** All that there are, of which `cells` has the first. */
  readonly total: number;
  /** `value`: in words; `raw`: as the ledger has it. */
  readonly cells: readonly {
    readonly cell: string;
    readonly key: CellKey;
    readonly value: string;
    readonly raw: string;
  }[];
}

export interface CellHistoryReport {
  readonly cell: string;
  readonly key: CellKey;
  /** The newest first. */
  readonly versions: readonly VersionReport[];
}

export interface VersionReport {
  readonly block: number;
  /** Seconds since 1970; null: the beginning of the history, or not known. */
  readonly timestamp: number | null;
  readonly before: string;
  readonly after: string;
  readonly rawBefore: string;
  readonly rawAfter: string;
  /** Null where the file does not keep what ran in the block. */
  readonly writers: readonly WriterReport[] | null;
}

export interface WriterReport {
  readonly transaction: number;
  readonly from: string;
  /** Null for a deployment. */
  readonly to: string | null;
  /** What it left; null: it added to the number without reading it. */
  readonly value: string | null;
  /** In decimal; null where it wrote a value. */
  readonly added: string | null;
}

/** @param account whose cells: an address or the name of a contract or account; undefined: of all. The error is a sentence. */
export function stateReport(
  history: History,
  block: number,
  options: { readonly account?: string | undefined; readonly limit: number; readonly registry: Registry },
): Result<StateReport, string> {
  const named = namedInFile(history, block);
  const account =
    options.account === undefined ? ok(undefined) : accountNamed(options.account, history, block, options);
  if (!account.ok) return account;
  const [name, read] = [cellNamer(options.registry, named), cellReader(options.registry, named)];
  const cells: StateReport['cells'][number][] = [];
  let total = 0;
  for (const [key, raw] of history.cells(block, account.value)) {
    if (total++ < options.limit) cells.push({ cell: name(key), key, value: read(key, raw), raw });
  }
  return ok({ block: history.block(block).number, total, cells });
}

function accountNamed(
  text: string,
  history: History,
  block: number,
  { registry }: { readonly registry: Registry },
): Result<AccountId, string> {
  const found = findCells(text, {
    named: namedInFile(history, block),
    registry,
    read: (key) => history.cell(block, key),
  });
  if (!found.ok) return found;
  const [first, second] = found.value;
  if (first === undefined || second === undefined)
    return err(`${JSON.stringify(text)} is a cell, not an account: leave out what follows the account's name`);
  return ok(accountOfCell(first));
}

/** @param text the cell, see `findCells`. The error is a sentence. */
export function cellHistoryReport(
  history: History,
  block: number,
  text: string,
  { limit, registry }: { readonly limit: number; readonly registry: Registry },
): Result<CellHistoryReport, string> {
  const named = namedInFile(history, block);
  const found = findCells(text, { named, registry, read: (key) => history.cell(block, key) });
  if (!found.ok) return found;
  const [key, second] = found.value;
  if (key === undefined || second !== undefined)
    return err(`${JSON.stringify(text)} is an account: say which of its cells, ${text}.@balance for example`);
  const [name, read] = [cellNamer(registry, named), cellReader(registry, named)];
  const versions: VersionReport[] = [];
  for (const { block: id, before, after } of history.versions(block, key)) {
    if (versions.length >= limit) break;
    const { number, timestamp } = history.block(id);
    versions.push({
      block: number,
      timestamp: timestamp ?? null,
      before: read(key, before),
      after: read(key, after),
      rawBefore: before,
      rawAfter: after,
      writers: writersOf(history, id, key, (value) => read(key, value)),
    });
  }
  // What was never written may have no preimage that names it.
  return ok({ cell: text === key || versions.length > 0 ? name(key) : text, key, versions });
}

function writersOf(
  history: History,
  id: number,
  key: CellKey,
  read: (value: CellValue) => string,
): readonly WriterReport[] | null {
  const effects = history.effects(id);
  if (effects === undefined) return null;
  const transactions = history.stored(id)?.transactions ?? [];
  return effects.flatMap((one, transaction) => {
    const change = changeOf(one, key, read);
    if (change === undefined) return [];
    const { from = '', to } = transactions[transaction] ?? {};
    return [{ transaction, from, to: to ?? null, ...change }];
  });
}

function changeOf(
  { writes, deltas }: TracedEffects,
  key: CellKey,
  read: (value: CellValue) => string,
): Pick<WriterReport, 'value' | 'added'> | undefined {
  const write = writes.find((one) => one.key === key);
  const added = deltas.filter((one) => one.key === key);
  const sum = added.reduce((total, { amount }) => total + amount, 0n);
  if (write !== undefined)
    return { value: read(added.length === 0 ? write.value : addQuantity(write.value, sum)), added: null };
  return added.length === 0 ? undefined : { value: null, added: sum.toString() };
}
