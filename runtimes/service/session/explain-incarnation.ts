/** Why an incarnation came to what it came to: its conflict with both sides, in names, and all incarnations of its transaction. */
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { parseCell, type CellKey } from '../../core/cell.ts';
import { statusOf } from '../../core/incarnation-status.ts';
import { blockOf, GENESIS, indexOf, type Version } from '../../core/version.ts';
import type { AccessFinder } from '../../workspace/schedule/find-access.ts';
import { variableLine } from '../../workspace/schedule/source-line.ts';
import type { Explanation, SourceLine } from '../contract/runs.ts';
import type { Run } from './runs.ts';

type Conflict = NonNullable<Explanation['conflict']>;

export interface Asked {
  readonly run: Run;
  readonly finder: AccessFinder;
  /** Of the workspace, absolute. */
  readonly root: string;
}

export async function explainIncarnation(asked: Asked, row: number): Promise<Explanation | undefined> {
  const { run } = asked;
  const { rows, transactions } = run.recorder;
  const tx = rows.tx[row];
  const one = tx === undefined ? undefined : transactions[tx];
  if (tx === undefined || one === undefined) return undefined;
  const incarnations = rows.tx.flatMap((other, n) => (other === tx ? [n] : []));
  // What still runs has not taken anything yet.
  const took = (n: number): number => (Number.isNaN(rows.end[n]) ? 0 : number(rows.end[n]) - number(rows.start[n]));
  const settledWell = (n: number): boolean => ['committed', 'reverted'].includes(statusOf(rows.status[n] ?? 0));
  const totalMs = incarnations.reduce((sum, n) => sum + took(n), 0);
  const wastedMs = incarnations.filter((n) => !settledWell(n)).reduce((sum, n) => sum + took(n), 0);
  const conflict = await conflictOf(asked, row);
  return {
    row,
    tx: {
      block: one.block,
      index: one.index,
      call: callOf(run, row),
      sender: one.sender,
      runtime: runtimeOf(run, row),
    },
    text: sentence(run, row, conflict),
    conflict,
    incarnations: incarnations.map((n) => ({
      row: n,
      incarnation: rows.incarnation[n] ?? 0,
      lane: rows.lane[n] ?? 0,
      start: orNull(rows.start[n]),
      end: orNull(rows.end[n]),
      settled: orNull(rows.settled[n]),
      status: statusOf(rows.status[n] ?? 0),
      cause: causeOf(run, n),
    })),
    wastedMs,
    totalMs,
  };
}

async function conflictOf(asked: Asked, row: number): Promise<Conflict | null> {
  const { run, root } = asked;
  const { rows, cells } = run.recorder;
  const key = cells[rows.cell[row] ?? -1];
  if (key === undefined) return null;
  const name = nameCell(run, key);
  const found = side(run, rows.found[row] ?? 0, key, rows.cause[row] ?? -1);
  const read = side(run, rows.read[row] ?? 0, key, run.recorder.rowOfVersion(rows.read[row] ?? 0) ?? -1);
  return {
    cell: name,
    key,
    withdrawn: rows.withdrawn[row] === 1,
    read,
    found,
    reader: await access(asked, row, key, 'read'),
    writer: found.by === null ? null : await access(asked, found.by.row, key, 'write'),
    variable: await variable(run, name, root),
  };
}

function side(run: Run, version: number, key: CellKey, row: number): Conflict['read'] {
  const of = version as Version;
  const value = run.recorder.valueRead(key, version);
  return {
    version: of === GENESIS ? 'genesis' : `(${blockOf(of)}, ${indexOf(of)})`,
    value: value === undefined ? null : shown(value, parseCell(key)?.field.kind === 'balance'),
    by: row < 0 ? null : { row, tx: txText(run, row), call: labelOf(run, row), runtime: runtimeOf(run, row) },
  };
}

/** `32`, or `5:32` where there are several blocks. */
function txText(run: Run, row: number): string {
  const { rows, transactions, blocks } = run.recorder;
  const one = transactions[rows.tx[row] ?? -1];
  return blocks.length > 1 ? `${one?.block ?? 0}:${one?.index ?? 0}` : String(one?.index ?? 0);
}

