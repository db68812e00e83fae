/** JSON of a stranger's, taken apart: whatever is not what it must be throws a `ShapeError` that says what was expected where. */
import { decodeHex } from '../../core/hex.ts';
import { isObject, type JsonObject } from '../../core/json-shape.ts';

export class ShapeError extends Error {
  override readonly name = 'ShapeError';
}

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};

export function expected(what: string, where: string, value: unknown): ShapeError {
  return new ShapeError(`${where} is ${shown(value)}: expected ${what}`);
}

/** An object with exactly these fields; `optional` ones may be missing. */
export function object(
  value: unknown,
  where: string,
  fields: readonly string[],
  optional: readonly string[] = [],
): JsonObject {
  if (!isObject(value)) throw expected('an object', where, value);
  const names = Object.keys(value);
  const missing = fields.find((field) => !names.includes(field));
  if (missing !== undefined) throw new ShapeError(`${where} lacks ${missing}`);
  const unknown = names.find((name) => !fields.includes(name) && !optional.includes(name));
  if (unknown !== undefined) throw new ShapeError(`${where} has ${shown(unknown)}, which is unknown`);
  return value;
}

/** An object with any names. */
export function record<T>(
  value: unknown,
  where: string,
  read: (value: unknown, where: string) => T,
): Record<string, T> {
  if (!isObject(value)) throw expected('an object', where, value);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, read(one, `${where}.${shown(name)}`)]));
}

export function list<T>(value: unknown, where: string, read: (value: unknown, where: string) => T): readonly T[] {
  if (!Array.isArray(value)) throw expected('a list', where, value);
  return value.map((one: unknown, at) => read(one, `${where}[${at}]`));
}

export function text(value: unknown, where: string): string {
  if (typeof value !== 'string') throw expected('text', where, value);
  return value;
}

export function word(value: unknown, where: string, words: readonly string[]): string {
  if (typeof value !== 'string' || !words.includes(value)) throw expected(words.join(' or '), where, value);
  return value;
}

export function matching(value: unknown, where: string, pattern: RegExp, what: string): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw expected(what, where, value);
  return value;
}

/** From 0; safe. */
export function whole(value: unknown, where: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw expected('an integer from 0', where, value);
  return value as number;
}

export const hash = (value: unknown, where: string): string =>
  matching(value, where, /^[0-9a-f]{64}$/, '64 lower-case hex digits');

export const account = (value: unknown, where: string): string =>
  matching(value, where, /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'an account: 40 or 64 lower-case hex digits');

/** An amount from 0, as decimal text. */
export const amount = (value: unknown, where: string): bigint =>
  BigInt(matching(value, where, /^(?:0|[1-9][0-9]{0,99})$/, 'an amount as decimal text'));

export const bytes = (value: unknown, where: string): Uint8Array =>
  decodeHex(matching(value, where, /^(?:[0-9a-f]{2})*$/, 'bytes as lower-case hex'));

export const orNull = <T>(value: unknown, where: string, read: (value: unknown, where: string) => T): T | undefined =>
  value === null ? undefined : read(value, where);
