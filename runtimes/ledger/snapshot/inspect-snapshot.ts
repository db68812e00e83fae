import { err, ok, type Result } from '../../core/result.ts';
import { CheckList, READ_CHECKS, type Check } from './check-list.ts';
import { failureOf, type SnapshotFailure } from './failure.ts';
import type { ContractRecord, SnapshotHeader, SnapshotTrailer } from './format.ts';
import type { ReadOptions } from './read-lines.ts';
import { readSnapshot } from './read-snapshot.ts';

export interface Inspected {
  /** Of the format. */
  readonly version: number;
  readonly header: SnapshotHeader;
  readonly trailer: SnapshotTrailer;
  readonly contracts: readonly Omit<ContractRecord, 'kind'>[];
  /** All that can be told of the file itself, and passed. */
  readonly checks: readonly Check[];
}

/** Reads and checks a whole snapshot and keeps nothing but what it is. */
export async function inspectSnapshot(
  file: string,
  options: ReadOptions = {},
): Promise<Result<Inspected, SnapshotFailure>> {
  const checks = new CheckList(READ_CHECKS);
  try {
    const reading = await readSnapshot(file, checks, options);
    const contracts: Omit<ContractRecord, 'kind'>[] = [];
    for await (const batch of reading.records)
      for (const record of batch) {
        if (record.kind !== 'contract') continue;
        const { account, name, artifact, block } = record;
        contracts.push({ account, name, artifact, block });
      }
    const { header, version } = reading;
    return ok({ version, header, trailer: reading.trailer(), contracts, checks: checks.list });
  } catch (error) {
    return err(failureOf(file, error, checks.list));
  }
}