function sentence(run: Run, row: number, conflict: Conflict | null): string {
  const { rows, retries } = run.recorder;
  const k = rows.incarnation[row] ?? 0;
  const status = statusOf(rows.status[row] ?? 0);
  if (conflict !== null) {
    const { cell, found, withdrawn } = conflict;
    if (found.by === null)
      return `Incarnation ${k} read ${cell} in a version that is not the one at its place in the block: an earlier block's is.`;
    const writer = `tx ${found.by.tx}`;
    if (status === 'invalidated')
      return `Incarnation ${k} read ${cell} as it was when the block began. ${capital(writer)} wrote it and comes first in the block, so the policy invalidated this transaction.`;
    if (withdrawn)
      return `Incarnation ${k} depended on ${cell} from ${writer}, whose incarnation was itself aborted and will write it anew.`;
    return `Incarnation ${k} read ${cell} before ${writer} wrote it. ${capital(writer)} comes first in the block, so incarnation ${k} was aborted and executed again.`;
  }
  const cause = retries.get(row);
  if (cause !== undefined) return `Incarnation ${k} ${RETRIES[cause]}.`;
  if (status === 'committed') return `Incarnation ${k} read what stood at its place in the block, and was committed.`;
  if (status === 'reverted')
    return `Incarnation ${k} read what stood at its place in the block, and was committed; the contract reverted.`;
  if (status === 'validating')
    return `Incarnation ${k} has run; what comes before it in the block is not committed yet.`;
  return `Incarnation ${k} is ${status}.`;
}

const RETRIES = {
  lost: 'was taken back: its executor was lost',
  deadline: 'was taken back: it passed its deadline',
  misrouted: 'was taken back: another runtime has the code of its account',
  fault: 'was taken back: its executor failed',
  lane: 'gave its lane back to a transaction that comes first in the block',
} as const;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function causeOf(run: Run, row: number): { row: number; tx: string } | null {
  const cause = run.recorder.rows.cause[row] ?? -1;
  return cause < 0 ? null : { row: cause, tx: txText(run, cause) };
}

function callOf(run: Run, row: number): string {
  const one = run.recorder.transactions[run.recorder.rows.tx[row] ?? -1];
  const block = run.finished?.chain.blocks.find(({ context }) => context.number === one?.block);
  const tx = one && block?.transactions[one.index];
  return tx && run.finished ? run.finished.names.call(tx, block?.result.receipts[one.index]) : labelOf(run, row);
}

const labelOf = ({ recorder }: Run, row: number): string =>
  recorder.transactions[recorder.rows.tx[row] ?? -1]?.label ?? '';

const runtimeOf = ({ recorder }: Run, row: number): string =>
  recorder.lanes[recorder.rows.lane[row] ?? 0]?.runtime ?? '';

export function nameCell(run: Run, key: CellKey): string {
  const names = run.finished?.names ?? run.about?.names;
  return names?.cell(key) ?? key;
}

/** Where the row's incarnation touched the cell. */
async function access(
  { run, finder, root }: Asked,
  row: number,
  key: CellKey,
  kind: 'read' | 'write',
): Promise<SourceLine | null> {
  const source = await finder.find(run, row, key, kind);
  const path = source && relative(root, source.file);
  if (source === undefined || path === undefined || path.startsWith('..')) return null;
  const { line, text, precision } = source;
  return { path, line, text, precision };
}

/** Where the variable of a cell first stands in its contract: `market.reserve`, `token.balances[alice]`. */
async function variable(run: Run, cell: string, root: string): Promise<SourceLine | null> {
  const [contract, field] = cell.split('.');
  const name = field?.match(/^\w+/)?.[0];
  if (contract === undefined || name === undefined) return null;
  return lineIn(run, contract, root, (text) => variableLine(text, name));
}

async function lineIn(
  { about, folder }: Run,
  contract: string,
  root: string,
  find: (text: string) => { line: number; text: string } | undefined,
): Promise<SourceLine | null> {
  const spec = about?.scenario.contracts.find(({ name }) => name === contract);
  const source = spec?.kind === 'deploy' ? spec.source.path : spec?.abi?.path;
  if (source === undefined) return null;
  const file = join(folder, source);
  const path = relative(root, file);
  if (path.startsWith('..')) return null;
  const text = await readFile(file, 'utf8').catch(() => '');
  const found = find(text);
  return found === undefined ? null : { path, ...found, precision: 'named' };
}

/** Numbers as numbers, unless nobody could read them. */
function shown(value: string, isEther: boolean): string {
  if (value === '') return '0';
  if (!/^(0x)?[0-9a-f]{1,64}$/i.test(value)) return value.length > 24 ? `${value.slice(0, 24)}…` : value;
  const number = BigInt(value.startsWith('0x') ? value : `0x${value}`);
  const digits = number.toString();
  if (digits.length > 32) return `0x${value.slice(0, 8)}…${value.slice(-4)}`;
  const grouped = digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return isEther ? `${grouped} wei` : grouped;
}

const number = (value: number | undefined): number => (value === undefined || Number.isNaN(value) ? 0 : value);
const orNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;
