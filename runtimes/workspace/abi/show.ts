import { enumText, type EnumNames } from '../../core/enum-text.ts';
import type { AbiField, AbiType, AbiValue } from './abi-type.ts';

/** A value as JSON shows it: integers as decimal strings, tuples as objects where all components have names. */
export type Shown = string | boolean | readonly Shown[] | { readonly [name: string]: Shown };

export function show(value: AbiValue, type: AbiType): Shown {
  return shown(value, type, (number) => number.toString());
}

/** The same for people: enums by the names of their members, `Mood.Happy`. */
export function showNamed(value: AbiValue, type: AbiType): Shown {
  return shown(value, type, (number, names) => (names === undefined ? number.toString() : enumText(names, number)));
}

function shown(value: AbiValue, type: AbiType, integer: (value: bigint, names?: EnumNames) => string): Shown {
  if (typeof value === 'bigint') return integer(value, 'enum' in type ? type.enum : undefined);
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (type.kind === 'array') return value.map((item) => shown(item, type.item, integer));
  if (type.kind !== 'tuple') return [];
  const parts = type.components.map((field, i) => shown(value[i] ?? false, field.type, integer));
  const names = type.components.map((field) => field.name);
  if (names.includes('') || new Set(names).size < names.length) return parts;
  return Object.fromEntries(names.map((name, i) => [name, parts[i] ?? false]));
}

/** Several values: one stands for itself. */
export function showAll(values: readonly AbiValue[], fields: readonly AbiField[]): Shown {
  const shown = fields.map((field, i) => show(values[i] ?? false, field.type));
  return shown.length === 1 && shown[0] !== undefined ? shown[0] : shown;
}

const MAX_TEXT = 300;

/** `{name: "pen", owners: [0xab.., 0xcd..]}`. */
function describeValue(value: AbiValue, type: AbiType): string {
  if (type.kind === 'array' && Array.isArray(value))
    return `[${(value as readonly AbiValue[]).map((item) => describeValue(item, type.item)).join(', ')}]`;
  if (type.kind === 'tuple' && Array.isArray(value))
    return `{${describeValues(value as readonly AbiValue[], type.components)}}`;
  return type.kind === 'string' ? JSON.stringify(value) : String(showNamed(value, type));
}

/** Values as in a call: `available: 5, required: 10`. Long ones are cut. */
export function describeValues(values: readonly AbiValue[], fields: readonly AbiField[]): string {
  return fields
    .map((field, i) => {
      const text = describeValue(values[i] ?? false, field.type);
      return (field.name ? `${field.name}: ` : '') + (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}...` : text);
    })
    .join(', ');
}
