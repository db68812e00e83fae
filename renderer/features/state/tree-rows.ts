/** The rows of the tree: account, variable, cell. */
import type { CellPart, StateAccount, StateCell } from '../../../runtimes/service/contract/state.ts';
import { ether, grouped } from '../../ui/format.ts';
import type { TreeRow } from '../../ui/virtual-tree.tsx';

export interface LoadedCells {
  readonly cells: readonly StateCell[];
  /** null: these are all. */
  readonly next: string | null;
}

export interface StateRow extends TreeRow {
  readonly kind: 'account' | 'variable' | 'cell' | 'more';
  /** `0x…`; empty: rows that belong to none. */
  readonly address: string;
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly account?: StateAccount;
  readonly cell?: StateCell;
}

export interface RowsOf {
  readonly accounts: readonly StateAccount[];
  readonly nextAccount: string | null;
  readonly cells: Readonly<Record<string, LoadedCells>>;
  readonly open: ReadonlySet<string>;
}

/** The group of all accounts that have no code. */
export const PEOPLE = 'people';
export const accountRow = (address: string): string => `a ${address}`;
export const variableRow = (address: string, variable: string): string => `v ${address} ${variable}`;
/** @param part which of the variables in the cell. */
export const cellRow = (key: string, part: number): string => `c ${key} ${part}`;

interface Entry {
  readonly id: string;
  readonly name: string;
  readonly part: CellPart;
  readonly cell: StateCell;
}

const ORDER = new Intl.Collator('en', { numeric: true });

export function treeRows(state: RowsOf): readonly StateRow[] {
  const contracts = state.accounts.filter(({ runtime }) => runtime !== null);
  const people = state.accounts.filter(({ runtime }) => runtime === null);
  const rows: StateRow[] = [];
  const top = contracts.length + (people.length > 0 || state.nextAccount !== null ? 1 : 0);
  for (const [n, one] of contracts.entries()) pushAccount(rows, state, one, 1, n + 1, top);
  if (top === contracts.length) return rows;
  const isOpen = state.open.has(PEOPLE);
  rows.push({
    ...row('variable', PEOPLE, 1, 'Accounts without code', '', top, top),
    open: isOpen,
    value: `${people.length}${state.nextAccount === null ? '' : '+'}`,
  });
  if (!isOpen) return rows;
  const size = people.length + (state.nextAccount === null ? 0 : 1);
  for (const [n, one] of people.entries()) pushAccount(rows, state, one, 2, n + 1, size);
  if (state.nextAccount !== null) rows.push(row('more', 'more accounts', 2, 'More accounts', '', size, size));
  return rows;
}

function pushAccount(
  rows: StateRow[],
  state: RowsOf,
  account: StateAccount,
  level: number,
  position: number,
  siblings: number,
): void {
  const { address, name } = account;
  const id = accountRow(address);
  const isOpen = state.open.has(id);
  rows.push({ ...row('account', id, level, name || address, address, position, siblings), open: isOpen, account });
  const loaded = state.cells[address];
  if (!isOpen || loaded === undefined) return;
  const groups = groupsOf(loaded);
  const size = groups.length + (loaded.next === null ? 0 : 1);
  for (const [n, [variable, entries]] of groups.entries()) {
    const [only] = entries;
    // A variable that is one cell is that cell.
    if (entries.length === 1 && only?.name === variable) {
      pushCell(rows, only, only.name, level + 1, n + 1, size);
      continue;
    }
    const group = variableRow(address, variable);
    const isGroupOpen = state.open.has(group);
    const count = `${entries.length}${loaded.next === null ? '' : '+'} ${entries.length === 1 ? 'cell' : 'cells'}`;
    const title = variable === '' ? 'Without a name' : variable;
    rows.push({ ...row('variable', group, level + 1, title, address, n + 1, size), open: isGroupOpen, value: count });
    if (!isGroupOpen) continue;
    for (const [at, entry] of entries.entries())
      pushCell(rows, entry, entry.name.slice(variable.length).trim(), level + 2, at + 1, entries.length);
  }
  if (loaded.next !== null) rows.push(row('more', `more ${address}`, level + 1, 'More cells', address, size, size));
}

function pushCell(rows: StateRow[], entry: Entry, name: string, level: number, at: number, of: number): void {
  const { id, part, cell } = entry;
  rows.push({
    ...row('cell', id, level, name || part.name, cell.account, at, of),
    type: part.type,
    value: shownValue(part),
    cell,
  });
}

/** By variable; the account's own fields first. Entries in the order of their names once all are there. */
function groupsOf({ cells, next }: LoadedCells): readonly (readonly [string, readonly Entry[]])[] {
  const groups = new Map<string, Entry[]>();
  for (const cell of cells) {
    for (const [n, part] of cell.parts.entries()) {
      const entry = { id: cellRow(cell.key, n), name: part.name, part, cell };
      const group = groups.get(part.variable);
      if (group === undefined) groups.set(part.variable, [entry]);
      else group.push(entry);
    }
  }
  if (next === null) for (const group of groups.values()) group.sort((a, b) => ORDER.compare(a.name, b.name));
  const rank = (variable: string): number => (variable.startsWith('@') ? 0 : variable === '' ? 2 : 1);
  return [...groups].sort(([a], [b]) => rank(a) - rank(b));
}

/** Balances in ether, numbers with commas, everything else as it is. */
export function shownValue({ type, value }: CellPart): string {
  if (value === '') return type === 'wei' || /^u?int|^number|^counter/.test(type) ? '0' : 'nothing';
  if (type === 'wei') return `${ether(value, 18)} ether`;
  if (type === '' && value.length > 30) return `0x${BigInt(value).toString(16)}`;
  return /^-?\d+$/.test(value) ? grouped(value) : value;
}

const row = (
  kind: StateRow['kind'],
  id: string,
  level: number,
  name: string,
  address: string,
  position: number,
  siblings: number,
): StateRow => ({ kind, id, level, text: name, name, address, position, siblings, type: '', value: '' });
