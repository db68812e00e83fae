/** Values of a scenario between YAML and a form. What is written means what was read, whatever the letters. */
import { isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml';
import { plainHex } from '../scenario/shape.ts';
import type { TrafficPick, TrafficValue } from './traffic-form.ts';

/** The node that an alias stands for; undefined: none. */
export type Follow = (node: Node) => Node | undefined;

const NO_TEXT =
  /^(?:[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|[-+]?\.\d+|\.nan|[-+]?\.inf|0o[0-7]+|0x[0-9a-fA-F]+|true|false|null|~|)$/i;
/** Means itself without quotes, in a list in brackets as well. */
const PLAIN = /^(?:[A-Za-z_$][\w$./-]*(?: [\w$./-]+)*|\d[\d_.]* ?[A-Za-z]+)$/;
const AS_NUMBER = /^[-+]?\d{1,15}$|^[-+]?\d+\.\d+$/;

export function scalarText(node: Node | undefined): string {
  if (!isScalar(node) || node.value === null) return '';
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

/** Letters as YAML: plain where they mean the same then. */
export function quotedText(text: string): string {
  if (PLAIN.test(text) && !NO_TEXT.test(text)) return text;
  // What single quotes cannot hold.
  return /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/.test(text)
    ? JSON.stringify(text)
    : `'${text.replaceAll("'", "''")}'`;
}

/** As somebody types a number or an amount: too long for YAML's numbers, it goes into quotes. */
export const typedText = (text: string): string =>
  AS_NUMBER.test(text) || /^(?:true|false)$/.test(text) ? text : quotedText(text);

export function readPick(node: Node | undefined, follow: Follow): TrafficPick | undefined {
  const target = node && follow(node);
  if (isMap(target)) {
    const [pair, ...others] = target.items;
    const skew = isScalar(pair?.value) ? Number(scalarText(pair.value)) : Number.NaN;
    return others.length === 0 && isScalar(pair?.key) && pair.key.value === 'zipf' && skew > 0
      ? { kind: 'zipf', skew }
      : undefined;
  }
  if (!isScalar(target)) return undefined;
  const text = scalarText(target);
  if (text === 'random') return { kind: 'random' };
  return text === 'zipf' ? { kind: 'zipf', skew: 1 } : { kind: 'account', who: text };
}

export function readTrafficValue(node: Node, follow: Follow): TrafficValue {
  const target = follow(node);
  const asItIs = (): TrafficValue => ({ kind: 'yaml', text: target === undefined ? '' : String(target) });
  if (isSeq(target))
    return { kind: 'list', items: (target.items as Node[]).map((item) => readTrafficValue(item, follow)) };
  if (isMap(target)) {
    const pairs = target.items as readonly { key: Node; value: Node | null }[];
    const [only] = pairs;
    const generator =
      only && pairs.length === 1 && only.value ? readGenerator(scalarText(only.key), only.value, follow) : undefined;
    if (generator) return generator;
    if (pairs.some(({ key, value }) => !isScalar(key) || value === null)) return asItIs();
    return {
      kind: 'record',
      fields: pairs.map(({ key, value }) => ({
        name: scalarText(key),
        value: readTrafficValue(value as Node, follow),
      })),
    };
  }
  if (!isScalar(target) || target.value === null) return asItIs();
  const hex = plainHex(target);
  if (hex !== undefined) return { kind: 'literal', text: hex, isText: true };
  const text = scalarText(target);
  if (typeof target.value !== 'string') return { kind: 'literal', text, isText: false };
  if (text.startsWith('$$')) return { kind: 'literal', text: text.slice(1), isText: true };
  return text.startsWith('$') ? { kind: 'name', name: text.slice(1) } : { kind: 'literal', text, isText: true };
}

function readGenerator(key: string, node: Node, follow: Follow): TrafficValue | undefined {
  const value = follow(node);
  if (key === 'account') {
    const pick = readPick(node, follow);
    return pick && { kind: 'account', pick };
  }
  if (key === 'bytes' && isScalar(value)) return { kind: 'bytes', length: scalarText(value) };
  if (!isSeq(value)) return undefined;
  const items = value.items as Node[];
  if (key === 'oneOf') return { kind: 'oneOf', options: items.map((item) => readTrafficValue(item, follow)) };
  const [lo, hi] = items.map((item) => follow(item));
  return key === 'int' && items.length === 2 && isScalar(lo) && isScalar(hi)
    ? { kind: 'int', lo: scalarText(lo), hi: scalarText(hi) }
    : undefined;
}

export function pickText(pick: TrafficPick): string {
  if (pick.kind === 'random') return 'random';
  if (pick.kind === 'account') return typedText(pick.who);
  return pick.skew === 1 ? 'zipf' : `{ zipf: ${pick.skew} }`;
}

/** In one line, so that it fits wherever a value stands. */
export function valueText(value: TrafficValue): string {
  switch (value.kind) {
    case 'literal':
      return value.text.startsWith('$')
        ? quotedText(`$${value.text}`)
        : value.isText
          ? quotedText(value.text)
          : typedText(value.text);
    case 'name':
      return quotedText(`$${value.name}`);
    case 'account':
      return `{ account: ${pickText(value.pick)} }`;
    case 'int':
      return `{ int: [${typedText(value.lo)}, ${typedText(value.hi)}] }`;
    case 'oneOf':
      return `{ oneOf: [${value.options.map(valueText).join(', ')}] }`;
    case 'bytes':
      return `{ bytes: ${typedText(value.length)} }`;
    case 'list':
      return `[${value.items.map(valueText).join(', ')}]`;
    case 'record':
      return `{ ${value.fields.map(({ name, value: of }) => `${quotedText(name)}: ${valueText(of)}`).join(', ')} }`;
    case 'yaml':
      return isOneValue(value.text) ? value.text.trim() : quotedText(value.text);
  }
}

function isOneValue(text: string): boolean {
  if (/[\n#]/.test(text) || text.trim() === '') return false;
  const document = parseDocument(`[${text}]`, { prettyErrors: false });
  return document.errors.length === 0 && isSeq(document.contents) && document.contents.items.length === 1;
}

/** Whether writing one instead of the other would change nothing. */
export const sameValue = (a: TrafficValue | null, b: TrafficValue | null): boolean =>
  a === b || (a !== null && b !== null && valueText(a) === valueText(b));
export const samePick = (a: TrafficPick | null, b: TrafficPick | null): boolean =>
  a === b || (a !== null && b !== null && pickText(a) === pickText(b));
