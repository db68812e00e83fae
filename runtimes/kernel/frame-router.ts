/**
 * Frames that go from one runtime to another: which lane runs them, who waits for whom, and who must give way.
 *
 * A transaction uses one lane of each runtime, always the same one, since that has a copy of its journal. A frame is sent to its lane at
 * once and begins when the lane is between transactions, or on top of the lane's stack where a frame of the same transaction is blocked
 * there. So a frame waits exactly where its lane is occupied by another transaction's blocked frame. Waiting for a lower
 * transaction is harmless. Where a lower one waits for a higher one that waits itself, the higher one is taken back (wound-wait,
 * Rosenkrantz et al. 1978): of all that wait the lowest then waits for nobody that waits, so somebody always goes on.
 */
import type { AccountId } from '../core/cell.ts';
import type { Preimage } from '../core/effects.ts';
import type { RetryCause, ScheduleEvent } from '../core/schedule.ts';
import type { RuntimeId, Transaction } from '../core/transaction.ts';
import type { FrameTask, FromExecutor, Notice, ShippedCell, Task, ToExecutor } from '../core/wire.ts';
import type { PoolLane } from './executor-pool.ts';

type CallMessage = Extract<FromExecutor, { kind: 'call' }>;
type ReturnMessage = Extract<FromExecutor, { kind: 'return' }>;
type BeginMessage = Extract<FromExecutor, { kind: 'begin' }>;

/** Whom a lane works for: a transaction whose frame it runs, its own tasks, or nobody while it waits. */
export type Work = number | 'own' | 'nobody';

/** What the router needs of the block, or of the call from outside, that it works for. */
export interface FrameHost {
  lanes(): readonly PoolLane[];
  /** Tasks that the lane has not reported yet. */
  load(lane: PoolLane): number;
  send(lane: PoolLane, message: ToExecutor): void;
  /** What the lane must be told before a frame of the transaction that begins in `account`. */
  brief(
    lane: PoolLane,
    index: number,
    account: AccountId,
  ): { readonly notice: Notice; readonly shipped: readonly ShippedCell[] };
  transaction(index: number): { readonly transaction: Transaction; readonly mode: Task['mode'] };
  /** What the lane works for (`FrameRouter.worksFor`) has changed: its deadline starts anew. */
  watch(lane: PoolLane): void;
  /** Sees to it that there will be a lane of the runtime; false: nobody knows such a runtime. */
  demand(runtime: RuntimeId): boolean;
  emit(event: ScheduleEvent): void;
  notePreimages(preimages: readonly Preimage[]): void;
  fail(message: string): void;
}

/** Why an incarnation was taken back. */
export interface TakenBack {
  readonly cause: Exclude<RetryCause, 'misrouted'>;
  /** It ran on what was lost. */
  readonly suspect: boolean;
  readonly message: string;
}

interface OpenFrame {
  /** undefined: no lane of the runtime is up. */
  lane: PoolLane | undefined;
  readonly runtime: RuntimeId;
  /** Control is or was there, as far as the lane has said; until then it waits for what the lane does before it. */
  begun: boolean;
  /** It is the newest one, and the next thing that the lane says of it is a `call` or a `return`. */
  owes: boolean;
  /** undefined: the transaction itself. */
  readonly call: CallMessage | undefined;
}

interface Session {
  readonly index: number;
  readonly incarnation: number;
  readonly root: PoolLane;
  /** From the transaction itself down to the frame that has control. */
  readonly stack: OpenFrame[];
  readonly lanes: Map<RuntimeId, PoolLane>;
  /** A lane with its journal is gone: it is taken back when it calls again. */
  doomed: TakenBack | undefined;
  taken: TakenBack | undefined;
}

/** A lane that is occupied is chosen last: its transaction may be blocked for long. */
const OCCUPIED = 1_000;
const QUEUED = 16;

export class FrameRouter {
  readonly #host: FrameHost;
  /** By index. */
  readonly #sessions = new Map<number, Session>();
  /** By lane: whose frame is blocked there, or was and runs again. */
  readonly #occupants = new Map<number, Session>();
  /** Frames taken back that their lane has not answered yet: the answer is void. */
  readonly #void = new Map<string, { readonly lane: number; readonly index: number }>();

  constructor(host: FrameHost) {
    this.#host = host;
  }

