import { err, ok, type Result } from '../../core/result.ts';
import type { Registry } from '../../registry.ts';
import { storageFailure, type SnapshotFailure } from '../../ledger/snapshot/failure.ts';
import { cellsCsv } from './cells-csv.ts';
import { firstBytes } from './file-start.ts';
import { foreignFormat } from './foreign-format.ts';
import { snapshotFormat } from './snapshot-format.ts';
import type { StateFormat } from './state-format.ts';

/** All kinds of files that carry a state: the product's own, then those of the runtimes. */
export const formatsOf = (registry: Registry): readonly StateFormat[] => [
  snapshotFormat,
  ...registry.runtimes.flatMap(({ stateFormats = [] }) => stateFormats.map(foreignFormat)),
  cellsCsv,
];

/** How much of a file is looked at to tell what it is. */
const START = 2 ** 16;

/** The format of a file to write: the one that is named, else the one of its ending, else the product's own. The error: several could be meant. */
export function formatToWrite(file: string, registry: Registry, name?: string): Result<StateFormat, string> {
  const formats = formatsOf(registry);
  if (name !== undefined) return named(formats, name);
  const byEnding = formats.find(({ extensions }) => extensions.some((end) => file.toLowerCase().endsWith(end)));
  if (byEnding !== undefined) return ok(byEnding);
  if (!file.toLowerCase().endsWith('.json')) return ok(snapshotFormat);
  const endings = formats.flatMap(({ extensions }) => extensions.filter((end) => end.endsWith('.json')));
  return err(
    `there are several formats in JSON: name one with --format, or have the file end in ${endings.join(', ')}`,
  );
}

/** The format of a file that is there: the one that is named, else the one that its first bytes show. */
export function formatToRead(file: string, registry: Registry, name?: string): Result<StateFormat, SnapshotFailure> {
  const formats = formatsOf(registry);
  const refused = (message: string): Result<never, SnapshotFailure> =>
    err({
      code: 'refused',
      message,
      file,
      advice: 'If it is one of them nevertheless, "snapshot import --format" says what is wrong with it.',
      checks: [],
    });
  let start: Uint8Array;
  try {
    start = firstBytes(file, START);
  } catch (error) {
    return err(storageFailure(file, error));
  }
  if (name !== undefined) {
    const format = named(formats, name);
    return format.ok ? format : refused(format.error);
  }
  // By its ending, where it is damaged: its own import says what is wrong with it.
  const found =
    formats.find((format) => format.recognises(start)) ??
    formats.find(({ extensions }) => extensions.some((end) => file.toLowerCase().endsWith(end)));
  if (found !== undefined) return ok(found);
  const kinds = formats.filter((format) => typeof format.import !== 'string').map((format) => format.name);
  return refused(`it is none of the kinds of files that carry a state: ${kinds.join(', ')}`);
}

function named(formats: readonly StateFormat[], name: string): Result<StateFormat, string> {
  const found = formats.find((format) => format.name === name);
  return found === undefined
    ? err(`there is no format ${name}; there are: ${formats.map((format) => format.name).join(', ')}`)
    : ok(found);
}
