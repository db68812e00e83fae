/** From an instruction of compiled code to the source that it was made of, by solc's source maps. */
import type { Artifact } from '../../core/artifact.ts';
import { decodeHex } from '../../core/hex.ts';
import { isObject, objectOf, textOf } from '../../core/json-shape.ts';
import type { CodePlace } from '../../core/probe.ts';
import type { SourcePlace } from '../../sdk/runtime-module.ts';
import type { SolidityDebug, SoliditySource } from './solidity-debug.ts';
import { offsetOfByte, positionOf } from './source-position.ts';

/** A stretch of a source, in bytes; `file`: the `id` of a source, -1: none. */
export interface SourceRange {
  readonly start: number;
  readonly length: number;
  readonly file: number;
}

/**
 * Entries by instruction. What a field leaves out is that of the entry before.
 * Format: https://docs.soliditylang.org/en/latest/internals/source_mappings.html
 */
export function parseSourceMap(map: string): readonly SourceRange[] {
  let [start, length, file] = [0, 0, -1];
  return map.split(';').map((entry) => {
    const [s, l, f] = entry.split(':');
    if (s) start = Number(s);
    if (l) length = Number(l);
    if (f) file = Number(f);
    return { start, length, file };
  });
}

/** How many instructions stand before the offset. PUSH1 (0x60) to PUSH32 carry their operand behind them. */
export function instructionAt(code: Uint8Array, offset: number): number {
  let count = 0;
  for (let at = 0; at < offset; count++) {
    const opcode = code[at] ?? 0;
    at += opcode >= 0x60 && opcode <= 0x7f ? opcode - 0x5e : 1;
  }
  return count;
}

/** The statement of an instruction of Solidity code; undefined for code that solc made by itself. */
export function sourceOfInstruction(
  artifact: Artifact,
  { offset, isCreation }: Pick<CodePlace, 'offset' | 'isCreation'>,
): SourcePlace | undefined {
  const debug = debugOf(artifact);
  if (debug === undefined || offset === undefined) return undefined;
  const { object, sourceMap } = isCreation ? debug.bytecode : debug.deployedBytecode;
  const code = decodeHex(object.replaceAll(/__.{38}/g, '0'.repeat(40)));
  const range = parseSourceMap(sourceMap)[instructionAt(code, offset)];
  const source = range && Object.values(debug.sources).find(({ id }) => id === range.file);
  if (range === undefined || source === undefined || source.text === '') return undefined;
  if (isDefinition(source, range)) return undefined;
  const position = positionOf(source.text, offsetOfByte(source.text, range.start));
  const optimizer = objectOf(debug.settings['optimizer']);
  return { file: source.path, ...position, precision: optimizer['enabled'] === true ? 'optimised' : 'statement' };
}

/** What belongs to a whole contract or function is no statement of it. */
function isDefinition({ text }: SoliditySource, { start, length }: SourceRange): boolean {
  const bytes = Buffer.from(text, 'utf8').subarray(start, start + length);
  return /^\s*(abstract\s+)?(contract|library|interface|function|modifier|constructor)\b/.test(bytes.toString('utf8'));
}

function debugOf({ debug }: Artifact): SolidityDebug | undefined {
  return isObject(debug) && textOf(debug['language']) === 'solidity' ? (debug as unknown as SolidityDebug) : undefined;
}
