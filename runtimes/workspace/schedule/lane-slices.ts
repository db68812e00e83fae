/**
 * Bars of a schedule as slices of which those of one lane lie beside or inside each other, as trace viewers want them. A lane does one thing at a
 * time, but its schedule is put together from the clocks of several processes, and a frame is stamped when it is sent, not when its lane
 * comes to it. So what overlaps is cut: a bar ends where the lane's next one begins; a frame is where its lane has no other bar.
 */
import { partitionPoint } from '../../core/partition-point.ts';
import type { Schedule, ScheduleFrames, ScheduleRows } from './schedule-rows.ts';

/** By row or frame, in whole ns; NaN where it has not ended. No end is before its start. */
export interface Slices {
  readonly start: Float64Array;
  readonly end: Float64Array;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

export function laneSlices({ rows, frames, lanes }: Pick<Schedule, 'rows' | 'frames' | 'lanes'>): {
  readonly rows: Slices;
  readonly frames: Slices;
} {
  const ofRows = wholeSlices(rows);
  const ofFrames = wholeSlices(frames);
  const bars = lanes.map((): number[] => []);
  for (const [row, lane] of rows.lane.entries()) if (lengthOf(ofRows, row) > 0) bars[lane]?.push(row);
  const spans = bars.map((lane) => cutAtNext(lane, ofRows));
  const ran = lanes.map((): (Span & { readonly row: number })[] => []);
  for (const [frame, row] of frames.row.entries()) {
    const lane = frames.lane[frame] ?? 0;
    if (Number.isNaN(lengthOf(ofFrames, frame))) continue;
    const wanted = spanOf(ofFrames, frame);
    const own = spanOf(ofRows, row);
    if (rows.lane[row] === lane && !Number.isNaN(own.end)) {
      put(ofFrames, frame, { start: within(wanted.start, own), end: within(wanted.end, own) });
      continue;
    }
    // Frames come in the order of their ends: who stands there already ran before.
    const others = (ran[lane] ??= []);
    const gap = longestGap(wanted, [...overlapping(spans[lane] ?? [], wanted), ...overlapping(others, wanted, row)]);
    put(ofFrames, frame, gap);
    if (gap.end > gap.start) insert(others, { ...gap, row });
  }
  return { rows: ofRows, frames: ofFrames };
}

function wholeSlices({ start, end }: ScheduleRows | ScheduleFrames): Slices {
  const slices = { start: Float64Array.from(start, wholeNs), end: Float64Array.from(end, wholeNs) };
  for (const [n, began] of slices.start.entries()) slices.end[n] = Math.max(slices.end[n] ?? NaN, began);
  return slices;
}

const wholeNs = (ms: number): number => Math.round(ms * 1e6);
const lengthOf = ({ start, end }: Slices, n: number): number => (end[n] ?? NaN) - (start[n] ?? NaN);
const spanOf = ({ start, end }: Slices, n: number): Span => ({ start: start[n] ?? NaN, end: end[n] ?? NaN });
const within = (time: number, { start, end }: Span): number => Math.min(Math.max(time, start), end);
function put({ start, end }: Slices, n: number, span: Span): void {
  start[n] = span.start;
  end[n] = span.end;
}

/** @returns what remains of the bars, in order. */
function cutAtNext(bars: number[], slices: Slices): readonly Span[] {
  const { start, end } = slices;
  bars.sort((a, b) => (start[a] ?? 0) - (start[b] ?? 0) || a - b);
  for (const [n, bar] of bars.entries()) {
    const next = start[bars[n + 1] ?? -1] ?? Infinity;
    if ((end[bar] ?? 0) > next) end[bar] = next;
  }
  return bars.map((bar) => spanOf(slices, bar)).filter((span) => span.end > span.start);
}

/** Of spans beside each other, in order, those that share time with another one. @param but whose do not count */
function overlapping(spans: readonly (Span & { readonly row?: number })[], { start, end }: Span, but = -1): Span[] {
  const found: Span[] = [];
  for (let n = partitionPoint(spans.length, (at) => (spans[at]?.end ?? 0) <= start); n < spans.length; n++) {
    const span = spans[n];
    if (span === undefined || span.start >= end) break;
    if (but < 0 || span.row !== but) found.push(span);
  }
  return found;
}

/** The last of the longest pieces of a span that others leave; nothing at its end, where they leave none. */
function longestGap({ start, end }: Span, others: Span[]): Span {
  let longest = { start: end, end };
  let free = start;
  for (const { start: from, end: to } of [...others.sort((a, b) => a.start - b.start), { start: end, end }]) {
    if (from - free >= longest.end - longest.start && from > free) longest = { start: free, end: from };
    free = Math.max(free, to);
  }
  return longest;
}

/** Frames of one incarnation inside this one are part of it. */
function insert(spans: (Span & { readonly row: number })[], span: Span & { readonly row: number }): void {
  const at = partitionPoint(spans.length, (n) => (spans[n]?.start ?? 0) < span.start);
  let inside = 0;
  while ((spans[at + inside]?.start ?? Infinity) < span.end) inside++;
  spans.splice(at, inside, span);
}
