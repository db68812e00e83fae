/** Files that carry a state as windows see them. */
import { sizeOf } from '../../workspace/snapshots/uploads.ts';
import type { SnapshotFile as Listed } from '../../workspace/snapshots/snapshot-folder.ts';
import type { StateTaskAnswers, StateTaskResult } from '../../workspace/state-tasks/state-task.ts';
import type { SnapshotFile, Verdict } from '../contract/snapshots.ts';

/** A file, and what people call it. */
export interface Shown {
  readonly path: string;
  readonly name: string;
}

type Flaw = Extract<StateTaskResult<'inspect'>, { readonly ok: false }>['error'];

export const fileListed = ({ known, ...file }: Listed): SnapshotFile => ({
  ...file,
  known:
    known === undefined
      ? null
      : {
          ...known,
          stateRoot: `0x${known.stateRoot}`,
          cells: known.cells ?? null,
          accounts: known.accounts ?? null,
        },
});

export async function verdictOf(
  { path, name }: Shown,
  read: StateTaskAnswers['inspect'] | StateTaskAnswers['import'],
): Promise<Verdict> {
  const carried =
    'header' in read && read.header !== undefined
      ? {
          ...read.header,
          hasHistory: read.header.history !== undefined,
          counts: read.trailer.counts,
          omitted: [],
          assumed: [],
        }
      : { ...read, hasHistory: 'block' in read.counts && (read.counts['block'] ?? 0) > 0 };
  const { block, stateRoot, counts, hasHistory, omitted, assumed } = carried;
  return {
    file: name,
    size: (await sizeOf(path)) ?? 0,
    checks: read.checks,
    carried: { format: read.format, block, stateRoot: `0x${stateRoot}`, counts, hasHistory, omitted, assumed },
    flaw: null,
  };
}

export async function verdictOfFlaw({ path, name }: Shown, error: Flaw): Promise<Verdict> {
  const { message, advice, line, byte, column, checks } = error;
  return {
    file: name,
    size: (await sizeOf(path)) ?? 0,
    checks,
    carried: null,
    flaw: {
      message: message.replaceAll(path, name),
      advice,
      ...(line !== undefined && { line }),
      ...(byte !== undefined && { byte }),
      ...(column !== undefined && { column }),
    },
  };
}
