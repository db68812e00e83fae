/**
 * The gate of a run: the block runner asks it before each decision of the scheduler. Open, everything passes. Closed, a decision passes for
 * each step that somebody has asked for. Stopped, nothing passes any more: the block ends with what it has committed.
 */
import type { LaneRef } from '../core/schedule.ts';
import { RunClock } from './run-clock.ts';

/** A decision of the scheduler, as it stands next. Indices are those of the block. */
export type SchedulerStep =
  | { readonly kind: 'dispatch'; readonly index: number; readonly incarnation: number; readonly lane: LaneRef }
  /** A lane has reported it: its reads are compared with what stands now. */
  | { readonly kind: 'validate'; readonly index: number; readonly incarnation: number; readonly lane: LaneRef }
  | { readonly kind: 'commit'; readonly index: number; readonly incarnation: number };

/** A decision that was taken, and what came of it. */
export interface TakenStep {
  readonly block: number;
  readonly step: SchedulerStep;
  /** What the validation came to; of other kinds `stands`. `retried`: there was nothing to validate, it runs again elsewhere. */
  readonly outcome: 'stands' | 'aborted' | 'retried';
  /** Others that it aborted: they had read too early. */
  readonly aborted: readonly number[];
}

/** Who takes decisions now: it hears of every change of the gate. */
export interface GateKeeper {
  readonly block: number;
  gateChanged(): void;
}

export interface RunGateOptions {
  /** ms, monotonic. */
  readonly now: () => number;
  /** Whether it is closed at first. */
  readonly closed?: boolean;
  /** Something of it has changed; not while everything passes. */
  readonly onChange?: () => void;
}

export class RunGate {
  /** Of the run: it stands while the gate is closed, unless lanes work or start. */
  readonly clock: RunClock;
  readonly #onChange: () => void;
  #state: 'open' | 'closed' | 'stopped';
  #owed = 0;
  #keeper: GateKeeper | undefined;
  #last: TakenStep | undefined;
  #next: { readonly block: number; readonly step: SchedulerStep } | undefined;
  #working = false;
  readonly #down = new Set<string>();

  constructor({ now, closed = false, onChange = () => undefined }: RunGateOptions) {
    this.clock = new RunClock(now);
    this.#state = closed ? 'closed' : 'open';
    this.#onChange = onChange;
  }

  get state(): 'open' | 'closed' | 'stopped' {
    return this.#state;
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  get isStopped(): boolean {
    return this.#state === 'stopped';
  }

  /** Steps asked for and not taken yet: nothing stands next before a lane has reported. */
  get owed(): number {
    return this.#owed;
  }

  get last(): TakenStep | undefined {
    return this.#last;
  }

  /** What the next step will do; undefined while the gate is open, between blocks, and while only a lane's report can bring something. */
  get next(): { readonly block: number; readonly step: SchedulerStep } | undefined {
    return this.#state === 'closed' ? this.#next : undefined;
  }

  pause(): void {
    if (this.#state === 'open') this.#change('closed');
  }

  resume(): void {
    if (this.#state === 'closed') this.#change('open');
  }

  /** Lets decisions pass; an open gate is closed after them. */
  step(count = 1): void {
    if (this.#state === 'stopped') return;
    this.#state = 'closed';
    this.#owed += count;
    this.#changed();
  }

  /** For good. */
  stop(): void {
    this.#change('stopped');
  }

  /** An executor has gone, or is there again: to start it takes time, paused or not. */
  executor(id: string, isUp: boolean): void {
    if (isUp) this.#down.delete(id);
    else this.#down.add(id);
    this.#setClock();
  }

  // For the keeper.

  enter(keeper: GateKeeper): void {
    this.#keeper = keeper;
  }

  leave(keeper: GateKeeper): void {
    if (this.#keeper !== keeper) return;
    this.#keeper = undefined;
    this.#next = undefined;
    this.#working = false;
  }

  /** @returns whether one more decision may be taken: if so, it is counted as taken. */
  takeStep(): boolean {
    if (this.#owed === 0 || this.#state !== 'closed') return false;
    this.#owed--;
    return true;
  }

  taken(step: TakenStep): void {
    this.#last = step;
  }

  /** Where the keeper stands after its decisions. @param working whether a lane has something to do. */
  standsAt(next: SchedulerStep | undefined, working: boolean): void {
    const block = this.#keeper?.block ?? 0;
    this.#next = next && { block, step: next };
    this.#working = working;
    this.#setClock();
    this.#onChange();
  }

  #change(state: 'open' | 'closed' | 'stopped'): void {
    if (this.#state === 'stopped') return;
    this.#state = state;
    this.#owed = 0;
    this.#changed();
  }

  #changed(): void {
    this.#setClock();
    this.#keeper?.gateChanged();
    this.#onChange();
  }

  #setClock(): void {
    if (this.#state === 'closed' && !this.#working && this.#down.size === 0) this.clock.stand();
    else this.clock.go();
  }
}
