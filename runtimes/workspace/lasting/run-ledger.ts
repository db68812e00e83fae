/** The ledger that a run uses: in memory or in a file, from the beginning or from a state that is there. */
import { existsSync } from 'node:fs';
import type { BlockContext, LedgerConfig } from '../../core/block.ts';
import { balanceCell, nonceCell, type AccountId, type CellKey, type CellValue } from '../../core/cell.ts';
import type { CodeBlob } from '../../core/effects.ts';
import { quantity } from '../../core/hex.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { version } from '../../core/version.ts';
import { canonicalConfig, configDifference } from '../../ledger/config-digest.ts';
import type { BlockHead, Genesis, Ledger, LedgerError } from '../../ledger/ledger.ts';
import { createMemoryLedger } from '../../ledger/memory-ledger.ts';
import { openSqliteLedger, type SqliteLedger } from '../../ledger/sqlite-ledger.ts';
import { switchedFrom } from '../../ledger/store/undo.ts';
import { History } from '../../ledger/store/history.ts';
import type { ContractNote } from '../../ledger/store/store-protocol.ts';
import type { Registry } from '../../registry.ts';
import type { Place } from '../formats/place.ts';
import { openStartState, stateAfter, type StartError, type StartState } from './start-state.ts';

/** Where a run takes its ledger from; all paths absolute. */
export interface LedgerChoice {
  /** File of the ledger; it is made where there is none. Unless given, the ledger lives in memory. */
  readonly ledger?: string | undefined;
  /** Of that file, where blocks go; it is made where there is none. Unless given, the current one. */
  readonly branch?: string | undefined;
  /** What to begin from; of a ledger's file that is there, where the new branch begins. */
  readonly from?: Place | undefined;
  /** Folder for which code may be taken in with what it begins from that only a trusted source may bring; undefined: none may. */
  readonly trustedFor?: string | undefined;
}

/** Why a run cannot begin: what was asked for cannot be, or the machine is in the way of the ledger's file. */
export interface StartFailure {
  readonly kind: 'input' | 'storage';
  /** A sentence that says what to do, unless `advice` does. */
  readonly message: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly advice?: string | undefined;
}

const input = (message: string): StartFailure => ({ kind: 'input', message });
const refusedBy = ({ code, ...why }: StartError): StartFailure => ({
  kind: code === 'storage' ? 'storage' : 'input',
  ...why,
});

export interface RunLedger {
  readonly ledger: Ledger;
  /** The same, where it is a file. */
  readonly file: SqliteLedger | undefined;
  /** Where it stood when the run began: ids of its newest blocks, the newest first, and when the newest was. */
  readonly hashes: readonly string[];
  readonly timestamp: bigint;
  /** A ledger in memory that stands where this one stood when the run began. */
  fresh(): Ledger;
}

/** What is there before anything is compiled: a run's configuration may come from it. */
export class LedgerBase {
  readonly #file: SqliteLedger | undefined;
  readonly #start: StartState | undefined;
  readonly #create: string | undefined;
  #made: SqliteLedger | undefined;

  private constructor(file: SqliteLedger | undefined, start: StartState | undefined, create: string | undefined) {
    this.#file = file;
    this.#start = start;
    this.#create = create;
  }

  static async open(
    { ledger, branch, from, trustedFor }: LedgerChoice,
    registry: Registry,
    signal?: AbortSignal,
  ): Promise<Result<LedgerBase, StartFailure>> {
    if (ledger === undefined && branch !== undefined)
      return err(input(`branch "${branch}": a ledger in memory has no branches; name its file with --ledger`));
    if (ledger !== undefined && existsSync(ledger)) return openThere(ledger, branch, from);
    if (branch !== undefined && branch !== 'main')
      return err(input(`${ledger} does not exist yet: its first branch is main; leave out --branch`));
    const start = from && (await openStartState(from, registry, { trustedFor, signal }));
    if (start !== undefined && !start.ok) return err(refusedBy(start.error));
    return ok(new LedgerBase(undefined, start?.value, ledger));
  }

  /** @internal */
  static of(file: SqliteLedger): LedgerBase {
    return new LedgerBase(
      file,
      stateAfter(new History(file.reader), file.at, () => undefined),
      undefined,
    );
  }

  /** undefined: nothing is there yet, and any will do. */
  get config(): LedgerConfig | undefined {
    return this.#start?.config;
  }

  contracts(): readonly ContractNote[] {
    return this.#start?.contracts() ?? [];
  }

