import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { LIMITS, SKEW_STEP } from './defaults.ts';
import type { AccountPick, ValueSpec } from './model.ts';
import {
  describe,
  numberProblem,
  plainHex,
  readAmount,
  readInteger,
  readList,
  readMap,
  shorten,
  type Field,
} from './shape.ts';
import type { Source } from './source.ts';
import { suggest } from '../abi/suggest.ts';

/** What values may refer to. */
export interface ValueScope {
  readonly accounts: number;
  /** Names of the first accounts. */
  readonly accountNames: readonly string[];
  /** Names that `$name` may mean, beside those of accounts. */
  readonly contracts: ReadonlySet<string>;
  /** Whether random generators make sense here. */
  readonly random: boolean;
}

export const GENERATORS: readonly string[] = ['account', 'int', 'oneOf', 'bytes'];

/**
 * An argument: a literal, `$name` (the address of a contract or of a named account), or a generator. A map with one key that is a generator's name is that generator; any other
 * map is a tuple by component names. `$$` at the start of a text is one `$`.
 */
export function readValue(source: Source, node: Node, what: string, scope: ValueScope): ValueSpec | undefined {
  const target = source.follow(node);
  if (!target) return undefined;
  const at = source.at(node);
  if (isSeq(target)) {
    const nodes = readList(source, target, what) ?? [];
    const items = nodes.map((item, i) => readValue(source, item, `${what}[${i}]`, scope));
    return complete(items) ? { kind: 'list', items, at } : undefined;
  }
  if (isMap(target)) {
    const fields = readMap(source, target, what);
    if (!fields) return undefined;
    const [only, ...others] = fields.values();
    if (only && others.length === 0 && GENERATORS.includes(only.key)) return readGenerator(source, only, what, scope);
    const read = [...fields.values()].map((field) => {
      const value = readValue(source, field.value, `${what}.${shorten(field.key)}`, scope);
      return value && { name: field.key, value };
    });
    return complete(read) ? { kind: 'record', fields: read, at } : undefined;
  }
  if (!isScalar(target)) return source.report(at, `${what} is neither a value nor a generator`);
  const { value } = target;
  const hex = plainHex(target);
  if (hex !== undefined) return { kind: 'text', value: hex, at };
  if (typeof value === 'boolean') return { kind: 'boolean', value, at };
  if (typeof value === 'number') {
    const wrong = numberProblem(target);
    return wrong ? source.report(at, `${what}: ${wrong}`) : { kind: 'integer', value: BigInt(value), at };
  }
  if (typeof value !== 'string') return source.report(at, `${what} must be a value, not ${describe(target)}`);
  if (value.startsWith('$$')) return { kind: 'text', value: value.slice(1), at };
  if (!value.startsWith('$')) return { kind: 'text', value, at };
  const name = value.slice(1);
  if (scope.contracts.has(name)) return { kind: 'contract', name, at };
  const index = scope.accountNames.indexOf(name);
  if (index >= 0) return { kind: 'account', pick: { kind: 'index', index }, at };
  const known = [...scope.contracts].slice(0, 10).join(', ') || 'none';
  const hint = suggest(name, [...scope.contracts, ...scope.accountNames]) || ` Contracts of this file: ${known}.`;
  return source.report(at, `${what}: no contract is named "${shorten(name)}".${hint}`);
}

function readGenerator(source: Source, field: Field, what: string, scope: ValueScope): ValueSpec | undefined {
  const { at, value: node } = field;
  if (field.key === 'account') {
    const pick = readPick(source, node, `${what}.account`, scope);
    return pick && { kind: 'account', pick, at };
  }
  if (!scope.random)
    return source.report(at, `${what}: { ${field.key}: .. } is random, and here a fixed value is needed`);
  if (field.key === 'bytes') {
    const length = readInteger(source, node, `${what}.bytes`, 0, LIMITS.generatedBytes);
    return length === undefined ? undefined : { kind: 'bytes', length, at };
  }
  const items = readList(source, node, `${what}.${field.key}`);
  if (!items) return undefined;
  if (field.key === 'oneOf') {
    if (items.length === 0) return source.report(at, `${what}.oneOf has nothing to choose from`);
    const options = items.map((item, i) => readValue(source, item, `${what}.oneOf[${i}]`, scope));
    return complete(options) ? { kind: 'oneOf', options, at } : undefined;
  }
  const [first, second] = items;
  if (!first || !second || items.length !== 2) return source.report(at, `${what}.int must be [lowest, highest]`);
  const lo = readAmount(source, first, `${what}.int[0]`);
  const hi = readAmount(source, second, `${what}.int[1]`);
  if (lo === undefined || hi === undefined) return undefined;
  return lo <= hi
    ? { kind: 'int', lo, hi, at }
    : source.report(at, `${what}.int: the lowest, ${lo}, is above the highest, ${hi}`);
}

