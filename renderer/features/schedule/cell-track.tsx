/** A pinned cell: who read and wrote it, over the same time as the lanes above. */
import { useLayoutEffect, useRef, type JSX } from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { IconButton } from '../../ui/controls.tsx';
import { penOf } from './chart-painter.ts';
import type { Paint } from './paint.ts';
import { READS, WRITES, type PinnedCell } from './pinned-cell.ts';
import type { ScheduleData } from './schedule-data.ts';
import type { Viewport } from './viewport.ts';

const HEIGHT = 28;
/** Pixels from which a use is hit. */
const NEAR = 4;

export interface TrackView {
  readonly data: ScheduleData;
  readonly version: number;
  readonly view: Viewport;
  readonly width: number;
  readonly makePaint: (element: Element) => Paint;
  readonly selected: number | undefined;
}

export function CellTrack({ cell, ...shown }: TrackView & { cell: PinnedCell }): JSX.Element {
  const { store } = useWorkbench();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { data, version, view, width, makePaint, selected } = shown;
  const writes = cell.uses.reduce((sum, use) => sum + (use >= WRITES ? 1 : 0), 0);
  useLayoutEffect(() => {
    const pen = canvas.current && width > 0 ? penOf(canvas.current, width, HEIGHT) : null;
    if (pen && canvas.current) drawTrack(pen, cell, shown, makePaint(canvas.current));
  }, [cell, data, version, view.from, view.to, width, makePaint, selected]);
  const select = (x: number): void => {
    const row = useAt(cell, shown, x);
    if (row !== undefined) void store.getState().selectRow(row);
  };
  const step = (by: 1 | -1): void => {
    const at = cell.rows.indexOf(selected ?? -1);
    const row = cell.rows[at < 0 ? (by > 0 ? 0 : cell.rows.length - 1) : at + by];
    if (row !== undefined) void store.getState().selectRow(row);
  };
  return (
    <div className="cell-track" role="group" aria-label={`Track of ${cell.name}`}>
      <div className="gutter">
        <span
          className="mono ell"
          title={`${cell.name}: used by ${cell.rows.length}, written by ${writes} incarnations`}
        >
          {cell.name}
        </span>
        <IconButton
          small
          icon="close"
          label={`Unpin ${cell.name}`}
          onPress={() => store.getState().unpinCell(cell.key)}
        />
      </div>
      <div
        className="canvas"
        style={{ height: HEIGHT }}
        tabIndex={0}
        role="slider"
        aria-label={`Uses of ${cell.name}`}
        aria-valuemin={0}
        aria-valuemax={cell.rows.length}
        aria-valuenow={cell.rows.indexOf(selected ?? -1) + 1}
        aria-valuetext={`${cell.rows.length} uses, ${writes} of them write; arrows go from use to use`}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
          event.preventDefault();
          step(event.key === 'ArrowRight' ? 1 : -1);
        }}
        onClick={(event) => select(event.clientX - event.currentTarget.getBoundingClientRect().left)}
      >
        <canvas ref={canvas} aria-hidden="true" />
      </div>
    </div>
  );
}

/** Writes as blocks where the incarnation ended, reads as ticks where it began; red: it was aborted. One mark a pixel. */
function drawTrack(pen: CanvasRenderingContext2D, cell: PinnedCell, shown: TrackView, paint: Paint): void {
  const { data, view, width, selected } = shown;
  pen.clearRect(0, 0, width, HEIGHT);
  pen.fillStyle = paint.grid;
  pen.fillRect(0, HEIGHT / 2, width, 1);
  const scale = width / (view.to - view.from);
  let [lastRead, lastWrite] = [-1, -1];
  for (let n = 0; n < cell.rows.length; n++) {
    const row = cell.rows[n] as number;
    const use = cell.uses[n] as number;
    const [start, end] = [(data.start.at(row) - view.from) * scale, (data.endOf(row) - view.from) * scale];
    if (end < -NEAR || start > width + NEAR) continue;
    const void_ = data.isConflict(row);
    pen.fillStyle = void_ ? paint.aborted : paint.hue(data.runtime(row)).line;
    if ((use & READS) > 0 && (void_ || Math.round(start) !== lastRead)) {
      lastRead = Math.round(start);
      pen.fillRect(start, 15, 1.5, 9);
    }
    if ((use & WRITES) > 0 && (void_ || Math.round(end) !== lastWrite)) {
      lastWrite = Math.round(end);
      pen.fillRect(end - 2.5, 5, 5, 9);
    }
    if (row !== selected) continue;
    pen.strokeStyle = paint.accent;
    pen.lineWidth = 1.5;
    pen.strokeRect(start - 3.5, 2.5, Math.max(8, end - start + 7), HEIGHT - 5);
  }
}

function useAt({ rows }: PinnedCell, { data, view, width }: TrackView, x: number): number | undefined {
  const scale = width / (view.to - view.from);
  let best: number | undefined;
  let distance = Infinity;
  for (const row of rows)
    for (const time of [data.start.at(row), data.endOf(row)]) {
      const away = Math.abs((time - view.from) * scale - x);
      if (away < distance) [best, distance] = [row, away];
    }
  return distance <= 2 * NEAR ? best : undefined;
}
