/** What keys do while the lanes have the focus. */
import type { State } from '../../store/store.ts';
import type { LaneLayout } from './layout.ts';
import { step, type Step } from './navigate.ts';
import { nextEvent } from './playback.ts';
import type { ScheduleData } from './schedule-data.ts';
import { pan, zoom, type Viewport } from './viewport.ts';

export interface KeyContext {
  readonly state: State;
  readonly data: ScheduleData;
  readonly layout: LaneLayout;
  readonly view: Viewport;
  readonly until: number;
  readonly running: boolean;
  select(row: number | undefined): void;
  /** undefined: all there is. */
  setView(view: Viewport | undefined): void;
}

export interface PressedKey {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

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

/** @returns whether the key means something here. */
export function chartKey(
  { key, altKey, ctrlKey, metaKey }: PressedKey,
  context: KeyContext,
): { readonly handled: boolean } {
  if (ctrlKey || metaKey) return { handled: false };
  const { view, until, setView } = context;
  if (altKey) {
    if (key !== 'a' && key !== 'd') return { handled: false };
    setView(pan(view, (key === 'a' ? -0.2 : 0.2) * (view.to - view.from), until));
    return { handled: true };
  }
  if (key === 'd' && context.state.selectedRow !== undefined) {
    const { selectedRow: row, shownRun, startDebugging } = context.state;
    const { data } = context;
    if (shownRun !== undefined)
      void startDebugging({ kind: 'incarnation', run: shownRun.id, row }, `tx ${data.txName(data.tx.at(row))}`);
    return { handled: true };
  }
  const where = STEPS[key];
  if (where !== undefined) {
    const { selectedRow, rowFilter } = context.state;
    const row = step(context.data, context.layout, rowFilter, selectedRow, where);
    if (row !== undefined) context.select(row);
    return { handled: true };
  }
  if (key === 'Escape') return { handled: back(context) };
  const action = ACTIONS[key];
  action?.(context);
  return { handled: action !== undefined };
}

const ACTIONS: Readonly<Record<string, (context: KeyContext) => void>> = {
  w: (context) => zoomBy(context, 1 / 1.5),
  '+': (context) => zoomBy(context, 1 / 1.5),
  '=': (context) => zoomBy(context, 1 / 1.5),
  s: (context) => zoomBy(context, 1.5),
  '-': (context) => zoomBy(context, 1.5),
  '0': ({ setView }) => setView(undefined),
  t: ({ state }) => state.showAsTable(true),
  T: ({ state }) => state.showAsTable(true),
  m: ({ state }) => state.showMempools(!state.showsMempools),
  M: ({ state }) => state.showMempools(!state.showsMempools),
  ' ': ({ state, running }) =>
    state.setPlayhead(state.playing ? state.playhead : (state.playhead ?? 0), !state.playing && !running),
  ',': (context) => stepEvent(context, -1),
  '.': (context) => stepEvent(context, 1),
  '[': (context) => setEnd(context, 'from'),
  ']': (context) => setEnd(context, 'to'),
};

/** At the selected bar, where it is in view. */
function zoomBy({ state: { selectedRow }, data, view, until, setView }: KeyContext, factor: number): void {
  const middle = selectedRow === undefined ? 0.5 : (data.start.at(selectedRow) - view.from) / (view.to - view.from);
  setView(zoom(view, factor, middle >= 0 && middle <= 1 ? middle : 0.5, until));
}

const stepEvent = ({ state, data, until }: KeyContext, by: 1 | -1): void =>
  state.setPlayhead(nextEvent(data, state.playhead ?? until, by));

/** An end of the range: where the selected bar begins or ends, else what is in view. */
function setEnd({ state, data, view }: KeyContext, end: 'from' | 'to'): void {
  const { selectedRow: row, scheduleRange: now = view } = state;
  const time = row === undefined ? view[end] : end === 'from' ? data.start.at(row) : data.endOf(row);
  if (end === 'from') state.selectRange({ from: time, to: Math.max(now.to, time) });
  else state.selectRange({ from: Math.min(now.from, time), to: time });
}

/** One level: the playback, the range, the selection. */
function back({ state, select }: KeyContext): boolean {
  if (state.playhead !== undefined) state.setPlayhead(undefined);
  else if (state.scheduleRange !== undefined) state.selectRange(undefined);
  else if (state.selectedRow !== undefined) select(undefined);
  else return false;
  return true;
}
