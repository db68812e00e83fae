/** Reads a trace from its beginning to its end, and makes a timeline of it. */
import type { CellKey, CellValue } from '../core/cell.ts';
import type { StepEvent, TracedFrame } from '../core/step-trace.ts';
import type { RuntimeId } from '../core/transaction.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { CallMark, CodePosition, DebugInfo } from '../sdk/debug-info.ts';
import { CellHistory } from './cell-history.ts';
import { Column } from './columns.ts';
import { MachineState } from './machine-state.ts';
import {
  FLAG,
  ROW,
  timeline,
  type CallNode,
  type Checkpoint,
  type EmittedEvent,
  type Place,
  type Timeline,
  type TimelineFrame,
  type Told,
} from './timeline.ts';
import { TraceTape } from './trace-tape.ts';

/** Bytes of trace from one checkpoint to the next: what is read at most to know a machine. */
const CHECKPOINT = 1 << 16;
/** Events after which others may do something. */
const SLICE = 50_000;

export interface BuildOptions {
  readonly chunks: readonly Uint8Array[];
  /** What is known of the code that a frame runs. Asked once a frame. */
  readonly infoOf: (frame: TracedFrame) => DebugInfo | undefined;
  /** What machines of the runtime tell. Of those that tell no steps the effects are rows. */
  readonly tells: (runtime: RuntimeId) => Told;
  /** Before the transaction, for whoever knows more than the trace. */
  readonly cellBefore?: (key: CellKey) => CellValue | undefined;
  readonly onProgress?: (done: number, all: number) => void;
  readonly signal?: AbortSignal;
}

/** The error says that it was cancelled. */
export async function buildTimeline(options: BuildOptions): Promise<Result<Timeline, string>> {
  const builder = new Builder(options);
  const { tape } = builder;
  let count = 0;
  let last: { readonly event: StepEvent; readonly at: number } | undefined;
  for (const one of tape.from(0)) {
    if (last !== undefined) builder.take(last.event, last.at, one.event);
    last = one;
    if (++count % SLICE !== 0) continue;
    options.onProgress?.(one.at, tape.length);
    await new Promise((resolve) => setImmediate(resolve));
    if (options.signal?.aborted) return err('cancelled');
  }
  if (last !== undefined) builder.take(last.event, last.at, undefined);
  return ok(builder.finish());
}

interface OpenFrame {
  readonly index: number;
  readonly info: DebugInfo | undefined;
  /** It tells no instructions: its effects are rows. */
  readonly isBare: boolean;
  /** Calls that are open in it, the frame's own first. */
  readonly nodes: number[];
  mark: CallMark;
  /** The last row of its own, and what the frame and those that it called had used before it. */
  last: { readonly row: number; readonly used: bigint } | undefined;
  /** Used by frames that it called, since then. */
  given: bigint;
}

