/** What cells hold, in words: numbers in decimal, variables by their type, accounts by their name. */
import { accountId, parseCell, type AccountId, type CellKey, type CellValue } from '../../core/cell.ts';
import type { Registry } from '../../registry.ts';
import type { SlotReader } from '../../sdk/runtime-module.ts';
import type { Named } from './name-cells.ts';

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;

/** The empty text stays one: the cell holds nothing, which is zero. */
export type CellReader = (key: CellKey, value: CellValue) => string;

export function cellReader(registry: Registry, { labels, layouts, preimages }: Named): CellReader {
  const readers = new Map<AccountId, SlotReader>();
  for (const [account, { runtime, storageLayout }] of layouts) {
    const reader = registry.byId(runtime)?.createSlotReader?.(storageLayout, preimages);
    if (reader) readers.set(account, reader);
  }
  const named = (text: string): string => (ADDRESS.test(text) ? (labels.get(accountId(text)) ?? text) : text);
  return (key, value) => {
    const cell = parseCell(key);
    if (value === '' || cell === undefined || cell.field.kind === 'code') return value;
    const { account, field } = cell;
    const parts = field.kind === 'storage' ? (readers.get(account)?.(field.slot, value) ?? []) : [];
    const [only, second] = parts;
    if (only === undefined) return /^[0-9a-f]{1,64}$/.test(value) ? BigInt(`0x${value}`).toString() : value;
    if (second === undefined) return named(only.value);
    return parts.map((part) => `${part.name} = ${named(part.value)}`).join(', ');
  };
}
