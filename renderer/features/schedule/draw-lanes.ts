/** Draws the bars in view. Nothing is looked at that is not in view: rows are found by binary search, and those below 2 px are merged. */
import { statusNumber } from '../../../runtimes/core/incarnation-status.ts';
import { drawBar } from './draw-bar.ts';
import { BAR_HEIGHT, LANE_HEIGHT, type LaneLayout } from './layout.ts';
import type { Paint } from './paint.ts';
import type { TimeRange } from './range-figures.ts';
import { lowerBound, type LaneIndex, type RowFilter, type ScheduleData } from './schedule-data.ts';
import type { Viewport } from './viewport.ts';

export interface Scene {
  readonly data: ScheduleData;
  readonly layout: LaneLayout;
  readonly view: Viewport;
  readonly width: number;
  readonly filter: RowFilter | undefined;
  /** ms; undefined: the end. */
  readonly playhead: number | undefined;
  readonly range?: TimeRange | undefined;
  /** By row, 1: it uses a cell that is pinned; all others are dimmed. */
  readonly lit?: Uint8Array | undefined;
}

/** How much shows of what does not use a pinned cell. */
const DIM = 0.4;

/** Fewer pixels are merged. */
const MERGED = 2;
/** Bars in view, so that edges are drawn for all of them. */
const EDGES = 200;

const QUEUED = statusNumber('queued');
const EXECUTING = statusNumber('executing');
const VALIDATING = statusNumber('validating');

/** @returns rows of conflicts in view, while there are few enough to draw the edges of all. */
export function drawLanes(pen: CanvasRenderingContext2D, scene: Scene, paint: Paint): readonly number[] {
  const { data, layout, width, filter } = scene;
  pen.clearRect(0, 0, width, layout.height);
  pen.strokeStyle = paint.grid;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const top of layout.tops) {
    pen.moveTo(0, top + LANE_HEIGHT - 0.5);
    pen.lineTo(width, top + LANE_HEIGHT - 0.5);
  }
  pen.stroke();
  drawOutages(pen, scene, paint);
  const conflicts: number[] = [];
  const lanes = data.index(filter);
  for (let lane = 0; lane < lanes.length; lane++)
    drawLane(pen, scene, paint, lane, lanes[lane] as LaneIndex, conflicts);
  return conflicts.length < EDGES ? conflicts : [];
}

function drawLane(
  pen: CanvasRenderingContext2D,
  { data, layout, view, width, playhead, lit }: Scene,
  paint: Paint,
  lane: number,
  index: LaneIndex,
  conflicts: number[],
): void {
  const { rows, starts } = index;
  const scale = width / (view.to - view.from);
  const top = (layout.tops[lane] ?? 0) + (LANE_HEIGHT - BAR_HEIGHT) / 2;
  const hue = paint.hue(data.lanes[lane]?.runtime ?? '');
  // Bars of a lane follow each other: at most the one before the first that begins in view reaches into it.
  let at = Math.max(0, lowerBound(starts, view.from) - 1);
  const end = lowerBound(starts, view.to);
  while (at < end) {
    const row = rows[at] as number;
    const x = ((starts[at] as number) - view.from) * scale;
    const w = (data.endOf(row) - (starts[at] as number)) * scale;
    if (w < MERGED) {
      // Up to the first that is far enough away, or large.
      const next = Math.min(end, Math.max(at + 1, lowerBound(starts, view.from + (x + MERGED) / scale, at)));
      const any = (index.conflicts[next] as number) > (index.conflicts[at] as number);
      const last = rows[next - 1] as number;
      const right = (data.endOf(last) - view.from) * scale;
      if (right > 0) {
        // One that is large has a bar of its own.
        const tail = next - at > 1 && right - ((starts[next - 1] as number) - view.from) * scale >= MERGED;
        if (lit !== undefined && !anyLit(lit, rows, at, next)) pen.globalAlpha = DIM;
        strip(pen, paint, x, top, Math.max(1, Math.min(right, x + MERGED) - x), hue.line, any);
        pen.globalAlpha = 1;
        if (any && conflicts.length < EDGES)
          for (let n = at; n < next && conflicts.length < EDGES; n++)
            if (data.isConflict(rows[n] as number) && isLit(lit, rows[n] as number)) conflicts.push(rows[n] as number);
        if (tail) {
          at = next - 1;
          continue;
        }
      }
      at = next;
      continue;
    }
    if (x + w > 0) {
      const { status, rest } = statusAt(data, row, playhead);
      const shown =
        status === EXECUTING && playhead !== undefined
          ? Math.max(1, Math.min(w, (playhead - (starts[at] as number)) * scale))
          : w;
      const shows = isLit(lit, row) ? rest : rest * DIM;
      if (shows < 1) pen.globalAlpha = shows;
      const frames = data.framesOf(row).map((n) => ({
        x: (data.frameStart.at(n) - view.from) * scale,
        w: (data.frameEnd.at(n) - data.frameStart.at(n)) * scale,
        colour: paint.hue(data.lanes[data.frameLane.at(n)]?.runtime ?? '').line,
      }));
      drawBar(pen, paint, hue, {
        x,
        y: top,
        w: shown,
        status,
        frames,
        label: () => `${data.txName(data.tx.at(row))}·${data.incarnation.at(row)}`,
        more: () => data.label(row).split('.').at(-1) ?? '',
        right: width,
      });
      pen.globalAlpha = 1;
      if (conflicts.length < EDGES && shows === 1 && data.isConflict(row)) conflicts.push(row);
    }
    at++;
  }
}

