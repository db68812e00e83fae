/** What cells hold, in words: numbers in decimal, variables by their type, accounts by their name. */
import { accountId, parseCell, type AccountId, type CellKey, type CellValue } from '../../core/cell.ts';
import type { Registry } from '../../registry.ts';
import type { SlotPart, SlotReader } from '../../sdk/runtime-module.ts';
import { keyLabels, type Named } from './name-cells.ts';

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;

/** The empty text stays one: the cell holds nothing, which is zero. */
export type CellReader = (key: CellKey, value: CellValue) => string;

/** The variables that a storage cell holds, one after the other; empty where nobody knows them. */
export type PartReader = (key: CellKey, value: CellValue) => readonly SlotPart[];

export function partReader(registry: Registry, { labels, layouts, preimages }: Named): PartReader {
  const readers = new Map<AccountId, SlotReader>();
  for (const [account, { runtime, storageLayout }] of layouts) {
    const reader = registry.byId(runtime)?.createSlotReader?.(storageLayout, preimages);
    if (reader) readers.set(account, reader);
  }
  const withLabels = keyLabels(labels);
  const named = (text: string): string => (ADDRESS.test(text) ? (labels.get(accountId(text)) ?? text) : text);
  return (key, value) => {
    const cell = parseCell(key);
    if (cell?.field.kind !== 'storage') return [];
    const parts = readers.get(cell.account)?.(cell.field.slot, value) ?? [];
    return parts.map((part) => ({ type: part.type, name: withLabels(part.name), value: named(part.value) }));
  };
}

export function cellReader(registry: Registry, named: Named): CellReader {
  const partsOf = partReader(registry, named);
  return (key, value) => {
    const cell = parseCell(key);
    if (value === '' || cell === undefined || cell.field.kind === 'code') return value;
    const parts = partsOf(key, value);
    const [only, second] = parts;
    if (only === undefined) return numberText(value);
    return second === undefined ? only.value : parts.map((part) => `${part.name} = ${part.value}`).join(', ');
  };
}

/** In decimal, if it is a number. */
export const numberText = (value: CellValue): string =>
  /^[0-9a-f]{1,64}$/.test(value) ? BigInt(`0x${value}`).toString() : value;
