/** Requests for the transaction as a whole: what the protocol has no word for, and its instructions. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { err } from '../../core/result.ts';
import { gasProfile, type GasProfile } from '../gas-profile.ts';
import { hasFailed } from '../breakpoints.ts';
import { ROW } from '../timeline.ts';
import { touchedCells, type TouchedCell } from '../trace-scopes.ts';
import { instructionOf, referenceOf } from './breakpoint-requests.ts';
import { done, type Answer, type Session } from './session.ts';
import type { ArgumentsOf, Command } from './requests.ts';

/** Calls that are told at most: who draws more sees less. */
const CALLS = 20_000;
/** Cells, and events. */
const TOUCHED = 5_000;

/** `interleave/summary`. Rows are counted from 0. */
export interface SummaryBody {
  readonly title: string;
  readonly notes: readonly string[];
  /** The last is the end. */
  readonly rows: number;
  readonly first: number;
  readonly row: number;
  /** Callers before callees. */
  readonly calls: readonly {
    readonly title: string;
    readonly runtime: string;
    /** Index of the caller; -1: none. */
    readonly parent: number;
    readonly start: number;
    readonly end: number;
    /** Own, without deeper calls. */
    readonly gas: number;
    readonly failed: boolean;
    readonly isFrame: boolean;
  }[];
  /** There are more calls than these. */
  readonly isCut: boolean;
  /** Rows of note, for a scrubber. */
  readonly marks: readonly { readonly row: number; readonly kind: 'failure' | 'event' | 'crossing' }[];
}

/** `interleave/touched`: where the debugger stands. */
export interface TouchedBody {
  readonly cells: readonly TouchedCell[];
  /** Those of frames that failed later included. */
  readonly events: readonly { readonly row: number; readonly emitter: string; readonly text: string }[];
  /** There are more than these. */
  readonly isCut: boolean;
}

/** `interleave/rows`. */
export interface RowsBody {
  readonly rows: readonly {
    readonly row: number;
    readonly text: string;
    readonly depth: number;
    readonly gas: number;
    readonly runtime: string;
    /** undefined: it is no instruction. */
    readonly reference?: string;
    readonly line?: number;
    readonly file?: string;
  }[];
}

