/** Why a debugger stands where it stands, in words. */
import type { CellKey, CellValue } from '../core/cell.ts';
import { partitionPoint } from '../core/partition-point.ts';
import { entersOther, hasFailed } from './breakpoints.ts';
import type { DebugNames, SetBreakpoint, Stop } from './debugger.ts';
import type { Timeline } from './timeline.ts';

export function stopAt(timeline: Timeline, names: DebugNames, stops: readonly SetBreakpoint[], row: number): Stop {
  const [first] = stops;
  const breakpoints = stops.map(({ breakpoint }) => breakpoint.id);
  const place = first?.breakpoint.place;
  if (place?.kind === 'cell')
    return { reason: 'data', breakpoints, text: effectsOf(timeline, names, row, place.key).join(', ') };
  if (place?.kind !== 'exception')
    return { reason: place?.kind === 'line' || place === undefined ? 'breakpoint' : place.kind, breakpoints };
  const { filter } = place;
  const text =
    filter === 'event'
      ? effectsOf(timeline, names, row).join(', ')
      : filter === 'failure'
        ? failureAt(timeline, names, row)
        : crossingAt(timeline, names, row);
  return { reason: filter, breakpoints, text };
}

function failureAt({ frames }: Timeline, names: DebugNames, row: number): string {
  const failed = frames.filter((one) => hasFailed(one) && one.end - 1 === row);
  return failed.map((one) => `${names.frame(one.frame)}: ${names.failure(one)}`).join('; ');
}

function crossingAt(timeline: Timeline, names: DebugNames, row: number): string {
  const frame = timeline.frameAt(row);
  if (frame === undefined || !entersOther(timeline, frame)) return '';
  const outer = timeline.frames[frame.parent ?? -1];
  return `from ${outer?.frame.runtime ?? ''} into ${frame.frame.runtime}: ${names.frame(frame.frame)}`;
}

/** What the row's step does to cells, or what it emits. */
export function effectsOf(
  { cells, events }: Timeline,
  names: DebugNames,
  row: number,
  key?: CellKey,
): readonly string[] {
  const value = (cell: CellKey, one: CellValue | undefined): string =>
    one === undefined ? '?' : names.cellValue(cell, one);
  const touched = ofRow(cells.accesses, row).filter((one) => key === undefined || one.key === key);
  return [
    ...touched.map((one) => {
      if (one.access === 'read') return `reads ${names.cell(one.key)}: ${value(one.key, one.value)}`;
      if (one.access === 'credit') return `adds ${one.value} to ${names.cell(one.key)}`;
      return `writes ${names.cell(one.key)}: ${value(one.key, one.before)} → ${value(one.key, one.value)}`;
    }),
    ...(key === undefined ? ofRow(events, row).map(({ event }) => `emits ${names.event(event)}`) : []),
  ];
}

/** Those of a row, of what stands in the order of rows. */
function ofRow<T extends { readonly row: number }>(all: readonly T[], row: number): readonly T[] {
  const begin = partitionPoint(all.length, (at) => (all[at]?.row ?? 0) < row);
  const end = partitionPoint(all.length, (at) => (all[at]?.row ?? 0) <= row);
  return all.slice(begin, end);
}
