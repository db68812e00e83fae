/** Debugging as the window sees it: one transaction at a time, and the breakpoints of the workspace. */
import { z } from 'zod';
import type { DebugEvent, DebugTargetChoice } from '../../../runtimes/service/contract/debug.ts';
import type { SliceContext } from '../../store/store.ts';
import * as lists from './breakpoints.ts';
import { askDebugger } from './dap-client.ts';
import * as dap from './dap-shapes.ts';
import { OPENING, type DebugView } from './debug-view-state.ts';
import { fileOf, LookAround } from './look-around.ts';
import { stopWords } from './stop-words.ts';
import type { VariableNode } from './variable-rows.ts';

export type Move = 'continue' | 'reverse' | 'over' | 'into' | 'out' | 'backOver' | 'backInto' | 'backOut';

export interface DebuggerSlice {
  readonly debug: DebugView | undefined;
  /** Grows when the panel is to be shown. */
  readonly debugTurn: number;
  readonly breakpoints: lists.Breakpoints;
  readonly breakFilters: readonly lists.Filter[];
  readonly watches: readonly string[];
  /** Steps are instructions, not lines. */
  readonly byInstruction: boolean;
  startDebugging(target: DebugTargetChoice, title: string): Promise<void>;
  stopDebugging(): void;
  step(move: Move): Promise<void>;
  /** @param row counted from 0. Of several asked for in a row, the last one counts. */
  jumpTo(row: number): Promise<void>;
  stepByInstruction(isOn: boolean): void;
  chooseCall(index: number): Promise<void>;
  moreCalls(): Promise<void>;
  toggleVariable(node: VariableNode, isOpen: boolean): Promise<void>;
  moreVariables(node: VariableNode): Promise<void>;
  addWatch(expression: string): Promise<void>;
  removeWatch(expression: string): void;
  toggleBreakpoint(path: string, line: number): void;
  setCondition(path: string, line: number, condition: string): void;
  /** The text was edited: where each breakpoint of the file stands now. */
  moveBreakpoints(path: string, lines: readonly number[]): void;
  renameBreakpoints(from: string, to: string): void;
  clearBreakpoints(): void;
  setBreakFilter(filter: lists.Filter, isOn: boolean): void;
  tookDebugEvent(event: DebugEvent): void;
  /** Those of the workspace that was opened. */
  debuggerRemembered(): void;
  leaveDebugger(): void;
}

const KEPT = 'debugger.json';
/** Watched at most: each is worked out at every stop. */
const MOST_WATCHES = 50;
const MOST_SAID = 200;

const MOVES: Readonly<Record<Move, { readonly command: string; readonly kind?: string }>> = {
  continue: { command: 'continue' },
  reverse: { command: 'reverseContinue' },
  over: { command: 'next' },
  into: { command: 'stepIn' },
  out: { command: 'stepOut' },
  backOver: { command: 'stepBack', kind: 'over' },
  backInto: { command: 'stepBack', kind: 'into' },
  backOut: { command: 'stepBack', kind: 'out' },
};

