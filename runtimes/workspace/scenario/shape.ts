/** Reads YAML nodes as the kinds of thing a scenario is made of. undefined means: an error has been reported. */
import { isMap, isScalar, isSeq, Scalar, type Node, type Pair } from 'yaml';
import { isNode } from 'yaml';
import { checkAddress } from '../abi/check-address.ts';
import type { AccountId } from '../../core/cell.ts';
import { parseAmount } from './amount.ts';
import type { Position } from './model.ts';
import type { Source } from './source.ts';
import { suggest } from '../abi/suggest.ts';

export interface Field {
  readonly key: string;
  /** Of the key. */
  readonly at: Position;
  readonly value: Node;
}

/** What a node is, in words for an error. */
export function describe(node: Node): string {
  if (isMap(node)) return 'a map';
  if (isSeq(node)) return 'a list';
  if (!isScalar(node)) return 'an alias';
  if (node.value === null) return 'nothing';
  if (typeof node.value === 'string') return `the text "${shorten(node.value)}"`;
  return `${shorten(node.source ?? String(node.value))}`;
}

export const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text);

/** A map with distinct text keys; `keys` are the allowed ones, if they are known. */
export function readMap(
  source: Source,
  node: Node,
  what: string,
  keys?: readonly string[],
): ReadonlyMap<string, Field> | undefined {
  const map = source.follow(node);
  if (!map) return undefined;
  if (!isMap(map)) return source.report(source.at(node), `${what} must be a map, not ${describe(map)}`);
  const fields = new Map<string, Field>();
  for (const pair of map.items as Pair[]) {
    if (!isScalar(pair.key) || pair.key.value === null) {
      source.report(isNode(pair.key) ? source.at(pair.key) : source.at(map), `${what}: a key must be plain text`);
      continue;
    }
    const key = typeof pair.key.value === 'string' ? pair.key.value : (pair.key.source ?? String(pair.key.value));
    const at = source.at(pair.key);
    if (keys && !keys.includes(key)) {
      // Looked up only if the error is kept: a file may have a hundred thousand wrong keys.
      const hint = (): string => suggest(key, keys) || ` Known keys: ${keys.join(', ')}.`;
      source.report(at, () => `${what}: unknown key "${shorten(key)}".${hint()}`);
    } else if (fields.has(key)) {
      source.report(at, `${what}: "${shorten(key)}" is given twice (first in line ${fields.get(key)?.at.line ?? 0})`);
    } else fields.set(key, { key, at, value: isNode(pair.value) ? pair.value : emptyAt(pair.key) });
  }
  return fields;
}

/** `{a}` in YAML gives `a` no value node at all: it gets an empty one at the place of its key. */
function emptyAt(key: Scalar): Scalar {
  const empty = new Scalar(null);
  if (key.range) empty.range = key.range;
  return empty;
}

export function readList(source: Source, node: Node, what: string): readonly Node[] | undefined {
  const list = source.follow(node);
  if (!list) return undefined;
  if (!isSeq(list)) return source.report(source.at(node), `${what} must be a list, not ${describe(list)}`);
  return list.items.filter((item): item is Node => isNode(item));
}

export function readText(source: Source, node: Node, what: string): string | undefined {
  const scalar = source.follow(node);
  if (!scalar) return undefined;
  if (!isScalar(scalar) || typeof scalar.value !== 'string') {
    const hint = isScalar(scalar) && scalar.value !== null ? '; put it in quotes' : '';
    return source.report(source.at(node), `${what} must be text, not ${describe(scalar)}${hint}`);
  }
  if (scalar.value.trim() === '') return source.report(source.at(node), `${what} is empty`);
  return scalar.value;
}

/** The text of a hexadecimal number written without quotes: YAML would drop its leading zeros and round it. */
export function plainHex(scalar: Scalar): string | undefined {
  return typeof scalar.value === 'number' && /^0x[0-9a-fA-F]+$/.test(scalar.source ?? '') ? scalar.source : undefined;
}

/** An amount in wei or any other integer. Floats and integers that YAML rounds are refused. */
export function readAmount(
  source: Source,
  node: Node,
  what: string,
  range: { readonly min?: bigint; readonly max?: bigint } = {},
): bigint | undefined {
  const scalar = source.follow(node);
  if (!scalar) return undefined;
  const at = source.at(node);
  const value = isScalar(scalar) ? scalar.value : undefined;
  let amount: bigint;
  if (isScalar(scalar) && typeof value === 'number' && plainHex(scalar) === undefined) {
    const wrong = numberProblem(scalar);
    if (wrong) return source.report(at, `${what}: ${wrong}`);
    amount = BigInt(value);
  } else if (isScalar(scalar) && (typeof value === 'string' || plainHex(scalar) !== undefined)) {
    const parsed = parseAmount(plainHex(scalar) ?? String(value));
    if (!parsed.ok) return source.report(at, `${what}: ${parsed.error}`);
    amount = parsed.value;
  } else {
    return source.report(at, `${what} must be an integer or an amount such as 1.5 ether, not ${describe(scalar)}`);
  }
  const { min, max } = range;
  if (min !== undefined && amount < min) return source.report(at, `${what} must be at least ${min}, not ${amount}`);
  if (max !== undefined && amount > max) return source.report(at, `${what} must be at most ${max}, not ${amount}`);
  return amount;
}

/** What is wrong with a number that YAML read, if anything. */
export function numberProblem(scalar: Scalar): string | undefined {
  const written = shorten(scalar.source ?? String(scalar.value));
  // -0, 1.0 and 1e3 are integers to JavaScript; in the file they are floats.
  if (!/^[-+]?(?:\d+|0o[0-7]+)$/.test(scalar.source ?? '')) {
    return `${written} is a floating-point number; write the integer out (in quotes if it is large), or an amount such as 1.5 ether`;
  }
  if (!Number.isSafeInteger(scalar.value))
    return `${written} is larger than YAML keeps exactly; put it in quotes: "${written}"`;
  return undefined;
}

export function readBoolean(source: Source, node: Node, what: string): boolean | undefined {
  const scalar = source.follow(node);
  if (!scalar) return undefined;
  if (isScalar(scalar) && typeof scalar.value === 'boolean') return scalar.value;
  return source.report(source.at(node), `${what} must be true or false, not ${describe(scalar)}`);
}

export function readInteger(source: Source, node: Node, what: string, min: number, max: number): number | undefined {
  const value = readAmount(source, node, what, { min: BigInt(min), max: BigInt(max) });
  return value === undefined ? undefined : Number(value);
}

/** A 20-byte address; with mixed case its EIP-55 checksum must be right. */
export function readAddress(source: Source, node: Node, what: string): AccountId | undefined {
  const scalar = source.follow(node);
  if (!scalar) return undefined;
  const text = isScalar(scalar) ? (plainHex(scalar) ?? scalar.value) : undefined;
  if (typeof text !== 'string') {
    return source.report(source.at(node), `${what} must be an address (0x and 40 hex digits), not ${describe(scalar)}`);
  }
  const address = checkAddress(text);
  return address.ok ? address.value : source.report(source.at(node), `${what}: ${address.error}`);
}
