/** What the JSON formats of Ethereum's tools have in common. */
import type { AccountId } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { MAX_BLOCK } from '../../core/version.ts';
import type { ForeignFlaw } from '../../sdk/foreign-state.ts';
import { AccountCells, type AccountFields } from './account-cells.ts';
import { JsonFlaw, JsonReader } from './json-reader.ts';
import { addressOfText } from './word.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads a whole file; what is wrong with it becomes a value. */
export function readJson<T>(bytes: Uint8Array, read: (reader: JsonReader) => T): Result<T, ForeignFlaw> {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return err({ message: 'this is no text in UTF-8' });
  }
  try {
    const reader = new JsonReader(text);
    const value = read(reader);
    reader.end();
    return ok(value);
  } catch (error) {
    if (!(error instanceof JsonFlaw)) throw error;
    const before = text.slice(0, error.offset);
    const line = before.split('\n').length;
    return err({ message: error.message, line, column: error.offset - before.lastIndexOf('\n') });
  }
}

/** Accounts by their addresses. */
export function readAccounts(
  reader: JsonReader,
  readOne: () => AccountFields,
): { readonly state: AccountCells; readonly count: number } {
  const state = new AccountCells();
  const seen = new Set<AccountId>();
  reader.object('the accounts', (name) => {
    const account = addressOfText(name);
    if (account === undefined) throw reader.flaw('is no address of 20 bytes');
    if (seen.has(account)) throw reader.flaw('is there twice, written in two ways');
    seen.add(account);
    state.add(account, readOne());
  });
  return { state, count: seen.size };
}

/** A block's number. @throws JsonFlaw where it is beyond what a ledger can count. */
export function readBlockNumber(reader: JsonReader): number {
  const number = reader.integer(64);
  if (number > BigInt(MAX_BLOCK)) throw reader.flaw(`expected a block number up to ${MAX_BLOCK}, not ${number}`);
  return Number(number);
}

/** Names of the members of the object that a text begins with, as far as it goes. */
export function firstNames(start: Uint8Array): readonly string[] {
  const names = new Set<string>();
  let reader: JsonReader | undefined;
  try {
    reader = new JsonReader(new TextDecoder().decode(start));
    reader.object('anything', (name) => {
      names.add(name);
      reader?.skip();
    });
  } catch (error) {
    // Where the beginning of a file ends, or what is no JSON at all.
    if (!(error instanceof JsonFlaw)) throw error;
    const [name] = reader?.path ?? [];
    if (name !== undefined) names.add(name);
  }
  return [...names];
}
