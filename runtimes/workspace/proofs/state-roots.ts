/** The roots of a state, worked out from its cells. */
import { err, ok, type Result } from '../../core/result.ts';
import { breath } from '../../ledger/breath.ts';
import {
  damaged,
  failureOf,
  sourceFailure,
  stopIfCancelled,
  type SnapshotFailure,
} from '../../ledger/snapshot/failure.ts';
import type { SnapshotSource } from '../../ledger/snapshot/snapshot-source.ts';
import { StreamedRoot } from '../../ledger/snapshot/streamed-root.ts';
import type { ForeignRoot, ForeignRootReport } from '../../sdk/foreign-state.ts';
import type { FormatProgress } from '../formats/state-format.ts';

export interface StateRoots {
  readonly block: number;
  readonly cells: number;
  /** The ledger's own, 64 hex digits. */
  readonly stateRoot: string;
  /** Of those that were asked for, by their names. */
  readonly foreign: Readonly<Record<string, ForeignRootReport & { readonly title: string }>>;
}

export interface RootOptions {
  readonly foreign: readonly ForeignRoot[];
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: FormatProgress | undefined;
}

/** Cells between two pauses, in which others run and a cancel is heard. */
const STRIDE = 8_192;

/** In memory that does not grow with the cells, but for foreign roots. An error too where the cells do not have the root that was noted. */
export async function stateRoots(
  source: SnapshotSource,
  { foreign, signal, onProgress }: RootOptions,
): Promise<Result<StateRoots, SnapshotFailure>> {
  const own = new StreamedRoot(source.config);
  try {
    let cells = 0;
    for (const [key, value] of source.cellsInAnyOrder?.() ?? source.cells()) {
      own.add(key, value);
      if (++cells % STRIDE !== 0) continue;
      onProgress?.('reading cells', cells, undefined);
      await breath();
      stopIfCancelled(source.name, signal);
    }
    const stateRoot = own.root();
    if (source.root !== undefined && source.root !== stateRoot)
      return err(damaged(source.name, source.root, stateRoot));
    const found: Record<string, ForeignRootReport & { readonly title: string }> = {};
    for (const { name, title, of } of foreign) {
      const work = of(source.cells());
      let step = work.next();
      for (; step.done !== true; step = work.next()) {
        await breath();
        stopIfCancelled(source.name, signal);
      }
      found[name] = { title, ...step.value };
    }
    return ok({ block: source.block, cells, stateRoot, foreign: found });
  } catch (error) {
    return err(sourceFailure(source.name, error) ?? failureOf(source.name, error));
  } finally {
    own.close();
  }
}
