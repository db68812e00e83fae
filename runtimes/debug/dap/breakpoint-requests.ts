/** Requests for breakpoints. They are kept as they were asked for: a transaction may be opened later. */
import type { CellKey } from '../../core/cell.ts';
import { err } from '../../core/result.ts';
import type { Breakpoint, SetBreakpoint } from '../debugger.ts';
import type { BreakpointPlace } from '../breakpoints.ts';
import { EXCEPTION_FILTERS } from './capabilities.ts';
import { done, type Answer, type Session } from './session.ts';
import { pathOf } from './source-texts.ts';
import type { ArgumentsOf, Command } from './requests.ts';

type Lines = { readonly linesStartAt1: boolean };
const FILTERS = EXCEPTION_FILTERS.map(({ filter }) => filter).join(', ');
interface Conditions {
  readonly condition?: string | undefined;
  readonly hitCondition?: string | undefined;
  readonly logMessage?: string | undefined;
}

const COMMANDS: readonly Command[] = [
  'setBreakpoints',
  'setFunctionBreakpoints',
  'setInstructionBreakpoints',
  'setExceptionBreakpoints',
  'setDataBreakpoints',
];

export class BreakpointRequests {
  /** By what sets them together: a file, or a kind. */
  readonly #sets = new Map<string, readonly Breakpoint[]>();
  readonly #found = new Map<number, SetBreakpoint>();
  #next = 1;

  takes(command: Command): boolean {
    return COMMANDS.includes(command);
  }

  answer(command: Command, args: unknown, session: Session | undefined, lines: Lines): Answer {
    switch (command) {
      case 'setBreakpoints':
        return this.#setLines(args as ArgumentsOf<'setBreakpoints'>, session, lines);
      case 'setFunctionBreakpoints': {
        const { breakpoints } = args as ArgumentsOf<'setFunctionBreakpoints'>;
        return this.#set(
          command,
          session,
          lines,
          breakpoints.map((one) => this.#make({ kind: 'function', name: one.name.trim() }, one)),
        );
      }
      case 'setInstructionBreakpoints': {
        const { breakpoints } = args as ArgumentsOf<'setInstructionBreakpoints'>;
        const places = breakpoints.map(
          (one) => [instructionOf(one.instructionReference, one.offset ?? 0), one] as const,
        );
        const wrong = places.find(([place]) => place === undefined);
        if (wrong)
          return err(`"${wrong[1].instructionReference}" is no instruction of this debugger: code:0xoffset is`);
        return this.#set(
          command,
          session,
          lines,
          places.flatMap(([place, one]) => (place ? [this.#make(place, one)] : [])),
        );
      }
      case 'setExceptionBreakpoints': {
        const { filters, filterOptions = [] } = args as ArgumentsOf<'setExceptionBreakpoints'>;
        const wanted: readonly (Conditions & { readonly filterId: string })[] = [
          ...filters.map((filterId) => ({ filterId })),
          ...filterOptions,
        ];
        const unknown = wanted.find(({ filterId }) => !EXCEPTION_FILTERS.some(({ filter }) => filter === filterId));
        if (unknown) return err(`there is no filter "${unknown.filterId}": ${FILTERS} are`);
        return this.#set(
          command,
          session,
          lines,
          wanted.flatMap((one) => {
            const known = EXCEPTION_FILTERS.find(({ filter }) => filter === one.filterId);
            return known ? [this.#make({ kind: 'exception', filter: known.filter }, one)] : [];
          }),
        );
      }
      default: {
        const { breakpoints } = args as ArgumentsOf<'setDataBreakpoints'>;
        return this.#set(
          command,
          session,
          lines,
          breakpoints.map((one) => {
            const access = one.accessType === 'readWrite' ? 'any' : (one.accessType ?? 'write');
            return this.#make({ kind: 'cell', key: one.dataId as CellKey, access }, one);
          }),
        );
      }
    }
  }

  /** To a transaction that has just been opened; the client hears what has become of each. */
  apply(session: Session): void {
    for (const breakpoint of [...this.#sets.values()].flat()) {
      this.#found.set(breakpoint.id, session.debugger.find(breakpoint));
      session.event('breakpoint', { reason: 'changed', breakpoint: this.#told(breakpoint, true) });
    }
    this.#use(session);
  }

  #setLines(
    { source, breakpoints, lines: plain = [] }: ArgumentsOf<'setBreakpoints'>,
    session: Session | undefined,
    lines: Lines,
  ): Answer {
    const file = session === undefined ? pathOf(source) : session.sources.pathOf(source);
    if (file === undefined) return err('setBreakpoints: there is no such source, or it has no path');
    const base = lines.linesStartAt1 ? 0 : 1;
    const wanted: readonly (Conditions & { readonly line: number })[] = breakpoints ?? plain.map((line) => ({ line }));
    return this.#set(
      `file ${file}`,
      session,
      lines,
      wanted.map((one) => this.#make({ kind: 'line', file, line: one.line + base }, one)),
    );
  }

  #make(place: BreakpointPlace, { condition, hitCondition, logMessage }: Conditions): Breakpoint {
    return {
      id: this.#next++,
      place,
      ...(condition?.trim() && { condition }),
      ...(hitCondition?.trim() && { hitCondition }),
      ...(logMessage && { logMessage }),
    };
  }

  #set(
    set: string,
    session: Session | undefined,
    { linesStartAt1 }: Lines,
    breakpoints: readonly Breakpoint[],
  ): Answer {
    for (const { id } of this.#sets.get(set) ?? []) this.#found.delete(id);
    this.#sets.set(set, breakpoints);
    if (session !== undefined) {
      for (const one of breakpoints) this.#found.set(one.id, session.debugger.find(one));
      this.#use(session);
    }
    return done({ breakpoints: breakpoints.map((one) => this.#told(one, linesStartAt1)) });
  }

  #use({ debugger: own }: Session): void {
    own.useBreakpoints([...this.#found.values()]);
  }

  #told({ id, place }: Breakpoint, linesStartAt1: boolean): object {
    const found = this.#found.get(id);
    const line = place.kind === 'line' ? (found?.line ?? place.line) - (linesStartAt1 ? 0 : 1) : undefined;
    if (found === undefined)
      return { id, verified: false, message: 'no transaction is open yet', ...(line !== undefined && { line }) };
    const { problem, rows } = found;
    const unmet = rows.length === 0 && problem === undefined ? 'the transaction never comes here' : problem;
    return {
      id,
      verified: problem === undefined,
      ...(unmet && { message: unmet }),
      ...(line !== undefined && { line }),
    };
  }
}

/** `code:0xoffset`, as stack frames and disassembly give it. */
export function instructionOf(
  reference: string,
  more = 0,
): Extract<BreakpointPlace, { kind: 'instruction' }> | undefined {
  const [, code, offset] = /^([0-9a-f]{40,64}):0x([0-9a-f]{1,8})$/.exec(reference) ?? [];
  return code === undefined || offset === undefined
    ? undefined
    : { kind: 'instruction', code, offset: Number.parseInt(offset, 16) + more };
}

export const referenceOf = (code: string, offset: number): string => `${code}:0x${offset.toString(16)}`;
