import type { Result } from '../../core/result.ts';
import type { LedgerError } from '../../ledger/ledger.ts';
import { reverse, switchedFrom, undoable } from '../../ledger/store/undo.ts';
import { blockReport } from '../../workspace/lasting/ledger-report.ts';
import { refusal, type Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { integer, plural } from '../report/quantity.ts';
import { withLedger } from './open-history.ts';

const refused = (file: string, { message, code }: LedgerError, advice?: string): Answer =>
  refusal(code === 'storage' ? EXIT.failed : EXIT.input, { message, file, advice });

/** What was done, and where the ledger stands now. */
function done(what: string, report: object): Answer {
  return { kind: 'report', exitCode: EXIT.ok, json: { done: what, ...report }, text: () => what };
}

/** Takes the current branch back to a block. */
export const revertAnswer = (file: string, position: string, host: Host): Promise<Answer> =>
  withLedger(file, host, async (ledger, history) => {
    const found = history.resolve(position);
    if (!found.ok) return refused(file, found.error);
    const moved = await ledger.move(ledger.branch, found.value, 'revert');
    if (!moved.ok) return refused(file, moved.error);
    const block = blockReport(history, found.value);
    return done(`${ledger.branch} is back at block ${integer(block.number)}; "ledger undo" takes it forward again`, {
      branch: ledger.branch,
      block,
    });
  });

/** Goes to a branch. */
export const switchAnswer = (file: string, branch: string, host: Host): Promise<Answer> =>
  withLedger(file, host, async (ledger, history) => {
    const there = history.branches.find(({ name }) => name === branch);
    if (there === undefined) {
      const names = history.branches.map(({ name }) => name).join(', ');
      return refused(file, { code: 'number', message: `there is no branch ${branch}; there are: ${names}` });
    }
    const moved = await ledger.move(branch, there.block, switchedFrom('switch', ledger.branch));
    if (!moved.ok) return refused(file, moved.error);
    const block = blockReport(history, there.block);
    return done(`on ${branch}, at block ${integer(block.number)}`, { branch, block });
  });

/** A further name for a block, or one less. */
export const branchAnswer = (
  file: string,
  name: string,
  at: string | undefined,
  drop: boolean,
  host: Host,
): Promise<Answer> =>
  withLedger(file, host, async (ledger, history) => {
    if (drop) return ended(file, await ledger.dropBranch(name), `branch ${name} is gone; "ledger undo" brings it back`);
    const found = history.resolve(at ?? ledger.branch);
    if (!found.ok) return refused(file, found.error);
    const { number } = history.block(found.value);
    return ended(file, await ledger.addBranch(name, found.value), `branch ${name} stands at block ${integer(number)}`);
  });

const ended = (file: string, result: Result<void, LedgerError>, what: string): Answer =>
  result.ok ? done(what, {}) : refused(file, result.error);

/** Takes back the last change that was not taken back, or does again what was taken back last. */
export const undoAnswer = (file: string, kind: 'undo' | 'redo', host: Host): Promise<Answer> =>
  withLedger(file, host, async (ledger, history) => {
    const move = undoable(history.moves)[kind];
    if (move === undefined) return refused(file, { code: 'number', message: `there is nothing to ${kind}` });
    const blockOf = (branch: string): number | undefined => history.branches.find(({ name }) => name === branch)?.block;
    const reversed = await reverse(ledger, move, kind, blockOf);
    if (!reversed.ok) return refused(file, reversed.error);
    const { current } = history;
    const block = blockReport(history, current.block);
    return done(
      `${kind === 'undo' ? 'undone' : 'done again'}: ${move.what} ${move.branch}; on ${current.name}, at block ${integer(block.number)}`,
      { branch: current.name, block },
    );
  });

/** Drops what no branch leads to. */
export const pruneAnswer = (file: string, traces: number, host: Host): Promise<Answer> =>
  withLedger(file, host, async (ledger) => {
    const pruned = await ledger.prune(traces);
    if (!pruned.ok) return refused(file, pruned.error);
    const { blocks, traces: dropped } = pruned.value;
    return done(`gone for good: ${plural(blocks, 'block')} that no branch led to, ${plural(dropped, 'trace')}`, {
      blocks,
      traces: dropped,
    });
  });
