/** What cells hold at each row of a trace, with what frames that failed have taken back. */
import { accountOfCell, addQuantity, type AccountId, type CellKey, type CellValue } from '../core/cell.ts';
import { lastUpTo } from '../core/partition-point.ts';
import type { CellStep } from '../core/step-trace.ts';

export interface CellAccess {
  /** The step that did it; -1: the transaction itself, before all code. */
  readonly row: number;
  readonly frame: number | undefined;
  readonly access: CellStep;
  readonly key: CellKey;
  /** After it; of a `credit` what was added. */
  readonly value: CellValue;
  /** Before it; undefined: the trace does not tell. */
  readonly before: CellValue | undefined;
}

interface Known {
  /** Row from which on it counts as touched. */
  readonly first: number;
  /** Rows from which on the value holds, ascending. */
  readonly rows: number[];
  readonly values: (CellValue | undefined)[];
}

interface Undo {
  readonly row: number;
  readonly key: CellKey;
  readonly before: CellValue | undefined;
}

export class CellHistory {
  readonly accesses: CellAccess[] = [];
  readonly #known = new Map<CellKey, Known>();
  readonly #ofAccount = new Map<AccountId, CellKey[]>();
  readonly #initial: (key: CellKey) => CellValue | undefined;
  readonly #undo: Undo[][] = [];

  /** `initial`: before the transaction, for whoever knows. */
  constructor(initial: (key: CellKey) => CellValue | undefined) {
    this.#initial = initial;
  }

  /** Of the run so far. `row`: of the step that runs. */
  access(row: number, frame: number | undefined, access: CellStep, key: CellKey, value: CellValue): void {
    const before = this.#newest(key);
    this.accesses.push({ row, frame, access, key, value, before });
    if (access === 'read') {
      // What is read first was so all the time.
      this.#set(row + 1, key, value, before === undefined ? -1 : row + 1);
      return;
    }
    this.#undo.at(-1)?.push({ row, key, before });
    const after = access === 'write' ? value : before === undefined ? undefined : addQuantity(before, BigInt(value));
    this.#set(row + 1, key, after);
  }

  /** A frame begins. The value that came with it was moved by the step that called, and goes back with it. */
  enter(row: number): void {
    const outer = this.#undo.at(-1);
    const moved: Undo[] = [];
    while (outer !== undefined && outer.at(-1)?.row === row && row >= 0) moved.unshift(outer.pop() as Undo);
    this.#undo.push(moved);
  }

  leave(row: number, isSuccess: boolean): void {
    const own = this.#undo.pop() ?? [];
    if (isSuccess) {
      // Whoever takes the caller back takes this back as well.
      this.#undo.at(-1)?.push(...own);
      return;
    }
    for (const { key, before } of own.reverse()) this.#set(row + 1, key, before);
  }

  /** As it is when the row's step is about to run; undefined: nothing has touched it yet, nor is it known. */
  at(key: CellKey, row: number): CellValue | undefined {
    const known = this.#known.get(key);
    if (known === undefined) return this.#initial(key);
    const index = lastUpTo(known.rows, row);
    return index < 0 ? this.#initial(key) : known.values[index];
  }

  /** In the order of their first touch. */
  touched(account: AccountId, row: number): readonly CellKey[] {
    const keys = this.#ofAccount.get(account) ?? [];
    return keys.filter((key) => (this.#known.get(key)?.first ?? Infinity) <= row);
  }

  #newest(key: CellKey): CellValue | undefined {
    const known = this.#known.get(key);
    return known === undefined ? this.#initial(key) : known.values.at(-1);
  }

  /** `row`: the first that is after it; `from`: from which on the value holds. */
  #set(row: number, key: CellKey, value: CellValue | undefined, from = row): void {
    let known = this.#known.get(key);
    if (known === undefined) {
      this.#known.set(key, (known = { first: row, rows: [], values: [] }));
      const account = accountOfCell(key);
      const own = this.#ofAccount.get(account);
      if (own === undefined) this.#ofAccount.set(account, [key]);
      else own.push(key);
    }
    if (known.rows.at(-1) === from) known.values[known.values.length - 1] = value;
    else {
      known.rows.push(from);
      known.values.push(value);
    }
  }
}
