/** solc's storageLayout JSON (Solidity documentation, "Layout of State Variables in Storage", JSON output), validated. */
import type { EnumNames } from '../../core/enum-text.ts';
import { isObject, listOf, objectOf, textOf, type JsonObject } from '../../core/json-shape.ts';

export interface StorageLayout {
  readonly variables: readonly StorageVariable[];
  readonly types: ReadonlyMap<string, StorageType>;
}

/** A state variable, or a member of a struct, whose slot then counts from the struct's first. */
export interface StorageVariable {
  readonly label: string;
  readonly slot: bigint;
  /** Bytes from the low end of the slot. */
  readonly offset: number;
  /** Key of `types`. */
  readonly type: string;
}

export type StorageType = {
  readonly id: string;
  /** As in the source: `uint256`, `mapping(address => uint256)`, `struct Pool.User`. */
  readonly label: string;
  readonly bytes: bigint;
} & (
  | { readonly kind: 'value'; /** Its values have names. */ readonly enum?: EnumNames }
  | { readonly kind: 'bytes' }
  | { readonly kind: 'struct'; readonly members: readonly StorageVariable[] }
  | { readonly kind: 'fixedArray'; readonly base: string; readonly length: bigint }
  | { readonly kind: 'array'; readonly base: string }
  | { readonly kind: 'mapping'; readonly key: string; readonly value: string }
);

/** undefined: not a storage layout, or one that names types it does not define. */
export function parseStorageLayout(json: unknown): StorageLayout | undefined {
  if (!isObject(json) || !Array.isArray(json['storage'])) return undefined;
  const types = new Map<string, StorageType>();
  for (const [id, item] of Object.entries(objectOf(json['types']))) {
    const type = parseType(id, objectOf(item));
    if (!type) return undefined;
    types.set(id, type);
  }
  const variables = parseVariables(json['storage']);
  if (!variables) return undefined;
  const used = [
    ...variables,
    ...[...types.values()].flatMap((type) => (type.kind === 'struct' ? type.members : [])),
  ].map(({ type }) => type);
  const inner = [...types.values()].flatMap((type) =>
    type.kind === 'mapping' ? [type.key, type.value] : 'base' in type ? [type.base] : [],
  );
  return [...used, ...inner].every((id) => types.has(id)) ? { variables, types } : undefined;
}

/** The type with an id that a parsed layout names. */
export function typeOf(layout: StorageLayout, id: string): StorageType {
  const type = layout.types.get(id);
  if (!type) throw new Error(`storage layout without type ${id}`);
  return type;
}

export const slotsOf = (type: StorageType): bigint => (type.bytes <= 32n ? 1n : (type.bytes + 31n) / 32n);

function parseType(id: string, item: JsonObject): StorageType | undefined {
  const bytes = whole(item['numberOfBytes']);
  if (bytes === undefined) return undefined;
  const common = { id, label: textOf(item['label']) || id, bytes };
  const base = textOf(item['base']);
  switch (item['encoding']) {
    case 'mapping':
      return { ...common, kind: 'mapping', key: textOf(item['key']), value: textOf(item['value']) };
    case 'dynamic_array':
      return { ...common, kind: 'array', base };
    case 'bytes':
      return { ...common, kind: 'bytes' };
    case 'inplace': {
      if (item['members'] !== undefined) {
        const members = parseVariables(item['members']);
        return members && { ...common, kind: 'struct', members };
      }
      const length = /\)(\d+)_storage$/.exec(id)?.[1];
      if (base !== '')
        return length === undefined ? undefined : { ...common, kind: 'fixedArray', base, length: BigInt(length) };
      const members = listOf(item['enumMembers']).filter((member) => typeof member === 'string');
      const name =
        common.label
          .replace(/^enum /, '')
          .split('.')
          .at(-1) ?? '';
      return { ...common, kind: 'value', ...(members.length > 0 && { enum: { name, members } }) };
    }
    default:
      return undefined;
  }
}

function parseVariables(list: unknown): StorageVariable[] | undefined {
  const items = listOf(list).map(objectOf);
  const seen = new Map<string, number>();
  for (const item of items) seen.set(textOf(item['label']), (seen.get(textOf(item['label'])) ?? 0) + 1);
  const variables: StorageVariable[] = [];
  for (const item of items) {
    const slot = whole(item['slot']);
    const offset = item['offset'];
    const label = textOf(item['label']);
    if (slot === undefined || typeof offset !== 'number' || offset < 0 || offset > 31 || label === '') return undefined;
    // Private variables of two base contracts may share a name, and solc does not say here whose they are.
    const place = seen.get(label) === 1 ? '' : `@${slot.toString()}`;
    variables.push({ label: label + place, slot, offset, type: textOf(item['type']) });
  }
  return variables;
}

const whole = (value: unknown): bigint | undefined =>
  typeof value === 'string' && /^\d{1,78}$/.test(value) ? BigInt(value) : undefined;
