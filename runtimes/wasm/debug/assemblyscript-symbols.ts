/** What asc's source map and name section say of a module. */
import { isObject } from '../../core/json-shape.ts';
import { assemblyScriptVariables } from './assemblyscript-variables.ts';
import type { CodeLine, CodeMap } from './code-map.ts';
import type { Symbols } from './symbols.ts';
import type { DebugSource } from './wasm-debug.ts';

const FIELDS = 5;

/** undefined: they are not what asc's compiler driver packs. */
export function assemblyScriptSymbols(
  packed: unknown,
  sources: readonly DebugSource[],
  code: CodeMap,
): Symbols | undefined {
  if (!isObject(packed)) return undefined;
  const { rows, sources: names, functions, parameters } = packed;
  if (!isNumbers(rows) || !Array.isArray(names) || !isObject(functions)) return undefined;
  const lines: CodeLine[] = [];
  const last: [number, number, number, number] = [0, 0, 0, 0];
  for (let at = 0; at + FIELDS <= rows.length; at += FIELDS) {
    for (let i = 0; i < FIELDS - 1; i++) last[i] = (last[i] ?? 0) + (rows[at + i] ?? 0);
    const [address, index, line, column] = last;
    const source = line > 0 ? sources.find(({ name }) => name === names[index]) : undefined;
    lines.push({ address, source, line, column, isStatement: true, isGenerated: rows[at + FIELDS - 1] === 1 });
  }
  const named = new Map<number, string>();
  for (const [index, name] of Object.entries(functions))
    if (typeof name === 'string') named.set(Number(index), plainName(name));
  return {
    lines,
    functions: named,
    variables: assemblyScriptVariables(parameters, code),
    functionAt: ({ call }) => named.get(call?.entry ?? -1),
  };
}

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'number');

/** asc names functions by their files: `w/contracts/token/Token#transfer`, `sdk/number/U256.add`. */
export function plainName(name: string): string {
  const plain = name.slice(name.lastIndexOf('/', name.search(/[<~]|$/)) + 1).replace('#', '.');
  return plain === '' ? name : plain;
}
