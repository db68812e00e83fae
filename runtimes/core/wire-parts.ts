/** Encodings that several message bodies share. */
import type { AccountId, CellKey } from './cell.ts';
import { CodecError, type Reader, type Writer } from './codec.ts';
import type { CodeBlob, ContractEvent, Preimage } from './effects.ts';

export function writeOptional<T>(writer: Writer, value: T | undefined, write: (value: T) => void): void {
  writer.flag(value !== undefined);
  if (value !== undefined) write(value);
}

export const readOptional = <T>(reader: Reader, read: () => T): T | undefined => (reader.flag() ? read() : undefined);

const ACCOUNT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

export function readAccount(reader: Reader): AccountId {
  const text = reader.ascii();
  if (!ACCOUNT.test(text)) throw new CodecError(`not an account: ${text.slice(0, 80)}`);
  return text as AccountId;
}

/** Only the frame of a key is checked here, on the hot path; the ledger checks it whole when it commits. */
export function readKey(reader: Reader): CellKey {
  const text = reader.ascii();
  if (text.charCodeAt(40) !== 47 && text.charCodeAt(64) !== 47)
    throw new CodecError(`not a cell: ${text.slice(0, 80)}`);
  return text as CellKey;
}

export function writeEvent(writer: Writer, event: ContractEvent): void {
  writer.ascii(event.account);
  writer.list(event.topics, (topic) => writer.hex(topic));
  writer.bytes(event.data);
}

export const readEvent = (reader: Reader): ContractEvent => ({
  account: readAccount(reader),
  topics: reader.list(() => reader.hex()),
  data: reader.bytes(),
});

export function writeCode(writer: Writer, { hash, bytes }: CodeBlob): void {
  writer.ascii(hash);
  writer.bytes(bytes);
}

export const readCode = (reader: Reader): CodeBlob => ({ hash: reader.ascii(), bytes: reader.bytes() });

export function writePreimage(writer: Writer, { hash, preimage }: Preimage): void {
  writer.hex(hash);
  writer.bytes(preimage);
}

export const readPreimage = (reader: Reader): Preimage => ({ hash: reader.hex(), preimage: reader.bytes() });
