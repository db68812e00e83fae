import type { AbiField, AbiType, AbiValue } from './abi-type.ts';

/** A value as JSON shows it: integers as decimal strings, tuples as objects where all components have names. */
export type Shown = string | boolean | readonly Shown[] | { readonly [name: string]: Shown };

export function show(value: AbiValue, type: AbiType): Shown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (type.kind === 'array') return value.map((item) => show(item, type.item));
  if (type.kind !== 'tuple') return [];
  const shown = type.components.map((field, i) => show(value[i] ?? false, field.type));
  const names = type.components.map((field) => field.name);
  if (names.includes('') || new Set(names).size < names.length) return shown;
  return Object.fromEntries(names.map((name, i) => [name, shown[i] ?? false]));
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
  return type.kind === 'string' ? JSON.stringify(value) : String(show(value, type));
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