export function createDebuggerSlice(context: SliceContext): DebuggerSlice {
  const { set, get, service, memory } = context;
  const around = new LookAround(context);
  let opening: AbortController | undefined;
  /** Files by the names that the debugger has for them. */
  let names = new Map<string, string>();
  let wantedRow: number | undefined;

  const change = (fields: Partial<DebugView>): void =>
    set(({ debug }) => (debug === undefined ? {} : { debug: { ...debug, ...fields } }));
  const keep = (fields: Partial<Pick<DebuggerSlice, 'breakpoints' | 'breakFilters' | 'watches'>>): void => {
    set(fields);
    const { breakpoints: lines, breakFilters: filters, watches } = get();
    memory.set('workspace', KEPT, lists.writeKept({ lines, filters, watches }));
  };

  async function setLines(session: number, path: string): Promise<void> {
    const list = get().breakpoints[path] ?? [];
    const breakpoints = list.map(({ line, condition }) => ({ line, ...(condition !== '' && { condition }) }));
    const args = { source: { path: names.get(path) ?? path }, breakpoints };
    const set_ = await askDebugger(service, session, 'setBreakpoints', args, dap.breakpointsSet);
    if (get().debug?.session !== session) return;
    if (!set_.ok) return change({ error: set_.error });
    const notes = new Map(list.map(({ line }, n) => [line, set_.value.breakpoints[n]?.message]));
    set(({ breakpoints: all }) => ({
      breakpoints: {
        ...all,
        ...(all[path] && { [path]: all[path].map((one) => ({ ...one, note: notes.get(one.line) })) }),
      },
    }));
  }

  const setFilters = (session: number) =>
    askDebugger(service, session, 'setExceptionBreakpoints', { filters: get().breakFilters }, z.unknown());

  /** What was set is told to the debugger, if there is one. */
  const tell = (path: string): void => {
    const session = get().debug?.session;
    if (session !== undefined) void setLines(session, path);
  };

  async function configure(session: number): Promise<void> {
    const ask = <S extends z.ZodType>(command: string, shape: S) => askDebugger(service, session, command, {}, shape);
    const [sources, summary] = await Promise.all([
      ask('loadedSources', dap.sources),
      ask('interleave/summary', dap.summary),
    ]);
    if (get().debug?.session !== session) return;
    const folder = get().workspace?.path;
    const paths = sources.ok ? sources.value.sources.flatMap(({ path }) => path ?? []) : [];
    names = new Map(paths.map((path) => [fileOf(path, folder), path]));
    change(summary.ok ? { summary: summary.value, said: summary.value.notes } : { error: summary.error });
    await Promise.all([...Object.keys(get().breakpoints).map((path) => setLines(session, path)), setFilters(session)]);
    const begun = await ask('configurationDone', z.unknown());
    if (!begun.ok) change({ error: begun.error });
  }

  async function move(command: string, args: unknown): Promise<void> {
    const { debug } = get();
    if (debug?.session === undefined || debug.state !== 'stopped') return;
    change({ state: 'moving', error: undefined });
    const answer = await askDebugger(service, debug.session, command, args, z.unknown());
    if (!answer.ok && get().debug?.session === debug.session) change({ state: 'stopped', error: answer.error });
  }

  return {
    debug: undefined,
    debugTurn: 0,
    breakpoints: {},
    breakFilters: lists.readKept(undefined).filters,
    watches: [],
    byInstruction: false,
    startDebugging: async (target, title) => {
      get().stopDebugging();
      around.begin();
      const own = (opening = new AbortController());
      set(({ debugTurn }) => ({ debug: { ...OPENING, title }, debugTurn: debugTurn + 1 }));
      const opened = await service.request(
        'debug.open',
        { target },
        {
          signal: own.signal,
          onProgress: ({ what }) => {
            if (opening === own) change({ progress: what });
          },
        },
      );
      if (opening !== own) {
        if (opened.ok) void service.request('debug.close', { session: opened.value.session });
        return;
      }
      opening = undefined;
      if (!opened.ok) return change({ error: opened.error.message });
      change({ session: opened.value.session });
      await configure(opened.value.session);
    },
    stopDebugging: () => {
      const { debug } = get();
      opening?.abort();
      opening = undefined;
      wantedRow = undefined;
      if (debug?.session !== undefined) void service.request('debug.close', { session: debug.session });
      set(({ breakpoints }) => ({
        debug: undefined,
        breakpoints: Object.fromEntries(
          Object.entries(breakpoints).map(([path, list]) => [path, list.map((one) => ({ ...one, note: undefined }))]),
        ),
      }));
    },
    step: (by) => {
      const { command, kind } = MOVES[by];
      const granularity = get().byInstruction ? 'instruction' : 'line';
      return move(command, { threadId: 1, granularity, ...(kind !== undefined && { kind }) });
    },
    jumpTo: async (row) => {
      if (get().debug?.state === 'moving') wantedRow = row;
      else await move('interleave/jump', { row });
    },
    stepByInstruction: (byInstruction) => set({ byInstruction }),
    chooseCall: (index) => around.choose(index),
    moreCalls: () => around.moreCalls(),
    toggleVariable: (node, isOpen) => around.toggle(node, isOpen),
    moreVariables: (node) => around.more(node),
    addWatch: async (expression) => {
      const { watches } = get();
      const text = expression.trim();
      if (text === '' || watches.includes(text) || watches.length >= MOST_WATCHES) return;
      keep({ watches: [...watches, text] });
      await around.watch();
    },
    removeWatch: (expression) => keep({ watches: get().watches.filter((one) => one !== expression) }),
    toggleBreakpoint: (path, line) => {
      keep({ breakpoints: lists.toggled(get().breakpoints, path, line) });
      tell(path);
    },
    setCondition: (path, line, condition) => {
      keep({ breakpoints: lists.changed(get().breakpoints, path, line, { condition: condition.trim() }) });
      tell(path);
    },
    moveBreakpoints: (path, lines) => keep({ breakpoints: lists.moved(get().breakpoints, path, lines) }),
    renameBreakpoints: (from, to) => keep({ breakpoints: lists.renamed(get().breakpoints, from, to) }),
    clearBreakpoints: () => {
      const paths = Object.keys(get().breakpoints);
      keep({ breakpoints: {} });
      for (const path of paths) tell(path);
    },
    setBreakFilter: (filter, isOn) => {
      const others = get().breakFilters.filter((one) => one !== filter);
      keep({ breakFilters: isOn ? [...others, filter] : others });
      const session = get().debug?.session;
      if (session !== undefined) void setFilters(session);
    },
    tookDebugEvent: ({ session, event, body }) => {
      if (get().debug?.session !== session) return;
      if (event === 'terminated') return get().stopDebugging();
      const said = event === 'output' ? dap.output.safeParse(body) : undefined;
      if (said?.success) change({ said: [...(get().debug?.said ?? []), said.data.output.trimEnd()].slice(-MOST_SAID) });
      const stop = event === 'stopped' ? dap.stopped.safeParse(body) : undefined;
      if (!stop?.success) return;
      change({ state: 'stopped', why: stopWords(stop.data) });
      const row = wantedRow;
      wantedRow = undefined;
      if (row === undefined) void around.stopped();
      else void get().jumpTo(row);
    },
    debuggerRemembered: () => {
      const { lines, filters, watches } = lists.readKept(memory.get('workspace', KEPT));
      set({ breakpoints: lines, breakFilters: filters, watches });
    },
    leaveDebugger: () => {
      get().stopDebugging();
      set({ breakpoints: {}, watches: [] });
    },
  };
}
