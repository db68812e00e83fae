/** Requests for what is to be seen where the debugger stands. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { err } from '../../core/result.ts';
import type { Variable } from '../../sdk/debug-info.ts';
import type { CallView } from '../debugger.ts';
import { referenceOf } from './breakpoint-requests.ts';
import { done, type Answer, type Session } from './session.ts';
import { Handles } from './handles.ts';
import type { ArgumentsOf, Command } from './requests.ts';

const GONE = 'there is no such call any more';

type Lines = { readonly linesStartAt1: boolean; readonly columnsStartAt1: boolean };

/** With what people call the accounts in it, where they have names. */
export interface ToldVariable extends DebugProtocol.Variable {
  readonly shownName?: string;
  readonly shownValue?: string;
}

/** `interleave/memory`. */
export interface MemoryBody {
  /** Of the whole memory, in bytes. */
  readonly size: number;
  /** Base64. */
  readonly data: string;
}

export class InspectRequests {
  readonly #session: Session;
  readonly #lines: Lines;
  readonly #handles = new Handles();
  /** Calls by the id that they were given since the debugger moved. */
  readonly #calls = new Map<number, CallView>();
  /** What evaluates to what a reference holds; empty: scopes of the source. */
  readonly #expressions = new Map<number, string>();
  #next = 1;

  constructor(session: Session, lines: Lines) {
    this.#session = session;
    this.#lines = lines;
  }

  moved(): void {
    this.#handles.clear();
    this.#calls.clear();
    this.#expressions.clear();
  }

  callOf(frameId: number): CallView | undefined {
    return this.#calls.get(frameId);
  }

  /** undefined: it is none of these. */
  async answer(command: Command, args: unknown): Promise<Answer | undefined> {
    switch (command) {
      case 'stackTrace':
        return this.#stackTrace(args as ArgumentsOf<'stackTrace'>);
      case 'scopes':
        return this.#scopes(args as ArgumentsOf<'scopes'>);
      case 'variables':
        return this.#variables(args as ArgumentsOf<'variables'>);
      case 'evaluate':
        return this.#evaluate(args as ArgumentsOf<'evaluate'>);
      case 'dataBreakpointInfo':
        return this.#dataBreakpointInfo(args as ArgumentsOf<'dataBreakpointInfo'>);
      case 'source': {
        const { source, sourceReference } = args as ArgumentsOf<'source'>;
        const content = this.#session.sources.text({ ...source, ...(sourceReference > 0 && { sourceReference }) });
        return content === undefined ? err('there is no such source') : done({ content });
      }
      case 'loadedSources': {
        const { sources } = this.#session;
        return done({ sources: await Promise.all(sources.paths.map((path) => sources.source(path))) });
      }
      case 'exceptionInfo': {
        const { reason, text = '' } = this.#session.debugger.stop;
        return done({ exceptionId: reason, description: text, breakMode: 'always' });
      }
      case 'readMemory':
        return this.#readMemory(args as ArgumentsOf<'readMemory'>);
      case 'interleave/memory':
        return this.#memory(args as ArgumentsOf<'interleave/memory'>);
      default:
        return undefined;
    }
  }

  async #stackTrace({ startFrame = 0, levels = 0 }: ArgumentsOf<'stackTrace'>): Promise<Answer> {
    const { debugger: own } = this.#session;
    const calls = own.calls();
    if (calls.length === 0) {
      const name = own.stop.text ?? 'The transaction has ended.';
      return done({ stackFrames: [{ id: 0, name, line: 0, column: 0, presentationHint: 'label' }], totalFrames: 1 });
    }
    const wanted = calls.slice(startFrame, levels === 0 ? undefined : startFrame + levels);
    const stackFrames = await Promise.all(wanted.map((call) => this.#stackFrame(call)));
    return done({ stackFrames, totalFrames: calls.length });
  }

  async #stackFrame(call: CallView): Promise<DebugProtocol.StackFrame> {
    const { title, place, frame, offset } = call;
    const id = this.#next++;
    this.#calls.set(id, call);
    const { linesStartAt1, columnsStartAt1 } = this.#lines;
    const [line, column] = [linesStartAt1 ? 0 : 1, columnsStartAt1 ? 0 : 1];
    const base = {
      id,
      name: title,
      instructionPointerReference: referenceOf(frame.frame.code, offset),
      moduleId: frame.frame.runtime,
      canRestart: true,
    };
    if (place === undefined) return { ...base, line: 0, column: 0, presentationHint: 'subtle' };
    const { span } = place;
    return {
      ...base,
      source: await this.#session.sources.source(span.file),
      line: span.line - line,
      column: span.column - column,
      endLine: span.endLine - line,
      endColumn: span.endColumn - column,
    };
  }