export class OverviewRequests {
  readonly #session: Session;
  #profile: GasProfile | undefined;
  #summary: Omit<SummaryBody, 'row'> | undefined;
  readonly #visited = new Map<string, readonly number[]>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** undefined: it is none of these. */
  answer(command: Command, args: unknown): Answer | undefined {
    switch (command) {
      case 'interleave/summary':
        return done({
          ...(this.#summary ??= this.#summarise()),
          row: this.#session.debugger.row,
        } satisfies SummaryBody);
      case 'interleave/row':
        return done({ row: this.#session.debugger.row });
      case 'interleave/gas':
        return done({ lines: this.#gas.lines });
      case 'interleave/touched':
        return done(this.#touched());
      case 'interleave/rows':
        return this.#rows(args as ArgumentsOf<'interleave/rows'>);
      case 'disassemble':
        return this.#disassemble(args as ArgumentsOf<'disassemble'>);
      default:
        return undefined;
    }
  }

  get #gas(): GasProfile {
    return (this.#profile ??= gasProfile(this.#session.debugger.timeline));
  }

  #summarise(): Omit<SummaryBody, 'row'> {
    const { debugger: own, opened } = this.#session;
    const { timeline, stepper } = own;
    const { nodes, frames } = timeline;
    const mark = (kind: 'failure' | 'event' | 'crossing') =>
      own.find({ id: -1, place: { kind: 'exception', filter: kind } }).rows.map((row) => ({ row, kind }));
    return {
      title: opened.title,
      notes: opened.notes,
      rows: timeline.length,
      first: stepper.first,
      calls: nodes.slice(0, CALLS).map((node, index) => {
        const frame = frames[node.frame];
        return {
          title: frame === undefined ? '' : own.titleOf(frame, node),
          runtime: frame?.frame.runtime ?? '',
          parent: node.parent ?? -1,
          start: node.start,
          end: node.end < 0 ? timeline.length - 1 : node.end,
          gas: this.#gas.own[index] ?? 0,
          failed: frame !== undefined && hasFailed(frame),
          isFrame: node.call === undefined,
        };
      }),
      isCut: nodes.length > CALLS,
      marks: [...mark('failure'), ...mark('event'), ...mark('crossing')],
    };
  }

  #touched(): TouchedBody {
    const { row, timeline, names } = this.#session.debugger;
    // One more tells that there are more.
    const cells = touchedCells(timeline, names, row, TOUCHED + 1);
    const events = timeline.events.filter((one) => one.row < row);
    return {
      cells: cells.slice(0, TOUCHED),
      events: events.slice(0, TOUCHED).map(({ event, row: at }) => ({
        row: at,
        emitter: names.account(event.account),
        text: names.event(event),
      })),
      isCut: Math.max(cells.length, events.length) > TOUCHED,
    };
  }

  #rows({ from, count }: ArgumentsOf<'interleave/rows'>): Answer {
    const { debugger: own } = this.#session;
    const { timeline } = own;
    const to = Math.min(timeline.length, from + count);
    const rows = Array.from({ length: Math.max(0, to - from) }, (_, index): RowsBody['rows'][number] => {
      const row = from + index;
      const frame = timeline.frameAt(row);
      const span = timeline.placeAt(row)?.span;
      const isStep = timeline.kind.at(row) === ROW.step;
      return {
        row,
        text: own.instructionName(row),
        depth: timeline.nodeAt(row).depth,
        gas: timeline.gas.at(row),
        runtime: frame?.frame.runtime ?? '',
        ...(isStep && frame && { reference: referenceOf(frame.frame.code, timeline.offset.at(row)) }),
        ...(span && { file: span.file, line: span.line }),
      };
    });
    return done({ rows } satisfies RowsBody);
  }

  /** The instructions that the transaction has run of a code, by their offsets. */
  #disassemble({
    memoryReference,
    offset = 0,
    instructionOffset = 0,
    instructionCount,
  }: ArgumentsOf<'disassemble'>): Answer {
    const place = instructionOf(memoryReference, offset);
    if (place === undefined) return err(`"${memoryReference}" is no instruction of this debugger: code:0xoffset is`);
    const { timeline } = this.#session.debugger;
    const rows = this.#rowsOfCode(place.code);
    const at = rows.findIndex((row) => timeline.offset.at(row) >= place.offset);
    const begin = (at < 0 ? rows.length : at) + instructionOffset;
    return done({
      instructions: Array.from({ length: instructionCount }, (_, index) =>
        this.#instruction(place.code, rows[begin + index], index),
      ),
    });
  }

  #instruction(code: string, row: number | undefined, index: number): DebugProtocol.DisassembledInstruction {
    const { debugger: own } = this.#session;
    if (row === undefined) return { address: `${code}:none${index}`, instruction: '', presentationHint: 'invalid' };
    const span = own.timeline.placeAt(row)?.span;
    return {
      address: referenceOf(code, own.timeline.offset.at(row)),
      instruction: own.instructionName(row),
      ...(span && { location: { path: span.file }, line: span.line, column: span.column, endLine: span.endLine }),
    };
  }

  /** One row for each offset, ascending. */
  #rowsOfCode(code: string): readonly number[] {
    const known = this.#visited.get(code);
    if (known !== undefined) return known;
    const { timeline } = this.#session.debugger;
    const byOffset = new Map<number, number>();
    for (let row = 0; row < timeline.length; row++) {
      if (timeline.kind.at(row) !== ROW.step || timeline.frameAt(row)?.frame.code !== code) continue;
      byOffset.set(timeline.offset.at(row), row);
    }
    const rows = [...byOffset].sort(([a], [b]) => a - b).map(([, row]) => row);
    this.#visited.set(code, rows);
    return rows;
  }
}
