/** The cells that a person means: by the key, by the name that reports show, or all that an account has beside its storage. */
import {
  accountId,
  epochCell,
  isPlainCell,
  parseCell,
  plainCells,
  slotCountCell,
  storageCell,
  type AccountId,
  type CellKey,
  type CellValue,
} from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Registry } from '../../registry.ts';
import { suggest } from '../abi/suggest.ts';
import type { Named } from '../run/name-cells.ts';

export interface FindOptions {
  readonly named: Named;
  readonly registry: Registry;
  /** What a cell holds; the empty text: nothing. */
  read(key: CellKey): CellValue;
}

const ADDRESS = /^0x([0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/;
const SLOT = /^\[0x([0-9a-f]{2,128})\]$/;

/**
 * `a1ce…/b`: a key · `token.balances[alice]`: a variable · `alice.@balance`: a field · `token`, `0xa1ce…`: all fields of an account. An error is
 * a sentence or two.
 */
export function findCells(text: string, options: FindOptions): Result<readonly CellKey[], string> {
  if (parseCell(text) !== undefined) return ok([text as CellKey]);
  const owner = ownerOf(text, options.named);
  if (owner === undefined) return err(noOwner(text, options.named));
  const { account, rest } = owner;
  if (rest === undefined) return ok(plainCells(account));
  if (rest.startsWith('@')) return fieldOf(account, rest.slice(1), options);
  const slot = slotOf(account, text, rest, options);
  return slot.ok ? ok([storageCell(account, options.read(epochCell(account)), slot.value)]) : slot;
}

interface Owner {
  readonly account: AccountId;
  /** After the dot; undefined: there is none. */
  readonly rest: string | undefined;
}

/** Names may have dots in them: the longest one that fits. */
function ownerOf(text: string, { labels }: Named): Owner | undefined {
  for (let end = text.length; end > 0; end = text.lastIndexOf('.', end - 1)) {
    const account = accountOf(text.slice(0, end), labels);
    if (account !== undefined) return { account, rest: end === text.length ? undefined : text.slice(end + 1) };
  }
  return undefined;
}

function accountOf(name: string, labels: Named['labels']): AccountId | undefined {
  if (ADDRESS.test(name)) return accountId(name);
  for (const [account, label] of labels) if (label === name) return account;
  return undefined;
}

function noOwner(text: string, { labels, layouts }: Named): string {
  const names = [...layouts.keys()].map((account) => labels.get(account) ?? `0x${account}`);
  const wanted = /^[^.[]*/.exec(text)?.[0] ?? '';
  const there = names.length === 0 ? 'it knows no contracts' : `its contracts are ${names.join(', ')}`;
  return `${JSON.stringify(text)} names no cell: ${there}.${suggest(wanted, names)} Or begin with an address (0x…), or give the key of a cell (account/field).`;
}

function fieldOf(account: AccountId, name: string, { read }: FindOptions): Result<readonly CellKey[], string> {
  if (name === 'slotCount') return ok([slotCountCell(account, read(epochCell(account)))]);
  const plain = plainCells(account).filter(isPlainCell);
  const found = plain.find((key) => parseCell(key)?.field.kind === name);
  if (found !== undefined) return ok([found]);
  const fields = [...plain.map((key) => parseCell(key)?.field.kind ?? ''), 'slotCount'];
  return err(
    `there is no field @${name}; there are: ${fields.map((field) => `@${field}`).join(', ')}.${suggest(name, fields)}`,
  );
}

function slotOf(
  account: AccountId,
  text: string,
  rest: string,
  { named, registry }: FindOptions,
): Result<string, string> {
  const raw = SLOT.exec(rest)?.[1];
  if (raw !== undefined && raw.length % 2 === 0) return ok(raw);
  const layout = named.layouts.get(account);
  const find = layout && registry.byId(layout.runtime)?.createSlotFinder?.(layout.storageLayout);
  if (find === undefined)
    return err(
      `${JSON.stringify(text)} cannot be found by its name: the ledger has no storage layout of that account; write [0x…] with the slot's key in hex`,
    );
  const found = find(rest, (label) => accountOf(label, named.labels));
  return found.ok ? found : err(`${JSON.stringify(text)}: ${found.error}`);
}
