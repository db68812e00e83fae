/** One incarnation: fill, outline and sign say its status, the edge says its runtime. */
import { statusOf } from '../../../runtimes/core/incarnation-status.ts';
import { BAR_HEIGHT } from './layout.ts';
import type { Hue, Paint } from './paint.ts';

export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly status: number;
  readonly frames: readonly { readonly x: number; readonly w: number; readonly colour: string }[];
  readonly label: () => string;
  /** Follows the label where there is room. */
  readonly more: () => string;
  /** Where the view ends. */
  readonly right: number;
}

/** Below, a bar has no label; further below, no sign. */
const LABELLED = 34;
const SIGNED = 18;
/** What a character of 11 px takes, roughly: measuring each text would cost more than drawing it. */
const CHARACTER = 6.2;

export function drawBar(pen: CanvasRenderingContext2D, paint: Paint, hue: Hue, bar: Bar): void {
  const { y, status } = bar;
  // Far outside of the view coordinates lose their precision.
  const x = Math.max(bar.x, -10);
  const w = Math.min(bar.x + bar.w, bar.right + 10) - x;
  const name = statusOf(status);
  const [left, top, width, height] = [x + 0.5, y + 0.5, Math.max(1, w - 1), BAR_HEIGHT - 1];
  const box = (): void => {
    pen.beginPath();
    pen.roundRect(left, top, width, height, Math.min(2, width / 2));
  };
  box();
  if (name === 'aborted' || name === 'invalidated') {
    pen.fillStyle = name === 'aborted' ? paint.abortedFill : paint.surface;
    pen.fill();
    pen.fillStyle = name === 'aborted' ? paint.hatch : paint.crossed;
    pen.fill();
    pen.strokeStyle = name === 'aborted' ? paint.aborted : paint.invalidated;
  } else if (name === 'waiting') {
    pen.setLineDash([2, 3]);
    pen.strokeStyle = paint.waiting;
  } else {
    pen.fillStyle = hue.fill;
    pen.fill();
    pen.strokeStyle = hue.line;
    if (name === 'validating') pen.setLineDash([4, 2]);
  }
  pen.lineWidth = 1;
  pen.stroke();
  pen.setLineDash([]);
  if (name === 'aborted' || name === 'invalidated' || name === 'waiting') {
    pen.fillStyle = hue.line;
    pen.fillRect(x, y, Math.min(3, w), BAR_HEIGHT);
  } else if (name === 'executing') {
    pen.fillStyle = hue.line;
    pen.fillRect(x + Math.max(0, w - 3), y, Math.min(3, w), BAR_HEIGHT);
  }
  for (const frame of bar.frames) {
    const from = Math.max(frame.x, x + 1);
    const to = Math.min(frame.x + frame.w, x + w - 1);
    if (to - from < 1) continue;
    pen.fillStyle = frame.colour;
    pen.fillRect(from, y + BAR_HEIGHT - 5, to - from, 3);
  }
  const inner = Math.max(x, 0);
  const room = Math.min(x + w, bar.right) - inner;
  if (room >= SIGNED) drawSign(pen, paint, name, Math.min(x + w, bar.right) - 10, y + 14);
  if (room < LABELLED) return;
  const label = bar.label();
  const space = room - 26;
  if (label.length * CHARACTER > space) return;
  pen.font = paint.font;
  pen.textBaseline = 'middle';
  const more = bar.more();
  const text = (label.length + more.length + 1) * CHARACTER <= space ? `${label} ${more}` : label;
  if (name === 'aborted' || name === 'invalidated') {
    // The pattern would run through the letters.
    pen.fillStyle = name === 'aborted' ? paint.abortedFill : paint.surface;
    pen.fillRect(inner + 5, y + 7, text.length * CHARACTER + 2, 14);
  }
  pen.fillStyle = paint.text;
  pen.fillText(text, inner + 7, y + 14.5);
}

function drawSign(
  pen: CanvasRenderingContext2D,
  paint: Paint,
  name: ReturnType<typeof statusOf>,
  x: number,
  y: number,
): void {
  pen.lineWidth = 1.5;
  pen.beginPath();
  if (name === 'committed' || name === 'validating') {
    pen.strokeStyle = name === 'committed' ? paint.committed : paint.caption;
    pen.moveTo(x - 4, y);
    pen.lineTo(x - 1.5, y + 2.5);
    pen.lineTo(x + 3.5, y - 3);
  } else if (name === 'aborted' || name === 'invalidated') {
    pen.fillStyle = name === 'aborted' ? paint.abortedFill : paint.surface;
    pen.fillRect(x - 6, y - 6, 12, 12);
    pen.strokeStyle = name === 'aborted' ? paint.aborted : paint.invalidated;
    pen.moveTo(x - 3, y - 3);
    pen.lineTo(x + 3, y + 3);
    pen.moveTo(x + 3, y - 3);
    pen.lineTo(x - 3, y + 3);
  } else if (name === 'waiting') {
    pen.strokeStyle = paint.waiting;
    pen.moveTo(x - 2, y - 3);
    pen.lineTo(x - 2, y + 3);
    pen.moveTo(x + 2, y - 3);
    pen.lineTo(x + 2, y + 3);
  } else if (name === 'reverted') {
    pen.strokeStyle = paint.text;
    pen.moveTo(x - 1, y - 4);
    pen.lineTo(x - 4, y - 1);
    pen.lineTo(x - 1, y + 2);
    pen.moveTo(x - 4, y - 1);
    pen.lineTo(x + 3, y - 1);
    pen.lineTo(x + 3, y + 4);
  }
  pen.stroke();
}