  #scopes({ frameId }: ArgumentsOf<'scopes'>): Answer {
    const { debugger: own } = this.#session;
    if (frameId === 0) return done({ scopes: [] });
    const call = this.#calls.get(frameId);
    if (call === undefined) return err(GONE);
    const scopes = own.scopes(call).map(({ kind, title, variables }): DebugProtocol.Scope => {
      const variablesReference = this.#handles.add(() => variables);
      // Expressions know what the source calls it.
      if (kind !== 'machine') this.#expressions.set(variablesReference, '');
      return {
        name: title,
        ...(kind === 'arguments' && { presentationHint: 'arguments' }),
        ...(kind === 'locals' && { presentationHint: 'locals' }),
        ...(kind === 'returns' && { presentationHint: 'returnValue' }),
        variablesReference,
        namedVariables: variables.length,
        // Looked at when somebody wants to.
        expensive: kind === 'machine',
      };
    });
    return done({ scopes });
  }

  #variables({ variablesReference, start = 0, count = 0 }: ArgumentsOf<'variables'>): Answer {
    const all = this.#handles.get(variablesReference);
    if (all === undefined) return err('the debugger has moved on: these variables are those of an earlier step');
    const wanted = all.slice(start, count === 0 ? undefined : start + count);
    const outer = this.#expressions.get(variablesReference);
    return done({
      variables: wanted.map((one) => this.#told(one, outer === undefined ? undefined : memberOf(outer, one.name))),
    });
  }

  /** `expression`: what evaluates to it; undefined: nothing does. */
  #told(variable: Variable, expression?: string): ToldVariable {
    const { name, type, value, children, cell } = variable;
    const variablesReference = children === undefined ? 0 : this.#handles.add(children);
    if (variablesReference > 0 && expression !== undefined) this.#expressions.set(variablesReference, expression);
    const { names } = this.#session.debugger;
    const [shownName, shownValue] = [names.text(name), names.text(value)];
    return {
      name,
      value,
      type,
      ...(shownName !== name && { shownName }),
      ...(shownValue !== value && { shownValue }),
      ...(expression !== undefined && { evaluateName: expression }),
      variablesReference,
      ...(type === 'bytes' && name.startsWith('0x') && { memoryReference: `memory:${name}` }),
      ...(cell !== undefined && { presentationHint: { kind: 'property', attributes: ['hasDataBreakpoint'] } }),
    };
  }

  #evaluate({ expression, frameId }: ArgumentsOf<'evaluate'>): Answer {
    const call = frameId === undefined ? undefined : this.#calls.get(frameId);
    // 0 is what stands for a transaction that has ended.
    if (call === undefined && frameId !== undefined && frameId !== 0) return err(GONE);
    const value = this.#session.debugger.evaluate(expression, call);
    if (!value.ok) return value;
    const { value: result, type, variablesReference } = this.#told(value.value, expression);
    return done({ result, type, variablesReference });
  }

  #dataBreakpointInfo({ variablesReference, name, frameId }: ArgumentsOf<'dataBreakpointInfo'>): Answer {
    const { debugger: own } = this.#session;
    const listed = variablesReference
      ? this.#handles.get(variablesReference)?.find((one) => one.name === name)
      : undefined;
    const evaluated =
      listed === undefined
        ? own.evaluate(name, frameId === undefined ? undefined : this.#calls.get(frameId))
        : undefined;
    const cell = listed?.cell ?? (evaluated?.ok === true ? evaluated.value.cell : undefined);
    if (cell === undefined)
      return done({ dataId: null, description: `${name} is in no cell of its own: nothing can be waited for` });
    return done({
      dataId: cell,
      description: own.names.cell(cell),
      accessTypes: ['write', 'read', 'readWrite'],
      canPersist: false,
    });
  }

  #readMemory({ memoryReference, offset = 0, count }: ArgumentsOf<'readMemory'>): Answer {
    const base = Number(/^memory:(0x[0-9a-f]{1,12})$/.exec(memoryReference)?.[1] ?? 'NaN');
    if (Number.isNaN(base)) return err(`"${memoryReference}" is no memory: memory:0x0 is the running frame's`);
    const bytes = this.#session.debugger.memory();
    const start = Math.max(0, base + offset);
    const data = bytes.subarray(start, start + count);
    return done({
      address: `0x${start.toString(16)}`,
      data: Buffer.from(data).toString('base64'),
      ...(data.length < count && { unreadableBytes: count - data.length }),
    });
  }

  /** Of any call that is open; the answer says how much there is. */
  #memory({ frameId, from, count }: ArgumentsOf<'interleave/memory'>): Answer {
    const call = this.#calls.get(frameId);
    if (call === undefined) return err(GONE);
    const bytes = this.#session.debugger.memory(call.node.frame);
    return done({
      size: bytes.length,
      data: Buffer.from(bytes.subarray(from, from + count)).toString('base64'),
    } satisfies MemoryBody);
  }
}

function memberOf(outer: string, name: string): string {
  if (outer === '') return name;
  return name.startsWith('[') ? outer + name : `${outer}.${name}`;
}
