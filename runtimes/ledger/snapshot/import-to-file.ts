/** Makes a ledger file of a snapshot: all of it or nothing, in memory that does not grow with the number of cells. */
import type { LedgerConfig } from '../../core/block.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { Receipt } from '../../core/receipt.ts';
import type { CellKey, CellValue } from '../../core/cell.ts';
import { encodeTransactions, genesisId } from '../block-id.ts';
import { BulkLoad } from '../store/bulk-load.ts';
import { encodeContext, sqlTimestamp, writeEntries, type BlockMessage } from '../store/block-message.ts';
import { MAIN } from '../store/store.ts';
import { effectsOf, scheduleOf } from '../store/trace-json.ts';
import { CheckList, READ_CHECKS, type Check } from './check-list.ts';
import { CodeUses, type CodeVerifier } from './code-uses.ts';
import { failureOf, SnapshotError, stopIfCancelled, type SnapshotFailure } from './failure.ts';
import type { BlockRecord, SnapshotHeader, SnapshotRecord, SnapshotTrailer } from './format.ts';
import type { ReadOptions } from './read-lines.ts';
import { checkTarget, clear, inLedger } from './new-ledger.ts';
import { readSnapshot } from './read-snapshot.ts';
import { publish, temporaryOf } from './whole-file.ts';

export interface FileImportOptions extends ReadOptions {
  readonly file: string;
  /** Absolute path of the ledger file to make; there must be none yet. */
  readonly ledger: string;
  readonly verifyCode?: CodeVerifier | undefined;
  /** Why this program cannot go on from a state with this configuration, or undefined. */
  readonly verifyConfig?: ((config: LedgerConfig) => string | undefined) | undefined;
}

export interface ImportedToFile {
  readonly ledger: string;
  readonly header: SnapshotHeader;
  readonly trailer: SnapshotTrailer;
  readonly checks: readonly Check[];
}

export async function importToFile(options: FileImportOptions): Promise<Result<ImportedToFile, SnapshotFailure>> {
  const { file, ledger, verifyCode, signal } = options;
  const checks = new CheckList([...READ_CHECKS, 'runtimes', 'ledger']);
  const temporary = temporaryOf(ledger);
  let loader: Loader | undefined;
  try {
    checkTarget(ledger, checks);
    const reading = await readSnapshot(file, checks, options);
    const { header } = reading;
    const unfit = options.verifyConfig?.(header.config);
    if (unfit !== undefined) {
      checks.failed('configuration', unfit);
      const advice = 'Update this program; the file itself may be whole.';
      throw new SnapshotError({ code: 'refused', message: unfit, file, advice, checks: checks.list });
    }
    await clear(temporary);
    loader = inLedger(ledger, checks, () => new Loader(temporary, header));
    const loaded = loader;
    for await (const batch of reading.records)
      inLedger(ledger, checks, () => {
        for (const record of batch) loaded.take(record);
      });
    const trailer = reading.trailer();
    const broken = inLedger(ledger, checks, () => loaded.end());
    if (broken !== undefined) {
      checks.failed('history', broken);
      const advice = 'Take another copy of the file, or export it again.';
      throw new SnapshotError({ code: 'refused', message: broken, file, advice, checks: checks.list });
    }
    await loaded.uses.verify(verifyCode, (hash) => loaded.load.codeOf(hash), { file, checks, signal });
    stopIfCancelled(file, signal);
    inLedger(ledger, checks, () => loaded.load.finish());
    await publish(temporary, ledger, false);
    checks.passed('ledger', ledger);
    return ok({ ledger, header, trailer, checks: checks.list });
  } catch (error) {
    loader?.load.close();
    await clear(temporary);
    return err(failureOf(file, error, checks.list));
  }
}

/** Records on their way into the tables; those of a block are gathered until the next one begins. */
class Loader {
  readonly load: BulkLoad;
  readonly uses: CodeUses;
  readonly #header: SnapshotHeader;
  #block: Gathered | undefined;
  #flaw: string | undefined;

  constructor(file: string, header: SnapshotHeader) {
    const { config, history, block } = header;
    this.#header = header;
    const first = history?.first ?? block;
    this.load = new BulkLoad({
      file,
      config,
      branch: history?.branch ?? MAIN,
      first: { number: first, id: genesisId(config, first) },
    });
    this.uses = new CodeUses(config);
  }

  take(record: SnapshotRecord): void {
    switch (record.kind) {
      case 'cell':
        this.uses.note(record.key, record.value);
        return this.load.cell(record.key, record.value);
      case 'code':
        return this.load.code(record.hash, record.bytes);
      case 'preimage':
        return this.load.preimage(record.hash, record.bytes);
      case 'artifact':
        return this.load.artifact(record.hash, record);
      case 'contract':
        return this.load.contract(record.block, record.account, record.name, record.artifact);
      case 'first':
        if (record.stateRoot !== undefined) this.load.root(record.number, record.stateRoot);
        return;
      case 'block':
        this.#flush();
        this.#block = new Gathered(record);
        return;
      case 'tx':
        this.#block?.transactions.push(record.transaction);
        this.#block?.receipts.push(record.receipt);
        return;
      case 'record':
        this.#block?.records.push([record.index, record.json]);
        return;
      case 'change':
        this.#block?.keys.push(record.key);
        this.#block?.before.push(record.before);
        this.#block?.after.push(record.after);
        return;
      case 'trace':
        if (this.#block) this.#block[record.part] = (this.#block[record.part] ?? '') + record.text;
    }
  }

  /** Why the history does not lead to the cells, or undefined. */
  end(): string | undefined {
    this.#flush();
    if (this.#flaw !== undefined) return this.#flaw;
    const broken = this.#header.history === undefined ? undefined : this.load.brokenCell();
    if (broken !== undefined) return `the changes of ${broken} do not lead to what it holds`;
    this.load.root(this.#header.block, this.#header.stateRoot);
    return undefined;
  }

  #flush(): void {
    if (this.#block === undefined) return;
    this.#flaw ??= this.#block.flaw();
    this.load.block(this.#block.message());
    const { number, stateRoot } = this.#block.record;
    if (stateRoot !== undefined) this.load.root(number, stateRoot);
    this.#block = undefined;
  }
}

class Gathered {
  readonly record: BlockRecord;
  readonly transactions: Transaction[] = [];
  readonly receipts: Receipt[] = [];
  readonly records: (readonly [number, string])[] = [];
  readonly keys: CellKey[] = [];
  readonly before: CellValue[] = [];
  readonly after: CellValue[] = [];
  effects: string | undefined;
  schedule: string | undefined;

  constructor(record: BlockRecord) {
    this.record = record;
  }

  /** Why its traces are none, or undefined. */
  flaw(): string | undefined {
    try {
      if (this.effects !== undefined) effectsOf(this.effects);
      if (this.schedule !== undefined) scheduleOf(this.schedule);
      return undefined;
    } catch {
      return `the trace of block ${this.record.number} is none`;
    }
  }

  message(): BlockMessage {
    const { number, id, policy, context, decisions } = this.record;
    const { keys, before, after, records, effects, schedule } = this;
    return {
      head: { number, id },
      policy,
      timestamp: sqlTimestamp(context.timestamp),
      context: encodeContext(context),
      decisions: decisions.length === 0 ? undefined : JSON.stringify(decisions),
      records,
      transactions: encodeTransactions(this.transactions),
      entries: writeEntries(this.transactions, this.receipts),
      keys,
      before,
      after,
      codes: [],
      preimages: [],
      effects,
      schedule,
    };
  }
}
