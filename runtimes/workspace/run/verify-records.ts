/** What a replay says of recorded transactions: which records are used, and what is wrong with them. */
import { recordsDigest } from '../../ledger/records-digest.ts';
import type { RecordedTransaction } from '../../kernel/recorded-effects.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Registry } from '../../registry.ts';
import type { BlockResult } from '../../kernel/block-request.ts';
import type { RecordedBlock } from './chain.ts';
import type { CallNamer } from './name-calls.ts';
import type { CellNamer } from './name-cells.ts';
import { hasGrounds } from './record-grounds.ts';
import type { RecordProblem } from './report.ts';

export interface Names {
  readonly cell: CellNamer;
  readonly call: CallNamer;
}

/** The records of a block that may stand in for running their transactions, by index. A deterministic one is never taken from a record. */
export function usableRecords(
  { transactions, result }: RecordedBlock,
  registry: Registry,
  ledger: Ledger,
): ReadonlyMap<number, RecordedTransaction> {
  const usable = new Map<number, RecordedTransaction>();
  const around = { registry, config: ledger.config, code: (hash: string) => ledger.code(hash) };
  for (const record of result.records) {
    const tx = transactions[record.index];
    const receipt = result.receipts[record.index];
    if (tx !== undefined && receipt !== undefined && hasGrounds(tx, record, around))
      usable.set(record.index, { record, receipt });
  }
  return usable;
}

/** `used`: what `usableRecords` gave; `replayed`: the block once more with them. */
export function recordProblems(
  { context, transactions, result }: RecordedBlock,
  used: ReadonlyMap<number, RecordedTransaction>,
  replayed: BlockResult,
  names: Names,
): readonly RecordProblem[] {
  const at = (index: number): Pick<RecordProblem, 'block' | 'transaction' | 'call'> => {
    const tx = transactions[index];
    return {
      block: context.number,
      transaction: index,
      call: tx === undefined ? 'unknown' : names.call(tx, result.receipts[index]),
    };
  };
  const recorded = new Set(result.records.map(({ index }) => index));
  const problems: RecordProblem[] = replayed.mismatches.map(({ index, key, expected, found }) => ({
    ...at(index),
    problem: 'mismatch',
    cell: names.cell(key),
    expected: expected === undefined ? 'not zero' : shown(expected),
    found: shown(found),
  }));
  for (const { index } of replayed.records)
    if (!recorded.has(index)) problems.push({ ...at(index), problem: 'missing' });
  for (const index of recorded) if (!used.has(index)) problems.push({ ...at(index), problem: 'unfounded' });
  const same = recordsDigest(result.records) === recordsDigest(replayed.records);
  if (problems.length === 0 && !same) throw new Error(`block ${context.number}: a replay changed the records`);
  return problems;
}

const shown = (value: string): string => (value === '' ? 'zero' : value);

/** In words. */
export function describeProblem({ block, transaction, call, problem, cell, expected, found }: RecordProblem): string {
  const of = `block ${block}, transaction ${transaction} (${call})`;
  if (problem === 'mismatch')
    return `${of}: recorded as having read ${expected} in ${cell}, which serially holds ${found}`;
  if (problem === 'missing') return `${of}: runs code that is not deterministic, and has no record`;
  return `${of}: has a record, though no code that is not deterministic can have run in it; it was executed instead`;
}