  /** A frame asks for one of another runtime. */
  call(lane: PoolLane, message: CallMessage): void {
    this.#host.notePreimages(message.preimages);
    if (this.#isVoid(lane, message)) return;
    const session = this.#sessionOf(lane, message);
    const top = session.stack.at(-1) as OpenFrame;
    top.begun = true;
    top.owes = false;
    this.#occupants.set(lane.id, session);
    if (session.doomed !== undefined) {
      this.#takeBack(session, session.doomed);
      return;
    }
    session.stack.push({ lane: undefined, runtime: message.runtime, begun: false, owes: false, call: message });
    this.#host.watch(lane);
    this.#place(session);
    this.#untangle();
  }

  /** A frame that had to wait has begun. */
  begin(lane: PoolLane, { index, incarnation }: BeginMessage): void {
    const session = this.#sessions.get(index);
    const top = session?.stack.at(-1);
    if (session?.incarnation === incarnation && top?.lane === lane) top.begun = true;
    this.#host.watch(lane);
  }

  /** A frame is over. */
  answer(lane: PoolLane, message: ReturnMessage): void {
    this.#host.notePreimages(message.preimages);
    if (this.#isVoid(lane, message)) return;
    const session = this.#sessions.get(message.index);
    const top = session?.stack.at(-1);
    if (session?.incarnation !== message.incarnation || top?.lane !== lane || top.call === undefined) return;
    const { index, incarnation } = session;
    const { answer } = message;
    top.owes = false;
    if (answer.kind === 'fault') {
      const what = `${lane.ref.executor}: ${answer.message}`;
      this.#takeBack(session, { cause: 'fault', suspect: true, message: what });
      return;
    }
    session.stack.pop();
    this.#host.emit({ kind: 'leave', index, incarnation, lane: lane.ref, status: answer.result.status });
    const stays = session.stack.some((frame) => frame.lane === lane);
    if (!stays) this.#occupants.delete(lane.id);
    const next = session.stack.at(-1) as OpenFrame;
    const caller = next.lane as PoolLane;
    next.owes = true;
    const { result, sync } = answer;
    this.#host.send(caller, { kind: 'resume', lane: caller.ref.lane, index, incarnation, result, sync });
    this.#host.watch(lane);
    this.#host.watch(caller);
  }

  /** The transaction's lane has reported it. @returns why, where it was taken back. */
  finished(index: number, lane: PoolLane): TakenBack | undefined {
    const session = this.#sessions.get(index);
    if (session?.root !== lane) return undefined;
    this.#sessions.delete(index);
    this.#occupants.delete(session.root.id);
    if (session.taken === undefined) {
      const { incarnation } = session;
      for (const lane of session.lanes.values()) {
        if (lane !== session.root) this.#host.send(lane, { kind: 'release', lane: lane.ref.lane, index, incarnation });
      }
    }
    return session.taken;
  }

  laneUp(lane: PoolLane): void {
    for (const session of this.#sessions.values()) {
      const top = session.stack.at(-1);
      if (top !== undefined && top.lane === undefined && top.runtime === lane.runtime) this.#place(session);
    }
    this.#untangle();
  }

  /** @returns whether the lane was at something else than a task of its own when it went: none of them is to blame. */
  laneDown(lane: PoolLane, cause: 'lost' | 'deadline', reason: string, blameless = false): boolean {
    const work = this.worksFor(lane);
    const served = blameless || work === 'nobody' || (work !== 'own' && this.#sessions.get(work)?.root !== lane);
    this.#occupants.delete(lane.id);
    for (const [key, frame] of this.#void) if (frame.lane === lane.id) this.#void.delete(key);
    for (const session of [...this.#sessions.values()]) {
      const top = session.stack.at(-1) as OpenFrame;
      const taken = {
        cause,
        suspect: !blameless && top.lane === lane && top.begun,
        message: `${lane.ref.executor}: ${reason}`,
      };
      if (session.root === lane) {
        // Its own task is taken back by the scheduler; the other lanes must hear of it.
        this.#takeBack(session, taken, lane);
        this.#sessions.delete(session.index);
      } else if (session.stack.some((frame) => frame.lane === lane)) this.#takeBack(session, taken, lane);
      else if (session.lanes.get(lane.runtime) === lane) {
        session.lanes.delete(lane.runtime);
        session.doomed = taken;
      }
    }
    return served;
  }

  /** What the lane is at, as far as it has said. */
  worksFor(lane: PoolLane): Work {
    if (this.#sessions.size === 0 && this.#void.size === 0) return 'own';
    for (const { index, stack, taken } of this.#sessions.values()) {
      const top = stack.at(-1);
      if (taken === undefined && top?.lane === lane && top.begun) return index;
    }
    for (const frame of this.#void.values()) if (frame.lane === lane.id) return frame.index;
    const occupant = this.#occupants.get(lane.id);
    return occupant === undefined || occupant.taken !== undefined ? 'own' : 'nobody';
  }

  /** Lanes that still have to do with a frame: they run what was taken back, or wait. */
  engaged(): ReadonlySet<number> {
    const lanes = new Set(this.#occupants.keys());
    for (const { lane } of this.#void.values()) lanes.add(lane);
    return lanes;
  }

  /** Frames that the lane has to run for others. */
  queued(lane: PoolLane): number {
    let queued = 0;
    for (const { stack, root } of this.#sessions.values())
      if (root !== lane && stack.some((frame) => frame.lane === lane)) queued++;
    return queued;
  }

  #isVoid(lane: PoolLane, message: CallMessage | ReturnMessage): boolean {
    if (this.#void.size === 0 || !this.#void.delete(voidKey(lane, message))) return false;
    this.#host.watch(lane);
    return true;
  }

  #sessionOf(lane: PoolLane, { index, incarnation }: CallMessage): Session {
    const known = this.#sessions.get(index);
    if (known !== undefined) return known;
    const session: Session = {
      index,
      incarnation,
      root: lane,
      stack: [{ lane, runtime: lane.runtime, begun: true, owes: false, call: undefined }],
      lanes: new Map([[lane.runtime, lane]]),
      doomed: undefined,
      taken: undefined,
    };
    this.#sessions.set(index, session);
    return session;
  }

  /** Sends the newest frame of the session to its lane. */
  #place(session: Session): void {
    const top = session.stack.at(-1) as OpenFrame;
    const lane = session.lanes.get(top.runtime) ?? this.#choose(top.runtime);
    if (lane === undefined) {
      if (!this.#host.demand(top.runtime)) this.#host.fail(`no executor for runtime ${top.runtime}`);
      return;
    }
    const { index, incarnation } = session;
    const { call, sync } = top.call as CallMessage;
    // Otherwise it comes to the frame when it has done, or given up, what it is at.
    top.begun = this.#occupants.get(lane.id) === session || this.#isIdle(lane);
    top.owes = true;
    top.lane = lane;
    session.lanes.set(top.runtime, lane);
    const caller = session.stack.at(-2) as OpenFrame;
    const { transaction, mode } = this.#host.transaction(index);
    const brief = this.#host.brief(lane, index, call.account);
    const announce = !top.begun;
    const ref = { index, incarnation };
    const frame: FrameTask = { ...ref, mode, caller: caller.runtime, transaction, call, sync, ...brief, announce };
    this.#host.emit({ kind: 'enter', index, incarnation, lane: lane.ref, account: call.account, hops: call.hops });
    this.#host.send(lane, { kind: 'frame', lane: lane.ref.lane, frame });
    if (top.begun) this.#host.watch(lane);
  }

  /** Whether the lane takes what is sent to it at once. */
  #isIdle(lane: PoolLane): boolean {
    if (this.#host.load(lane) > 0 || this.#occupants.has(lane.id)) return false;
    for (const { stack } of this.#sessions.values()) if (stack.at(-1)?.lane === lane) return false;
    for (const frame of this.#void.values()) if (frame.lane === lane.id) return false;
    return true;
  }

  #choose(runtime: RuntimeId): PoolLane | undefined {
    let best: PoolLane | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const lane of this.#host.lanes()) {
      if (lane.runtime !== runtime) continue;
      const occupied = this.#occupants.has(lane.id) ? OCCUPIED : 0;
      const work = occupied + QUEUED * this.queued(lane) + this.#host.load(lane);
      if (work < least) [best, least] = [lane, work];
    }
    return best;
  }

  #waits(session: Session): boolean {
    const top = session.stack.at(-1);
    if (top === undefined || top.begun || session.taken !== undefined) return false;
    return top.lane === undefined || this.#occupants.has(top.lane.id);
  }

  /** Takes back whoever waits while a lower transaction waits for a lane that it occupies. */
  #untangle(): void {
    for (const waiting of [...this.#sessions.values()]) {
      if (!this.#waits(waiting)) continue;
      const lane = waiting.stack.at(-1)?.lane;
      const occupant = lane && this.#occupants.get(lane.id);
      if (occupant === undefined || occupant.index < waiting.index || !this.#waits(occupant)) continue;
      const message = `transaction ${waiting.index} needs the lane`;
      this.#takeBack(occupant, { cause: 'lane', suspect: false, message });
    }
  }

  /** `gone`: a lane that says nothing any more. */
  #takeBack(session: Session, taken: TakenBack, gone?: PoolLane): void {
    if (session.taken !== undefined) return;
    session.taken = taken;
    const { index, incarnation, stack, root } = session;
    const top = stack.at(-1) as OpenFrame;
    if (top.owes && top.call !== undefined && top.lane !== undefined && top.lane !== gone)
      this.#void.set(voidKey(top.lane, session), { lane: top.lane.id, index });
    stack.length = 1;
    for (const lane of new Set([root, ...session.lanes.values()])) {
      if (lane === gone) continue;
      this.#host.send(lane, { kind: 'abandon', lane: lane.ref.lane, index, incarnation });
      if (lane === root) continue;
      if (this.#occupants.get(lane.id) === session) this.#occupants.delete(lane.id);
      this.#host.watch(lane);
    }
  }
}

const voidKey = (lane: PoolLane, { index, incarnation }: { index: number; incarnation: number }): string =>
  `${lane.id}:${index}.${incarnation}`;
