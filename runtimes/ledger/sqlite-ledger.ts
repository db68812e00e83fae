/**
 * A ledger that lasts: its cells in memory, everything in one SQLite file. What was acknowledged survives a crash and a loss of power.
 * It does 0.82x to 0.85x of the transactions per second of a ledger in memory, and opens 300,000 cells in half a second (`npm run bench -- durability`;
 * testkit/README.md).
 */
import type { DatabaseSync } from 'node:sqlite';
import type { LedgerConfig } from '../core/block.ts';
import type { CellKey } from '../core/cell.ts';
import { err, ok, type Result } from '../core/result.ts';
import { GENESIS } from '../core/version.ts';
import { breath } from './breath.ts';
import { blockIdOf, encodeTransactions, genesisId } from './block-id.ts';
import { checkCommit } from './check-commit.ts';
import { CommitListeners } from './commit-listeners.ts';
import { canonicalConfig, configDifference } from './config-digest.ts';
import { checkGenesis } from './genesis.ts';
import type { BlockCommit, BlockHead, Genesis, Ledger, LedgerError, LedgerState, StoredBlock } from './ledger.ts';
import { PendingCells } from './pending-cells.ts';
import { blockMessage } from './store/block-message.ts';
import { readBlock } from './store/block-rows.ts';
import { ancestors } from './store/chain-of-blocks.ts';
import { presentCells } from './store/changed-cells.ts';
import { openForReading } from './store/open-database.ts';
import { StoreClient, type Opened } from './store/store-client.ts';
import { damaged, storageError } from './store/store-error.ts';
import type { ContractNote, Keep, StoreAnswers, Tuning } from './store/store-protocol.ts';

export interface SqliteLedgerOptions {
  /** Absolute path of the file. Beside it lie `-wal` and `-shm`, which belong to it, and `-lock`. */
  readonly file: string;
  /** What a new file begins with. One that exists must have this configuration, and keeps its state. */
  readonly create?: { readonly config: LedgerConfig; readonly genesis: Genesis };
  readonly keep?: Partial<Keep>;
  readonly tuning?: Partial<Tuning>;
  readonly onListenerError?: (error: unknown) => void;
}

/** What a ledger with a history can do beside what every ledger does. */
export interface SqliteLedger extends Ledger {
  readonly file: string;
  /** The branch that commits go to. */
  readonly branch: string;
  /** Id of the head's block in the file. */
  readonly at: number;
  /** Reads of the file, for `history.ts`; it shows all acknowledged blocks. */
  readonly reader: DatabaseSync;
  /** Notes a contract of the newest block, so that it is found when the file is opened again. */
  note(contract: ContractNote): Promise<Result<void, LedgerError>>;
  /**
   * Takes a branch, a new one or one that exists, to a block, and the ledger with it. Not while a block runs; who caches cells must be told
   * (`Kernel.useLedger`).
   */
  move(branch: string, block: number, what: string): Promise<Result<BlockHead, LedgerError>>;
  /** @param what how it is noted. */
  addBranch(name: string, block: number, what?: string): Promise<Result<void, LedgerError>>;
  dropBranch(name: string, what?: string): Promise<Result<void, LedgerError>>;
  /** Drops what no branch leads to, and all but the newest traces. Cannot be undone. */
  prune(traces: number): Promise<Result<StoreAnswers['prune'], LedgerError>>;
  close(): Promise<void>;
}

/** Blocks of which effects and schedule are kept, unless told otherwise. */
const KEEP_TRACES = 1_000;

/** Cells taken in between two pauses while a ledger is opened. */
const STRIDE = 20_000;

/** Opens a ledger's file or creates it. @throws RangeError for a genesis that no ledger could hold. */
export async function openSqliteLedger(options: SqliteLedgerOptions): Promise<Result<SqliteLedger, LedgerError>> {
  const { file, create } = options;
  const genesis = create && checkGenesis(create.config, create.genesis);
  const client = new StoreClient({
    file,
    keep: { traces: options.keep?.traces ?? KEEP_TRACES },
    ...(options.tuning && { tuning: options.tuning }),
    ...(create &&
      genesis && { create: { ...genesis, config: create.config, id: genesisId(create.config, genesis.number) } }),
  });
  const opened = await client.opened;
  if (!opened.ok) {
    await client.close();
    return opened;
  }
  if (create !== undefined && canonicalConfig(create.config) !== canonicalConfig(opened.value.config)) {
    await client.close();
    return err({ code: 'file', message: otherConfig(file, opened.value.config, create.config) });
  }
  try {
    const reader = openForReading(file, options.tuning?.migrations?.length);
    const ledger = new FileLedger(options, client, reader, opened.value);
    await ledger.load();
    return ok(ledger);
  } catch (error) {
    await client.close();
    // Columns that are not of the type that they were written as.
    return err(storageError(file, error instanceof TypeError ? damaged(file, error.message) : error));
  }
}

const otherConfig = (file: string, has: LedgerConfig, wanted: LedgerConfig): string =>
  `${file} has ${configDifference(has, wanted)}: the configuration of a ledger never changes; use another file`;

class FileLedger implements SqliteLedger {
  readonly file: string;
  readonly config: LedgerConfig;
  readonly reader: DatabaseSync;
  readonly #client: StoreClient;
  readonly #cells = new PendingCells();
  readonly ahead: LedgerState = {
    head: () => this.#sent,
    read: (key) => this.#cells.ahead.read(key),
    cellsOf: (account, limit) => this.#cells.ahead.page(account, limit),
    code: (hash) => this.#codes.get(hash),
  };
  readonly #codes = new Map<string, Uint8Array>();
  readonly #listeners: CommitListeners;
  /** The newest block acknowledged. */
  #head: BlockHead;
  /** The newest block handed to the store; ahead of head while blocks are on their way. */
  #sent: BlockHead;
  /** Blocks sent one after the other of which none was refused yet, and the code that only they have. */
  #flight = { codes: new Set<string>() };
  #branch: string;
  /** Ids of the blocks of the current branch, by number less that of its first. */
  #line: number[];
  #first: number;

