/** Accounts and cells by what a person types: an address, a name in any case, the key of a cell. */
import { accountOfCell, parseCell, type AccountId, type CellKey } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { findCells } from '../proofs/find-cells.ts';
import type { Named } from '../run/name-cells.ts';
import type { StateSource } from './state-source.ts';

export interface Found {
  readonly account: AccountId;
  /** undefined: the account is meant. */
  readonly key: CellKey | undefined;
}

/** The error is a sentence or two. Without a contract's name, `balances[alice]` is looked for in all of them. */
export function findInState(source: StateSource, id: number, text: string): Result<readonly Found[], string> {
  const named = source.named(id);
  const wanted = text.trim();
  const find = (name: string): Result<Found, string> => {
    const found = findCells(name, { named, registry: source.registry, read: (key) => source.read(id, key) });
    if (!found.ok) return found;
    const [key, second] = found.value;
    if (key === undefined) return err(`${JSON.stringify(name)} names no cell`);
    return ok({ account: accountOfCell(key), key: second === undefined ? key : undefined });
  };
  const asWritten = find(wanted);
  const exact = asWritten.ok ? asWritten : find(withOwner(wanted, named));
  if (exact.ok) return ok([exact.value]);
  if (parseCell(wanted) !== undefined || wanted.startsWith('0x')) return exact;
  const everywhere = [...named.layouts.keys()].flatMap((account) => {
    const found = find(`0x${account}.${wanted}`);
    return found.ok ? [found.value] : [];
  });
  return everywhere.length > 0 ? ok(everywhere) : exact;
}

/** `Token.balances[alice]` where the contract is called `token`: people write contracts as their source does. */
function withOwner(text: string, { labels }: Named): string {
  const lower = text.toLowerCase();
  let best = '';
  for (const label of labels.values()) {
    const isOwner = lower === label.toLowerCase() || lower.startsWith(`${label.toLowerCase()}.`);
    if (isOwner && label.length > best.length) best = label;
  }
  return best === '' ? text : best + text.slice(best.length);
}
