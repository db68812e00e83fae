/**
 * The slot of a variable by its name: `balances[0xab..]`, `pool.users[3].share`, as the namer writes it. Works out the hashes that mappings and
 * arrays lie at (Solidity documentation, "Layout of State Variables in Storage"), so what was never written is found as well.
 */
import { keccak_256 } from '@noble/hashes/sha3.js';
import { decodeHex, toHex } from '../../core/hex.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { slotText } from './fixed-preimages.ts';
import { keyBytes } from './key-bytes.ts';
import { slotsOf, typeOf, type StorageLayout, type StorageType, type StorageVariable } from './storage-layout.ts';

/** The address (40 hex digits) that a name in brackets stands for, like `alice`. */
export type AddressOf = (label: string) => string | undefined;

/** 64 hex digits, or a sentence on the part of the name that leads nowhere. */
export function findSlot(layout: StorageLayout, name: string, addressOf: AddressOf): Result<string, string> {
  const way = { text: '', addressOf };
  const found = findMember(layout, layout.variables, 0n, name, way);
  if (found.ok) return ok(slotText(found.value));
  // Variables that share a slot are named together: `a, b`.
  const comma = name.indexOf(', ');
  const first = comma < 0 ? found : findMember(layout, layout.variables, 0n, name.slice(0, comma), way);
  return first.ok ? ok(slotText(first.value)) : found;
}

type ArrayType = Extract<StorageType, { readonly base: string }>;

interface Way {
  /** What of the name has been followed already. */
  readonly text: string;
  readonly addressOf: AddressOf;
}

/** Slots wrap around at the end of storage. */
const wrapped = (slot: bigint): bigint => BigInt.asUintN(256, slot);
const hashed = (hex: string): bigint => BigInt(`0x${toHex(keccak_256(decodeHex(hex)))}`);

/** A variable of a contract, or a member of a struct that begins at `base`. */
function findMember(
  layout: StorageLayout,
  members: readonly StorageVariable[],
  base: bigint,
  rest: string,
  way: Way,
): Result<bigint, string> {
  // Of `a@1` and `a`, the one that fits more of the name.
  const fitting = members
    .filter(({ label }) => rest === label || (rest.startsWith(label) && '[. '.includes(rest[label.length] ?? '')))
    .sort((a, b) => b.label.length - a.label.length);
  const [member] = fitting;
  if (member !== undefined) {
    const next = { ...way, text: way.text + member.label };
    return follow(
      layout,
      typeOf(layout, member.type),
      wrapped(base + member.slot),
      rest.slice(member.label.length),
      next,
    );
  }
  const wanted = /^[^[.]*/.exec(rest)?.[0] ?? '';
  const there = members.map(({ label }) => label).join(', ') || 'none';
  return err(`there is no variable ${JSON.stringify(way.text + wanted)}; there are: ${there}`);
}

function follow(
  layout: StorageLayout,
  type: StorageType,
  slot: bigint,
  rest: string,
  way: Way,
): Result<bigint, string> {
  if (type.kind === 'struct') {
    if (rest.startsWith('.'))
      return findMember(layout, type.members, slot, rest.slice(1), { ...way, text: `${way.text}.` });
    return err(`${way.text} is ${type.label}: name one of ${type.members.map(({ label }) => label).join(', ')}`);
  }
  if (!('base' in type) && type.kind !== 'mapping') return plain(type, slot, rest, way);
  if (type.kind === 'array' && (rest === '' || rest === '.length')) return ok(slot);
  const key = bracketed(rest);
  if (key === undefined) return err(`${way.text} is ${type.label}: it needs a key in brackets`);
  const after = { ...way, text: `${way.text}[${key}]` };
  const more = rest.slice(key.length + 2);
  if (type.kind === 'mapping') {
    const keyType = typeOf(layout, type.key);
    const bytes = keyBytes(keyType, key, way.addressOf);
    if (bytes === undefined)
      return err(`${JSON.stringify(key)} is no key of ${way.text}, whose keys are ${keyType.label}`);
    return follow(layout, typeOf(layout, type.value), hashed(bytes + slotText(slot)), more, after);
  }
  return element(layout, type, slot, key, more, after);
}

/** Of a variable that nothing is within, but for the data of a long text. */
function plain(type: StorageType, slot: bigint, rest: string, way: Way): Result<bigint, string> {
  if (rest === '') return ok(slot);
  const data = type.kind === 'bytes' ? /^ \(data (\d{1,78})\)$/.exec(rest)?.[1] : undefined;
  if (data !== undefined) return ok(wrapped(hashed(slotText(slot)) + BigInt(data)));
  return err(`${way.text} is ${type.label}: nothing can follow it, but ${JSON.stringify(rest)} does`);
}

/** Of an array, and what of the name comes after it. */
function element(
  layout: StorageLayout,
  type: ArrayType,
  slot: bigint,
  key: string,
  more: string,
  way: Way,
): Result<bigint, string> {
  const array = way.text.slice(0, -key.length - 2);
  const base = typeOf(layout, type.base);
  // Several small elements share a slot, which is called by the first and the last of them: `flags[0..31]`.
  const index = /^(\d{1,78})(?:\.\.\d{1,78})?$/.exec(key)?.[1];
  if (index === undefined) return err(`${JSON.stringify(key)} is no index of ${array}`);
  if (type.kind === 'fixedArray' && BigInt(index) >= type.length)
    return err(`${array} has ${type.length} elements: there is no ${way.text}`);
  const first = type.kind === 'array' ? hashed(slotText(slot)) : slot;
  const sharing = base.bytes > 0n && base.bytes <= 16n && base.kind === 'value' ? 32n / base.bytes : 1n;
  return follow(layout, base, wrapped(first + (BigInt(index) / sharing) * slotsOf(base)), more, way);
}

/** What stands in the brackets that a text begins with; brackets may be in it, and texts with any. */
function bracketed(text: string): string | undefined {
  if (!text.startsWith('[')) return undefined;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      const end = /^"(?:[^"\\]|\\.)*"/.exec(text.slice(at))?.[0].length;
      if (end === undefined) return undefined;
      at += end - 1;
    } else if (char === '[') depth++;
    else if (char === ']' && --depth === 0) return text.slice(1, at);
  }
  return undefined;
}
