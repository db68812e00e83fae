/** Reads all of a ledger's file and says what in it is not as it was written. Changes nothing; others may write to the file meanwhile. */
import type { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '../../core/result.ts';
import { breath } from '../breath.ts';
import type { LedgerError } from '../ledger.ts';
import { outcomesDigestOf } from './block-message.ts';
import { CheckedStates } from './checked-states.ts';
import { History } from './history.ts';
import { openForReading } from './open-database.ts';
import { storageError, storeMessage } from './store-error.ts';

export interface FileCheck {
  readonly name: 'pages' | 'blocks' | 'outcomes' | 'traces' | 'states' | 'cells';
  /** What is checked. */
  readonly title: string;
  readonly status: 'passed' | 'failed';
  /** What was found: what is wrong first, or what cannot be told. */
  readonly detail: string;
}

export interface CheckOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((phase: string, done: number, total: number) => void) | undefined;
}

/** Flaws that are told of each kind. */
const MOST = 5;

const TITLES: Readonly<Record<FileCheck['name'], string>> = {
  pages: 'the pages of the file and its indices (SQLite)',
  blocks: 'transactions are those that the ids of their blocks are made of',
  outcomes: 'receipts, events and records are those that were committed',
  traces: 'effects and schedules can be read',
  states: 'what blocks changed leads to the state roots that were noted with them',
  cells: 'the cells are those that the newest block left',
};

class Findings {
  readonly #flaws = new Map<FileCheck['name'], string[]>();
  readonly #notes = new Map<FileCheck['name'], string>();

  flaw(name: FileCheck['name'], what: string): void {
    const list = this.#flaws.get(name);
    if (list === undefined) this.#flaws.set(name, [what]);
    else list.push(what);
  }

  note(name: FileCheck['name'], what: string): void {
    this.#notes.set(name, what);
  }

  get list(): readonly FileCheck[] {
    return (Object.keys(TITLES) as FileCheck['name'][]).map((name) => {
      const flaws = this.#flaws.get(name) ?? [];
      const more = flaws.length > MOST ? [`and ${flaws.length - MOST} more`] : [];
      const detail = [...flaws.slice(0, MOST), ...more].join('; ') || (this.#notes.get(name) ?? '');
      return { name, title: TITLES[name], status: flaws.length === 0 ? 'passed' : 'failed', detail };
    });
  }
}

/** The error: the file cannot be read at all, or the check was cancelled (code `cancelled`). */
export async function checkFile(
  file: string,
  options: CheckOptions = {},
): Promise<Result<readonly FileCheck[], LedgerError | { readonly code: 'cancelled'; readonly message: string }>> {
  let db: DatabaseSync;
  try {
    db = openForReading(file);
  } catch (error) {
    return err(storageError(file, error));
  }
  try {
    // All reads see the file as it is at the first of them.
    db.exec('BEGIN');
    const found = new Findings();
    for (const work of [pages, blocks, states]) {
      for (const [phase, done, total] of work(file, db, found)) {
        options.onProgress?.(phase, done, total);
        await breath();
        if (options.signal?.aborted === true) return err({ code: 'cancelled', message: 'cancelled' });
      }
    }
    return ok(found.list);
  } catch (error) {
    return err(storageError(file, error));
  } finally {
    db.close();
  }
}

type Step = readonly [phase: string, done: number, total: number];

const count = (db: DatabaseSync, table: 'block' | 'cell'): number =>
  Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']);

function* pages(_file: string, db: DatabaseSync, found: Findings): Generator<Step> {
  yield ['checking pages', 0, 1];
  for (const row of db.prepare(`PRAGMA integrity_check(${MOST})`).all()) {
    const said = String(row['integrity_check']);
    if (said !== 'ok') found.flaw('pages', said);
  }
}

/** Of all blocks, also those that no branch leads to. */
function* blocks(file: string, db: DatabaseSync, found: Findings): Generator<Step> {
  const history = new History(db);
  const total = count(db, 'block');
  let done = 0;
  let unknown = 0;
  const attempt = (name: FileCheck['name'], number: number, work: () => void): void => {
    try {
      work();
    } catch (error) {
      found.flaw(name, `block ${number}: ${storeMessage(file, error)}`);
    }
  };
  const rows = db.prepare('SELECT * FROM block ORDER BY id').all();
  for (const { id, number, gas_used: gas, outcomes = null } of rows) {
    attempt('blocks', Number(number), () => {
      const block = history.stored(Number(id));
      if (block === undefined) return;
      const used = block.receipts.reduce((sum, { gasUsed }) => sum + gasUsed, 0n);
      if (used !== BigInt(gas as number | string))
        found.flaw('outcomes', `block ${number}: its receipts used ${used} gas, not ${gas}`);
      if (outcomes === null) unknown++;
      else if (outcomes !== outcomesDigestOf(block)) found.flaw('outcomes', `block ${number} has others`);
    });
    attempt('traces', Number(number), () => void [history.effects(Number(id)), history.schedule(Number(id))]);
    yield ['checking blocks', ++done, total];
  }
  if (unknown > 0)
    found.note(
      'outcomes',
      `${unknown} blocks were written by a version that did not note a digest; of these only the gas was compared`,
    );
}

function* states(_file: string, db: DatabaseSync, found: Findings): Generator<Step> {
  const history = new History(db);
  const states = new CheckedStates(db, history.config);
  const total = count(db, 'block');
  let done = 0;
  let unknown = 0;
  // The current branch last: there the state is compared with the cells.
  const branches = history.branches.toSorted((a, b) => Number(a.current) - Number(b.current));
  for (const { block } of branches) {
    for (const step of states.goTo(block)) {
      if (step.kind === 'pause') yield ['working states out', done, total];
      else if (step.flaw !== undefined) found.flaw('states', step.flaw);
      else if (!step.noted) unknown++;
      if (step.kind === 'block') yield ['working states out', Math.min(++done, total), total];
    }
  }
  if (unknown > 0) found.note('states', `of ${unknown} blocks no state root was noted yet`);
  for (const flaw of states.compareCells()) {
    if (flaw !== undefined) found.flaw('cells', flaw);
    yield ['comparing cells', done, total];
  }
}
