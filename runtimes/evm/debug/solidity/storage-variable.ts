/** Variables in storage: https://docs.soliditylang.org/en/latest/internals/layout_in_storage.html */
import { toHex } from '../../../core/hex.ts';
import { keyBytes } from '../../../rules/storage-layout/key-bytes.ts';
import { count } from '../../../core/glance.ts';
import type { Variable } from '../../../sdk/debug-info.ts';
import { arrayVariable, structVariable, withoutValue } from './compound-variable.ts';
import { textOfBytes } from './memory-variable.ts';
import { bytesInStorage, isValueType, type SolidityType } from './solidity-type.ts';
import { hashOfHex, slotDigits, type StorageView } from './storage-view.ts';
import { bytesText, hexText, packedText, wordText } from './value-text.ts';

export const UNTOUCHED = 'not touched so far';
const MOST_KEYS = 1_000;
/** Slots of one text that are read. */
const MOST_SLOTS = 2_048n;
const DEEPEST = 32;

/** `slot`, `offset`: bytes from its low end. */
export interface StoragePlace {
  readonly slot: bigint;
  readonly offset: number;
}

export function storageVariable(
  name: string,
  type: SolidityType,
  storage: StorageView,
  { slot, offset }: StoragePlace,
  depth = 0,
): Variable {
  const { label } = type;
  const cell = storage.cellOf(slot);
  const compound = { name, type: label, cell, depth };
  switch (type.kind) {
    case 'struct':
      return structVariable({ name, type: label, depth }, () => {
        const places = placesOf(type.members().map((member) => member.type));
        return type.members().map((member, n) => {
          const place = places[n] ?? { slot: 0n, offset: 0 };
          const at = { slot: slot + place.slot, offset: place.offset };
          return storageVariable(member.name, member.type, storage, at, depth + 1);
        });
      });
    case 'array': {
      const first = type.length === undefined ? hashOfHex(slotDigits(slot)) : slot;
      const length = type.length ?? storage.word(slot);
      if (length === undefined) return withoutValue(name, label, UNTOUCHED, cell);
      return arrayVariable(compound, length, (index, own) =>
        storageVariable(own, type.base, storage, elementPlace(type.base, first, index), depth + 1),
      );
    }
    case 'mapping':
      return mappingVariable(name, type, storage, slot, depth);
    case 'text':
      return textInStorage(name, type, storage, slot);
    case 'unknown':
      return withoutValue(name, label, 'of a type that is not known', cell);
    default: {
      const word = storage.word(slot);
      if (word === undefined) return withoutValue(name, label, UNTOUCHED, cell);
      const bits = BigInt(8 * bytesInStorage(type));
      return { name, type: label, ...packedText(type, BigInt.asUintN(Number(bits), word >> BigInt(8 * offset))), cell };
    }
  }
}

/** Slots that a type takes; what is kept elsewhere takes one. */
export function slotsInStorage(type: SolidityType, depth = 0): bigint {
  if (depth > DEEPEST) return 1n;
  if (type.kind === 'array' && type.length !== undefined) {
    const shared = sharing(type.base);
    if (shared > 1n) return (type.length + shared - 1n) / shared || 1n;
    return type.length * slotsInStorage(type.base, depth + 1) || 1n;
  }
  if (type.kind !== 'struct') return 1n;
  let end = 0n;
  const types = type.members().map((member) => member.type);
  for (const [n, place] of placesOf(types, depth + 1).entries()) {
    const member = types[n];
    if (member !== undefined) end = place.slot + slotsInStorage(member, depth + 1);
  }
  return end || 1n;
}

/** Members one after the other: several share a slot where they fit, and what is no value has slots of its own. */
function placesOf(types: readonly SolidityType[], depth = 0): readonly StoragePlace[] {
  let slot = 0n;
  let offset = 0;
  return types.map((type) => {
    const bytes = isValueType(type) ? bytesInStorage(type) : 32;
    if (offset > 0 && offset + bytes > 32) {
      slot++;
      offset = 0;
    }
    const place = { slot, offset };
    if (isValueType(type)) offset += bytes;
    else slot += slotsInStorage(type, depth);
    return place;
  });
}

/** How many elements share a slot. */
const sharing = (base: SolidityType): bigint =>
  isValueType(base) && bytesInStorage(base) <= 16 ? BigInt(Math.floor(32 / bytesInStorage(base))) : 1n;

function elementPlace(base: SolidityType, first: bigint, index: bigint): StoragePlace {
  const shared = sharing(base);
  if (shared === 1n) return { slot: first + index * slotsInStorage(base), offset: 0 };
  return { slot: first + index / shared, offset: Number(index % shared) * bytesInStorage(base) };
}

