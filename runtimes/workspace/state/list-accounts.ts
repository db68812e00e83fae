/** The accounts of a state, page by page: contracts first, then whoever has a name, then all others in the order of their ids. */
import {
  balanceCell,
  codeCell,
  emptyCell,
  epochCell,
  nonceCell,
  parseCode,
  slotCountCell,
  type AccountId,
} from '../../core/cell.ts';
import { integer } from '../../core/hex.ts';
import type { Named } from '../run/name-cells.ts';
import type { StateSource } from './state-source.ts';

export interface StateAccount {
  readonly account: AccountId;
  /** Empty: it has none. */
  readonly name: string;
  /** undefined: it has no code. */
  readonly runtime: string | undefined;
  /** Wei. */
  readonly balance: bigint;
  readonly nonce: bigint;
  /** Whether it has storage. */
  readonly hasStorage: boolean;
}

export interface AccountPage {
  readonly accounts: readonly StateAccount[];
  /** Where to go on; undefined: these were the last. */
  readonly next: string | undefined;
}

/** Accounts without a name that are looked at for one page. */
const MOST_LOOKED_AT = 5_000;

/** @param after as `next` of the page before. */
export function listAccounts(source: StateSource, id: number, after: string | undefined, limit: number): AccountPage {
  const named = source.named(id);
  const known = knownAccounts(named);
  const accounts: StateAccount[] = [];
  const push = (account: AccountId): void => {
    const one = accountAt(source, id, account, named);
    if (one !== undefined) accounts.push(one);
  };
  if (after === undefined || !isAccount(after)) {
    for (let n = after === undefined ? 0 : Number(after); n < known.length; n++) {
      if (accounts.length >= limit) return { accounts, next: String(n) };
      push(known[n] as AccountId);
    }
  }
  const listed = new Set(known);
  let looked = 0;
  let last = after !== undefined && isAccount(after) ? (after as AccountId) : undefined;
  for (const account of source.accounts(last)) {
    if (accounts.length >= limit || looked++ >= MOST_LOOKED_AT) return { accounts, next: last ?? String(known.length) };
    last = account;
    if (!listed.has(account)) push(account);
  }
  return { accounts, next: undefined };
}

const isAccount = (cursor: string): boolean => cursor.length >= 40;

/** Contracts, then all others that have a name, in the order of the names. */
function knownAccounts({ labels, layouts }: Named): readonly AccountId[] {
  const others = [...labels].filter(([account]) => !layouts.has(account));
  others.sort(([, a], [, b]) => ORDER.compare(a, b));
  const contracts = [...layouts.keys()].sort((a, b) => ORDER.compare(labels.get(a) ?? a, labels.get(b) ?? b));
  return [...contracts, ...others.map(([account]) => account)];
}

/** accounts[9] before accounts[10]; the same for everybody. */
const ORDER = new Intl.Collator('en', { numeric: true });

/** undefined: it holds nothing. */
export function accountAt(
  source: StateSource,
  id: number,
  account: AccountId,
  named: Named = source.named(id),
): StateAccount | undefined {
  const read = (key: Parameters<StateSource['read']>[1]): string => source.read(id, key);
  const [balance, nonce, code, epoch] = [balanceCell, nonceCell, codeCell, epochCell].map((cell) =>
    read(cell(account)),
  );
  const slots = read(slotCountCell(account, epoch ?? ''));
  if ([balance, nonce, code, epoch, slots, read(emptyCell(account))].every((value) => value === '')) return undefined;
  return {
    account,
    name: named.labels.get(account) ?? '',
    runtime: code === undefined || code === '' ? undefined : parseCode(code)?.runtime,
    balance: integer(balance ?? ''),
    nonce: integer(nonce ?? ''),
    // No count: counters add to it each time, so that they need not be read.
    hasStorage: slots !== '',
  };
}
