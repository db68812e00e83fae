import type { DatabaseSync } from 'node:sqlite';
import type { AccountId, CellKey, CellValue } from '../../core/cell.ts';
import type { Receipt } from '../../core/receipt.ts';
import type { Transaction } from '../../core/transaction.ts';
import { ok, type Result } from '../../core/result.ts';
import { diffBlocks } from '../../ledger/store/diff-blocks.ts';
import { History, keysOf, type BlockSummary } from '../../ledger/store/history.ts';
import type { Registry } from '../../registry.ts';
import { artifactOf } from '../lasting/artifact-note.ts';
import type { Named } from '../run/name-cells.ts';
import { withScenarioAccounts } from '../run/scenario-labels.ts';
import { Recent } from './recent.ts';
import type {
  Accesses,
  CellDifference,
  CellVersion,
  DiffFailure,
  DiffWork,
  StatePoint,
  StateSource,
  StateTransaction,
} from './state-source.ts';

export interface FileStateOptions {
  /** Reads of the file. */
  readonly db: DatabaseSync;
  readonly registry: Registry;
  /** Names that the file does not know: of accounts, by id. */
  readonly labels: () => ReadonlyMap<AccountId, string>;
  readonly label: (transaction: Transaction, receipt: Receipt) => string;
}

/** Changes that are gone through here, in some 10 ms; a thread takes more to start. */
const MOST_AT_ONCE = 2_000;
/** Blocks of which what was read of the file is kept. */
const KEPT = 4;

type Layout = Named['layouts'] extends ReadonlyMap<AccountId, infer L> ? L : never;

interface Contracts {
  readonly contracts: readonly { readonly account: AccountId; readonly name: string; readonly artifact: string }[];
  readonly layouts: ReadonlyMap<AccountId, Layout>;
}

/** The state in a ledger's file, as it is and as it was. Costs what is asked for, however much there is. */
export class FileState implements StateSource {
  readonly registry: Registry;
  readonly #options: FileStateOptions;
  readonly #history: History;
  /** By hash of the artifact. */
  readonly #layouts = new Map<string, Layout>();
  /** What differs from the head, by `head block`. */
  readonly #overlays = new Recent<string, ReadonlyMap<CellKey, CellValue>>(KEPT);
  readonly #differences = new Recent<string, readonly CellDifference[]>(2);
  readonly #accesses = new Recent<number, readonly Accesses[] | undefined>(KEPT);
  readonly #blocks = new Recent<number, ReturnType<History['stored']>>(KEPT);
  readonly #contracts = new Recent<string, Contracts>(KEPT);
  readonly #named = new Recent<string, Named>(KEPT);

  constructor(options: FileStateOptions) {
    this.registry = options.registry;
    this.#options = options;
    this.#history = new History(options.db);
  }

  get head(): number {
    return this.#history.current.block;
  }

  point(id: number): StatePoint | undefined {
    return this.#history.resolve(`#${id}`).ok ? pointOf(this.#history.block(id)) : undefined;
  }

  line(before: number | undefined, limit: number): readonly StatePoint[] {
    const from = before === undefined ? this.head : this.#history.block(before).parent;
    return from === undefined ? [] : this.#history.log(from, limit).map(pointOf);
  }

