/** A debugger over one recorded transaction: where it stands, what it stops at and what is to be seen there. It knows no user interface. */
import type { AccountId, CellKey, CellValue } from '../core/cell.ts';
import type { ContractEvent } from '../core/effects.ts';
import { lastUpTo } from '../core/partition-point.ts';
import { ok, type Result } from '../core/result.ts';
import type { RuntimeId } from '../core/transaction.ts';
import type { DebugMachine, Variable, VariableScope } from '../sdk/debug-info.ts';
import { rowsOf, type BreakpointPlace, type FoundRows } from './breakpoints.ts';
import { evaluate, holds, problemOf, type ExpressionScope } from './expression.ts';
import { parseHitCondition } from './hit-condition.ts';
import { MachineCursor } from './machine-cursor.ts';
import { machineView, type CodeOf } from './machine-views.ts';
import { effectsOf, stopAt } from './stop-text.ts';
import { traceScopes } from './trace-scopes.ts';
import { Stepper, type Granularity } from './stepper.ts';
import { FLAG, ROW, type CallNode, type Place, type Timeline, type TimelineFrame } from './timeline.ts';

/** Names that the trace does not know. */
export interface DebugNames {
  account(account: AccountId): string;
  cell(key: CellKey): string;
  /** `balance 5 -> 7` has `7` here. */
  cellValue(key: CellKey, value: CellValue): string;
  /** `token.transfer(alice, 5)`. */
  frame(frame: TimelineFrame['frame']): string;
  /** `Transfer(from: alice, to: bob, value: 5)`. */
  event(event: ContractEvent): string;
  /** Why a frame failed, in words. */
  failure(frame: TimelineFrame): string;
  /** The text with names in place of the addresses that have one. */
  text(text: string): string;
  /** The account that people call so. */
  accountNamed(name: string): AccountId | undefined;
}

export interface DebuggerOptions {
  readonly timeline: Timeline;
  readonly preimages: ReadonlyMap<string, Uint8Array>;
  readonly machineOf: (runtime: RuntimeId) => DebugMachine | undefined;
  readonly codeOf: CodeOf;
  readonly names: DebugNames;
}

export interface Breakpoint {
  readonly id: number;
  readonly place: BreakpointPlace;
  readonly condition?: string;
  readonly hitCondition?: string;
  /** It says this and goes on; `{expression}` is replaced by its value. */
  readonly logMessage?: string;
}

export interface SetBreakpoint extends FoundRows {
  readonly breakpoint: Breakpoint;
}

export type StepKind = 'into' | 'over' | 'out' | 'backInto' | 'backOver' | 'backOut';

/** Why it stands where it stands. */
export interface Stop {
  readonly reason:
    | 'entry'
    | 'step'
    | 'breakpoint'
    | 'data'
    | 'function'
    | 'instruction'
    | 'failure'
    | 'event'
    | 'crossing'
    | 'goto'
    | 'end';
  readonly breakpoints: readonly number[];
  /** A sentence for people, where there is more to say. */
  readonly text?: string;
}

export interface CallView {
  readonly node: CallNode;
  readonly row: number;
  readonly title: string;
  readonly frame: TimelineFrame;
  readonly place: Place | undefined;
  readonly offset: number;
}

/** No breakpoint of a client has it. */
const CURSOR = -1;

export class Debugger {
  readonly timeline: Timeline;
  readonly stepper: Stepper;
  readonly #options: DebuggerOptions;
  readonly #cursor: MachineCursor;
  #breakpoints: readonly SetBreakpoint[] = [];
  /** Whether conditions held, by row. */
  readonly #conditions = new WeakMap<SetBreakpoint, Map<number, boolean>>();
  #row: number;
  #stop: Stop = { reason: 'entry', breakpoints: [] };

  constructor(options: DebuggerOptions) {
    this.#options = options;
    this.timeline = options.timeline;
    this.stepper = new Stepper(options.timeline);
    this.#cursor = new MachineCursor(options.timeline);
    this.#row = this.stepper.first;
  }

  get row(): number {
    return this.#row;
  }

  get stop(): Stop {
    return this.#stop;
  }

  get names(): DebugNames {
    return this.#options.names;
  }

  get breakpoints(): readonly SetBreakpoint[] {
    return this.#breakpoints;
  }

  /** Looks for where a breakpoint is met. It takes effect with `useBreakpoints`. */
  find(breakpoint: Breakpoint): SetBreakpoint {
    const { condition, hitCondition } = breakpoint;
    const problem = condition === undefined ? undefined : problemOf(condition);
    if (problem !== undefined) return { breakpoint, rows: [], problem };
    if (hitCondition !== undefined && parseHitCondition(hitCondition) === undefined)
      return { breakpoint, rows: [], problem: `"${hitCondition}" is no count: 5, >= 5 or % 5 are` };
    return { breakpoint, ...rowsOf(this.timeline, breakpoint.place) };
  }

  useBreakpoints(all: readonly SetBreakpoint[]): void {
    this.#breakpoints = all;
  }

