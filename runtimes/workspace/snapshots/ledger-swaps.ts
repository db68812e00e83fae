/**
 * The live ledger's file replaced by another one, and the way back: what was there before stays beside it. At any moment the live ledger's
 * name leads to a whole file.
 */
import { randomBytes } from 'node:crypto';
import { copyFile, link, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../../compiling/write-whole.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { OWN_FOLDER } from '../files/confined-path.ts';
import { LIVE_LEDGER } from '../live/live-scenario.ts';

/** A ledger that is out of use, and what put it there. */
export interface Swap {
  /** Name in the folder. */
  readonly file: string;
  readonly what: string;
}

interface Kept {
  readonly undo: readonly Swap[];
  readonly redo: readonly Swap[];
}

/** Of the workspace's own folder. */
const FOLDER = 'ledgers';
const INDEX = 'index.json';
/** Older ones go. */
const MOST = 8;
const NAME = /^[0-9a-f]{16}\.ledger$/;

export class LedgerSwaps {
  readonly #live: string;
  readonly #folder: string;
  #kept: Kept = { undo: [], redo: [] };

  private constructor(root: string) {
    this.#live = join(root, LIVE_LEDGER);
    this.#folder = join(root, OWN_FOLDER, FOLDER);
  }

  /** @param root of the workspace. A list that is damaged is as good as none. */
  static async open(root: string): Promise<LedgerSwaps> {
    const swaps = new LedgerSwaps(root);
    try {
      const { undo, redo } = JSON.parse(await readFile(join(swaps.#folder, INDEX), 'utf8')) as Record<string, unknown>;
      swaps.#kept = { undo: await swaps.#there(undo), redo: await swaps.#there(redo) };
    } catch {
      // None yet.
    }
    return swaps;
  }

  get undo(): Swap | undefined {
    return this.#kept.undo.at(-1);
  }

  get redo(): Swap | undefined {
    return this.#kept.redo.at(-1);
  }

  /** Where a new ledger may be made that is to be put in place. */
  async newFile(): Promise<string> {
    await mkdir(this.#folder, { recursive: true });
    return join(this.#folder, `${randomBytes(8).toString('hex')}.ledger`);
  }

  /** Puts a file in place of the live ledger, which nobody has open. @param what for people: `import of market.ilsnap`. */
  put(file: string, what: string): Promise<Result<void, string>> {
    return this.#swap(file, (kept) => ({ undo: [...this.#kept.undo, { file: kept, what }], redo: [] }));
  }

  /** Brings back what the newest swap took away, which is kept in turn. Nobody has the live ledger open. */
  reverse(kind: 'undo' | 'redo'): Promise<Result<void, string>> {
    const swap = this[kind];
    if (swap === undefined) return Promise.resolve(err(`there is nothing to ${kind}`));
    const { undo, redo } = this.#kept;
    return this.#swap(join(this.#folder, swap.file), (file) => {
      const other = { file, what: swap.what };
      return kind === 'undo'
        ? { undo: undo.slice(0, -1), redo: [...redo, other] }
        : { undo: [...undo, other], redo: redo.slice(0, -1) };
    });
  }

  /** Something else was done: what was undone before cannot be done again. */
  async forgetRedo(): Promise<void> {
    const before = this.#kept;
    if (before.redo.length === 0) return;
    await this.#note({ ...before, redo: [] });
    await this.#clean(before);
  }

  async #swap(file: string, noted: (kept: string) => Kept): Promise<Result<void, string>> {
    try {
      if (await isThere(`${this.#live}-wal`))
        return err('the live ledger was not closed properly: open the workspace anew, and try again');
      const kept = await this.newFile();
      // A second name for the same file, so that the first one is never without a ledger.
      if (await isThere(this.#live)) await link(this.#live, kept).catch(() => copyFile(this.#live, kept));
      const before = this.#kept;
      await this.#note(noted(kept.slice(this.#folder.length + 1)));
      await rename(file, this.#live);
      for (const rest of ['-wal', '-shm', '-lock']) await rm(`${file}${rest}`, { force: true });
      await this.#clean(before);
      return ok(undefined);
    } catch (error) {
      return err(`the live ledger was not replaced: ${(error as Error).message}`);
    }
  }

  async #note({ undo, redo }: Kept): Promise<void> {
    this.#kept = { undo: undo.slice(-MOST), redo: redo.slice(-MOST) };
    if (!(await writeWhole(this.#folder, INDEX, `${JSON.stringify(this.#kept, undefined, 2)}\n`)))
      throw new Error(`${this.#folder} cannot be written to`);
  }

  /** Files that are no longer listed go; the one put in place has another name by now. */
  async #clean(before: Kept): Promise<void> {
    const now = new Set([...this.#kept.undo, ...this.#kept.redo].map(({ file }) => file));
    for (const { file } of [...before.undo, ...before.redo])
      if (!now.has(file)) await rm(join(this.#folder, file), { force: true });
  }

  async #there(list: unknown): Promise<readonly Swap[]> {
    const found: Swap[] = [];
    for (const one of Array.isArray(list) ? (list as readonly Record<string, unknown>[]) : []) {
      const { file, what } = one;
      if (typeof file !== 'string' || typeof what !== 'string' || !NAME.test(file)) continue;
      if (await isThere(join(this.#folder, file))) found.push({ file, what });
    }
    return found;
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