  named(id: number): Named {
    // A contract is noted after the block that made it.
    const { n } = this.#options.db.prepare('SELECT count(*) AS n FROM contract').get() as { n: number };
    const { contracts, layouts } = this.#contracts.get(`${id} ${n}`, () => this.#contractsAt(id));
    const labels = new Map([
      ...contracts.map(({ account, name }) => [account, name] as const),
      ...this.#options.labels(),
    ]);
    // The same one for as long as it says the same: namers are made for it, and remember.
    const what = contracts.map(({ account, artifact }) => `${account} ${artifact}`);
    return this.#named.get(JSON.stringify([what, [...labels]]), () =>
      withScenarioAccounts({ labels, layouts, preimages: this.#history.preimageTable() }),
    );
  }

  read(id: number, key: CellKey): CellValue {
    const [now] = this.#history.keysFrom(key, `${key}!`);
    // What was never written has no past.
    return now === undefined ? '' : (this.#overlay(id).get(key) ?? now[1]);
  }

  *cellsOf(
    id: number,
    account: AccountId,
    after: CellKey | undefined,
  ): Generator<readonly [CellKey, CellValue], void, undefined> {
    const overlay = this.#overlay(id);
    const [first, end] = keysOf(account);
    // No key goes on with a `!`, which comes before all that keys are made of.
    for (const [key, now] of this.#history.keysFrom(after === undefined ? first : `${after}!`, end)) {
      const value = overlay.get(key) ?? now;
      if (value !== '') yield [key, value];
    }
  }

  *accounts(after: AccountId | undefined): Generator<AccountId, void, undefined> {
    for (let from = after === undefined ? '' : keysOf(after)[1]; ;) {
      // One look-up for each, whatever it has.
      const [next] = take(this.#history.keysFrom(from), 1);
      if (next === undefined) return;
      const account = next[0].slice(0, next[0].indexOf('/')) as AccountId;
      yield account;
      from = keysOf(account)[1];
    }
  }

  async differences(
    from: number,
    to: number,
    work?: DiffWork,
  ): Promise<Result<readonly CellDifference[], DiffFailure>> {
    // Page after page of one comparison; what two blocks differ in never changes.
    const key = `${from} ${to}`;
    const known = this.#differences.peek(key);
    if (known !== undefined) return ok(this.#differences.get(key, () => known));
    const file = this.#options.db.location();
    const isFew = file === null || this.#history.changesBetween(from, to, MOST_AT_ONCE) < MOST_AT_ONCE;
    const found = isFew ? ok(this.#history.diff(from, to)) : await diffBlocks({ file, from, to }, work);
    if (found.ok) this.#differences.get(key, () => found.value);
    return found;
  }

  versions(id: number, key: CellKey): Iterable<CellVersion> {
    return this.#history.versions(id, key);
  }

  accesses(id: number): readonly Accesses[] | undefined {
    return this.#accesses.get(id, () => this.#history.effects(id));
  }

  transaction(id: number, index: number): StateTransaction | undefined {
    const block = this.#blocks.get(id, () => this.#history.stored(id));
    const [transaction, receipt] = [block?.transactions[index], block?.receipts[index]];
    if (transaction === undefined || receipt === undefined) return undefined;
    const { from } = transaction;
    return {
      index,
      from,
      sender: this.#options.labels().get(from) ?? `0x${from}`,
      label: this.#options.label(transaction, receipt),
      runtime: receipt.runtime.split('@', 1)[0] ?? '',
      row: undefined,
    };
  }

  #overlay(id: number): ReadonlyMap<CellKey, CellValue> {
    const { head } = this;
    return head === id ? NONE : this.#overlays.get(`${head} ${id}`, () => this.#history.overlay(id));
  }

  #contractsAt(id: number): Contracts {
    const contracts = this.#history.contracts(id).map((one) => ({ ...one, account: one.account as AccountId }));
    const layouts = new Map<AccountId, Layout>();
    for (const { account, artifact } of contracts) {
      let layout = this.#layouts.get(artifact);
      if (layout === undefined) {
        const { runtime, storageLayout } = artifactOf(this.#history.artifactJson(artifact));
        this.#layouts.set(artifact, (layout = { runtime, storageLayout }));
      }
      layouts.set(account, layout);
    }
    return { contracts, layouts };
  }
}

const NONE: ReadonlyMap<CellKey, CellValue> = new Map();

const pointOf = ({ id, number, timestamp, transactions }: BlockSummary): StatePoint => ({
  id,
  number,
  timestamp,
  transactions,
});

/** The first ones. */
function take<T>(from: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  if (count > 0)
    for (const one of from) {
      taken.push(one);
      if (taken.length >= count) break;
    }
  return taken;
}
