import { decodedMappings, TraceMap } from '@jridgewell/trace-mapping';
import { ByteReader } from '../../module/byte-reader.ts';
import { codeSectionStart, customSection } from '../../module/custom-section.ts';
import { ModuleError } from '../../module/module-error.ts';
import type { PackedRows } from '../../debug/wasm-debug.ts';
import { packParameters } from './pack-parameters.ts';
import { WORKSPACE_FOLDER, type Plan } from './plan.ts';

/** asc's source map, with places in the user's own text, and its names: of the binary as asc wrote it. */
export function packRows(binary: Uint8Array, map: string | undefined, plan: Plan): PackedRows | undefined {
  const start = codeSectionStart(binary);
  if (map === undefined || start === undefined) return undefined;
  const trace = new TraceMap(map);
  // A source map of Wasm has one line; columns are bytes of the module.
  const [segments = []] = decodedMappings(trace);
  const paths = [...plan.sources.keys()];
  const sources = trace.sources.map((name) => sourceOf(name, plan, paths));
  const rows: number[] = [];
  let last = [0, 0, 0, 0];
  for (const [column, source, line, at] of segments) {
    const known = source === undefined ? undefined : sources[source];
    const row =
      known === undefined || line === undefined || at === undefined
        ? [column - start, -1, 0, 0, 0]
        : [column - start, known.index, ...known.place(line, at)];
    rows.push(...row.slice(0, 4).map((value, i) => value - (last[i] ?? 0)), row[4] ?? 0);
    last = row;
  }
  const functions = functionNames(customSection(binary, 'name'));
  return { rows, sources: paths, functions, parameters: packParameters(plan, functions) };
}

type Place = readonly [line: number, column: number, isAdded: number];

/** undefined: not of the workspace. */
function sourceOf(
  name: string | null,
  plan: Plan,
  paths: readonly string[],
): { readonly index: number; readonly place: (line: number, column: number) => Place } | undefined {
  const path = name?.startsWith(`${WORKSPACE_FOLDER}/`) ? name.slice(WORKSPACE_FOLDER.length + 1) : undefined;
  const source = path === undefined ? undefined : plan.sources.get(path);
  if (path === undefined || source === undefined) return undefined;
  const { text, edits, file } = source;
  const starts = lineStarts(text);
  const own = lineStarts(file.text);
  const place = (line: number, column: number): Place => {
    const offset = (starts[line] ?? text.length) + column;
    const origin = edits.origin(offset);
    let row = Math.min(line, own.length - 1);
    // What is added never has a line of its own, but what is taken away may.
    while (row > 0 && (own[row] ?? 0) > origin) row--;
    while (row + 1 < own.length && (own[row + 1] ?? Infinity) <= origin) row++;
    return [row + 1, origin - (own[row] ?? 0) + 1, edits.isAdded(offset) ? 1 : 0];
  };
  return { index: paths.indexOf(path), place };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** By number (WebAssembly Core Specification, "Name Section"). The optimiser has none of locals. */
function functionNames(section: Uint8Array | undefined): Readonly<Record<string, string>> {
  const functions: Record<string, string> = {};
  const reader = new ByteReader(section ?? new Uint8Array(), 'name section');
  try {
    while (!reader.done) {
      const id = reader.byte();
      const part = reader.part(reader.u32(), 'name section');
      if (id === 1) for (let count = part.u32(); count > 0; count--) functions[part.u32()] = part.text();
    }
  } catch (error) {
    if (!(error instanceof ModuleError)) throw error;
  }
  return functions;
}
