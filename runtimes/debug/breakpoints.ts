/** What makes a debugger stop, as rows of a trace: a trace is whole, so that each breakpoint knows from the beginning where it is met. */
import { parseCell, type CellKey } from '../core/cell.ts';
import type { CellAccess } from './cell-history.ts';
import { FLAG, ROW, type CallNode, type Timeline, type TimelineFrame } from './timeline.ts';

/** `failure`: a frame reverts, runs out of gas or traps; `event`: one is emitted; `crossing`: a frame enters another runtime. */
export type ExceptionFilter = 'failure' | 'event' | 'crossing';

export type BreakpointPlace =
  | { readonly kind: 'line'; readonly file: string; readonly line: number }
  | { readonly kind: 'function'; readonly name: string }
  /** `code`: whose; offsets as `StepEvent` gives them. */
  | { readonly kind: 'instruction'; readonly code: string; readonly offset: number }
  | { readonly kind: 'cell'; readonly key: CellKey; readonly access: 'write' | 'read' | 'any' }
  | { readonly kind: 'exception'; readonly filter: ExceptionFilter };

export interface FoundRows {
  /** Ascending. */
  readonly rows: readonly number[];
  /** Of a line: where it has been moved to, for it has no code itself. */
  readonly line?: number;
  /** Why it cannot be met, one sentence; undefined: it can, or at least it is one. */
  readonly problem?: string;
}

export function rowsOf(timeline: Timeline, place: BreakpointPlace): FoundRows {
  switch (place.kind) {
    case 'line':
      return rowsOfLine(timeline, place.file, place.line);
    case 'function':
      return rowsOfFunction(timeline, place.name);
    case 'instruction':
      return { rows: rowsWhere(timeline, (row) => isInstruction(timeline, row, place)) };
    case 'cell':
      return rowsOfCell(timeline, place);
    case 'exception':
      return { rows: rowsOfFilter(timeline, place.filter) };
  }
}

/** Lines below that are looked at when a line has no code. */
const BELOW = 50;

function rowsOfLine(timeline: Timeline, file: string, line: number): FoundRows {
  if (line < 1) return { rows: [], problem: `there is no line ${line}` };
  const infos = new Set(timeline.frames.flatMap(({ info }) => info ?? []));
  const own = [...infos].filter(({ sources }) => sources.some(({ path }) => path === file));
  if (own.length === 0) return { rows: [], problem: 'no code of this file runs in the transaction' };
  for (let at = line; at <= line + BELOW; at++) {
    if (!own.some((info) => info.offsetsOfLine(file, at).length > 0)) continue;
    const places = new Set(
      timeline.places
        .filter(({ span, isGenerated }) => !isGenerated && span.file === file && span.line === at)
        .map(({ id }) => id),
    );
    const rows = rowsWhere(timeline, (row) => has(timeline, row, FLAG.line) && places.has(timeline.place.at(row)));
    return { rows, ...(at !== line && { line: at }) };
  }
  const lines =
    own[0]?.sources
      .find(({ path }) => path === file)
      ?.text.replace(/\r?\n$/, '')
      .split('\n').length ?? 0;
  const problem = line > lines ? `the file has ${lines} lines` : 'there is no code on this line or below it';
  return { rows: [], problem };
}

function rowsOfFunction(timeline: Timeline, name: string): FoundRows {
  const infos = new Set(timeline.frames.flatMap(({ info }) => info ?? []));
  const entries = new Map([...infos].map((info) => [info, new Set(info.entriesOf(name))] as const));
  const rows = timeline.nodes.flatMap((node) => {
    const info = timeline.frames[node.frame]?.info;
    return node.call !== undefined && info !== undefined && entries.get(info)?.has(node.call.entry) === true
      ? [firstStop(timeline, node)]
      : [];
  });
  if (rows.length > 0 || [...entries.values()].some((own) => own.size > 0)) return { rows };
  return { rows, problem: `no code that runs in the transaction has a function ${name}` };
}

function isInstruction(
  timeline: Timeline,
  row: number,
  { code, offset }: { readonly code: string; readonly offset: number },
): boolean {
  return (
    timeline.kind.at(row) === ROW.step &&
    timeline.offset.at(row) === offset &&
    timeline.frameAt(row)?.frame.code === code
  );
}

function rowsOfCell({ cells }: Timeline, { key, access }: Extract<BreakpointPlace, { kind: 'cell' }>): FoundRows {
  if (parseCell(key) === undefined) return { rows: [], problem: `"${key}" is no cell` };
  const isWanted = (one: CellAccess): boolean => access === 'any' || (one.access === 'read') === (access === 'read');
  const met = cells.accesses.filter((one) => one.key === key && one.row >= 0 && isWanted(one));
  return { rows: ascending(met.map(({ row }) => row)) };
}

function rowsOfFilter(timeline: Timeline, filter: ExceptionFilter): readonly number[] {
  if (filter === 'event') return ascending(timeline.events.map(({ row }) => row).filter((row) => row >= 0));
  if (filter === 'failure')
    return ascending(
      timeline.frames.filter(hasFailed).map(({ end, node }) => Math.max(end - 1, timeline.nodes[node]?.start ?? 0)),
    );
  return ascending(
    timeline.frames
      .filter((one) => entersOther(timeline, one))
      .flatMap(({ node }) => {
        const call = timeline.nodes[node];
        return call === undefined ? [] : [firstStop(timeline, call)];
      }),
  );
}

export const hasFailed = ({ leave }: TimelineFrame): boolean => leave !== undefined && leave.status !== 'success';

export function entersOther({ frames }: Timeline, { frame, parent }: TimelineFrame): boolean {
  const outer = parent === undefined ? undefined : frames[parent];
  return outer !== undefined && outer.frame.runtime !== frame.runtime;
}

/** Where whoever steps into the call stops. */
function firstStop(timeline: Timeline, { start, end }: CallNode): number {
  for (let row = start; row < end; row++) if (has(timeline, row, FLAG.enters)) return row;
  return start;
}

function rowsWhere(timeline: Timeline, isWanted: (row: number) => boolean): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < timeline.length; row++) if (isWanted(row)) rows.push(row);
  return rows;
}

const has = ({ flags }: Timeline, row: number, flag: number): boolean => (flags.at(row) & flag) !== 0;
const ascending = (rows: readonly number[]): readonly number[] => [...new Set(rows)].sort((a, b) => a - b);
