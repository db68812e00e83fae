/**
 * Storage slots by the names people gave them. Static variables come from the layout alone; mapping entries and array elements lie
 * at hashes, which are followed back through the preimages noted during execution: keccak(key ++ slot) for mappings,
 * keccak(slot) for arrays and long strings (Solidity documentation, "Layout of State Variables in Storage").
 */
import { toHex } from '../../core/hex.ts';
import { fixedPreimages, slotText } from './fixed-preimages.ts';
import { keyText } from './key-text.ts';
import { createPreimageIndex, type PreimageIndex, type Preimages } from './preimages.ts';
import { slotsOf, typeOf, type StorageLayout, type StorageType, type StorageVariable } from './storage-layout.ts';

/** A variable, or a part of one, that lives in a slot. */
export interface StoragePlace {
  /** `balances[0xab..]`, `items.length`, `flags[0..31]`, `name (data 0)`. */
  readonly name: string;
  readonly type: StorageType;
  /** Bytes from the low end of the slot. */
  readonly offset: number;
  /** Of a string or bytes: the slot holds a piece of them, not their length. */
  readonly isData?: true;
  /** Elements of the type that share the slot, the first one at its low end; 1 unless given. */
  readonly elements?: number;
}

export interface Namer {
  /** All variables that live in the slot, joined with a comma; `slot 0x...` if nobody knows. `slot`: 64 hex digits. */
  name(slot: string): string;
  /** The same one by one; empty if nobody knows. */
  places(slot: string): readonly StoragePlace[];
}

export type PreimageLookup = (hash: string) => Uint8Array | undefined;

/** Elements of an array whose hash is known are found up to this many slots above it: far beyond any array, far below chance. */
const FARTHEST = 2n ** 48n;
/** Without an ordered index, hashes are tried one by one downward from the slot. */
const TRIED = 64n;
const DEEPEST = 32;

interface Place extends StoragePlace {
  /** The text between name and end that only a leaf shows: `.length`. Children are named without it. */
  readonly suffix: string;
}

export function createNamer(layout: StorageLayout, preimages: Preimages | PreimageLookup): Namer {
  const source: Preimages = typeof preimages === 'function' ? { get: preimages } : preimages;
  const known = new Map<string, readonly Place[]>();
  const roots = layout.variables.map((variable) => ({ variable, slots: slotsOf(typeOf(layout, variable.type)) }));
  let fixed: PreimageIndex | undefined;

  /** Slots that led nowhere in the question being answered: later preimages may make them known, but not before the next one. */
  const unknown = new Set<string>();

  const find = (slot: string, depth: number): readonly Place[] => {
    const before = known.get(slot);
    if (before) return before;
    if (depth === 0) unknown.clear();
    if (depth > DEEPEST || unknown.has(slot)) return [];
    unknown.add(slot);
    const found = search(slot, depth);
    if (found.length > 0) known.set(slot, found);
    return found;
  };

  const search = (slot: string, depth: number): readonly Place[] => {
    const at = BigInt(`0x${slot}`);
    const direct = roots.flatMap(({ variable, slots }) =>
      at >= variable.slot && at < variable.slot + slots
        ? within(layout, typeOf(layout, variable.type), variable.label, at - variable.slot, variable.offset, 0)
        : [],
    );
    if (direct.length > 0) return direct;
    fixed ??= createPreimageIndex(fixedPreimages(layout));
    const noted = follow(source, slot, at, depth);
    return noted.length > 0 ? noted : follow(fixed, slot, at, depth);
  };

  const follow = (from: Preimages, slot: string, at: bigint, depth: number): readonly Place[] => {
    for (const hash of candidates(from, slot, at)) {
      const preimage = from.get(hash);
      if (!preimage || preimage.length < 32) continue;
      const base = toHex(preimage.subarray(preimage.length - 32));
      const distance = at - BigInt(`0x${hash}`);
      const found = [
        ...(preimage.length === 32 ? elements(base, distance, depth) : []),
        ...entries(base, preimage.subarray(0, preimage.length - 32), distance, depth),
      ];
      if (found.length > 0) return found;
    }
    return [];
  };

  /** Data of the array or string whose own slot is `base`. */
  const elements = (base: string, distance: bigint, depth: number): Place[] =>
    find(base, depth + 1).flatMap(({ name, type }): Place[] => {
      if (type.kind === 'bytes') {
        return [{ name: `${name} (data ${distance.toString()})`, type, offset: 0, suffix: '', isData: true }];
      }
      return type.kind === 'array'
        ? elementsAt(layout, typeOf(layout, type.base), name, distance, undefined, depth)
        : [];
    });

  /** What lies `distance` slots into the entry of the mapping whose own slot is `base`. */
  const entries = (base: string, key: Uint8Array, distance: bigint, depth: number): Place[] =>
    find(base, depth + 1).flatMap(({ name, type }) => {
      if (type.kind !== 'mapping') return [];
      const text = keyText(typeOf(layout, type.key), key);
      const value = typeOf(layout, type.value);
      if (text === undefined || distance >= slotsOf(value)) return [];
      return within(layout, value, `${name}[${text}]`, distance, 0, 0);
    });

  return {
    places: (slot) => find(slot, 0).map(({ suffix, ...place }) => ({ ...place, name: place.name + suffix })),
    name: (slot) =>
      find(slot, 0)
        .map(({ name, suffix }) => name + suffix)
        .join(', ') || `slot 0x${slot}`,
  };
}

