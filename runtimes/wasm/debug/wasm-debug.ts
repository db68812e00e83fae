/** What `Artifact.debug` holds for a contract compiled to Wasm from Rust or AssemblyScript. Texts of others: what reads it checks it. */
import { isObject } from '../../core/json-shape.ts';

export interface DebugSource {
  /** As the debug information names it: the workspace path, with `/`. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** What was compiled. */
  readonly text: string;
}

export type WasmDebug =
  | {
      readonly kind: 'dwarf';
      /** Base64 of gzip of a module that has the DWARF sections alone. */
      readonly data: string;
      readonly sources: readonly DebugSource[];
      /** Absolute path of the sources of the SDK. */
      readonly sdk: string;
    }
  | {
      readonly kind: 'rows';
      /** Base64 of gzip of `PackedRows` as JSON. */
      readonly data: string;
      readonly sources: readonly DebugSource[];
    };

/** Lines of a source map, and what the name section says. Numbers that grow are kept as differences to the one before. */
export interface PackedRows {
  /** For each row: offset from the beginning of the code section, source (-1: none of the workspace), line from 1, column from 1, 1 where it was added. */
  readonly rows: readonly number[];
  /** Names of `DebugSource`s. */
  readonly sources: readonly string[];
  /** Names of functions by their number in the module. */
  readonly functions: Readonly<Record<string, string>>;
  /** Of functions of the workspace by their number: name and type of each parameter, as the source has them, `this` included. */
  readonly parameters: Readonly<Record<string, readonly (readonly [name: string, type: string])[]>>;
}

/** What stands in DWARF for the folder of the workspace. */
export const DWARF_WORKSPACE = '/workspace';

const KEPT = [
  'info',
  'abbrev',
  'str',
  'line',
  'ranges',
  'loc',
  'line_str',
  'rnglists',
  'loclists',
  'str_offsets',
  'addr',
];

/** Custom sections of DWARF that the debugger reads. */
export const isDwarf = (section: string): boolean =>
  KEPT.includes(section.replace(/^\.debug_/, '')) && section.startsWith('.debug_');

/** undefined: it is something else. */
export function parseWasmDebug(debug: unknown): WasmDebug | undefined {
  if (!isObject(debug) || typeof debug['data'] !== 'string' || !Array.isArray(debug['sources'])) return undefined;
  const isSource = (one: unknown): boolean =>
    isObject(one) &&
    typeof one['name'] === 'string' &&
    typeof one['path'] === 'string' &&
    typeof one['text'] === 'string';
  if (!debug['sources'].every(isSource)) return undefined;
  const { kind } = debug;
  if (kind === 'rows' || (kind === 'dwarf' && typeof debug['sdk'] === 'string')) return debug as unknown as WasmDebug;
  return undefined;
}
