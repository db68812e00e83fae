/**
 * Preimages that follow from the layout alone. solc folds hashes of constants (`m[1]`, the data of an array at a fixed slot) into
 * constants of the code, so that no execution ever notes them.
 */
import { keccak_256 } from '@noble/hashes/sha3.js';
import { decodeHex, toHex } from '../../core/hex.ts';
import { typeOf, slotsOf, type StorageLayout, type StorageType } from './storage-layout.ts';

/** Keys guessed for mappings: 0, 1, ... as integer, address or bool. */
const GUESSED_KEYS = 256n;
const MOST_SLOTS = 256;
const DEEPEST = 32;

export const slotText = (value: bigint): string => value.toString(16).padStart(64, '0');

/** Hash (64 hex digits) and preimage. */
export function* fixedPreimages(layout: StorageLayout): Generator<readonly [string, Uint8Array]> {
  for (const { type, slot } of hashedSlots(layout)) {
    const base = slotText(slot);
    if (type.kind !== 'mapping') yield preimage(base);
    else if (typeOf(layout, type.key).kind === 'value') {
      for (let key = 0n; key < GUESSED_KEYS; key++) yield preimage(slotText(key) + base);
    }
  }
}

function preimage(hex: string): readonly [string, Uint8Array] {
  const bytes = decodeHex(hex);
  return [toHex(keccak_256(bytes)), bytes];
}

/** Variables at fixed slots whose contents lie at hashes; of large fixed arrays only the first elements. */
function hashedSlots(layout: StorageLayout): { readonly type: StorageType; readonly slot: bigint }[] {
  const found: { type: StorageType; slot: bigint }[] = [];
  const visit = (type: StorageType, slot: bigint, depth: number): void => {
    if (depth > DEEPEST || found.length >= MOST_SLOTS) return;
    if (type.kind === 'array' || type.kind === 'bytes' || type.kind === 'mapping') found.push({ type, slot });
    else if (type.kind === 'struct') {
      for (const member of type.members) visit(typeOf(layout, member.type), slot + member.slot, depth + 1);
    } else if (type.kind === 'fixedArray') {
      const base = typeOf(layout, type.base);
      if (base.kind === 'value') return;
      for (let i = 0n; i < type.length && i < 256n && found.length < MOST_SLOTS; i++) {
        visit(base, slot + i * slotsOf(base), depth + 1);
      }
    }
  };
  for (const variable of layout.variables) visit(typeOf(layout, variable.type), variable.slot, 0);
  return found;
}
