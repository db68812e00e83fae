import { partitionPoint } from '../../core/partition-point.ts';
import type { CodePosition, SourceSpan } from '../../sdk/debug-info.ts';
import { codeSectionStart } from '../module/custom-section.ts';
import { ModuleError } from '../module/module-error.ts';
import { parseModule } from '../module/parse-module.ts';
import { prepareModule } from '../module/prepare.ts';
import type { ModuleTrace } from '../module/trace-hooks.ts';
import type { ValueType } from '../module/value-type.ts';
import { keptLocals } from './kept-locals.ts';
import type { DebugSource } from './wasm-debug.ts';

/** From here to the next one, instructions belong to a place. */
export interface CodeLine {
  /** In bytes of the code section's content. */
  readonly address: number;
  /** undefined: nothing of the workspace. */
  readonly source: DebugSource | undefined;
  /** Absolute path of a file that is there, but not of the workspace. */
  readonly elsewhere?: string | undefined;
  /** From 1. */
  readonly line: number;
  /** From 1; 0: not known. */
  readonly column: number;
  /** A statement begins here. */
  readonly isStatement: boolean;
  /** The compiler made it by itself. */
  readonly isGenerated: boolean;
}

/** A module as a debugger sees it: where its functions and instructions are, and which lines they belong to. */
export class CodeMap {
  readonly trace: ModuleTrace;
  /** Offset of an address 0, in bytes of the module. */
  readonly codeStart: number;
  readonly #bodies: readonly { readonly start: number; readonly end: number }[];
  readonly #imported: number;
  readonly #module: Uint8Array;
  readonly #types: readonly (readonly ValueType[])[];
  /** By function, as it is asked for. */
  readonly #kept = new Map<number, ReturnType<typeof keptLocals>>();
  readonly #sites: readonly number[];
  #lines: readonly CodeLine[] = [];

  private constructor(module: Uint8Array, trace: ModuleTrace, codeStart: number) {
    const { bodies, imports, functions, types } = parseModule(module);
    this.#module = module;
    this.#types = functions.map((type) => types[type]?.params ?? []);
    this.trace = trace;
    this.codeStart = codeStart;
    this.#bodies = bodies;
    this.#imported = imports.length;
    this.#sites = trace.sites.map(({ offset }) => offset);
  }

  /** undefined: it is no contract's module. */
  static of(module: Uint8Array): CodeMap | undefined {
    const prepared = prepareModule(module, 'traced');
    const start = codeSectionStart(module);
    if (!prepared.ok || prepared.value.trace === undefined || start === undefined) return undefined;
    try {
      return new CodeMap(module, prepared.value.trace, start);
    } catch (error) {
      if (error instanceof ModuleError) return undefined;
      throw error;
    }
  }

  set lines(lines: readonly CodeLine[]) {
    this.#lines = lines.toSorted((a, b) => a.address - b.address);
  }

  /** What an instruction belongs to. */
  lineAt(offset: number): CodeLine | undefined {
    const body = this.#bodies[lastUpTo(this.#bodies, offset, ({ start }) => start)];
    const line = this.#lines[lastUpTo(this.#lines, offset - this.codeStart, ({ address }) => address)];
    // Lines do not go on into the next function.
    return body === undefined || line === undefined || line.address + this.codeStart < body.start ? undefined : line;
  }

  /** The number of the function whose code begins at an address. */
  functionAt(address: number): number | undefined {
    const at = lastUpTo(this.#bodies, address + this.codeStart, ({ start }) => start);
    return this.#bodies[at]?.start === address + this.codeStart ? at + this.#imported : undefined;
  }

  /** Where a function's code begins. */
  startOf(fn: number): number | undefined {
    const body = this.#bodies[fn - this.#imported];
    return body && body.start - this.codeStart;
  }

  parametersOf(fn: number): readonly ValueType[] {
    return this.#types[fn] ?? [];
  }

  /** Whether a local surely holds what it began with, before the instruction runs. */
  keeps(fn: number, slot: number, offset: number): boolean {
    const body = this.#bodies[fn - this.#imported];
    if (body === undefined) return false;
    if (!this.#kept.has(fn)) this.#kept.set(fn, keptLocals(this.#module, body));
    const kept = this.#kept.get(fn);
    return kept !== undefined && offset <= (kept.get(slot) ?? Infinity);
  }

  offsetsOfLine(file: string, line: number): readonly number[] {
    const found = new Set<number>();
    for (const [i, one] of this.#lines.entries()) {
      if (one.line !== line || one.isGenerated || !one.isStatement || one.source?.path !== file) continue;
      const before = this.#lines[i - 1];
      if (before?.line === line && before.source?.path === file && !before.isGenerated) continue;
      const end = this.#lines.find((next, j) => j > i && next.address > one.address)?.address ?? Infinity;
      // Blocks and their ends have lines, but no steps.
      const site = this.#sites[lastUpTo(this.#sites, one.address + this.codeStart - 1, (at) => at) + 1];
      if (site !== undefined && site < end + this.codeStart) found.add(site);
    }
    return [...found];
  }
}

/** The index of the last of them whose key is not above `limit`; -1: none. */
function lastUpTo<T>(sorted: readonly T[], limit: number, key: (one: T) => number): number {
  return partitionPoint(sorted.length, (at) => key(sorted[at] as T) <= limit) - 1;
}

/** Texts of files by lines, for spans. */
export class SpanMaker {
  readonly #lines = new Map<string, readonly string[]>();

  /** From a column to the end of its line; where the column is not known, from the line's first character on. */
  span(source: DebugSource, line: number, column: number): SourceSpan {
    let lines = this.#lines.get(source.path);
    if (lines === undefined) this.#lines.set(source.path, (lines = source.text.split(/\r?\n/)));
    const text = lines[line - 1] ?? '';
    const from = column > 0 ? column : text.length - text.trimStart().length + 1;
    return {
      file: source.path,
      line,
      column: from,
      endLine: line,
      endColumn: Math.max(text.trimEnd().length + 1, from + 1),
    };
  }

  position({ source, line, column, isGenerated }: CodeLine): CodePosition | undefined {
    return source && { span: this.span(source, line, column), isGenerated };
  }
}
