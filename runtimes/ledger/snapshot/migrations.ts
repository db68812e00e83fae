/**
 * How lines of earlier versions become lines of the next one. `MIGRATIONS[v]` takes a line of version v, as parsed JSON, to the lines of
 * version v + 1 that say the same; a reader chains them up to its own version. Never changed once released, only added to; each version
 * has stored samples that stay readable (`samples/`).
 */
import { FORMAT_NAME, FORMAT_VERSION } from './format.ts';

export type Migration = (line: unknown) => readonly unknown[];

/** Version 1 is the first. */
export const MIGRATIONS: Readonly<Record<number, Migration>> = {};

const OLDEST = 1;

/** Why a file with this header cannot be read here; else its version. */
export function versionOf(header: unknown): number | { readonly problem: string; readonly advice: string } {
  const { format, version, program } = ((typeof header === 'object' ? header : undefined) ?? {}) as Readonly<
    Record<string, unknown>
  >;
  if (format !== FORMAT_NAME) {
    return {
      problem: `its first line is no header of a snapshot: expected an object with "format":"${FORMAT_NAME}"`,
      advice: 'Name a file that "snapshot export" has written.',
    };
  }
  const by = typeof program === 'string' ? ` by ${JSON.stringify(program.slice(0, 80))}` : '';
  if (typeof version !== 'number' || !Number.isSafeInteger(version))
    return { problem: 'its header has no version', advice: 'The file is damaged: take another copy of it.' };
  if (version > FORMAT_VERSION) {
    return {
      problem: `it has version ${version} of the format, written${by}: this program knows up to ${FORMAT_VERSION}`,
      advice: 'Update this program, or have the snapshot exported again by a version like this one.',
    };
  }
  if (version < OLDEST) {
    return {
      problem: `it has version ${version} of the format, which there never was: the first is ${OLDEST}`,
      advice: 'The file is damaged: take another copy of it.',
    };
  }
  return version;
}

/** What a line of an earlier version says in the words of a later one, today's unless told. @throws RangeError where a step is missing. */
export function migrated(
  line: unknown,
  version: number,
  to = FORMAT_VERSION,
  migrations: Readonly<Record<number, Migration>> = MIGRATIONS,
): readonly unknown[] {
  let lines: readonly unknown[] = [line];
  for (let v = version; v < to; v++) {
    const step = migrations[v];
    if (step === undefined) throw new RangeError(`nothing leads from version ${v} of the format to the next`);
    lines = lines.flatMap((one) => step(one));
  }
  return lines;
}