  constructor(options: SqliteLedgerOptions, client: StoreClient, reader: DatabaseSync, opened: Opened) {
    this.file = options.file;
    this.#listeners = new CommitListeners(options.onListenerError);
    this.#client = client;
    this.reader = reader;
    this.config = opened.config;
    this.#head = this.#sent = opened.head;
    this.#branch = opened.branch;
    this.#line = ancestors(reader, opened.block).reverse();
    this.#first = opened.head.number - this.#line.length + 1;
  }

  async load(): Promise<void> {
    let taken = 0;
    for (const [key, value] of presentCells(this.reader)) {
      this.#cells.ahead.set(key, { value, version: GENESIS });
      if (++taken % STRIDE === 0) await breath();
    }
    for (const row of this.reader.prepare('SELECT hash, bytes FROM code').iterate())
      this.#codes.set(row['hash'] as string, row['bytes'] as Uint8Array);
    void this.#client.ask<'loaded'>({ kind: 'loaded' });
  }

  get branch(): string {
    return this.#branch;
  }

  get at(): number {
    return this.#line.at(-1) as number;
  }

  head(): BlockHead {
    return this.#head;
  }

  read(key: CellKey): ReturnType<Ledger['read']> {
    return this.#cells.read(key);
  }

  cellsOf(...page: Parameters<Ledger['cellsOf']>): ReturnType<Ledger['cellsOf']> {
    return this.#cells.page(...page);
  }

  code(hash: string): Uint8Array | undefined {
    return this.#codes.get(hash);
  }

  block(number: number): StoredBlock | undefined {
    const id = this.#line[number - this.#first];
    return id === undefined ? undefined : readBlock(this.reader, id);
  }

  async commit(block: BlockCommit): Promise<Result<BlockHead, LedgerError>> {
    const { number, id } = this.#sent;
    const flaw = checkCommit(block, { number, hasCode: (hash) => this.#codes.has(hash) });
    if (flaw) return err(flaw);
    const encoded = encodeTransactions(block.transactions);
    const head = { number: block.context.number, id: blockIdOf(id, block.context, encoded) };
    const message = blockMessage(head, block, encoded, (key) => this.#cells.ahead.read(key).value);
    this.#sent = head;
    this.#cells.send(head.number, block.writes);
    const codes = block.codes.filter(({ hash }) => !this.#codes.has(hash));
    for (const { hash, bytes } of codes) this.#codes.set(hash, bytes);
    const flight = this.#flight;
    for (const { hash } of codes) flight.codes.add(hash);
    const written = await this.#client.ask<'commit'>({ kind: 'commit', block: message });
    if (!written.ok) {
      // What was sent after it is refused as well, for it would not follow; what is sent from now on has another flight.
      if (this.#flight === flight) this.#abandonFlight();
      return written;
    }
    for (const { hash } of codes) flight.codes.delete(hash);
    this.#line.push(written.value.block);
    this.#head = head;
    this.#cells.land(head.number, block.writes);
    this.#listeners.announce({ head, commit: block });
    return ok(head);
  }

  #abandonFlight(): void {
    for (const hash of this.#flight.codes) this.#codes.delete(hash);
    this.#flight = { codes: new Set() };
    this.#sent = this.#head;
    this.#cells.drop();
  }

  stateRoot(): ReturnType<Ledger['stateRoot']> {
    return this.#client.ask<'root'>({ kind: 'root' });
  }

  prove(key: CellKey): ReturnType<Ledger['prove']> {
    return this.#client.ask<'prove'>({ kind: 'prove', key });
  }

  cells(): ReturnType<Ledger['cells']> {
    return this.#cells.present();
  }

  *codes(): ReturnType<Ledger['codes']> & Generator {
    for (const [hash, bytes] of this.#codes) yield { hash, bytes };
  }

  subscribe(...listener: Parameters<Ledger['subscribe']>): () => void {
    return this.#listeners.subscribe(...listener);
  }

  note(contract: ContractNote): Promise<Result<void, LedgerError>> {
    return this.#client.ask<'note'>({ kind: 'note', contract });
  }

  async move(branch: string, block: number, what: string): Promise<Result<BlockHead, LedgerError>> {
    const moved = await this.#client.ask<'move'>({ kind: 'move', branch, block, what });
    if (!moved.ok) return moved;
    const { head, cells } = moved.value;
    // The numbers of blocks taken back will come again: no version may name them.
    for (const [key, value] of cells) this.#cells.ahead.set(key, { value, version: GENESIS });
    this.#head = this.#sent = head;
    this.#branch = moved.value.branch;
    this.#line = ancestors(this.reader, moved.value.block).reverse();
    this.#first = head.number - this.#line.length + 1;
    return ok(head);
  }

  addBranch(name: string, block: number, what?: string): Promise<Result<void, LedgerError>> {
    return this.#client.ask<'branch'>({ kind: 'branch', name, block, what });
  }

  dropBranch(name: string, what?: string): Promise<Result<void, LedgerError>> {
    return this.#client.ask<'dropBranch'>({ kind: 'dropBranch', name, what });
  }

  prune(traces: number): Promise<Result<StoreAnswers['prune'], LedgerError>> {
    return this.#client.ask<'prune'>({ kind: 'prune', traces });
  }

  async close(): Promise<void> {
    if (this.reader.isOpen) this.reader.close();
    await this.#client.close();
  }
}
