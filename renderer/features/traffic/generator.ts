/** The ways to make an argument, by its type, and what each begins with. */
import type { AbiTypeView } from '../../../runtimes/service/contract/abi.ts';
import type { TrafficValue } from '../../../runtimes/service/contract/traffic.ts';

export type Way = 'any' | 'one' | 'contract' | 'fixed' | 'between' | 'choice' | 'bytes' | 'parts' | 'yaml';

const WORDS: Readonly<Record<Way, string>> = {
  any: 'any account',
  one: 'always the same account',
  contract: 'a contract',
  fixed: 'always this',
  between: 'a number from',
  choice: 'one of several',
  bytes: 'random bytes',
  parts: 'its parts',
  yaml: 'as in the YAML',
};

export const literal = (text: string, isText = false): TrafficValue => ({ kind: 'literal', text, isText });

const isTextual = (type: AbiTypeView | undefined): boolean =>
  type?.kind === 'string' || type?.kind === 'address' || type?.kind === 'bytes' || type?.kind === 'fixedBytes';

export function wayOf(value: TrafficValue): Way {
  switch (value.kind) {
    case 'account':
      return value.pick.kind === 'account' ? 'one' : 'any';
    case 'name':
      return 'contract';
    case 'int':
      return 'between';
    case 'oneOf':
      return 'choice';
    case 'bytes':
      return 'bytes';
    case 'list':
    case 'record':
      return 'parts';
    case 'yaml':
      return 'yaml';
    case 'literal':
      return 'fixed';
  }
}

/** @param isFixed nothing may be drawn here: a constructor's argument is, once, by the same seed, so it may. */
export function waysOf(type: AbiTypeView | undefined, value: TrafficValue): readonly { id: Way; text: string }[] {
  const ways: Way[] = [];
  switch (type?.kind) {
    case 'address':
      ways.push('any', 'one', 'contract', 'fixed', 'choice');
      break;
    case 'uint':
    case 'int':
      ways.push('fixed', 'between', 'choice');
      break;
    case 'bytes':
    case 'fixedBytes':
      ways.push('bytes', 'fixed', 'choice');
      break;
    case 'array':
    case 'tuple':
      ways.push('parts', 'choice');
      break;
    case 'bool':
    case 'string':
      ways.push('fixed', 'choice');
      break;
    default:
      ways.push('fixed', 'any', 'one', 'between', 'choice', 'bytes');
  }
  const now = wayOf(value);
  if (!ways.includes(now)) ways.push(now);
  return ways.map((id) => ({ id, text: type?.kind === 'bool' && id === 'choice' ? 'either' : WORDS[id] }));
}

/** What a way begins with. @param contract the first one there is. */
export function beginning(way: Way, type: AbiTypeView | undefined, contract: string): TrafficValue {
  switch (way) {
    case 'any':
      return { kind: 'account', pick: { kind: 'random' } };
    case 'one':
      return { kind: 'account', pick: { kind: 'account', who: '0' } };
    case 'contract':
      return { kind: 'name', name: contract };
    case 'between':
      return { kind: 'int', lo: '1', hi: '100' };
    case 'bytes':
      return { kind: 'bytes', length: String(type?.size ?? 8) };
    case 'choice':
      return type?.kind === 'bool'
        ? { kind: 'oneOf', options: [literal('true'), literal('false')] }
        : { kind: 'oneOf', options: [blank(type), blank(type)] };
    case 'parts':
    case 'fixed':
    case 'yaml':
      return blank(type);
  }
}

/** A value of a type that is the same every time. */
export function blank(type: AbiTypeView | undefined): TrafficValue {
  switch (type?.kind) {
    case 'bool':
      return literal('true');
    case 'uint':
    case 'int':
      return literal('1');
    case 'string':
      return literal('text', true);
    case 'bytes':
      return literal('0x', true);
    case 'fixedBytes':
      return literal(`0x${'00'.repeat(type.size ?? 32)}`, true);
    case 'address':
      return { kind: 'account', pick: { kind: 'account', who: '0' } };
    case 'tuple':
      return { kind: 'list', items: (type.components ?? []).map((field) => blank(field.type)) };
    case 'array':
      return { kind: 'list', items: Array.from({ length: type.length ?? 1 }, () => blank(type.item)) };
    default:
      return literal('');
  }
}

/** As typed into a field of this type. */
export const typedAs = (type: AbiTypeView | undefined, text: string): TrafficValue => literal(text, isTextual(type));
