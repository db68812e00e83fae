import { gunzipSync } from 'node:zlib';
import type { Artifact } from '../../core/artifact.ts';
import type { CodePosition, DebugInfo, MachineView, VariableScope } from '../../sdk/debug-info.ts';
import { unwrapModule } from '../module/envelope.ts';
import { assemblyScriptSymbols } from './assemblyscript-symbols.ts';
import { CodeMap, SpanMaker } from './code-map.ts';
import { DwarfError } from './dwarf/cursor.ts';
import { withPassed } from './passed-arguments.ts';
import { rustSymbols } from './rust-symbols.ts';
import type { Symbols } from './symbols.ts';
import { stateScope } from '../../rules/state-scope.ts';
import { parseWasmDebug, type WasmDebug } from './wasm-debug.ts';

/** Unpacked: DWARF of a module that may be deployed has some hundred kilobytes. */
const MOST_BYTES = 64 << 20;

const NOTES = {
  dwarf: 'rustc has optimised it: lines may be merged or out of order, functions inlined, and variables gone.',
  rows: 'asc has optimised it: lines may be merged or out of order, functions inlined, and variables gone.',
};

/** The constructor is a function of the same module. undefined: the artifact has no debug information, or none that can be read. */
export function debugInfo(artifact: Artifact): DebugInfo | undefined {
  const debug = parseWasmDebug(artifact.debug);
  const opened = unwrapModule(artifact.code);
  if (debug === undefined || !opened.ok) return undefined;
  const code = CodeMap.of(opened.value.module);
  const symbols = code && readSymbols(debug, code);
  if (code === undefined || symbols === undefined) return undefined;
  code.lines = symbols.lines;
  const spans = new SpanMaker();
  const positions = new Map<number, CodePosition | undefined>();
  const find = (offset: number): CodePosition | undefined => {
    const line = code.lineAt(offset);
    return (line && spans.position(line)) ?? guarded(() => symbols.positionOf?.(offset - code.codeStart), undefined);
  };
  return {
    precision: 'approximate',
    note: NOTES[debug.kind],
    sources: debug.sources.map(({ path, text }) => ({ path, text })),
    position: (offset) => {
      if (!positions.has(offset)) positions.set(offset, find(offset));
      return positions.get(offset);
    },
    functionName: (entry) => symbols.functions.get(entry),
    offsetsOfLine: (file, line) => code.offsetsOfLine(file, line),
    entriesOf: (name) => [...symbols.functions].flatMap(([index, known]) => (isCalled(known, name) ? [index] : [])),
    variables: (view) => [
      ...guarded(() => variablesOf(symbols, artifact, view, view.offset - code.codeStart), []),
      ...stateScope(artifact.storageLayout, view),
    ],
  };
}

function variablesOf(
  symbols: Symbols,
  { abi }: Artifact,
  view: MachineView,
  address: number,
): readonly VariableScope[] {
  return withPassed(symbols.variables(view, address), abi, view.frame, symbols.functionAt(view, address));
}

function readSymbols(debug: WasmDebug, code: CodeMap): Symbols | undefined {
  return guarded(() => {
    const bytes = unpack(debug.data);
    if (bytes === undefined) return undefined;
    if (debug.kind === 'dwarf') return rustSymbols(bytes, debug, code);
    return assemblyScriptSymbols(parse(new TextDecoder().decode(bytes)), debug.sources, code);
  }, undefined);
}

/** Debug information may be anybody's: what cannot be read says nothing. */
function guarded<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof DwarfError) return otherwise;
    throw error;
  }
}

function unpack(data: string): Uint8Array | undefined {
  try {
    return gunzipSync(Buffer.from(data, 'base64'), { maxOutputLength: MOST_BYTES });
  } catch {
    return undefined;
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** `transfer`, `Token.transfer` and `Token::transfer` are `Token::transfer`. */
function isCalled(known: string, name: string): boolean {
  const [parts, wanted] = [known, name].map((text) => text.split(/::|\./)) as [string[], string[]];
  return wanted.length <= parts.length && wanted.every((part, i) => part === parts[parts.length - wanted.length + i]);
}
