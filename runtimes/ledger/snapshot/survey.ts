import { accountOfCell, parseCode, type AccountId } from '../../core/cell.ts';
import { breath } from '../breath.ts';
import { stopIfCancelled } from './failure.ts';
import { NeededPreimages } from './needed-preimages.ts';
import type { SnapshotSource, SourceContract } from './snapshot-source.ts';
import { StreamedRoot } from './streamed-root.ts';

/** What must be known of a state before the first line of its snapshot is written. */
export interface Survey {
  readonly cells: number;
  readonly stateRoot: string;
  /** Chosen accounts that have none. */
  readonly empty: readonly AccountId[];
  /** Hashes of the code that is named, sorted. */
  readonly codes: readonly string[];
  readonly contracts: readonly SourceContract[];
  /** undefined: all that the source has. */
  readonly preimages: NeededPreimages | undefined;
}

export interface SurveyOptions {
  readonly accounts?: readonly AccountId[] | undefined;
  readonly history?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** Cells between two pauses, in which others run and a cancel is heard. */
const STRIDE = 8_192;

/** Goes through the state once. @throws SnapshotError where it is cancelled, and what the source throws. */
export async function survey(source: SnapshotSource, options: SurveyOptions): Promise<Survey> {
  const { accounts, history, signal, onProgress } = options;
  const root = new StreamedRoot(source.config);
  const preimages = source.preimages && history !== true ? new NeededPreimages(source.preimages) : undefined;
  const codes = new Set(Object.values(source.config.precompiles ?? {}).map(({ code }) => code));
  const seen = new Set<AccountId>();
  let cells = 0;
  try {
    const all = accounts === undefined ? source.cellsInAnyOrder?.() : undefined;
    for (const [key, value] of all ?? source.cells(accounts)) {
      root.add(key, value);
      preimages?.cell(key);
      if (accounts !== undefined) seen.add(accountOfCell(key));
      if (key.endsWith('/c')) codes.add(parseCode(value)?.hash ?? '');
      if (++cells % STRIDE !== 0) continue;
      onProgress?.(cells);
      await breath();
      stopIfCancelled(source.name, signal);
    }
    if (history === true) for (const code of source.history?.codes() ?? []) codes.add(code);
    const noted = (history === true ? source.history?.contracts : undefined) ?? source.contracts;
    const contracts =
      history === true
        ? noted
        : noted
            .filter(({ account }) => accounts === undefined || accounts.includes(account))
            // When it was noted is history.
            .map((contract) => ({ ...contract, block: source.block }));
    const empty = accounts?.filter((account) => !seen.has(account)) ?? [];
    return { cells, empty, stateRoot: root.root(), codes: [...codes].sort(), contracts, preimages };
  } catch (error) {
    preimages?.close();
    throw error;
  } finally {
    root.close();
  }
}
