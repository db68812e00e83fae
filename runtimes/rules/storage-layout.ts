/** Storage slots and values of contracts in words that people know: Solidity's layout, which the SDKs of all languages use. */
import { ok } from '../core/result.ts';
import type { NotedPreimages, SlotFinder, SlotNamer, SlotReader } from '../sdk/runtime-module.ts';
import { decodePlace } from './storage-layout/decode-value.ts';
import { findSlot } from './storage-layout/find-slot.ts';
import { createNamer } from './storage-layout/namer.ts';
import { livePreimages } from './storage-layout/preimages.ts';
import { parseStorageLayout } from './storage-layout/storage-layout.ts';

export { createNamer, type Namer, type PreimageLookup, type StoragePlace } from './storage-layout/namer.ts';
export { createPreimageIndex, type PreimageIndex, type Preimages } from './storage-layout/preimages.ts';
export { parseStorageLayout, type StorageLayout, type StorageType } from './storage-layout/storage-layout.ts';
export { findSlot } from './storage-layout/find-slot.ts';
export { decodePlace } from './storage-layout/decode-value.ts';

/** A counter's cells lie beside the word at its slot (`counters.ts`). */
const COUNTER_PARTS: Readonly<Record<string, string>> = { '2b': ' (added)', '2d': ' (subtracted)' };
const WORD = 64;

/** Names of a contract's cells; undefined for a layout that is none. What is added to `entries` later counts from then on. */
export function createSlotNamer(layoutJson: unknown, entries: NotedPreimages): SlotNamer | undefined {
  const layout = parseStorageLayout(layoutJson);
  if (layout === undefined) return undefined;
  const namer = createNamer(layout, livePreimages(entries));
  return (slot) => {
    const word = slot.slice(0, WORD);
    const part = slot.length === WORD ? '' : COUNTER_PARTS[slot.slice(WORD)];
    if (part === undefined || namer.places(word).length === 0) return undefined;
    // What Solidity's library calls the place of a counter is of no interest.
    const name = namer.name(word);
    return (part === '' ? name : name.replace(/\.slot_$/, '')) + part;
  };
}

/** Values of a contract's cells, by type; undefined for a layout that is none. A counter's parts are left to who knows what a counter is. */
export function createSlotReader(layoutJson: unknown, entries: NotedPreimages): SlotReader | undefined {
  const layout = parseStorageLayout(layoutJson);
  if (layout === undefined) return undefined;
  const namer = createNamer(layout, livePreimages(entries));
  return (slot, value) =>
    slot.length !== WORD
      ? []
      : namer
          .places(slot)
          .map((place) => ({ name: place.name, value: decodePlace(place, value), type: place.type.label }));
}

/** Finds a contract's cells by the names that `createSlotNamer` gives; undefined for a layout that is none. */
export function createSlotFinder(layoutJson: unknown): SlotFinder | undefined {
  const layout = parseStorageLayout(layoutJson);
  if (layout === undefined) return undefined;
  return (name, addressOf) => {
    const part = Object.entries(COUNTER_PARTS).find(([, text]) => name.endsWith(text));
    if (part === undefined) return findSlot(layout, name, addressOf);
    const [digits, text] = part;
    const plain = name.slice(0, -text.length);
    // The place of a counter in Solidity's library, which the namer leaves out.
    const inside = findSlot(layout, `${plain}.slot_`, addressOf);
    const found = inside.ok ? inside : findSlot(layout, plain, addressOf);
    return found.ok ? ok(found.value + digits) : found;
  };
}
