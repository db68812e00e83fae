/** What changes without the bars: the selection, edges from an abort to its cause, the playhead. */
import { drawRange } from './draw-head.ts';
import type { Scene } from './draw-lanes.ts';
import { BAR_HEIGHT, LANE_HEIGHT } from './layout.ts';
import type { Paint } from './paint.ts';

export interface Marks {
  readonly selected: number | undefined;
  readonly hovered: number | undefined;
  /** Rows whose edges are drawn faintly. */
  readonly conflicts: readonly number[];
  /** Of a run that is paused: the bars of the last decision and of the next. */
  readonly steps?: { readonly last: number | undefined; readonly next: number | undefined } | undefined;
}

export function drawOverlay(pen: CanvasRenderingContext2D, scene: Scene, paint: Paint, marks: Marks): void {
  const { data, layout, view, width, playhead } = scene;
  const scale = width / (view.to - view.from);
  pen.clearRect(0, 0, width, layout.height);
  const place = (row: number): { x: number; w: number; y: number } => {
    const x = (data.start.at(row) - view.from) * scale;
    return { x, w: (data.endOf(row) - data.start.at(row)) * scale, y: (layout.tops[data.lane.at(row)] ?? 0) + 6 };
  };
  const edge = (row: number, strong: boolean): void => {
    const cause = data.cause.at(row);
    if (cause < 0) return;
    const [from, to] = [place(row), place(cause)];
    const [x1, x2] = [from.x + from.w, to.x + to.w];
    const down = to.y > from.y;
    const y1 = from.y + (down ? BAR_HEIGHT : 0);
    const y2 = to.y + (down ? 0 : BAR_HEIGHT);
    const bend = Math.max(12, Math.abs(y2 - y1) * 0.5) * (down ? 1 : -1);
    pen.globalAlpha = strong ? 1 : 0.45;
    pen.lineWidth = strong ? 1.5 : 1;
    pen.strokeStyle = pen.fillStyle = paint.aborted;
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.bezierCurveTo(x1, y1 + bend, x2, y2 - bend, x2, y2);
    pen.stroke();
    const tip = down ? -6 : 6;
    pen.beginPath();
    pen.moveTo(x2, y2);
    pen.lineTo(x2 - 3, y2 + tip);
    pen.lineTo(x2 + 3, y2 + tip);
    pen.fill();
    pen.globalAlpha = 1;
  };
  const outline = (row: number, colour: string, dashed: boolean): void => {
    const { x, w, y } = place(row);
    pen.strokeStyle = colour;
    pen.lineWidth = 1.5;
    if (dashed) pen.setLineDash([4, 2]);
    pen.beginPath();
    pen.roundRect(
      Math.max(x, -20) - 2.5,
      y - 2.5,
      Math.min(x + w, width + 20) - Math.max(x, -20) + 5,
      BAR_HEIGHT + 5,
      4,
    );
    pen.stroke();
    pen.setLineDash([]);
  };
  drawRange(pen, scene, paint, 0, layout.height);
  for (const row of marks.conflicts) if (row !== marks.selected && row !== marks.hovered) edge(row, false);
  for (const row of new Set([marks.hovered, marks.selected])) {
    if (row === undefined) continue;
    edge(row, true);
  }
  if (marks.hovered !== undefined && marks.hovered !== marks.selected) outline(marks.hovered, paint.caption, false);
  if (marks.steps?.last !== undefined) outline(marks.steps.last, paint.focus, false);
  if (marks.steps?.next !== undefined && marks.steps.next !== marks.steps.last)
    outline(marks.steps.next, paint.focus, true);
  if (marks.selected !== undefined) {
    const cause = data.cause.at(marks.selected);
    outline(marks.selected, paint.accent, false);
    if (cause >= 0) outline(cause, paint.accent, true);
  }
  if (playhead !== undefined) {
    pen.fillStyle = paint.accent;
    pen.fillRect(Math.round((playhead - view.from) * scale), 0, 1.5, layout.height);
  }
}

/** The row under the pointer. */
export function rowAt({ data, layout, view, width, filter }: Scene, x: number, y: number): number | undefined {
  const lane = layout.tops.findIndex((top) => y >= top && y < top + LANE_HEIGHT);
  const index = data.index(filter)[lane];
  if (index === undefined) return undefined;
  const scale = width / (view.to - view.from);
  const time = view.from + x / scale;
  // A thin bar is hit from two pixels away.
  const slack = 2 / scale;
  for (let at = index.starts.length - 1, low = 0; ;) {
    while (low < at) {
      const middle = (low + at + 1) >> 1;
      if ((index.starts[middle] as number) <= time + slack) low = middle;
      else at = middle - 1;
    }
    const row = index.rows[low];
    if (row === undefined || data.start.at(row) > time + slack) return undefined;
    return data.endOf(row) + slack >= time ? row : undefined;
  }
}
