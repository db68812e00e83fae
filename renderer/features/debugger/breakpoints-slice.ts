/** Breakpoints and watched expressions of the workspace, and what the debugger that is open says of them. */
import { z } from 'zod';
import type { SliceContext } from '../../store/store.ts';
import * as lists from './breakpoints.ts';
import { askDebugger } from './dap-client.ts';
import * as dap from './dap-shapes.ts';
import type { VariableNode } from './variable-rows.ts';

export interface BreakpointsSlice {
  readonly breakpoints: lists.Breakpoints;
  readonly breakFilters: readonly lists.Filter[];
  /** Functions, cells and instructions. */
  readonly breakOthers: readonly lists.OtherBreakpoint[];
  readonly watches: readonly string[];
  /** What is open beside a line of an editor. */
  readonly gutter: Gutter | undefined;
  showGutter(gutter: Gutter | undefined): void;
  toggleBreakpoint(path: string, line: number): void;
  /** Of a line; where there is none yet, it is made. */
  changeBreakpoint(path: string, line: number, fields: lists.BreakpointFields): void;
  /** Off: it stays, and does not stop. */
  switchBreakpoint(path: string, line: number, on: boolean): void;
  switchBreak(other: lists.OtherBreakpoint, on: boolean): void;
  switchAllBreakpoints(on: boolean): void;
  /** The text was edited: where each breakpoint of the file stands now. */
  moveBreakpoints(path: string, lines: readonly number[]): void;
  renameBreakpoints(from: string, to: string): void;
  /** One that is there already stays. */
  addBreak(other: lists.OtherBreakpoint): void;
  removeBreak(other: lists.OtherBreakpoint): void;
  conditionBreak(other: lists.OtherBreakpoint, condition: string): void;
  toggleInstruction(reference: string, name: string): void;
  /** The one that has the keys: F9 is meant for it. */
  readonly pointedInstruction: { readonly reference: string; readonly name: string } | undefined;
  pointInstruction(one: BreakpointsSlice['pointedInstruction']): void;
  /** On the cell that holds a variable. */
  breakOnVariable(node: VariableNode, access: lists.Access): Promise<void>;
  clearBreakpoints(): void;
  setBreakFilter(filter: lists.Filter, isOn: boolean): void;
  keepWatches(watches: readonly string[]): void;
  /** Tells all to a debugger that has just been opened. */
  tellBreakpoints(session: number): Promise<void>;
  /** The debugger is closed: what it said holds no more. */
  forgetNotes(): void;
  /** Those of the workspace that was opened. */
  debuggerRemembered(): void;
  /** Another window has kept something, by its name: what it has set holds here as well. */
  debuggerTook(name: string): void;
}

export interface Gutter {
  readonly shows: 'menu' | 'fields';
  readonly path: string;
  readonly line: number;
  /** In the window (pixels). */
  readonly x: number;
  readonly y: number;
}

const KEPT = 'debugger.json';
/** Of functions, cells and instructions. */
const MOST_OTHERS = 200;

type Set = Pick<BreakpointsSlice, 'breakpoints' | 'breakFilters' | 'breakOthers' | 'watches'>;

