/** What can be taken back of the changes of branches, and what can be done again: one after the other, as in an editor. */
import { ok, type Result } from '../../core/result.ts';
import type { LedgerError } from '../ledger.ts';
import type { SqliteLedger } from '../sqlite-ledger.ts';
import type { Move } from './history.ts';

/** How a change of the branch that a ledger is on is noted, so that it finds the way back. */
export const switchedFrom = (what: string, branch: string): string => `${what} from ${branch}`;

const FROM = /^(?<kind>\S+) from (?<branch>\S+)$/;

/** @param moves the newest first. */
export function undoable(moves: readonly Move[]): { readonly undo: Move | undefined; readonly redo: Move | undefined } {
  const done: Move[] = [];
  let undone: Move[] = [];
  for (const move of moves.toReversed()) {
    const kind = FROM.exec(move.what)?.groups?.['kind'] ?? move.what;
    if (kind === 'undo') {
      done.pop();
      undone.push(move);
    } else if (kind === 'redo') {
      undone.pop();
      done.push(move);
    } else {
      done.push(move);
      undone = [];
    }
  }
  return { undo: done.at(-1), redo: undone.at(-1) };
}

/** What doing the opposite of a change comes to. */
export type Reversal =
  | { readonly kind: 'switch'; readonly branch: string }
  | { readonly kind: 'drop'; readonly branch: string }
  | { readonly kind: 'create'; readonly branch: string; readonly to: number }
  | { readonly kind: 'move'; readonly branch: string; readonly from: number; readonly to: number };

export function reversalOf({ branch, was, now, what }: Move): Reversal {
  const back = FROM.exec(what)?.groups?.['branch'];
  if (back !== undefined) return { kind: 'switch', branch: back };
  if (was === undefined) return { kind: 'drop', branch };
  return now === undefined ? { kind: 'create', branch, to: was } : { kind: 'move', branch, from: now, to: was };
}

/** Does the opposite of a change, which is noted as an undo or a redo. */
export async function reverse(
  ledger: SqliteLedger,
  { branch, was, now, what }: Move,
  kind: 'undo' | 'redo',
  blockOf: (branch: string) => number | undefined,
): Promise<Result<void, LedgerError>> {
  const back = FROM.exec(what)?.groups?.['branch'];
  const there = back === undefined ? undefined : blockOf(back);
  if (back !== undefined && there !== undefined) {
    const moved = await ledger.move(back, there, switchedFrom(kind, ledger.branch));
    return moved.ok ? ok(undefined) : moved;
  }
  if (was === undefined) return ledger.dropBranch(branch, kind);
  if (now === undefined) return ledger.addBranch(branch, was, kind);
  const moved = await ledger.move(branch, was, kind);
  return moved.ok ? ok(undefined) : moved;
}
