/** Where a live ledger stands and where it can go: blocks, branches, what can be undone. Nothing is lost by any move: it is noted, and found again. */
import { err, ok, type Result } from '../../core/result.ts';
import type { LedgerError } from '../../ledger/ledger.ts';
import type { SqliteLedger } from '../../ledger/sqlite-ledger.ts';
import { History, type BlockSummary, type Branch } from '../../ledger/store/history.ts';
import { reversalOf, reverse, switchedFrom, undoable } from '../../ledger/store/undo.ts';
import type { LiveError } from './live-request.ts';

export interface Standing {
  readonly branch: string;
  /** Id of the block at head. */
  readonly at: number;
  readonly branches: readonly Branch[];
  /** What it would come to; undefined: nothing can be. */
  readonly undo: string | undefined;
  readonly redo: string | undefined;
}

/** A block of the file, whatever leads to it. */
export interface TimelineBlock extends BlockSummary {
  /** What it holds; undefined: no transactions. */
  readonly stored: ReturnType<History['stored']>;
}

type Moving = (move: () => Promise<Result<unknown, LiveError>>) => Promise<Result<void, LiveError>>;

const ledgerFlaw = ({ message }: LedgerError): LiveError => ({ code: 'ledger', message });

export class LiveHistory {
  readonly #file: SqliteLedger;
  readonly #moving: Moving;

  /** @param moving does it when no block is under way, then has everybody forget what they knew of the state before. */
  constructor(file: SqliteLedger, moving: Moving) {
    this.#file = file;
    this.#moving = moving;
  }

  get standing(): Standing {
    const history = this.#history;
    const { undo, redo } = undoable(history.moves);
    const words = (move: typeof undo): string | undefined => move && wordsOf(history, reversalOf(move));
    return {
      branch: this.#file.branch,
      at: this.#file.at,
      branches: history.branches,
      undo: words(undo),
      redo: words(redo),
    };
  }

  /** The newest first; parents after their children. @param before an id. */
  blocks(before: number | undefined, limit: number): readonly TimelineBlock[] {
    const history = this.#history;
    return history
      .newest(before ?? Number.MAX_SAFE_INTEGER, limit)
      .map((block) => ({ ...block, stored: block.transactions === 0 ? undefined : history.stored(block.id) }));
  }

  /** Takes the current branch to a block. */
  revert(block: number): Promise<Result<void, LiveError>> {
    return this.#move((file) => file.move(file.branch, block, 'revert'));
  }

  undo(kind: 'undo' | 'redo'): Promise<Result<void, LiveError>> {
    return this.#move((file, history) => {
      const move = undoable(history.moves)[kind];
      if (move === undefined)
        return Promise.resolve(err({ code: 'number' as const, message: `there is nothing to ${kind}` }));
      return reverse(file, move, kind, (branch) => blockOf(history, branch));
    });
  }

  /** A further name for a block. @param go whether blocks go there from now on. */
  branch(name: string, block: number, go: boolean): Promise<Result<void, LiveError>> {
    return this.#move((file, history) => {
      if (!go) return file.addBranch(name, block);
      if (blockOf(history, name) !== undefined)
        return Promise.resolve(
          err({ code: 'number' as const, message: `there is a branch ${name} already: choose another name` }),
        );
      return file.move(name, block, switchedFrom('branch', file.branch));
    });
  }

  switch(name: string): Promise<Result<void, LiveError>> {
    return this.#move((file, history) => {
      const block = blockOf(history, name);
      if (block !== undefined) return file.move(name, block, switchedFrom('switch', file.branch));
      const names = history.branches.map((one) => one.name).join(', ');
      return Promise.resolve(
        err({ code: 'number' as const, message: `there is no branch ${name}; there are: ${names}` }),
      );
    });
  }

  drop(name: string): Promise<Result<void, LiveError>> {
    return this.#move((file) => file.dropBranch(name));
  }

  get #history(): History {
    return new History(this.#file.reader);
  }

  #move(
    work: (file: SqliteLedger, history: History) => Promise<Result<unknown, LedgerError>>,
  ): Promise<Result<void, LiveError>> {
    return this.#moving(async () => {
      const done = await work(this.#file, this.#history);
      return done.ok ? ok(undefined) : err(ledgerFlaw(done.error));
    });
  }
}

const blockOf = (history: History, branch: string): number | undefined =>
  history.branches.find(({ name }) => name === branch)?.block;

function wordsOf(history: History, reversal: ReturnType<typeof reversalOf>): string {
  const { branch } = reversal;
  const number = (block: number): number => history.block(block).number;
  switch (reversal.kind) {
    case 'switch':
      return `go to ${branch}`;
    case 'drop':
      return `drop ${branch}`;
    case 'create':
      return `bring ${branch} back at block ${number(reversal.to)}`;
    case 'move':
      return `take ${branch} from block ${number(reversal.from)} to block ${number(reversal.to)}`;
  }
}