class Builder {
  readonly tape: TraceTape;
  readonly #options: BuildOptions;
  readonly #machine = new MachineState();
  readonly #cells: CellHistory;
  readonly #frames: TimelineFrame[] = [];
  readonly #nodes: CallNode[] = [];
  readonly #open: OpenFrame[] = [];
  readonly #places = new PlaceTable();
  readonly #events: EmittedEvent[] = [];
  readonly #checkpoints: Checkpoint[] = [];
  readonly #columns = {
    kind: new Column(new Uint8Array(1024)),
    opcode: new Column(new Uint8Array(1024)),
    flags: new Column(new Uint8Array(1024)),
    offset: new Column(new Uint32Array(1024)),
    node: new Column(new Uint32Array(1024)),
    place: new Column(new Int32Array(1024)),
    position: new Column(new Uint32Array(1024)),
    gas: new Column(new Uint32Array(1024)),
  };
  #isCut = false;
  /** Of the last row with a place: its call and its line. */
  #lastNode = -1;
  #lastLine = -1;
  /** The same of each call. */
  readonly #lineOf: number[] = [];

  constructor(options: BuildOptions) {
    this.#options = options;
    this.tape = new TraceTape(options.chunks);
    this.#cells = new CellHistory(options.cellBefore ?? (() => undefined));
  }

  /** Index of the row that runs; -1: none has begun. */
  get #row(): number {
    return this.#columns.kind.length - 1;
  }

  take(event: StepEvent, at: number, next: StepEvent | undefined): void {
    const top = this.#open.at(-1);
    switch (event.kind) {
      case 'enter':
        return this.#enter(event, at, next);
      case 'step':
        if (top?.isBare === false) this.#step(top, event, at);
        return;
      case 'cost':
        this.#columns.gas.set(this.#row, price(event.gas));
        if (top !== undefined) top.last = undefined;
        return;
      case 'call':
        if (top?.isBare === false) this.#call(top, { entry: event.function, height: 0 });
        break;
      case 'return':
        if (top?.isBare === false) this.#return(top);
        break;
      case 'cell':
        if (top?.isBare === true) this.#push(ROW.effect, top, { at });
        this.#cells.access(this.#row, top?.index, event.access, event.key, event.value);
        break;
      case 'event':
        if (top?.isBare === true) this.#push(ROW.effect, top, { at });
        this.#events.push({ row: this.#row, frame: top?.index, event: event.event });
        break;
      case 'leave':
        this.#leave(top, event);
        break;
      case 'cut':
        this.#isCut = true;
        break;
      default:
    }
    this.#machine.follow(event);
  }

  finish(): Timeline {
    const { kind, opcode, flags, offset, node, place, position, gas } = this.#columns;
    for (const frame of this.#open.splice(0)) this.#close(frame, undefined);
    if (this.#nodes.length === 0) this.#nothing();
    kind.push(ROW.end);
    flags.push(FLAG.enters | FLAG.line);
    for (const column of [opcode, offset, node, gas]) column.push(0);
    place.push(-1);
    position.push(this.tape.length);
    return timeline({
      tape: this.tape,
      frames: this.#frames,
      nodes: this.#nodes,
      places: this.#places.all,
      cells: this.#cells,
      events: this.#events,
      checkpoints: this.#checkpoints,
      isCut: this.#isCut,
      ...this.#columns,
    });
  }

  #enter(event: Extract<StepEvent, { kind: 'enter' }>, at: number, next: StepEvent | undefined): void {
    const { frame } = event;
    const outer = this.#open.at(-1);
    const index = this.#frames.length;
    const info = this.#options.infoOf(frame);
    const node = this.#nodes.length;
    const parent = outer?.nodes.at(-1);
    this.#node({ parent, frame: index, call: undefined, level: 0 });
    this.#frames.push({
      frame,
      parent: outer?.index,
      node,
      info,
      isCreation: frame.kind === 'create',
      calledAt: this.#row,
      end: -1,
      leave: undefined,
    });
    const opened: OpenFrame = {
      index,
      info,
      isBare: next?.kind === 'leave' || !this.#isStepped(frame.runtime, info),
      nodes: [node],
      mark: undefined,
      last: undefined,
      given: 0n,
    };
    this.#cells.enter(this.#row);
    this.#open.push(opened);
    if (opened.isBare) {
      this.#push(ROW.begin, opened, { at });
      opened.last = { row: this.#row, used: 0n };
    }
    this.#machine.follow(event);
  }

  /** Statements mean nothing without a source. */
  #isStepped(runtime: RuntimeId, info: DebugInfo | undefined): boolean {
    const tells = this.#options.tells(runtime);
    return tells === 'instructions' || (tells === 'statements' && info !== undefined);
  }

  #step(frame: OpenFrame, event: Extract<StepEvent, { kind: 'step' }>, at: number): void {
    const { offset, opcode, used } = event;
    this.#settle(frame, used);
    if (frame.mark === 'in') this.#call(frame, { entry: offset, height: this.#machine.top?.stack.length ?? 0 });
    else if (frame.mark === 'out') this.#return(frame);
    frame.mark = frame.info?.mark?.(
      offset,
      this.#nodes[frame.nodes.at(-1) ?? -1]?.call,
      this.#machine.top?.stack.length ?? 0,
    );
    this.#push(ROW.step, frame, { at, offset, opcode, place: this.#places.of(frame.info, offset) });
    frame.last = { row: this.#row, used };
    const last = this.#checkpoints.at(-1);
    if (last === undefined || at - last.position >= CHECKPOINT)
      this.#checkpoints.push({ row: this.#row, position: at, machine: this.#machine.snapshot() });
  }

  #call(frame: OpenFrame, call: CallNode['call']): void {
    const parent = frame.nodes.at(-1);
    frame.nodes.push(this.#nodes.length);
    this.#node({ parent, frame: frame.index, call, level: frame.nodes.length - 1 });
  }

  #return(frame: OpenFrame): void {
    if (frame.nodes.length < 2) return;
    const node = this.#nodes[frame.nodes.pop() ?? -1];
    if (node !== undefined) node.end = this.#row + 1;
  }

  #leave(frame: OpenFrame | undefined, event: Extract<StepEvent, { kind: 'leave' }>): void {
    if (frame === undefined) return;
    this.#open.pop();
    const used = (this.#frames[frame.index]?.frame.gas ?? 0n) - event.gasLeft;
    this.#settle(frame, used);
    const outer = this.#open.at(-1);
    if (outer !== undefined) outer.given += used;
    this.#close(frame, event);
    this.#cells.leave(this.#row, event.status === 'success');
  }

  /** Machines that tell no price of an instruction tell what was used before the next one. */
  #settle(frame: OpenFrame, used: bigint): void {
    const { last, given } = frame;
    if (last !== undefined) this.#columns.gas.set(last.row, price(used - last.used - given));
    frame.given = 0n;
  }

  #close({ index, nodes }: OpenFrame, event: TimelineFrame['leave']): void {
    for (const one of nodes) {
      const node = this.#nodes[one];
      if (node !== undefined) node.end = this.#row + 1;
    }
    const frame = this.#frames[index];
    if (frame === undefined) return;
    frame.end = this.#row + 1;
    frame.leave = event;
  }

  #node(node: Pick<CallNode, 'parent' | 'frame' | 'call' | 'level'>): void {
    const around = node.parent === undefined ? undefined : this.#nodes[node.parent];
    const depth = around === undefined ? 0 : around.depth + 1;
    this.#nodes.push({ ...node, depth, start: this.#row + 1, end: -1, hasSource: false });
    this.#lineOf.push(-1);
  }

  #push(
    kind: number,
    frame: OpenFrame,
    {
      at,
      offset = 0,
      opcode = 0,
      place,
    }: { readonly at: number; readonly offset?: number; readonly opcode?: number; readonly place?: Place | undefined },
  ): void {
    const columns = this.#columns;
    const node = frame.nodes.at(-1) ?? 0;
    columns.kind.push(kind);
    columns.opcode.push(opcode);
    columns.offset.push(offset);
    columns.node.push(node);
    columns.place.push(place?.id ?? -1);
    columns.position.push(at);
    columns.gas.push(0);
    columns.flags.push(this.#flagsOf(kind, node, place));
  }

  #flagsOf(kind: number, node: number, place: Place | undefined): number {
    const isPlaced = kind !== ROW.step || (place !== undefined && !place.isGenerated);
    if (!isPlaced) return 0;
    const one = this.#nodes[node];
    if (one !== undefined) one.hasSource = true;
    // Each effect of a frame without instructions is a line of its own.
    const line = kind === ROW.step ? (place?.lineId ?? -1) : -2 - this.#row;
    const begins = this.#lineOf[node] !== line;
    const enters = begins || this.#lastNode !== node || this.#lastLine !== line;
    this.#lineOf[node] = line;
    this.#lastNode = node;
    this.#lastLine = line;
    return FLAG.placed | (enters ? FLAG.enters : 0) | (begins ? FLAG.line : 0);
  }

  /** A transaction that ran no code has an end all the same. */
  #nothing(): void {
    this.#node({ parent: undefined, frame: 0, call: undefined, level: 0 });
  }
}

const MOST = 0xffff_ffffn;
/** A frame may end with more than it had: what was refunded is no price. */
const price = (gas: bigint): number => Number(gas < 0n ? 0n : gas > MOST ? MOST : gas);

class PlaceTable {
  readonly all: Place[] = [];
  readonly #known = new Map<DebugInfo, Map<number, Place | undefined>>();
  readonly #lines = new Map<string, number>();

  of(info: DebugInfo | undefined, offset: number): Place | undefined {
    if (info === undefined) return undefined;
    let known = this.#known.get(info);
    if (known === undefined) this.#known.set(info, (known = new Map<number, Place | undefined>()));
    if (known.has(offset)) return known.get(offset);
    const place = this.#make(info.position(offset));
    known.set(offset, place);
    return place;
  }

  #make(position: CodePosition | undefined): Place | undefined {
    if (position === undefined) return undefined;
    const { file, line } = position.span;
    const name = `${line} ${file}`;
    let lineId = this.#lines.get(name);
    if (lineId === undefined) this.#lines.set(name, (lineId = this.#lines.size));
    const place = { ...position, id: this.all.length, lineId };
    this.all.push(place);
    return place;
  }
}
