/** What stands above the lanes: minimap, ruler and the commit line. */
import type { Scene } from './draw-lanes.ts';
import type { Paint } from './paint.ts';
import { lowerBound } from './schedule-data.ts';
import { tickStep, timeText, whole } from './viewport.ts';

export const MINIMAP = 32;
export const RULER = 24;
export const COMMITS = 56;
export const HEAD = MINIMAP + RULER + COMMITS;

export function drawHead(pen: CanvasRenderingContext2D, scene: Scene, paint: Paint): void {
  const { data, view, width, playhead } = scene;
  pen.clearRect(0, 0, width, HEAD);
  drawMinimap(pen, scene, paint);
  const scale = width / (view.to - view.from);
  const step = tickStep(view, width);
  pen.font = paint.font;
  pen.textBaseline = 'middle';
  pen.lineWidth = 1;
  for (let n = Math.ceil(view.from / step); n * step <= view.to; n++) {
    const x = Math.round((n * step - view.from) * scale) + 0.5;
    pen.strokeStyle = paint.grid;
    pen.beginPath();
    pen.moveTo(x, MINIMAP);
    pen.lineTo(x, HEAD);
    pen.stroke();
    pen.fillStyle = paint.caption;
    const text = `${timeText(n * step, step)} ms`;
    if (x + 4 + text.length * 6 < width) pen.fillText(text, x + 4, MINIMAP + RULER / 2);
  }
  for (const { began } of data.blocks) {
    const x = Math.round((began - view.from) * scale) + 0.5;
    if (data.blocks.length < 2 || x < 0 || x > width) continue;
    pen.strokeStyle = paint.caption;
    pen.beginPath();
    pen.moveTo(x, MINIMAP + RULER);
    pen.lineTo(x, HEAD);
    pen.stroke();
  }
  drawCommits(pen, scene, paint);
  drawRange(pen, scene, paint, MINIMAP, HEAD - MINIMAP);
  if (playhead === undefined) return;
  pen.fillStyle = paint.accent;
  pen.fillRect(Math.round((playhead - view.from) * scale), MINIMAP, 1.5, HEAD - MINIMAP);
}

/** What is selected in the ruler. */
export function drawRange(
  pen: CanvasRenderingContext2D,
  { view, width, range }: Scene,
  paint: Paint,
  top: number,
  height: number,
): void {
  if (range === undefined) return;
  const scale = width / (view.to - view.from);
  const left = Math.max(-2, (range.from - view.from) * scale);
  const right = Math.min(width + 2, (range.to - view.from) * scale);
  if (right <= left) return;
  pen.fillStyle = paint.accent;
  pen.globalAlpha = 0.14;
  pen.fillRect(left, top, right - left, height);
  pen.globalAlpha = 1;
  pen.fillRect(left, top, 1, height);
  pen.fillRect(right - 1, top, 1, height);
}

/** Transactions committed over time: a step per pixel. */
function drawCommits(pen: CanvasRenderingContext2D, { data, view, width }: Scene, paint: Paint): void {
  const times = data.commits();
  const total = data.txLabel.length;
  if (total === 0) return;
  const top = MINIMAP + RULER + 6;
  const height = COMMITS - 12;
  pen.strokeStyle = paint.committed;
  pen.lineWidth = 1.5;
  pen.beginPath();
  let before = -1;
  for (let x = 0; x <= width; x++) {
    const done = lowerBound(times, view.from + ((x + 0.5) / width) * (view.to - view.from));
    const y = top + height * (1 - done / total);
    if (x === 0) pen.moveTo(0, y);
    else if (done !== before) {
      pen.lineTo(x, top + height * (1 - Math.max(before, 0) / total));
      pen.lineTo(x, y);
    }
    before = done;
  }
  pen.lineTo(width, top + height * (1 - Math.max(before, 0) / total));
  pen.stroke();
}

/** The whole run, a thin line per lane; the window shows what is in view. */
function drawMinimap(pen: CanvasRenderingContext2D, { data, layout, view, width, filter }: Scene, paint: Paint): void {
  const all = whole(data.until).to;
  const scale = width / all;
  const lanes = data.index(filter);
  const height = Math.max(1, Math.min(4, (MINIMAP - 8) / Math.max(lanes.length, 1)));
  for (const [place, lane] of layout.order.entries()) {
    const index = lanes[lane];
    if (index === undefined) continue;
    const y = 4 + (place * (MINIMAP - 8)) / layout.order.length;
    const hue = paint.hue(data.lanes[lane]?.runtime ?? '').line;
    for (let at = 0; at < index.rows.length;) {
      const start = index.starts[at] as number;
      const next = Math.max(at + 1, lowerBound(index.starts, start + 2 / scale, at));
      const any = (index.conflicts[next] as number) > (index.conflicts[at] as number);
      const right = data.endOf(index.rows[next - 1] as number) * scale;
      pen.fillStyle = any ? paint.aborted : hue;
      pen.fillRect(start * scale, y, Math.max(1, right - start * scale), Math.max(1, height - 1));
      at = next;
    }
  }
  const [left, right] = [view.from * scale, view.to * scale];
  pen.fillStyle = paint.surface;
  pen.globalAlpha = 0.7;
  pen.fillRect(0, 0, left, MINIMAP);
  pen.fillRect(right, 0, width - right, MINIMAP);
  pen.globalAlpha = 1;
  pen.strokeStyle = paint.accent;
  pen.lineWidth = 1;
  pen.strokeRect(left + 0.5, 0.5, Math.max(2, right - left - 1), MINIMAP - 1);
  pen.fillStyle = paint.accent;
  for (const x of [left, right]) {
    pen.beginPath();
    pen.roundRect(Math.min(Math.max(x, 2), width - 2) - 2, MINIMAP / 2 - 7, 4, 14, 2);
    pen.fill();
  }
}