  step(kind: StepKind, by: Granularity = 'line'): Stop {
    const { stepper } = this;
    const row = stepper[kind](this.#row, by);
    return this.#go(row, this.#edge(row) ?? { reason: 'step', breakpoints: [] });
  }

  /** @param log what breakpoints with a message say on the way, and what is wrong with conditions. */
  continue(direction: 1 | -1, log: (text: string) => void = () => undefined): Stop {
    for (let row = this.#row; ;) {
      const next = this.#nextMet(row, direction);
      if (next === undefined) {
        const edge = direction === 1 ? this.stepper.last : Math.min(this.stepper.first, this.#row);
        return this.#go(edge, this.#edge(edge) ?? { reason: 'entry', breakpoints: [] });
      }
      const met = next.met.filter((one) => this.#counts(one, next.row, log));
      const stops = met.filter(({ breakpoint }) => breakpoint.logMessage === undefined);
      for (const { breakpoint } of met)
        if (breakpoint.logMessage !== undefined) log(this.#message(breakpoint.logMessage, next.row));
      if (stops.length > 0) return this.#go(next.row, stopAt(this.timeline, this.names, stops, next.row));
      row = next.row;
    }
  }

  /** To the row, whatever there is. */
  jump(row: number): Stop {
    const at = Math.max(0, Math.min(Math.trunc(row), this.stepper.last));
    return this.#go(at, this.#edge(at) ?? { reason: 'goto', breakpoints: [] });
  }

  /**
   * To the next time, in a direction, that a line begins; the error says why it does not.
   * @param log where breakpoints on the way are to stop it: what they say. Without it nothing does.
   */
  runTo(file: string, line: number, direction: 1 | -1, log?: (text: string) => void): Result<Stop, string> {
    const found = this.find({ id: CURSOR, place: { kind: 'line', file, line } });
    if (found.problem !== undefined) return { ok: false, error: found.problem };
    const row =
      direction === 1 ? found.rows.find((one) => one > this.#row) : found.rows.findLast((one) => one < this.#row);
    if (row === undefined)
      return { ok: false, error: direction === 1 ? 'the line is not met again' : 'the line was not met before' };
    if (log === undefined) return ok(this.jump(row));
    const own = this.#breakpoints;
    this.#breakpoints = [...own, found];
    const stop = this.continue(direction, log);
    this.#breakpoints = own;
    const others = stop.breakpoints.filter((id) => id !== CURSOR);
    return ok(others.length > 0 ? this.#go(this.#row, { ...stop, breakpoints: others }) : this.jump(this.#row));
  }

  /** Innermost first. */
  calls(row = this.#row): readonly CallView[] {
    const open = this.stepper.calls(row);
    if (this.stepper.isEnd(row)) return this.#ended();
    const firsts = areFirst(open.map(({ node }) => node));
    return open.flatMap(({ node, row: at }, index) => {
      const frame = this.timeline.frames[node.frame];
      // What leads to the function that was called is nothing that people wrote.
      const isFirst = firsts[index] === true;
      const isLobby = isFirst && !node.hasSource && open[index - 1]?.node.frame === node.frame;
      if (frame === undefined || isLobby) return [];
      const isOutermost = node.call === undefined || isFirst;
      return [
        {
          node,
          row: at,
          title: this.titleOf(frame, node, isOutermost),
          frame,
          place: this.#placeIn(node, at),
          offset: this.timeline.offset.at(at),
        },
      ];
    });
  }

  /** At the end the transaction's own frame is what is left: its state. */
  #ended(): readonly CallView[] {
    const [frame] = this.timeline.frames;
    const [node] = this.timeline.nodes;
    if (frame === undefined || node === undefined) return [];
    const title = `${this.titleOf(frame, node)} has ended`;
    return [{ node, row: this.stepper.last, title, frame, place: undefined, offset: 0 }];
  }

  instructionName(row: number): string {
    const { timeline } = this;
    const kind = timeline.kind.at(row);
    if (kind === ROW.end) return 'end of the transaction';
    if (kind === ROW.begin) return 'begins';
    if (kind === ROW.effect) return effectsOf(timeline, this.names, row).join(', ');
    const machine = this.#options.machineOf(timeline.frameAt(row)?.frame.runtime ?? '');
    return machine?.instructionName(timeline.opcode.at(row)) ?? `0x${timeline.opcode.at(row).toString(16)}`;
  }

  /** What is to be seen of a call, and of the transaction as a whole. */
  scopes({ node, row: at, frame }: CallView): readonly VariableScope[] {
    const row = this.#row;
    const view = machineView(this.timeline, this.#cursor, this.#options, { row, node, at });
    if (view === undefined) return [];
    const machine = this.#options.machineOf(frame.frame.runtime);
    return [
      ...(frame.info?.variables(view) ?? []),
      ...(machine?.machineScopes?.(view) ?? []),
      ...traceScopes(this.timeline, this.names, row, view, frame),
    ];
  }

  /** Of a frame that is open; without one, of the one that runs. Not to be changed, and good until the debugger moves. */
  memory(frame?: number): Uint8Array {
    const { top, open } = this.#cursor.at(this.#row);
    const one = frame === undefined ? top : open.find(({ index }) => index === frame);
    return one?.memory.bytes ?? new Uint8Array(0);
  }

  /** `call`: as `calls` gives it; without it the innermost. */
  evaluate(text: string, call = this.calls()[0]): Result<Variable, string> {
    return evaluate(text, this.#expressionScope(this.#row, call));
  }

  #go(row: number, stop: Stop): Stop {
    this.#row = row;
    this.#stop = stop;
    return stop;
  }

  #edge(row: number): Stop | undefined {
    if (row === this.stepper.last) return { reason: 'end', breakpoints: [], text: 'The transaction has ended.' };
    return row <= this.stepper.first
      ? { reason: 'entry', breakpoints: [], text: 'Here the transaction begins.' }
      : undefined;
  }

  #nextMet(
    row: number,
    direction: 1 | -1,
  ): { readonly row: number; readonly met: readonly SetBreakpoint[] } | undefined {
    let best: number | undefined;
    for (const { rows } of this.#breakpoints) {
      const at = direction === 1 ? lastUpTo(rows, row) + 1 : lastUpTo(rows, row - 1);
      const one = rows[at];
      if (one !== undefined && (best === undefined || (direction === 1 ? one < best : one > best))) best = one;
    }
    if (best === undefined) return undefined;
    const found = best;
    return { row: found, met: this.#breakpoints.filter(({ rows }) => rows[lastUpTo(rows, found)] === found) };
  }

  #counts(one: SetBreakpoint, row: number, log: (text: string) => void): boolean {
    const { condition, hitCondition } = one.breakpoint;
    if (condition !== undefined && !this.#holds(condition, row, log)) return false;
    const counts = hitCondition === undefined ? undefined : parseHitCondition(hitCondition);
    if (counts === undefined) return true;
    const upTo = one.rows.slice(0, lastUpTo(one.rows, row) + 1);
    const count = condition === undefined ? upTo.length : upTo.filter((at) => this.#held(one, condition, at)).length;
    return counts(count);
  }

  /** As `#holds`, each row once: who counts asks for all that came before, again and again. */
  #held(one: SetBreakpoint, condition: string, row: number): boolean {
    let known = this.#conditions.get(one);
    if (known === undefined) this.#conditions.set(one, (known = new Map()));
    let held = known.get(row);
    if (held === undefined) known.set(row, (held = this.#holds(condition, row, () => undefined)));
    return held;
  }

  /** A condition that cannot be told stops, so that its author sees why. */
  #holds(condition: string, row: number, log: (text: string) => void): boolean {
    const answer = holds(condition, this.#expressionScope(row));
    if (!answer.ok) log(`The condition cannot be told: ${answer.error}.`);
    return !answer.ok || answer.value;
  }

  #message(template: string, row: number): string {
    const scope = this.#expressionScope(row);
    return template.replaceAll(/\{([^{}]+)\}/g, (_, text: string) => {
      const value = evaluate(text, scope);
      return value.ok ? value.value.value : `{${value.error}}`;
    });
  }

  #expressionScope(row: number, call = this.calls(row)[0]): ExpressionScope {
    let variables: ReadonlyMap<string, Variable> | undefined;
    const all = (): ReadonlyMap<string, Variable> => {
      const view =
        call && machineView(this.timeline, this.#cursor, this.#options, { row, node: call.node, at: call.row });
      const scopes = (view && call.frame.info?.variables(view)) ?? [];
      // What stands first hides what comes later: a local its namesake in the state.
      return new Map(scopes.flatMap((scope) => scope.variables.map((one) => [one.name, one] as const)).reverse());
    };
    return {
      variable: (name) => (variables ??= all()).get(name),
      account: (name) => {
        const account = this.names.accountNamed(name);
        return account === undefined ? undefined : BigInt(`0x${account}`);
      },
    };
  }

  /** `isOutermost`: of the functions of its frame. */
  titleOf({ info, frame }: TimelineFrame, { call }: CallNode, isOutermost = false): string {
    const name = call === undefined ? undefined : info?.functionName(call.entry);
    if (call === undefined || name === undefined)
      return call === undefined ? this.names.frame(frame) : 'a function without a name';
    // How it was called from outside says more than its name.
    return isOutermost ? this.names.frame(frame) : name;
  }

  /** Of instructions that the compiler made by itself: what was run of the same call before. */
  #placeIn(node: CallNode, row: number): Place | undefined {
    const { timeline } = this;
    for (let at = row; at >= node.start; at--) {
      if (timeline.nodeAt(at) !== node || (timeline.flags.at(at) & FLAG.placed) === 0) continue;
      return timeline.placeAt(at);
    }
    return timeline.placeAt(row);
  }
}

/** Of calls, innermost first: whether none around it in its frame has a source. */
function areFirst(nodes: readonly CallNode[]): readonly boolean[] {
  const firsts: boolean[] = [];
  let [frame, hasSource] = [-1, false];
  for (const node of nodes.toReversed()) {
    if (node.frame !== frame) [frame, hasSource] = [node.frame, false];
    firsts.push(!hasSource);
    hasSource ||= node.hasSource;
  }
  return firsts.reverse();
}