  /**
   * @param balance wei, of each account that has neither money nor a past: from genesis where the ledger begins, else by a block of its own.
   * @param context of that block, given when the one before it was.
   */
  async begin(
    config: LedgerConfig,
    codes: readonly CodeBlob[],
    accounts: readonly AccountId[],
    balance: bigint,
    context: (number: number, after: bigint, hashes: readonly string[]) => BlockContext,
  ): Promise<Result<RunLedger, StartFailure>> {
    const start = this.#start;
    if (start !== undefined && canonicalConfig(start.config) !== canonicalConfig(config))
      return err(input(mismatch(start.config, config)));
    const cells = (of: readonly AccountId[]): readonly StartCell[] =>
      of.map((account) => [balanceCell(account), quantity(balance)]);
    const genesis = (funded: readonly StartCell[] = []): Genesis =>
      start ? genesisOf(start, funded) : { cells: cells(accounts), codes };
    if (this.#create !== undefined) {
      const failed = await this.#make(this.#create, config, genesis());
      if (failed !== undefined) return err(failed);
    }
    const file = this.#file ?? this.#made;
    const ledger = file ?? createMemoryLedger({ config, genesis: genesis() });
    const fresh = (funded?: readonly StartCell[]) => () => createMemoryLedger({ config, genesis: genesis(funded) });
    if (start === undefined) return ok({ ledger, file, timestamp: 0n, hashes: [ledger.head().id], fresh: fresh() });
    const { timestamp, hashes } = start;
    // Nothing is no gift: an account without money stays new.
    const funded = balance === 0n ? [] : cells(accounts.filter((account) => isNew(ledger, account)));
    if (funded.length === 0) return ok({ ledger, file, timestamp, hashes, fresh: fresh() });
    const block = context(ledger.head().number + 1, timestamp, hashes);
    const head = await fundBlock(ledger, block, funded);
    if (!head.ok) return err(refusedBy(head.error));
    const began = { timestamp: block.timestamp, hashes: [head.value.id, ...hashes] };
    return ok({ ledger, file, ...began, fresh: fresh(funded) });
  }

  async close(): Promise<void> {
    this.#start?.close();
    await (this.#file ?? this.#made)?.close();
  }

  /** Makes the file, which knows the contracts of what it begins from. */
  async #make(file: string, config: LedgerConfig, genesis: Genesis): Promise<StartFailure | undefined> {
    const made = await openSqliteLedger({ file, create: { config, genesis } });
    if (!made.ok) return refusedBy(made.error);
    this.#made = made.value;
    for (const contract of this.contracts()) {
      const noted = await made.value.note(contract);
      if (!noted.ok) return refusedBy(noted.error);
    }
    return undefined;
  }
}

export type StartCell = readonly [CellKey, CellValue];

function genesisOf(start: StartState, funded: readonly StartCell[]): Genesis {
  function* cells(): Generator<StartCell> {
    yield* start.cells();
    yield* funded;
  }
  return { cells: cells(), codes: start.codes(), number: start.number + (funded.length > 0 ? 1 : 0) };
}

/** Whether the account has neither money nor a past. */
const isNew = (ledger: Ledger, account: AccountId): boolean =>
  ledger.read(balanceCell(account)).value === '' && ledger.read(nonceCell(account)).value === '';

/** A block without transactions that leaves these cells. */
export const fundBlock = (
  ledger: Ledger,
  context: BlockContext,
  cells: readonly StartCell[],
): Promise<Result<BlockHead, LedgerError>> =>
  ledger.commit({
    context,
    policy: 'serial',
    transactions: [],
    receipts: [],
    records: [],
    writes: new Map(cells.map(([key, value]) => [key, { value, version: version(context.number, 0, 0) }])),
    codes: [],
  });

async function openThere(
  file: string,
  branch: string | undefined,
  from: Place | undefined,
): Promise<Result<LedgerBase, StartFailure>> {
  if (from !== undefined && from.file !== file)
    return err(
      input(`${file} is there already, with a state of its own: name a new file with --ledger, or leave out --from`),
    );
  if (from !== undefined && branch === undefined)
    return err(input(`--from a block of the ledger itself begins a new branch: name it with --branch`));
  const opened = await openSqliteLedger({ file });
  if (!opened.ok) return err(refusedBy(opened.error));
  const ledger = opened.value;
  const failed = async (why: StartFailure): Promise<Result<LedgerBase, StartFailure>> => {
    await ledger.close();
    return err(why);
  };
  if (branch !== undefined) {
    const history = new History(ledger.reader);
    const there = history.branches.find(({ name }) => name === branch);
    if (there !== undefined && from !== undefined)
      return failed(
        input(`${file} has a branch ${branch} already: leave out --from to go on with it, or name a new one`),
      );
    const at = from?.position === undefined ? ok(there?.block ?? ledger.at) : history.resolve(from.position);
    if (!at.ok) return failed(input(`${file}: ${at.error.message}`));
    if (branch !== ledger.branch) {
      const moved = await ledger.move(
        branch,
        at.value,
        switchedFrom(there === undefined ? 'branch' : 'switch', ledger.branch),
      );
      if (!moved.ok) return failed(refusedBy(moved.error));
    }
  }
  return ok(LedgerBase.of(ledger));
}

const mismatch = (has: LedgerConfig, wanted: LedgerConfig): string =>
  `the state to begin from has ${configDifference(has, wanted)}: the configuration of a ledger never changes; leave it out of the scenario, or begin anew`;