/** An account's index or name, `random`, `zipf` or `{ zipf: 1.5 }`. */
export function readPick(source: Source, node: Node, what: string, scope: ValueScope): AccountPick | undefined {
  const target = source.follow(node);
  if (!target) return undefined;
  if (isMap(target)) return readSkew(source, target, what, scope);
  const word = isScalar(target) ? target.value : undefined;
  if (word === 'random' || word === 'zipf') {
    return scope.random
      ? word === 'zipf'
        ? { kind: word, skew: 1 }
        : { kind: word }
      : source.report(source.at(node), `${what}: "${word}" is random, and here a fixed account is needed`);
  }
  if (typeof word !== 'number') {
    const named = typeof word === 'string' ? scope.accountNames.indexOf(word) : -1;
    if (named >= 0) return { kind: 'index', index: named };
    const hint = typeof word === 'string' ? suggest(word, ['random', 'zipf', ...scope.accountNames]) : '';
    const names = scope.accountNames.length > 0 ? ' or name' : '';
    return source.report(
      source.at(node),
      `${what} must be an account's index${names}, random or zipf, not ${describe(target)}.${hint}`,
    );
  }
  const index = readInteger(source, node, what, 0, Number.MAX_SAFE_INTEGER);
  if (index === undefined) return undefined;
  if (index < scope.accounts) return { kind: 'index', index };
  return source.report(
    source.at(node),
    `${what}: there is no account ${index}; the last of ${scope.accounts} is ${scope.accounts - 1}`,
  );
}

function readSkew(source: Source, node: YAMLMap, what: string, scope: ValueScope): AccountPick | undefined {
  const field = readMap(source, node, what, ['zipf'])?.get('zipf');
  const value = field && source.follow(field.value);
  if (!field || !value) {
    // An unknown key has been reported already.
    if (node.items.length > 0) return undefined;
    return source.report(source.at(node), `${what} must be an account's index, random, zipf or { zipf: 1.5 }`);
  }
  if (!scope.random)
    return source.report(source.at(node), `${what}: "zipf" is random, and here a fixed account is needed`);
  const skew = isScalar(value) && typeof value.value === 'number' ? value.value : Number.NaN;
  if (skew >= SKEW_STEP && skew <= LIMITS.skew && Number.isInteger(skew / SKEW_STEP)) return { kind: 'zipf', skew };
  return source.report(
    source.at(field.value),
    `${what}.zipf must be a multiple of ${SKEW_STEP} from ${SKEW_STEP} to ${LIMITS.skew}, not ${describe(value)}`,
  );
}

/** An amount that may vary: an integer, `1.5 ether`, `{ int: [..] }` or `{ oneOf: [..] }`. */
export function readVaryingAmount(
  source: Source,
  node: Node,
  what: string,
  max: bigint,
  scope: ValueScope,
): ValueSpec | undefined {
  const target = source.follow(node);
  if (!target) return undefined;
  if (!isMap(target)) {
    const value = readAmount(source, node, what, { min: 0n, max });
    return value === undefined ? undefined : { kind: 'integer', value, at: source.at(node) };
  }
  const fields = readMap(source, target, what, ['int', 'oneOf']);
  const field = fields?.values().next().value;
  if (!field) {
    // An unknown key has been reported already.
    if (target.items.length > 0) return undefined;
    return source.report(source.at(node), `${what} must be an amount, { int: [..] } or { oneOf: [..] }`);
  }
  if (field.key === 'oneOf') {
    const nodes = readList(source, field.value, `${what}.oneOf`);
    if (!nodes) return undefined;
    if (nodes.length === 0) return source.report(field.at, `${what}.oneOf has nothing to choose from`);
    const options = nodes.map((item, i) => readVaryingAmount(source, item, `${what}.oneOf[${i}]`, max, scope));
    return complete(options) ? { kind: 'oneOf', options, at: field.at } : undefined;
  }
  const value = readGenerator(source, field, what, scope);
  if (value?.kind === 'int' && (value.lo < 0n || value.hi > max)) {
    return source.report(field.at, `${what}.int must lie between 0 and ${max}`);
  }
  return value;
}

/** Whether nothing is missing: an error has been reported for each thing that is. */
const complete = <T>(values: readonly (T | undefined)[]): values is readonly T[] =>
  values.every((value) => value !== undefined);
