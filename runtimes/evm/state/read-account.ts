import { fromHex } from '../../core/hex.ts';
import type { AccountFields } from './account-cells.ts';
import type { JsonReader } from './json-reader.ts';

export interface AccountForm {
  /** Whether a number is what stands in storage; else hex digits, with or without 0x. */
  readonly slots: (reader: JsonReader) => ReadonlyMap<string, bigint>;
  /** Members that say nothing about the state. */
  readonly ignored: readonly string[];
}

/** An account's object; what it leaves out is zero. @throws JsonFlaw also for members that nobody knows: they may be state. */
export function readAccount(reader: JsonReader, { slots, ignored }: AccountForm): AccountFields {
  const fields = { balance: 0n, nonce: 0n, code: new Uint8Array(0), slots: new Map() as ReadonlyMap<string, bigint> };
  reader.object('an account', (name) => {
    if (name === 'balance') fields.balance = reader.integer(256);
    else if (name === 'nonce') fields.nonce = reader.integer(64);
    else if (name === 'code') fields.code = reader.parsed('code in hex', bytesOf);
    else if (name === 'storage') fields.slots = reader.isNull() ? new Map() : slots(reader);
    else if (ignored.includes(name)) reader.skip();
    else throw reader.flaw('is not known here: accounts have balance, nonce, code and storage');
  });
  return fields;
}

/** @param keyOf 64 hex digits. */
export function readSlots(
  reader: JsonReader,
  keyOf: (text: string) => string | undefined,
  valueOf: () => bigint,
): ReadonlyMap<string, bigint> {
  const slots = new Map<string, bigint>();
  reader.object('storage', (name) => {
    const slot = keyOf(name);
    if (slot === undefined) throw reader.flaw('is no storage key of 32 bytes');
    if (slots.has(slot)) throw reader.flaw('is there twice, written in two ways');
    slots.set(slot, valueOf());
  });
  return slots;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> | undefined {
  return /^(?:0x)?(?:[0-9a-fA-F]{2})*$/.test(text) ? new Uint8Array(fromHex(text)) : undefined;
}
