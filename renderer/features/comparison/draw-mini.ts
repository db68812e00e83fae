/** A whole schedule as a small picture: a line per lane, hue says runtime, hatching says that it came to nothing. */
import type { Paint } from '../schedule/paint.ts';
import type { ScheduleData } from '../schedule/schedule-data.ts';

export interface MiniPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Where the axis ends, ms; the same for all that are compared. */
  readonly until: number;
}

const LARGEST_BAR = 14;
/** Hatching needs so much room. */
const HATCHED = 5;

/** Rows of lanes in so much height: their distance and the height of a bar, px. */
export function laneHeight(lanes: number, height: number): { readonly step: number; readonly bar: number } {
  const step = Math.min(LARGEST_BAR + 2, height / Math.max(lanes, 1));
  return { step, bar: Math.max(1, step >= 4 ? step - 2 : step * 0.75) };
}

export function drawMini(pen: CanvasRenderingContext2D, data: ScheduleData, paint: Paint, place: MiniPlace): void {
  const { x, y, width, height, until } = place;
  const scale = width / Math.max(until, 1e-9);
  const { step, bar } = laneHeight(data.lanes.length, height);
  for (const [lane, { rows, starts }] of data.index().entries()) {
    const top = y + lane * step;
    const { line } = paint.hue(data.lanes[lane]?.runtime ?? '');
    let drawnTo = -1;
    for (let n = 0; n < rows.length; n++) {
      const row = rows[n] ?? 0;
      const left = x + (starts[n] ?? 0) * scale;
      const right = x + data.endOf(row) * scale;
      const conflict = data.isConflict(row);
      // Of many on one pixel one is enough, but none that came to nothing is left out.
      if (!conflict && right - drawnTo < 0.5) continue;
      const w = Math.max(right - left - (right - left > 3 ? 1 : 0), 0.75);
      if (!conflict) {
        pen.fillStyle = line;
        pen.fillRect(left, top, w, bar);
      } else if (w < HATCHED) {
        pen.fillStyle = paint.aborted;
        pen.fillRect(left, top, w, bar);
      } else {
        pen.fillStyle = data.statusName(row) === 'invalidated' ? paint.crossed : paint.hatch;
        pen.fillRect(left, top, w, bar);
        pen.strokeStyle = data.statusName(row) === 'invalidated' ? paint.invalidated : paint.aborted;
        pen.lineWidth = 1;
        pen.strokeRect(left + 0.5, top + 0.5, w - 1, Math.max(bar - 1, 0.5));
      }
      drawnTo = right;
    }
  }
}

/** Where it ends, with the time beside it. */
export function drawEnd(
  pen: CanvasRenderingContext2D,
  paint: Paint,
  { x, y, width, height, until }: MiniPlace,
  elapsedMs: number,
  text: string,
): void {
  const at = x + (elapsedMs / Math.max(until, 1e-9)) * width;
  pen.strokeStyle = paint.text;
  pen.lineWidth = 1;
  pen.beginPath();
  pen.moveTo(Math.round(at) + 0.5, y);
  pen.lineTo(Math.round(at) + 0.5, y + height);
  pen.stroke();
  pen.font = paint.font;
  pen.fillStyle = paint.text;
  pen.textBaseline = 'middle';
  const fits = at + pen.measureText(text).width + 12 < x + width + 64;
  pen.textAlign = fits ? 'left' : 'right';
  pen.fillText(text, fits ? at + 8 : at - 8, y + height / 2);
}
