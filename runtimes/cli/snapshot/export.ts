import path from 'node:path';
import { accountId, type AccountId } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { SnapshotSource } from '../../ledger/snapshot/snapshot-source.ts';
import { installed } from '../../registry.ts';
import { suggest } from '../../workspace/abi/suggest.ts';
import { formatToWrite } from '../../workspace/formats/formats.ts';
import { openPlace } from '../../workspace/formats/open-state.ts';
import { placeOf } from '../../workspace/formats/place.ts';
import { refusal, type Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { exportText, notes } from '../report/snapshot-report.ts';
import { snapshotFailure } from './snapshot-failure.ts';
import { formatProgress } from './format-progress.ts';

export interface ExportFlags {
  readonly out: string;
  readonly accounts?: string;
  readonly history?: boolean;
  readonly force?: boolean;
  readonly format?: string;
}

export async function exportAnswer(ledger: string, flags: ExportFlags, host: Host): Promise<Answer> {
  const file = path.resolve(host.base, flags.out);
  const chosenFormat = formatToWrite(file, installed, flags.format);
  if (!chosenFormat.ok) return refusal(EXIT.input, { message: chosenFormat.error, file: flags.out });
  const format = chosenFormat.value;
  if (flags.history === true && !format.hasHistory)
    return refusal(EXIT.input, {
      message: `${format.name} carries no history`,
      file: flags.out,
      advice: 'Leave out --history.',
    });
  const source = openPlace(placeOf(ledger, host.base));
  if (!source.ok) return snapshotFailure(source.error, host);
  const progress = formatProgress(host);
  try {
    const accounts = chosen(flags.accounts, source.value);
    if (!accounts.ok) return refusal(EXIT.input, { message: accounts.error, file: ledger });
    const { history, force: replace } = flags;
    const { signal } = host;
    const done = await format.export({
      source: source.value,
      file,
      registry: installed,
      accounts: accounts.value,
      history,
      replace,
      signal,
      onProgress: progress.show,
    });
    progress.clear();
    if (!done.ok) return snapshotFailure(advised(done.error), host);
    const report = { format: format.name, ...done.value, file: flags.out };
    return {
      kind: 'report',
      exitCode: EXIT.ok,
      json: report,
      text: (layout) => exportText(report, layout),
      note: notes({ 'not in the file': report.omitted }),
    };
  } finally {
    progress.clear();
    source.value.close();
  }
}

/** What may be replaced is said by a flag here. */
const advised = <T extends { readonly message: string; readonly advice: string }>(failure: T): T =>
  failure.message === 'there is such a file already'
    ? { ...failure, advice: 'Choose another --out, or replace it with --force.' }
    : failure;

/** Accounts by address or by the name of a contract in the ledger. */
function chosen(list: string | undefined, source: SnapshotSource): Result<readonly AccountId[] | undefined, string> {
  if (list === undefined) return ok(undefined);
  const named = new Map(source.contracts.map(({ name, account }) => [name, account]));
  const accounts: AccountId[] = [];
  for (const text of list.split(',').map((part) => part.trim())) {
    const isAddress = /^(?:0x)?(?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/.test(text);
    const account = named.get(text) ?? (isAddress ? accountId(text) : undefined);
    if (account === undefined) {
      const known = named.size === 0 ? 'there is none' : `there are ${[...named.keys()].join(', ')}`;
      return err(
        `"${text}" is no address and no contract noted in this ledger (${known}).${suggest(text, [...named.keys()])}`,
      );
    }
    accounts.push(account);
  }
  return ok(accounts);
}