/** Up to 31 bytes are in the slot itself, with twice their number; more lie at the slot's hash, with twice their number and one in the slot. */
function textInStorage(
  name: string,
  type: Extract<SolidityType, { kind: 'text' }>,
  storage: StorageView,
  slot: bigint,
): Variable {
  const cell = storage.cellOf(slot);
  const word = storage.word(slot);
  if (word === undefined) return withoutValue(name, type.label, UNTOUCHED, cell);
  if (word % 2n === 0n) {
    const length = Number(word & 0xffn) / 2;
    if (length > 31) return withoutValue(name, type.label, `no ${type.label}: ${hexText(word, 64)}`, cell);
    return { ...textOfBytes(name, type, Buffer.from(slotDigits(word), 'hex').subarray(0, length), length), cell };
  }
  const length = (word - 1n) / 2n;
  const slots = (length + 31n) / 32n;
  if (length < 32n || slots > MOST_SLOTS) return withoutValue(name, type.label, `${count(length)} bytes`, cell);
  const first = hashOfHex(slotDigits(slot));
  const bytes = Buffer.alloc(Number(slots) * 32);
  for (let n = 0n; n < slots; n++) {
    const piece = storage.word(first + n);
    if (piece === undefined)
      return withoutValue(name, type.label, `${count(length)} bytes, which have not all been touched so far`, cell);
    bytes.write(slotDigits(piece), Number(n) * 32, 'hex');
  }
  return { ...textOfBytes(name, type, bytes.subarray(0, Number(length)), Number(length)), cell };
}

function mappingVariable(
  name: string,
  type: Extract<SolidityType, { kind: 'mapping' }>,
  storage: StorageView,
  slot: bigint,
  depth: number,
): Variable {
  const entry = (key: Uint8Array, text: string): Variable => {
    const place = { slot: hashOfHex(toHex(key) + slotDigits(slot)), offset: 0 };
    return storageVariable(`[${text}]`, type.value, storage, place, depth + 1);
  };
  return {
    name,
    type: type.label,
    get value() {
      const { length } = storage.keysOf(slot);
      return length === 0 ? 'no known keys' : `${count(length)} known ${length === 1 ? 'key' : 'keys'}`;
    },
    compare: undefined,
    children: () => {
      const keys = storage.keysOf(slot);
      const shown = keys.slice(0, MOST_KEYS).map((key) => entry(key, keyText(type.key, key)));
      if (keys.length <= MOST_KEYS) return shown;
      return [...shown, withoutValue('…', '', `${count(keys.length - MOST_KEYS)} more`)];
    },
    lookup: (key) => {
      const bytes = keyOf(type.key, key);
      if (bytes === undefined) return undefined;
      const found = entry(bytes, keyText(type.key, bytes));
      return found.value === UNTOUCHED ? undefined : found;
    },
  };
}

/** A key as it is hashed; numbers and bytes as a word. */
function keyText(type: SolidityType, key: Uint8Array): string {
  if (type.kind === 'text') return bytesText(type.isString, key, key.length).value;
  return wordText(type, BigInt(`0x0${toHex(key)}`)).value;
}

/** What people write as a key, as it is hashed; undefined: it is no key of the type. */
function keyOf(type: SolidityType, key: bigint | string): Uint8Array | undefined {
  const text = keyAsText(type, key);
  const common = { id: '', label: layoutLabel(type), bytes: 32n };
  const hex = keyBytes(
    type.kind === 'text' ? { ...common, kind: 'bytes' } : { ...common, kind: 'value' },
    text,
    () => undefined,
  );
  return hex === undefined ? undefined : Buffer.from(hex, 'hex');
}

function keyAsText(type: SolidityType, key: bigint | string): string {
  if (typeof key === 'bigint') {
    if (type.kind === 'address') return hexText(BigInt.asUintN(160, key), 40);
    if (type.kind === 'fixedBytes') return hexText(BigInt.asUintN(8 * type.bytes, key), 2 * type.bytes);
    return key.toString();
  }
  if (type.kind === 'enum') {
    const member = type.members.indexOf(key.slice(key.lastIndexOf('.') + 1));
    return member < 0 ? key : member.toString();
  }
  return type.kind === 'text' && type.isString ? JSON.stringify(key) : key;
}

/** As storage layouts call types. */
function layoutLabel(type: SolidityType): string {
  switch (type.kind) {
    case 'integer':
      return `${type.isSigned ? '' : 'u'}int${type.bits}`;
    case 'fixedBytes':
      return `bytes${type.bytes}`;
    case 'text':
      return type.isString ? 'string' : 'bytes';
    case 'bool':
    case 'address':
      return type.kind;
    default:
      return 'uint256';
  }
}