export function createBreakpointsSlice({ set, get, service, memory }: SliceContext): BreakpointsSlice {
  const keep = (fields: Partial<Set>): void => {
    set(fields);
    const { breakpoints: lines, breakFilters: filters, breakOthers: others, watches } = get();
    memory.set('workspace', KEPT, lists.writeKept({ lines, filters, watches, others }));
  };
  const fail = (session: number, error: string): void =>
    set(({ debug }) => (debug?.session === session ? { debug: { ...debug, error } } : {}));

  async function setLines(session: number, path: string): Promise<void> {
    const list = (get().breakpoints[path] ?? []).filter(lists.isOn);
    const breakpoints = list.map(({ line, condition, hits = '', log = '' }) => ({
      line,
      ...(condition !== '' && { condition }),
      ...(hits !== '' && { hitCondition: hits }),
      ...(log !== '' && { logMessage: log }),
    }));
    const args = { source: { path: get().debug?.files.get(path) ?? path }, breakpoints };
    const told = await askDebugger(service, session, 'setBreakpoints', args, dap.breakpointsSet);
    if (get().debug?.session !== session) return;
    if (!told.ok) return fail(session, told.error);
    const notes = new Map(list.map(({ line }, n) => [line, told.value.breakpoints[n]?.message]));
    set(({ breakpoints: all }) => ({
      breakpoints: {
        ...all,
        ...(all[path] && { [path]: all[path].map((one) => ({ ...one, note: notes.get(one.line) })) }),
      },
    }));
  }

  async function setOthers(session: number, kind: lists.OtherKind): Promise<void> {
    const list = get().breakOthers.filter((one) => one.kind === kind && lists.isOn(one));
    const args = { breakpoints: list.map(asked) };
    const told = await askDebugger(service, session, COMMANDS[kind], args, dap.breakpointsSet);
    if (get().debug?.session !== session) return;
    if (!told.ok) return fail(session, told.error);
    const notes = new Map(list.map((one, n) => [lists.idOf(one), told.value.breakpoints[n]?.message]));
    set(({ breakOthers }) => ({
      breakOthers: breakOthers.map((one) => (one.kind === kind ? { ...one, note: notes.get(lists.idOf(one)) } : one)),
    }));
  }

  const setFilters = (session: number) =>
    askDebugger(service, session, 'setExceptionBreakpoints', { filters: get().breakFilters }, z.unknown());

  /** What was set is told to the debugger, if there is one. */
  const tell = (how: (session: number) => Promise<unknown>): void => {
    const session = get().debug?.session;
    if (session !== undefined) void how(session);
  };
  const tellLines = (path: string): void => tell((session) => setLines(session, path));
  const keepOthers = (breakOthers: readonly lists.OtherBreakpoint[], kind: lists.OtherKind): void => {
    keep({ breakOthers });
    tell((session) => setOthers(session, kind));
  };
  const without = (other: lists.OtherBreakpoint): readonly lists.OtherBreakpoint[] =>
    get().breakOthers.filter((one) => lists.idOf(one) !== lists.idOf(other));

  const changeOther = (
    other: lists.OtherBreakpoint,
    how: (one: lists.OtherBreakpoint) => lists.OtherBreakpoint,
  ): void =>
    keepOthers(
      get().breakOthers.map((one) => (lists.idOf(one) === lists.idOf(other) ? how(one) : one)),
      other.kind,
    );
  const tellAll = (paths: Iterable<string>): void => {
    for (const path of paths) tellLines(path);
    for (const kind of KINDS) tell((session) => setOthers(session, kind));
  };

  return {
    breakpoints: {},
    breakFilters: lists.readKept(undefined).filters,
    breakOthers: [],
    watches: [],
    gutter: undefined,
    pointedInstruction: undefined,
    pointInstruction: (pointedInstruction) => set({ pointedInstruction }),
    showGutter: (gutter) => set({ gutter }),
    toggleBreakpoint: (path, line) => {
      keep({ breakpoints: lists.toggled(get().breakpoints, path, line) });
      tellLines(path);
    },
    changeBreakpoint: (path, line, fields) => {
      const all = get().breakpoints;
      const isThere = all[path]?.some((one) => one.line === line) === true;
      const trimmed = Object.fromEntries(Object.entries(fields).map(([name, text = '']) => [name, text.trim()]));
      keep({ breakpoints: lists.changed(isThere ? all : lists.toggled(all, path, line), path, line, trimmed) });
      tellLines(path);
    },
    switchBreakpoint: (path, line, on) => {
      keep({ breakpoints: lists.switchedAt(get().breakpoints, path, line, on) });
      tellLines(path);
    },
    switchBreak: (other, on) => changeOther(other, (one) => lists.switched(one, on)),
    switchAllBreakpoints: (on) => {
      keep({
        breakpoints: lists.allSwitched(get().breakpoints, on),
        breakOthers: get().breakOthers.map((one) => lists.switched(one, on)),
      });
      tellAll(Object.keys(get().breakpoints));
    },
    moveBreakpoints: (path, lines) => keep({ breakpoints: lists.moved(get().breakpoints, path, lines) }),
    renameBreakpoints: (from, to) => keep({ breakpoints: lists.renamed(get().breakpoints, from, to) }),
    addBreak: (other) => {
      const all = get().breakOthers;
      if (without(other).length < all.length || all.length >= MOST_OTHERS) return;
      keepOthers([...all, other], other.kind);
    },
    removeBreak: (other) => keepOthers(without(other), other.kind),
    conditionBreak: (other, condition) => changeOther(other, (one) => ({ ...one, condition: condition.trim() })),
    toggleInstruction: (reference, name) => {
      const one = { kind: 'instruction', reference, name, condition: '' } as const;
      if (get().breakOthers.some((other) => lists.idOf(other) === lists.idOf(one))) get().removeBreak(one);
      else get().addBreak(one);
    },
    breakOnVariable: async ({ parent, name }, access) => {
      const session = get().debug?.session;
      if (session === undefined) return;
      const args = { variablesReference: parent, name };
      const told = await askDebugger(service, session, 'dataBreakpointInfo', args, dap.dataInfo);
      if (!told.ok) return fail(session, told.error);
      const { dataId, description } = told.value;
      if (dataId === null) return fail(session, description);
      get().addBreak({ kind: 'cell', key: dataId, name: description, access, condition: '' });
    },
    clearBreakpoints: () => {
      const paths = Object.keys(get().breakpoints);
      keep({ breakpoints: {}, breakOthers: [] });
      tellAll(paths);
    },
    setBreakFilter: (filter, isOn) => {
      const others = get().breakFilters.filter((one) => one !== filter);
      keep({ breakFilters: isOn ? [...others, filter] : others });
      tell(setFilters);
    },
    keepWatches: (watches) => keep({ watches }),
    tellBreakpoints: async (session) => {
      await Promise.all([
        ...Object.keys(get().breakpoints).map((path) => setLines(session, path)),
        ...KINDS.filter((kind) => get().breakOthers.some((one) => one.kind === kind)).map((kind) =>
          setOthers(session, kind),
        ),
        setFilters(session),
      ]);
    },
    forgetNotes: () =>
      set(({ breakpoints, breakOthers }) => ({
        breakpoints: lists.withoutNotes(breakpoints),
        breakOthers: breakOthers.map((one) => ({ ...one, note: undefined })),
      })),
    debuggerRemembered: () => {
      const { lines, filters, watches, others } = lists.readKept(memory.get('workspace', KEPT));
      set({ breakpoints: lines, breakFilters: filters, watches, breakOthers: others });
    },
    debuggerTook: (name) => {
      if (name !== KEPT) return;
      const before = Object.keys(get().breakpoints);
      get().debuggerRemembered();
      tellAll(new Set([...before, ...Object.keys(get().breakpoints)]));
      tell(setFilters);
    },
  };
}

const COMMANDS: Readonly<Record<lists.OtherKind, string>> = {
  function: 'setFunctionBreakpoints',
  cell: 'setDataBreakpoints',
  instruction: 'setInstructionBreakpoints',
};
const KINDS = Object.keys(COMMANDS) as readonly lists.OtherKind[];

/** As the protocol has it. */
function asked(one: lists.OtherBreakpoint): object {
  const condition = one.condition === '' ? {} : { condition: one.condition };
  if (one.kind === 'function') return { name: one.name, ...condition };
  if (one.kind === 'cell') return { dataId: one.key, accessType: one.access, ...condition };
  return { instructionReference: one.reference, ...condition };
}
