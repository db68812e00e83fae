/**
 * Who read what whom wrote: the dependencies of a run's transactions, from the read and write sets of what was committed, in the order of
 * the ledger. The longest chain of them is the critical path, below which no number of lanes brings the run.
 */
import type { CellKey } from '../../core/cell.ts';
import type { AccessRecord } from './access-recorder.ts';

/** Why `to` has to come after `from`: it read a cell that `from` wrote or added to. */
export interface Dependency {
  readonly from: number;
  readonly to: number;
  /** Of several cells the first that `to` read. */
  readonly cell: CellKey;
}

/** Everything that hangs on one cell, as a chain of transactions that read and write it one after the other. */
export interface CellChain {
  readonly cell: CellKey;
  /** Transactions of the longest chain through this cell alone, and what they weigh. */
  readonly length: number;
  readonly weight: number;
  /** Transactions that read it, and that wrote it or added to it. */
  readonly readers: number;
  readonly writers: number;
}

export interface DependencyGraph {
  readonly count: number;
  /** By `to`, then `from`. At most `MOST_EDGES`; the critical path is that of all. */
  readonly edges: readonly Dependency[];
  /** Dependencies in all; where there are more than `MOST_EDGES`, at least so many. */
  readonly dependencies: number;
  /** Transactions that depend on no other one. */
  readonly independent: number;
  /** Of the longest chain, ascending, and the cells between them (one fewer). */
  readonly critical: readonly number[];
  readonly criticalCells: readonly CellKey[];
  readonly criticalWeight: number;
  readonly totalWeight: number;
  /** The heaviest first; cells on which nobody had to wait are left out. */
  readonly chains: readonly CellChain[];
}

export const MOST_EDGES = 200_000;
const CHAINS = 50;

/** What is known of a cell while the order is gone through. */
class CellTrack {
  /** Whoever wrote it last; then those who added to it since. */
  writers: number[] = [];
  /** Of them the one whose chain of dependencies ends last. */
  latest: { readonly tx: number; readonly finish: number } | undefined;
  /** Longest chain through this cell alone. */
  chain = { length: 0, weight: 0 };
  best = { length: 0, weight: 0 };
  readers = 0;
  writes = 0;
  /** undefined: not known. */
  empty: boolean | undefined;
  /** Who last made it empty, or no longer empty. */
  flipped: number | undefined;
}

/** @param weightOf what a transaction weighs: milliseconds, gas. */
export function dependencyGraph(
  records: readonly AccessRecord[],
  weightOf: (record: AccessRecord, tx: number) => number,
): DependencyGraph {
  const tracks = new Map<CellKey, CellTrack>();
  const track = (key: CellKey): CellTrack => {
    let found = tracks.get(key);
    if (found === undefined) tracks.set(key, (found = new CellTrack()));
    return found;
  };
  const edges: Dependency[] = [];
  const before: (Dependency | undefined)[] = [];
  const finish: number[] = [];
  let [dependencies, independent, totalWeight] = [0, 0, 0];
  for (const [tx, record] of records.entries()) {
    const own = weightOf(record, tx);
    totalWeight += own;
    const sources = sourcesOf(record, track, edges.length < MOST_EDGES);
    dependencies += sources.size;
    if (sources.size === 0) independent++;
    let last: Dependency | undefined;
    for (const [from, cell] of [...sources].sort(([a], [b]) => a - b)) {
      const edge = { from, to: tx, cell };
      if (edges.length < MOST_EDGES) edges.push(edge);
      if (last === undefined || (finish[from] ?? 0) > (finish[last.from] ?? 0)) last = edge;
    }
    before.push(last);
    const end = own + (last === undefined ? 0 : (finish[last.from] ?? 0));
    finish.push(end);
    enter(record, { tx, own, finish: end }, track);
  }
  const path = longest(finish, before);
  return {
    count: records.length,
    edges,
    dependencies,
    independent,
    ...path,
    totalWeight,
    chains: heaviest(tracks),
  };
}

/** Transactions whose writes the record has read, with the cell. `all`: not only the one of each cell that ends last. */
function sourcesOf({ reads }: AccessRecord, track: (key: CellKey) => CellTrack, all: boolean): Map<number, CellKey> {
  const sources = new Map<number, CellKey>();
  for (const { key, zero } of reads) {
    const cell = track(key);
    if (zero !== undefined) {
      // Only whether it is empty was asked: nobody else matters than who last changed that.
      cell.empty ??= zero;
      if (cell.flipped !== undefined && !sources.has(cell.flipped)) sources.set(cell.flipped, key);
      continue;
    }
    const writers = all || cell.latest === undefined ? cell.writers : [cell.latest.tx];
    for (const writer of writers) if (!sources.has(writer)) sources.set(writer, key);
  }
  return sources;
}

/** What the record does to the cells, once it is clear on whom it depends. */
function enter(
  { reads, writes, deltas }: AccessRecord,
  { tx, own, finish }: { readonly tx: number; readonly own: number; readonly finish: number },
  track: (key: CellKey) => CellTrack,
): void {
  const read = new Set(reads.flatMap(({ key, zero }) => (zero === undefined ? [key] : [])));
  for (const key of read) track(key).readers++;
  const change = (key: CellKey, replaces: boolean, empty: boolean): void => {
    const cell = track(key);
    cell.writes++;
    if (cell.empty !== undefined && cell.empty !== empty) cell.flipped = tx;
    cell.empty = empty;
    if (replaces) cell.writers = [tx];
    else cell.writers.push(tx);
    if (replaces || cell.latest === undefined || finish > cell.latest.finish) cell.latest = { tx, finish };
    const { chain } = cell;
    // Whoever only writes or adds waits for nobody.
    const next = read.has(key) ? { length: chain.length + 1, weight: chain.weight + own } : { length: 1, weight: own };
    cell.chain = replaces || next.weight > chain.weight ? next : chain;
    if (cell.chain.weight > cell.best.weight) cell.best = cell.chain;
  };
  for (const key of read) {
    const cell = track(key);
    const end = { length: cell.chain.length + 1, weight: cell.chain.weight + own };
    if (cell.writers.length > 0 && end.weight > cell.best.weight) cell.best = end;
  }
  for (const { key, value } of writes) change(key, true, value === '');
  for (const { key } of deltas) change(key, false, false);
}

function longest(
  finish: readonly number[],
  before: readonly (Dependency | undefined)[],
): Pick<DependencyGraph, 'critical' | 'criticalCells' | 'criticalWeight'> {
  let last = -1;
  for (const [tx, weight] of finish.entries()) if (last < 0 || weight > (finish[last] ?? 0)) last = tx;
  const critical: number[] = [];
  const criticalCells: CellKey[] = [];
  for (let tx = last; tx >= 0;) {
    critical.push(tx);
    const edge = before[tx];
    if (edge !== undefined) criticalCells.push(edge.cell);
    tx = edge?.from ?? -1;
  }
  return {
    critical: critical.reverse(),
    criticalCells: criticalCells.reverse(),
    criticalWeight: last < 0 ? 0 : (finish[last] ?? 0),
  };
}

const heaviest = (tracks: ReadonlyMap<CellKey, CellTrack>): CellChain[] =>
  [...tracks]
    .filter(([, { best }]) => best.length > 1)
    .map(([cell, { best, readers, writes }]) => ({ cell, ...best, readers, writers: writes }))
    .sort((a, b) => b.weight - a.weight || (a.cell < b.cell ? -1 : 1))
    .slice(0, CHAINS);
