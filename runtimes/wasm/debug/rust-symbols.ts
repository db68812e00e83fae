/** What DWARF says of a module that rustc made. */
import { join } from 'node:path';
import type { CodePosition } from '../../sdk/debug-info.ts';
import { SpanMaker, type CodeLine, type CodeMap } from './code-map.ts';
import { CodeScopes, qualifiedName } from './dwarf/code-scopes.ts';
import { AT, EntryReader, TAG } from './dwarf/entries.ts';
import { readLinePrograms, type LineProgram } from './dwarf/line-program.ts';
import { customSection } from '../module/custom-section.ts';
import { RustVariables } from './rust-variables.ts';
import type { Symbols } from './symbols.ts';
import { DWARF_WORKSPACE, type DebugSource } from './wasm-debug.ts';

const EMPTY = new Uint8Array();

/** @throws DwarfError */
export function rustSymbols(
  dwarf: Uint8Array,
  { sources, sdk }: { readonly sources: readonly DebugSource[]; readonly sdk: string },
  code: CodeMap,
): Symbols {
  const sections = (name: string): Uint8Array => customSection(dwarf, `.debug_${name}`) ?? EMPTY;
  const known = new Map<string, Uint8Array>();
  const cached = (name: string): Uint8Array => {
    let bytes = known.get(name);
    if (bytes === undefined) known.set(name, (bytes = sections(name)));
    return bytes;
  };
  const programs = readLinePrograms(cached);
  const reader = new EntryReader(cached);
  const files = new Files(sources, sdk, programs);
  const scopes = new CodeScopes(reader);
  const spans = new SpanMaker();
  const functions = new Map<number, string>();
  for (const fn of scopes.functions) {
    const index = code.functionAt(scopes.startOf(fn) ?? -1);
    const name = qualifiedName(reader, fn);
    if (index !== undefined && name !== undefined) functions.set(index, name);
  }
  const callSite = (address: number): CodePosition | undefined => {
    for (const entry of scopes.chain(address).toReversed()) {
      const file = entry.tag === TAG.inlined ? reader.number(entry, AT.callFile) : undefined;
      const source = file === undefined ? undefined : files.ofUnit(entry.unit.lines, file).source;
      const line = reader.number(entry, AT.callLine) ?? 0;
      if (source === undefined || line === 0) continue;
      return { span: spans.span(source, line, reader.number(entry, AT.callColumn) ?? 0), isGenerated: true };
    }
    const { elsewhere, line = 0, column = 0 } = code.lineAt(address + code.codeStart) ?? {};
    if (elsewhere === undefined || line < 1) return undefined;
    const from = Math.max(column, 1);
    return { span: { file: elsewhere, line, column: from, endLine: line, endColumn: from + 1 }, isGenerated: true };
  };
  const variables = new RustVariables(reader, scopes);
  return {
    lines: files.lines,
    positionOf: callSite,
    functions,
    variables: (view, address) => variables.scopes(view, address, code),
    functionAt: (_, address) => variables.functionAt(address),
  };
}

interface KnownFile {
  readonly source: DebugSource | undefined;
  /** Absolute, of the contract SDK. */
  readonly sdk: string | undefined;
}

/** Files of line programs as what they are here. */
class Files {
  readonly lines: readonly CodeLine[];
  readonly #sources: ReadonlyMap<string, DebugSource>;
  readonly #sdk: string;
  readonly #programs: ReadonlyMap<number, LineProgram>;
  readonly #known = new Map<string, KnownFile>();

  constructor(sources: readonly DebugSource[], sdk: string, programs: ReadonlyMap<number, LineProgram>) {
    this.#sources = new Map(sources.map((source) => [source.name, source]));
    this.#sdk = sdk;
    this.#programs = programs;
    this.lines = [...programs.values()].flatMap((program) => this.#linesOf(program));
  }

  ofUnit(program: number | undefined, file: number): KnownFile {
    const path = program === undefined ? undefined : this.#programs.get(program)?.files[file];
    return path === undefined ? { source: undefined, sdk: undefined } : this.#find(path);
  }

  #find(path: string): KnownFile {
    let known = this.#known.get(path);
    if (known === undefined) {
      const name = path.startsWith(`${DWARF_WORKSPACE}/`) ? path.slice(DWARF_WORKSPACE.length + 1) : path;
      const source = this.#sources.get(name);
      const inSdk = source ? undefined : /^(?:.*\/)?interleave\/([\w/]+\.rs)$/.exec(path)?.[1];
      known = { source, sdk: inSdk === undefined ? undefined : join(this.#sdk, inSdk) };
      this.#known.set(path, known);
    }
    return known;
  }

  #linesOf({ files, rows }: LineProgram): readonly CodeLine[] {
    const lines: CodeLine[] = [];
    // A sequence that begins at 0 is of code that the linker has left out.
    let isGone = false;
    let begins = true;
    for (const { address, file, line, column, isStatement, isEnd } of rows) {
      if (begins) isGone = address === 0 || address >= 0xffffff00;
      begins = isEnd;
      if (isGone) continue;
      const path = files[file];
      const { source, sdk } = isEnd || path === undefined ? NO_FILE : this.#find(path);
      const place = { source: line > 0 ? source : undefined, elsewhere: sdk };
      lines.push({ address, ...place, line, column, isStatement, isGenerated: false });
    }
    return lines;
  }
}

const NO_FILE: KnownFile = { source: undefined, sdk: undefined };
