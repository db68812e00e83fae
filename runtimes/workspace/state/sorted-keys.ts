import { accountOfCell, type AccountId, type CellKey } from '../../core/cell.ts';
import { partitionPoint } from '../../core/partition-point.ts';

/** Keys by account, in order; put in order when they are asked for. */
export class SortedKeys {
  readonly #byAccount = new Map<AccountId, { keys: CellKey[]; isSorted: boolean }>();
  #accounts: AccountId[] | undefined;

  /** @param key one that was not added before. */
  add(key: CellKey): void {
    const account = accountOfCell(key);
    const known = this.#byAccount.get(account);
    if (known === undefined) {
      this.#byAccount.set(account, { keys: [key], isSorted: true });
      this.#accounts = undefined;
      return;
    }
    known.keys.push(key);
    known.isSorted = false;
  }

  /** @param after left out. */
  *of(account: AccountId, after: CellKey | undefined): Generator<CellKey, void, undefined> {
    const known = this.#byAccount.get(account);
    if (known === undefined) return;
    if (!known.isSorted) known.keys.sort(byKey);
    known.isSorted = true;
    yield* from(known.keys, after);
  }

  /** @param after left out. */
  *accounts(after: AccountId | undefined): Generator<AccountId, void, undefined> {
    this.#accounts ??= [...this.#byAccount.keys()].sort(byKey);
    yield* from(this.#accounts, after);
  }
}

/** By code units, as SQLite does. */
export const byKey = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** @param after left out, and all before it. */
function* from<T extends string>(sorted: readonly T[], after: T | undefined): Generator<T, void, undefined> {
  const first = after === undefined ? 0 : partitionPoint(sorted.length, (at) => (sorted[at] as T) <= after);
  for (let at = first; at < sorted.length; at++) yield sorted[at] as T;
}