const isLit = (lit: Uint8Array | undefined, row: number): boolean => lit === undefined || lit[row] === 1;

function anyLit(lit: Uint8Array, rows: Uint32Array, from: number, to: number): boolean {
  for (let n = from; n < to; n++) if (lit[rows[n] as number] === 1) return true;
  return false;
}

/** Times without an executor: its lanes are empty until its process is there again. */
function drawOutages(pen: CanvasRenderingContext2D, { data, layout, view, width }: Scene, paint: Paint): void {
  const scale = width / (view.to - view.from);
  for (const { executor, from, to } of data.outages) {
    const left = Math.max(-2, (from - view.from) * scale);
    const right = Math.min(width + 2, ((to ?? Math.max(data.until, from)) - view.from) * scale);
    if (right < 0 || left > width) continue;
    for (const [lane, { executor: of }] of data.lanes.entries()) {
      if (of !== executor) continue;
      const top = (layout.tops[lane] ?? 0) + (LANE_HEIGHT - BAR_HEIGHT) / 2;
      drawOutage(pen, paint, left, top, Math.max(2, right - left));
    }
  }
}

function drawOutage(pen: CanvasRenderingContext2D, paint: Paint, x: number, y: number, w: number): void {
  pen.fillStyle = paint.crossed;
  pen.globalAlpha = 0.5;
  pen.fillRect(x, y, w, BAR_HEIGHT);
  pen.globalAlpha = 1;
  pen.setLineDash([2, 3]);
  pen.lineWidth = 1;
  pen.strokeStyle = paint.aborted;
  pen.beginPath();
  pen.roundRect(x + 0.5, y + 0.5, Math.max(1, w - 1), BAR_HEIGHT - 1, 2);
  pen.stroke();
  pen.setLineDash([]);
  const text = 'executor lost, started again';
  if (w < text.length * 6 + 12) return;
  pen.fillStyle = paint.surface;
  pen.fillRect(x + 5, y + 7, text.length * 6 + 4, 14);
  pen.fillStyle = paint.caption;
  pen.font = paint.font;
  pen.textBaseline = 'middle';
  pen.fillText(text, x + 7, y + 14.5);
}

/** What it was when the playhead stood there. `rest`: how much of it shows. */
function statusAt(data: ScheduleData, row: number, playhead: number | undefined): { status: number; rest: number } {
  const status = data.status.at(row);
  if (playhead === undefined || status <= VALIDATING)
    return { status: status === QUEUED ? EXECUTING : status, rest: 1 };
  if (data.start.at(row) > playhead) return { status, rest: 0.4 };
  if (data.end.at(row) > playhead) return { status: EXECUTING, rest: 1 };
  return { status: data.settled.at(row) > playhead ? VALIDATING : status, rest: 1 };
}

/** Many bars on few pixels: one hue, and red on top where any of them was aborted. */
function strip(
  pen: CanvasRenderingContext2D,
  paint: Paint,
  x: number,
  top: number,
  width: number,
  colour: string,
  aborted: boolean,
): void {
  pen.fillStyle = colour;
  pen.fillRect(x, top, width, BAR_HEIGHT);
  if (!aborted) return;
  pen.fillStyle = paint.aborted;
  pen.fillRect(x, top, width, 8);
}
