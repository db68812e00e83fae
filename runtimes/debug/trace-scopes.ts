/** Scopes that any machine has: the frame, stack and memory, the cells touched and the events so far. */
import type { CellKey } from '../core/cell.ts';
import { toHex } from '../core/hex.ts';
import type { MachineView, Variable, VariableScope } from '../sdk/debug-info.ts';
import type { DebugNames } from './debugger.ts';
import type { Timeline, TimelineFrame } from './timeline.ts';

/** Elements that are listed one by one. */
const LISTED = 1000;

export function traceScopes(
  timeline: Timeline,
  names: DebugNames,
  row: number,
  view: MachineView,
  frame: TimelineFrame,
): readonly VariableScope[] {
  const scopes: (readonly [string, readonly Variable[]])[] = [
    ['Stack', stackOf(view)],
    ['Memory', memoryOf(view)],
    ['Frame', frameOf(names, frame)],
    ['Cells touched', cellsOf(timeline, names, row)],
    ['Events', eventsOf(timeline, names, row)],
  ];
  return scopes.flatMap(([title, variables]) =>
    variables.length === 0 ? [] : [{ kind: 'machine', title, variables }],
  );
}

/** The top one first. */
function stackOf({ stack }: MachineView): readonly Variable[] {
  return [...stack]
    .reverse()
    .slice(0, LISTED)
    .map((word, index) => ({ name: `[${index}]`, type: 'word', value: `0x${word.toString(16)}`, compare: word }));
}

/** 32 bytes a line. */
function memoryOf({ memory }: MachineView): readonly Variable[] {
  const bytes = memory.slice();
  const lines = Math.ceil(bytes.length / 32);
  const line = (index: number): Variable => {
    const text = toHex(bytes.subarray(index * 32, (index + 1) * 32));
    return { name: `0x${(index * 32).toString(16)}`, type: 'bytes', value: text, compare: text };
  };
  const stretch = (from: number, to: number): readonly Variable[] =>
    Array.from({ length: to - from }, (_, index) => line(from + index));
  if (lines <= LISTED) return stretch(0, lines);
  return Array.from({ length: Math.ceil(lines / LISTED) }, (_, part) => {
    const [from, to] = [part * LISTED, Math.min(lines, (part + 1) * LISTED)];
    const name = `0x${(from * 32).toString(16)} to 0x${(to * 32 - 1).toString(16)}`;
    return { name, type: 'bytes', value: '', compare: undefined, children: () => stretch(from, to) };
  });
}

function frameOf(names: DebugNames, { frame, isCreation }: TimelineFrame): readonly Variable[] {
  const account = (name: string, id: TimelineFrame['frame']['account']): Variable => ({
    name,
    type: 'address',
    value: names.account(id),
    compare: BigInt(`0x${id}`),
  });
  return [
    account('caller', frame.caller),
    account('account', frame.account),
    account('code', frame.code),
    { name: 'kind', type: 'text', value: frame.kind, compare: frame.kind },
    { name: 'value', type: 'wei', value: frame.value.toString(), compare: frame.value },
    { name: 'gas', type: 'gas', value: frame.gas.toString(), compare: frame.gas },
    {
      name: isCreation ? 'init code' : 'data',
      type: 'bytes',
      value: `0x${toHex(frame.data)}`,
      compare: toHex(frame.data),
    },
  ];
}

/** A cell that the transaction has touched by a row. */
export interface TouchedCell {
  readonly key: CellKey;
  readonly name: string;
  readonly isRead: boolean;
  /** Written, or added to; maybe taken back since. */
  readonly isWritten: boolean;
  /** Before the transaction, and now; in words. */
  readonly before: string;
  readonly now: string;
  /** Of the last access; -1: before all code. */
  readonly row: number;
}

/** In the order of their first touch. @param most so many of them are put into words. */
export function touchedCells(
  timeline: Timeline,
  names: DebugNames,
  row: number,
  most = Infinity,
): readonly TouchedCell[] {
  const touched = new Map<CellKey, { isRead: boolean; isWritten: boolean; row: number }>();
  for (const { key, access, row: at } of timeline.cells.accesses) {
    if (at >= row) break;
    const one = touched.get(key) ?? { isRead: false, isWritten: false, row: at };
    if (access === 'read') one.isRead = true;
    else one.isWritten = true;
    one.row = at;
    touched.set(key, one);
  }
  const shown = (key: CellKey, at: number): string => {
    const value = timeline.cellAt(key, at);
    return value === undefined ? 'unknown' : names.cellValue(key, value);
  };
  return [...touched].slice(0, most).map(([key, how]) => ({
    ...how,
    key,
    name: names.cell(key),
    // What the transaction itself moves before all code, its value and its fee, stands at row 0 already.
    before: shown(key, -1),
    now: shown(key, row),
  }));
}

const cellsOf = (timeline: Timeline, names: DebugNames, row: number): readonly Variable[] =>
  touchedCells(timeline, names, row).map(({ key, name, isRead, isWritten, before, now }) => ({
    name,
    type: [isRead ? 'read' : '', isWritten ? 'written' : ''].filter((word) => word !== '').join(', '),
    value: before === now ? now : `${before} → ${now}`,
    compare: timeline.cellAt(key, row),
    cell: key,
  }));

function eventsOf({ events }: Timeline, names: DebugNames, row: number): readonly Variable[] {
  return events
    .filter((one) => one.row < row)
    .map(({ event }, index) => {
      const text = names.event(event);
      return { name: `[${index}]`, type: names.account(event.account), value: text, compare: text };
    });
}
