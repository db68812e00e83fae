/** Requests that move the debugger. */
import { err } from '../../core/result.ts';
import type { CallView, Stop, StepKind } from '../debugger.ts';
import type { Granularity } from '../stepper.ts';
import { done, type Answer, type Session } from './session.ts';
import type { ArgumentsOf, Command } from './requests.ts';

type Lines = { readonly linesStartAt1: boolean };

export class StepRequests {
  readonly #session: Session;
  readonly #lines: Lines;
  readonly #callOf: (frameId: number) => CallView | undefined;
  /** Rows that `gotoTargets` has offered, by number. */
  readonly #targets = new Map<number, number>();

  constructor(session: Session, lines: Lines, callOf: (frameId: number) => CallView | undefined) {
    this.#session = session;
    this.#lines = lines;
    this.#callOf = callOf;
  }

  /** undefined: it is none of these. */
  answer(command: Command, args: unknown): Answer | undefined {
    const own = this.#session.debugger;
    const by = granularityOf(args);
    switch (command) {
      case 'continue':
        return this.#forwards(() => own.continue(1, this.#log), { allThreadsContinued: true });
      case 'reverseContinue':
        return this.#move(own.continue(-1, this.#log));
      case 'next':
        return this.#forwards(() => own.step('over', by));
      case 'stepIn':
        return this.#forwards(() => own.step('into', by));
      case 'stepOut':
        return this.#forwards(() => own.step('out', by));
      case 'stepBack':
        return this.#move(own.step(BACK[(args as ArgumentsOf<'stepBack'>)?.kind ?? 'over'], by));
      case 'pause':
        return this.#move(own.stop);
      case 'restart':
        return done();
      case 'restartFrame': {
        const call = this.#callOf((args as ArgumentsOf<'restartFrame'>).frameId);
        return call === undefined ? err('there is no such call any more') : this.#move(own.jump(call.node.start));
      }
      case 'gotoTargets':
        return this.#gotoTargets(args as ArgumentsOf<'gotoTargets'>);
      case 'goto': {
        const row = this.#targets.get((args as ArgumentsOf<'goto'>).targetId);
        return row === undefined ? err('there is no such target') : this.#move(own.jump(row));
      }
      case 'interleave/jump':
        return this.#move(own.jump((args as ArgumentsOf<'interleave/jump'>).row));
      case 'interleave/runTo':
        return this.#runTo(args as ArgumentsOf<'interleave/runTo'>);
      default:
        return undefined;
    }
  }

  #log = (text: string): void => this.#session.event('output', { category: 'console', output: `${text}\n` });

  /** Whoever goes on at the end has seen it all. */
  #forwards(go: () => Stop, body?: object): Answer {
    const own = this.#session.debugger;
    if (own.stepper.isEnd(own.row)) {
      this.#session.terminated();
      return done(body);
    }
    return this.#move(go(), body);
  }

  #move(stop: Stop, body?: object): Answer {
    this.#session.stopped(stop);
    return done(body);
  }

  #gotoTargets({ source, line: asked }: ArgumentsOf<'gotoTargets'>): Answer {
    const { debugger: own, sources } = this.#session;
    const file = sources.pathOf(source);
    if (file === undefined) return err('there is no such source');
    const line = asked + (this.#lines.linesStartAt1 ? 0 : 1);
    const found = own.find({ id: -1, place: { kind: 'line', file, line } });
    const rows = [found.rows.find((row) => row > own.row), found.rows.findLast((row) => row < own.row)];
    const targets = rows.flatMap((row, index) => {
      if (row === undefined) return [];
      const id = this.#targets.size + 1;
      this.#targets.set(id, row);
      return [
        {
          id,
          label: index === 0 ? 'the next time that the line runs' : 'the last time that the line ran',
          line: asked,
        },
      ];
    });
    return done({ targets });
  }

  #runTo({ path, line, backwards = false, stops = false }: ArgumentsOf<'interleave/runTo'>): Answer {
    const { debugger: own } = this.#session;
    const stop = own.runTo(path, line, backwards ? -1 : 1, stops ? this.#log : undefined);
    return stop.ok ? this.#move(stop.value) : stop;
  }
}

const BACK: Readonly<Record<'over' | 'into' | 'out', StepKind>> = {
  over: 'backOver',
  into: 'backInto',
  out: 'backOut',
};

const granularityOf = (args: unknown): Granularity =>
  (args as { readonly granularity?: string } | undefined)?.granularity === 'instruction' ? 'instruction' : 'line';
