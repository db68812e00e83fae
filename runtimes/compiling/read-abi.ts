/** An ABI that came as JSON text: the list itself, or an artifact that holds it under `abi`. */
import { findNodeAtLocation, parseTree, type Node, type ParseError } from 'jsonc-parser';
import type { AbiJson } from '../core/artifact.ts';
import { err, ok, type Result } from '../core/result.ts';
import { isObject } from '../core/json-shape.ts';

export interface AbiProblem {
  readonly message: string;
  /** From 1; 0 where the whole text is meant. */
  readonly line: number;
  readonly column: number;
}

type Path = readonly (string | number)[];

interface Wrong {
  readonly path: Path;
  readonly message: string;
}

const ENTRY_TYPES = ['function', 'constructor', 'event', 'error', 'fallback', 'receive'];
const MUTABILITIES = ['pure', 'view', 'nonpayable', 'payable'];
const MAX_DEPTH = 16;

export function readAbi(text: string): Result<AbiJson, AbiProblem> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = (error as Error).message.replaceAll(/\s+/g, ' ').slice(0, 200);
    return err({ message: `not valid JSON: ${reason}`, ...positionOf(text, syntaxErrorAt(text)) });
  }
  const [prefix, abi]: readonly [Path, unknown] = isObject(json) ? [['abi'], json['abi']] : [[], json];
  if (!Array.isArray(abi)) {
    const message = 'this is neither an ABI (a list) nor an artifact with "abi"';
    return err({ message, line: 1, column: 1 });
  }
  const wrong = checkEntries(abi, prefix);
  if (wrong === undefined) return ok(abi as AbiJson);
  return err({ message: `${showPath(wrong.path)} ${wrong.message}`, ...placeOf(text, wrong.path) });
}

/** JSON.parse gives the place of only some errors. */
function syntaxErrorAt(text: string): number {
  const problems: ParseError[] = [];
  try {
    parseTree(text, problems);
  } catch {
    return 0; // nested deeper than its stack
  }
  return problems[0]?.offset ?? text.length;
}

function checkEntries(abi: readonly unknown[], prefix: Path): Wrong | undefined {
  for (const [index, entry] of abi.entries()) {
    const path = [...prefix, index];
    if (!isObject(entry)) return { path, message: 'is not an object' };
    const type = entry['type'] ?? 'function';
    if (typeof type !== 'string' || !ENTRY_TYPES.includes(type))
      return { path: [...path, 'type'], message: `is none of ${ENTRY_TYPES.join(', ')}` };
    if (['function', 'event', 'error'].includes(type) && (typeof entry['name'] !== 'string' || entry['name'] === ''))
      return { path: [...path, 'name'], message: `is missing: every ${type} has a name` };
    const mutability = entry['stateMutability'];
    if (mutability !== undefined && !MUTABILITIES.includes(String(mutability)))
      return { path: [...path, 'stateMutability'], message: `is none of ${MUTABILITIES.join(', ')}` };
    for (const list of ['inputs', 'outputs']) {
      if (entry[list] === undefined) continue;
      const wrong = checkParameters(entry[list], [...path, list], 0);
      if (wrong) return wrong;
    }
  }
  return undefined;
}

function checkParameters(list: unknown, path: Path, depth: number): Wrong | undefined {
  if (!Array.isArray(list)) return { path, message: 'is not a list' };
  if (depth > MAX_DEPTH) return { path, message: 'is nested too deeply' };
  for (const [index, item] of (list as readonly unknown[]).entries()) {
    const own = [...path, index];
    const type = isObject(item) ? item['type'] : undefined;
    if (!isObject(item) || typeof type !== 'string') return { path: own, message: 'has no type' };
    if (!isType(type)) return { path: [...own, 'type'], message: `is no type of the ABI: "${type.slice(0, 60)}"` };
    const needs = type.startsWith('tuple');
    if (!needs && item['components'] === undefined) continue;
    const inner = item['components'];
    if (inner === undefined || (Array.isArray(inner) && inner.length === 0))
      return { path: own, message: 'is a tuple without components' };
    const wrong = checkParameters(inner, [...own, 'components'], depth + 1);
    if (wrong) return wrong;
  }
  return undefined;
}

function isType(text: string): boolean {
  const base = text.replace(/(?:\[(?:[1-9]\d{0,8})?\]){1,16}$/, '');
  const integer = /^u?int(\d{1,3})?$/.exec(base);
  if (integer) {
    const bits = Number(integer[1] ?? 256);
    return bits >= 8 && bits <= 256 && bits % 8 === 0;
  }
  const bytes = /^bytes(\d{1,2})$/.exec(base);
  if (bytes) return Number(bytes[1]) >= 1 && Number(bytes[1]) <= 32;
  return ['address', 'bool', 'bytes', 'string', 'function', 'tuple'].includes(base);
}

/** `abi[3].inputs[0].type`, whatever holds the list. */
const showPath = (path: Path): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${String(part)}]` : part === 'abi' ? text : `${text}.${part}`),
    'abi',
  );

/** Of the value itself, or of the nearest one around it that is there. */
function placeOf(text: string, path: Path): { readonly line: number; readonly column: number } {
  const tree = treeOf(text);
  for (let length = path.length; tree && length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node) return positionOf(text, node.offset);
  }
  return { line: 1, column: 1 };
}

function treeOf(text: string): Node | undefined {
  try {
    return parseTree(text);
  } catch {
    return undefined; // nested deeper than its stack
  }
}

function positionOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
