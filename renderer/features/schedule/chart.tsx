/** Lanes with their bars on a canvas, and what stands above them. Keys and pointer move the view and the selection. */
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type JSX,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { useSize } from '../../ui/use-size.ts';
import { ChartPainter } from './chart-painter.ts';
import { CellTrack } from './cell-track.tsx';
import { chartKey } from './chart-keys.ts';
import { partAt, startDrag, type DragPart, type DragTarget } from './chart-drag.ts';
import { HEAD } from './draw-head.ts';
import { FirstConflict } from './first-conflict.tsx';
import { exportSvg } from './export-svg.ts';
import { save, saveText } from './export-file.ts';
import { LaneGutter, PoolBands } from './lane-gutter.tsx';
import { layoutLanes } from './layout.ts';
import { Legend } from './legend.tsx';
import { announcement } from './navigate.ts';
import { litRows } from './pinned-cell.ts';
import { usePlayback } from './playback.ts';
import { readPaint } from './paint.ts';
import type { ScheduleData } from './schedule-data.ts';
import { RangeBar } from './range-bar.tsx';
import { isPaused } from './run-control.ts';
import { LEAST, pan, reveal, whole, zoom, type Viewport } from './viewport.ts';

export function Chart({ data, version }: { data: ScheduleData; version: number }): JSX.Element {
  const { store } = useWorkbench();
  const { ref, width } = useSize();
  const theme = useApp((state) => state.theme);
  const runtimes = useApp(({ host }) => host?.runtimes);
  const selected = useApp((state) => state.selectedRow);
  const filter = useApp((state) => state.rowFilter);
  const playhead = useApp((state) => state.playhead);
  const range = useApp((state) => state.scheduleRange);
  const pinned = useApp((state) => state.pinnedCells);
  const run = useApp(({ shownRun }) => shownRun);
  const running = run?.state === 'running';
  const [chosen, setChosen] = useState<Viewport | undefined>(undefined);
  const [hovered, setHovered] = useState<{ row: number; x: number; y: number } | undefined>(undefined);
  const painter = useRef(new ChartPainter());
  const scroll = useRef<HTMLDivElement>(null);
  const layout = useMemo(() => layoutLanes(data.lanes), [data.lanes]);
  // Until somebody has zoomed, all there is.
  const view = chosen ?? whole(data.until);
  const until = data.until;
  usePlayback(data);

  const heads = useRef<HTMLCanvasElement>(null);
  const bars = useRef<HTMLCanvasElement>(null);
  const marks = useRef<HTMLCanvasElement>(null);
  const lit = useMemo(() => litRows(pinned), [pinned]);
  const steps = useMemo(() => {
    const { last, next } = (isPaused(run) && run?.gate) || { last: null, next: null };
    return { last: last?.row ?? undefined, next: next?.row ?? undefined };
  }, [run]);
  const paint = useMemo(() => {
    const hueOf = (runtime: string): string => runtimes?.find(({ id }) => id === runtime)?.look?.hue ?? 'violet';
    return typeof document === 'undefined'
      ? undefined
      : { theme, make: (element: Element) => readPaint(element, hueOf) };
  }, [theme, runtimes]);

  useLayoutEffect(() => {
    const [head, lane, mark] = [heads.current, bars.current, marks.current];
    if (head === null || lane === null || mark === null || width === 0 || paint === undefined) return;
    painter.current.show({
      canvases: { head, lane, mark },
      scene: { data, layout, view, width, filter, playhead, range, lit },
      version,
      makePaint: paint.make,
      selected,
      hovered: hovered?.row,
      steps,
    });
  }, [
    ...[data, version, layout, view.from, view.to, width, filter, playhead, range, lit],
    ...[selected, hovered?.row, paint, steps?.last, steps?.next],
  ]);

  const select = useCallback(
    (row: number | undefined) => {
      void store.getState().selectRow(row);
      if (row === undefined) return;
      setChosen((now) => reveal(now ?? whole(until), data.start.at(row), data.endOf(row), until));
      const top = layout.tops[data.lane.at(row)] ?? 0;
      const box = scroll.current;
      if (box && (top < box.scrollTop || top + 40 > box.scrollTop + box.clientHeight)) box.scrollTop = top - 40;
    },
    [store, data, layout, until],
  );

  useEffect(() => {
    const onImage = (): void => {
      void painter.current.image().then((blob) => blob && save('schedule.png', blob));
    };
    const onDrawing = (): void => {
      const text = painter.current.drawing((scene, ink) => exportSvg(scene, ink, store.getState().selectedRow));
      if (text !== undefined) saveText('schedule.svg', text, 'image/svg+xml');
    };
    addEventListener('interleave:schedule-image', onImage);
    addEventListener('interleave:schedule-drawing', onDrawing);
    return () => {
      removeEventListener('interleave:schedule-image', onImage);
      removeEventListener('interleave:schedule-drawing', onDrawing);
    };
  }, [store]);

  // React listens to wheels passively: a zoom must keep the page from zooming.
  useEffect(() => {
    const box = scroll.current;
    if (box === null) return undefined;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey && !event.shiftKey && event.deltaX === 0) return;
      event.preventDefault();
      const at = (event.clientX - box.getBoundingClientRect().left) / Math.max(width, 1);
      const delta = event.deltaY || event.deltaX;
      setChosen((now) => {
        const from = now ?? whole(until);
        if (event.ctrlKey || event.metaKey) return zoom(from, Math.exp(delta / 300), at, until);
        return pan(from, (delta / Math.max(width, 1)) * (from.to - from.from), until);
      });
    };
    box.addEventListener('wheel', onWheel, { passive: false });
    return () => box.removeEventListener('wheel', onWheel);
  }, [width, until]);

  const onKey = (event: KeyboardEvent): void => {
    const { handled } = chartKey(event, {
      state: store.getState(),
      data,
      layout,
      view,
      until,
      running,
      select,
      setView: setChosen,
    });
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const dragged: DragTarget = {
    view,
    until,
    width,
    setView: setChosen,
    setRange: (chosen) => store.getState().selectRange(chosen),
    onClick: (x, y) => void store.getState().selectRow(painter.current.rowAt(x, y)),
  };

  const total = data.txLabel.length;
  return (
    <div className="chart" data-schedule-chart="">
      <div className="chart-head">
        <div className="gutter">
          <span className="t3">whole run</span>
          <span className="t3">time</span>
          <span>
            committed <span className="num t3">{total.toLocaleString('en')}</span>
          </span>
        </div>
        <div className="canvas" ref={ref} style={{ height: HEAD }}>
          <canvas
            ref={heads}
            aria-hidden="true"
            onPointerDown={(event) => {
              const { x, y } = within(event);
              // Above the lanes there is nothing to select but times.
              startDrag(event, partAt(x, y, dragged), { ...dragged, onClick: () => undefined });
            }}
            onPointerMove={(event) => {
              const { x, y } = within(event);
              event.currentTarget.style.cursor = CURSORS[partAt(x, y, dragged)];
            }}
          />
        </div>
      </div>
      <div
        className="chart-lanes"
        ref={scroll}
        tabIndex={0}
        role="application"
        aria-roledescription="schedule"
        aria-label={`Schedule: ${data.count.toLocaleString('en')} incarnations in ${data.lanes.length} lanes. Arrows select, E goes to the next conflict, T shows them as a table.`}
        onKeyDown={onKey}
      >
        <LaneGutter layout={layout} outages={data.outages} running={running} />
        <div
          className="canvas"
          style={{ height: layout.height }}
          onPointerDown={(event) => event.button === 0 && startDrag(event, 'lanes', dragged)}
          onPointerMove={(event) => {
            const { x, y } = within(event);
            const row = painter.current.rowAt(x, y);
            setHovered(row === undefined ? undefined : { row, x, y });
          }}
          onPointerLeave={() => setHovered(undefined)}
          onDoubleClick={(event) => {
            const { x, y } = within(event);
            const row = painter.current.rowAt(x, y);
            if (row === undefined) return;
            const [start, end] = [data.start.at(row), data.endOf(row)];
            const room = Math.max((end - start) * 0.2, 0.001);
            setChosen({ from: Math.max(0, start - room), to: end + room });
          }}
        >
          <PoolBands layout={layout} run={run} />
          <canvas ref={bars} aria-hidden="true" />
          <canvas ref={marks} aria-hidden="true" />
          {hovered && (
            <div className="tip bar-tip" style={{ left: Math.min(hovered.x + 12, width - 260), top: hovered.y + 16 }}>
              <b>{announcement(data, hovered.row)}</b>
              <span className="t3 num">
                {data.start.at(hovered.row).toFixed(2)} ms,{' '}
                {(data.endOf(hovered.row) - data.start.at(hovered.row)).toFixed(3)} ms long
              </span>
            </div>
          )}
        </div>
      </div>
      {pinned.length > 0 && paint !== undefined && (
        <div className="cell-tracks" role="group" aria-label="Pinned cells">
          {pinned.map((cell) => (
            <CellTrack key={cell.key} {...{ cell, data, version, view, width, selected }} makePaint={paint.make} />
          ))}
        </div>
      )}
      {run?.state === 'done' && selected === undefined && range === undefined && (
        <FirstConflict {...{ data, version, run }} onSelect={select} />
      )}
      {range !== undefined && (
        <RangeBar
          {...{ data, version, range }}
          onShow={() => setChosen({ from: range.from, to: Math.max(range.to, range.from + LEAST) })}
          onClear={() => store.getState().selectRange(undefined)}
        />
      )}
      <div className="hidden-visually" role="status">
        {selected === undefined ? '' : announcement(data, selected)}
      </div>
      {playhead !== undefined && (
        <p className="replay micro t2" role="note">
          Playback of what was recorded, at {playhead.toFixed(2)} ms: nothing is executed again. Escape ends it.
        </p>
      )}
      <Legend />
    </div>
  );
}

const CURSORS: Readonly<Record<DragPart, string>> = {
  left: 'ew-resize',
  right: 'ew-resize',
  window: 'grab',
  range: 'crosshair',
  lanes: 'default',
};

/** Where the pointer is in the element, px. */
function within({ currentTarget, clientX, clientY }: MouseEvent<Element>): { readonly x: number; readonly y: number } {
  const box = currentTarget.getBoundingClientRect();
  return { x: clientX - box.left, y: clientY - box.top };
}