function* candidates(source: Preimages, slot: string, at: bigint): Generator<string> {
  if (source.floor) {
    const hash = source.floor(slot);
    if (hash !== undefined && at - BigInt(`0x${hash}`) < FARTHEST) yield hash;
    return;
  }
  for (let back = 0n; back < TRIED && back <= at; back++) yield slotText(at - back);
}

/** What lives `distance` slots into a variable of this type. */
function within(
  layout: StorageLayout,
  type: StorageType,
  name: string,
  distance: bigint,
  offset: number,
  depth: number,
): Place[] {
  if (depth > DEEPEST) return [];
  if (type.kind === 'struct') {
    return type.members.flatMap((member: StorageVariable) => {
      const inner = typeOf(layout, member.type);
      const inside = distance >= member.slot && distance < member.slot + slotsOf(inner);
      return inside
        ? within(layout, inner, `${name}.${member.label}`, distance - member.slot, member.offset, depth + 1)
        : [];
    });
  }
  if (type.kind === 'fixedArray')
    return elementsAt(layout, typeOf(layout, type.base), name, distance, type.length, depth + 1);
  return distance === 0n ? [{ name, type, offset, suffix: type.kind === 'array' ? '.length' : '' }] : [];
}

/** Elements of an array, `distance` slots from its first: several share a slot if they fit, larger ones begin a new one. */
function elementsAt(
  layout: StorageLayout,
  base: StorageType,
  name: string,
  distance: bigint,
  length: bigint | undefined,
  depth: number,
): Place[] {
  if (base.bytes > 0n && base.bytes <= 16n && base.kind === 'value') {
    const each = 32n / base.bytes;
    const first = distance * each;
    const last = length !== undefined && first + each > length ? length - 1n : first + each - 1n;
    if (last < first) return [];
    const index = last === first ? first.toString() : `${first.toString()}..${last.toString()}`;
    const count = Number(last - first) + 1;
    return [{ name: `${name}[${index}]`, type: base, offset: 0, suffix: '', ...(count > 1 && { elements: count }) }];
  }
  const slots = slotsOf(base);
  const index = distance / slots;
  if (length !== undefined && index >= length) return [];
  return within(layout, base, `${name}[${index.toString()}]`, distance % slots, 0, depth + 1);
}
