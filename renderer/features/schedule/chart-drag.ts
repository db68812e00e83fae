/** What dragging does: the window of the minimap or one of its ends, a range in the ruler, the lanes themselves. */
import type { PointerEvent as ReactPointerEvent } from 'react';
import { MINIMAP, RULER } from './draw-head.ts';
import type { TimeRange } from './range-figures.ts';
import { LEAST, pan, whole, type Viewport } from './viewport.ts';

export type DragPart = 'left' | 'right' | 'window' | 'range' | 'lanes';

export interface DragTarget {
  readonly view: Viewport;
  readonly until: number;
  /** Of the canvas, px. */
  readonly width: number;
  setView(view: Viewport): void;
  setRange(range: TimeRange | undefined): void;
  /** The pointer went down and up in one place of the lanes; px from their corner. */
  onClick(x: number, y: number): void;
}

/** Pixels within which an end of the window is meant, px before the pointer counts as moved. */
const HANDLE = 6;
const MOVED = 3;

/** What is under the pointer above the lanes. */
export function partAt(
  x: number,
  y: number,
  { view, until, width }: Pick<DragTarget, 'view' | 'until' | 'width'>,
): DragPart {
  if (y >= MINIMAP + RULER) return 'lanes';
  if (y >= MINIMAP) return 'range';
  const scale = width / whole(until).to;
  if (Math.abs(x - view.from * scale) <= HANDLE) return 'left';
  return Math.abs(x - view.to * scale) <= HANDLE ? 'right' : 'window';
}

export function startDrag(down: ReactPointerEvent, part: DragPart, drag: DragTarget): void {
  const target = down.currentTarget as HTMLElement;
  const box = target.getBoundingClientRect();
  const { view: from, until, width } = drag;
  const all = whole(until).to;
  const timeInView = (x: number): number =>
    from.from + (Math.min(Math.max(x, 0), width) / width) * (from.to - from.from);
  const began = down.clientX - box.left;
  let moved = false;
  target.setPointerCapture(down.pointerId);
  const move = (x: number): void => {
    const time = Math.min(Math.max((x / width) * all, 0), all);
    if (part === 'left') drag.setView({ from: Math.min(time, from.to - LEAST), to: from.to });
    else if (part === 'right') drag.setView({ from: from.from, to: Math.max(time, from.from + LEAST) });
    else if (part === 'window') drag.setView(pan(from, time - (from.from + from.to) / 2, until));
    else if (!moved) return;
    else if (part === 'lanes') drag.setView(pan(from, ((began - x) / width) * (from.to - from.from), until));
    else {
      const [a, b] = [timeInView(began), timeInView(x)];
      drag.setRange({ from: Math.min(a, b), to: Math.max(a, b) });
    }
  };
  if (part === 'window') move(began);
  const onMove = (event: PointerEvent): void => {
    const x = event.clientX - box.left;
    if (Math.abs(x - began) > MOVED) moved = true;
    move(x);
  };
  const onUp = (event: PointerEvent): void => {
    target.removeEventListener('pointermove', onMove);
    target.removeEventListener('pointerup', onUp);
    if (moved) return;
    if (part === 'range') drag.setRange(undefined);
    if (part === 'lanes') drag.onClick(event.clientX - box.left, event.clientY - box.top);
  };
  target.addEventListener('pointermove', onMove);
  target.addEventListener('pointerup', onUp);
}
