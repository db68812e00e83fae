/** Debugging as the window sees it: one transaction at a time, and the breakpoints of the workspace. */
import { z } from 'zod';
import type { DebugEvent, DebugTargetChoice } from '../../../runtimes/service/contract/debug.ts';
import type { ServiceError } from '../../../runtimes/service/contract/error.ts';
import type { SliceContext } from '../../store/store.ts';
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
  /** Steps are instructions, not lines. */
  readonly byInstruction: boolean;
  /** @param title while it is opened; of an incarnation, before its call as well. @returns why it was not opened; the panel says so too. */
  startDebugging(target: DebugTargetChoice, title: string): Promise<ServiceError | undefined>;
  stopDebugging(): void;
  step(move: Move): Promise<void>;
  /** @param row counted from 0. Of several asked for in a row, the last one counts. */
  jumpTo(row: number): Promise<void>;
  /** Once more from the beginning. */
  restartDebugging(): Promise<void>;
  /** `cursor`: forwards, but breakpoints on the way stop it; else to the time that the line is met next, or was met last. */
  runToLine(path: string, line: number, how: 'cursor' | 'next' | 'previous'): Promise<void>;
  stepByInstruction(isOn: boolean): void;
  chooseCall(index: number): Promise<void>;
  moreCalls(): Promise<void>;
  toggleVariable(node: VariableNode, isOpen: boolean): Promise<void>;
  moreVariables(node: VariableNode): Promise<void>;
  addWatch(expression: string): Promise<void>;
  removeWatch(expression: string): void;
  tookDebugEvent(event: DebugEvent): void;
  leaveDebugger(): void;
}

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
  const { set, get, service } = context;
  const around = new LookAround(context);
  let opening: AbortController | undefined;
  let wantedRow: number | undefined;

  const change = (fields: Partial<DebugView>): void =>
    set(({ debug }) => (debug === undefined ? {} : { debug: { ...debug, ...fields } }));

  async function configure(session: number): Promise<void> {
    const ask = <S extends z.ZodType>(command: string, shape: S) => askDebugger(service, session, command, {}, shape);
    const [sources, summary] = await Promise.all([
      ask('loadedSources', dap.sources),
      ask('interleave/summary', dap.summary),
    ]);
    if (get().debug?.session !== session) return;
    const folder = get().workspace?.path;
    const paths = sources.ok ? sources.value.sources.flatMap(({ path }) => path ?? []) : [];
    change({ files: new Map(paths.map((path) => [fileOf(path, folder), path])) });
    change(summary.ok ? { summary: summary.value, said: summary.value.notes } : { error: summary.error });
    await get().tellBreakpoints(session);
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
        return undefined;
      }
      opening = undefined;
      if (!opened.ok) {
        change({ error: opened.error.message });
        return opened.error;
      }
      const { session, title: call } = opened.value;
      change({ session, title: target.kind === 'incarnation' ? `${title}, ${call}` : call });
      await configure(session);
      return undefined;
    },
    stopDebugging: () => {
      const { debug } = get();
      opening?.abort();
      opening = undefined;
      wantedRow = undefined;
      if (debug?.session !== undefined) void service.request('debug.close', { session: debug.session });
      set({ debug: undefined, lineGas: undefined });
      get().forgetNotes();
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
    restartDebugging: () => move('restart', {}),
    runToLine: (path, line, how) =>
      move('interleave/runTo', {
        path: get().debug?.files.get(path) ?? path,
        line,
        backwards: how === 'previous',
        stops: how === 'cursor',
      }),
    stepByInstruction: (byInstruction) => set({ byInstruction }),
    chooseCall: (index) => around.choose(index),
    moreCalls: () => around.moreCalls(),
    toggleVariable: (node, isOpen) => around.toggle(node, isOpen),
    moreVariables: (node) => around.more(node),
    addWatch: async (expression) => {
      const { watches } = get();
      const text = expression.trim();
      if (text === '' || watches.includes(text) || watches.length >= MOST_WATCHES) return;
      get().keepWatches([...watches, text]);
      await around.watch();
    },
    removeWatch: (expression) => get().keepWatches(get().watches.filter((one) => one !== expression)),
    tookDebugEvent: ({ session, event, body }) => {
      if (get().debug?.session !== session) return;
      if (event === 'terminated') {
        const ended = dap.terminated.safeParse(body);
        if (ended.success && ended.data.why !== undefined) get().notify({ kind: 'info', text: ended.data.why });
        return get().stopDebugging();
      }
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
    leaveDebugger: () => {
      get().stopDebugging();
      set({ breakpoints: {}, breakOthers: [], watches: [] });
    },
  };
}
