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
} from 'react';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { RuntimeGlyph } from '../../ui/runtime-glyph.tsx';
import { useSize } from '../../ui/use-size.ts';
import { ChartPainter } from './chart-painter.ts';
import { HEAD, MINIMAP } from './draw-head.ts';
import { save } from './export-file.ts';
import { GROUP_HEIGHT, layoutLanes } from './layout.ts';
import { announcement, step, type Step } from './navigate.ts';
import { nextEvent, usePlayback } from './playback.ts';
import { readPaint } from './paint.ts';
import type { ScheduleData } from './schedule-data.ts';
import { pan, reveal, whole, zoom, type Viewport } from './viewport.ts';

const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  e: 'nextConflict',
  E: 'lastConflict',
  i: 'later',
  I: 'earlier',
  c: 'cause',
  Home: 'first',
  End: 'last',
};

export function Chart({ data, version }: { data: ScheduleData; version: number }): JSX.Element {
  const { store } = useWorkbench();
  const { ref, width } = useSize();
  const theme = useApp((state) => state.theme);
  const runtimes = useApp(({ host }) => host?.runtimes);
  const selected = useApp((state) => state.selectedRow);
  const filter = useApp((state) => state.rowFilter);
  const playhead = useApp((state) => state.playhead);
  const running = useApp(({ shownRun }) => shownRun?.state === 'running');
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
      scene: { data, layout, view, width, filter, playhead },
      version,
      makePaint: paint.make,
      selected,
      hovered: hovered?.row,
    });
  }, [data, version, layout, view.from, view.to, width, filter, playhead, selected, hovered?.row, paint]);

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
    addEventListener('interleave:schedule-image', onImage);
    return () => removeEventListener('interleave:schedule-image', onImage);
  }, []);

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
    if (event.ctrlKey || event.metaKey) return;
    const { selectedRow, playhead: now, playing, rowFilter } = store.getState();
    const done = (): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    const key = event.key;
    if (event.altKey && (key === 'a' || key === 'd')) {
      setChosen(pan(view, (key === 'a' ? -0.2 : 0.2) * (view.to - view.from), until));
      return done();
    }
    if (event.altKey) return;
    const where = STEPS[key];
    if (where !== undefined) {
      const row = step(data, layout, rowFilter, selectedRow, where);
      if (row !== undefined) select(row);
      return done();
    }
    const middle = selectedRow === undefined ? 0.5 : (data.start.at(selectedRow) - view.from) / (view.to - view.from);
    const at = middle >= 0 && middle <= 1 ? middle : 0.5;
    if (key === 'w' || key === '+' || key === '=') setChosen(zoom(view, 1 / 1.5, at, until));
    else if (key === 's' || key === '-') setChosen(zoom(view, 1.5, at, until));
    else if (key === '0') setChosen(undefined);
    else if (key === 't' || key === 'T') store.getState().showAsTable(true);
    else if (key === ' ') store.getState().setPlayhead(playing ? now : (now ?? 0), !playing && !running);
    else if (key === ',' || key === '.')
      store.getState().setPlayhead(nextEvent(data, now ?? until, key === '.' ? 1 : -1));
    else if (key === 'Escape') {
      if (now !== undefined) store.getState().setPlayhead(undefined);
      else if (selectedRow !== undefined) select(undefined);
      else return;
    } else return;
    done();
  };

  const drag = (down: React.PointerEvent, minimap: boolean): void => {
    const box = (down.currentTarget as Element).getBoundingClientRect();
    const from = view;
    let moved = false;
    const target = down.currentTarget as Element;
    target.setPointerCapture(down.pointerId);
    const jump = (x: number): void => {
      const time = ((x - box.left) / width) * whole(until).to;
      setChosen(pan(from, time - (from.from + from.to) / 2, until));
    };
    if (minimap) jump(down.clientX);
    const onMove = (event: Event): void => {
      const { clientX } = event as globalThis.PointerEvent;
      if (Math.abs(clientX - down.clientX) > 3) moved = true;
      if (minimap) jump(clientX);
      else if (moved) setChosen(pan(from, ((down.clientX - clientX) / width) * (from.to - from.from), until));
    };
    const onUp = (event: Event): void => {
      target.removeEventListener('pointermove', onMove);
      target.removeEventListener('pointerup', onUp);
      const { clientX, clientY } = event as globalThis.PointerEvent;
      if (!moved && !minimap)
        void store.getState().selectRow(painter.current.rowAt(clientX - box.left, clientY - box.top));
    };
    target.addEventListener('pointermove', onMove);
    target.addEventListener('pointerup', onUp);
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
              const y = event.clientY - event.currentTarget.getBoundingClientRect().top;
              drag(event, y < MINIMAP);
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
        <div className="gutter">
          {layout.groups.map((group) => (
            <div key={group.executor}>
              <div className="lane-group" style={{ height: GROUP_HEIGHT }}>
                <RuntimeGlyph runtime={group.runtime} named /> <span className="mono t3">{group.executor}</span>
              </div>
              {group.lanes.map(({ id, number }) => (
                <div key={id} className="lane-head">
                  lane {number}
                </div>
              ))}
            </div>
          ))}
        </div>
        <div
          className="canvas"
          style={{ height: layout.height }}
          onPointerDown={(event) => event.button === 0 && drag(event, false)}
          onPointerMove={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            const [x, y] = [event.clientX - box.left, event.clientY - box.top];
            const row = painter.current.rowAt(x, y);
            setHovered(row === undefined ? undefined : { row, x, y });
          }}
          onPointerLeave={() => setHovered(undefined)}
          onDoubleClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            const row = painter.current.rowAt(event.clientX - box.left, event.clientY - box.top);
            if (row === undefined) return;
            const [start, end] = [data.start.at(row), data.endOf(row)];
            const room = Math.max((end - start) * 0.2, 0.001);
            setChosen({ from: Math.max(0, start - room), to: end + room });
          }}
        >
          {layout.groups.map(({ executor, top }) => (
            <div key={executor} className="group-band" style={{ top, height: GROUP_HEIGHT }} />
          ))}
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

const Legend = (): JSX.Element => (
  <div className="legend" aria-hidden="true">
    {['committed', 'validating', 'aborted', 'waiting', 'invalidated'].map((status) => (
      <span key={status}>
        <i className={`key key-${status}`} />
        {status}
      </span>
    ))}
    <span>
      <i className="key key-frame" />
      nested frame
    </span>
    <span className="end t3">k-th execution of tx 32 is written 32·k</span>
  </div>
);
