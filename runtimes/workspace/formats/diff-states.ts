import type { LedgerConfig } from '../../core/block.ts';
import type { AccountId, CellKey } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { canonicalConfig } from '../../ledger/config-digest.ts';
import { diffCells } from '../../ledger/snapshot/diff-cells.ts';
import { failureOf, type SnapshotFailure } from '../../ledger/snapshot/failure.ts';
import type { Registry } from '../../registry.ts';
import { cellNamer, type CellNamer } from '../run/name-cells.ts';
import type { OpenState } from './open-state.ts';

export interface StateDiff {
  readonly before: { readonly block: number; readonly stateRoot: string | null };
  readonly after: { readonly block: number; readonly stateRoot: string | null };
  /** What differs in the configurations, in words. */
  readonly config: readonly string[];
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  /** The first of them, in the order of their keys. The empty text: the cell holds nothing. */
  readonly cells: readonly {
    readonly cell: string;
    readonly key: CellKey;
    readonly before: string;
    readonly after: string;
  }[];
}

export interface DiffOptions {
  /** Cells to list. */
  readonly limit: number;
  readonly registry: Registry;
  /** Names that neither state knows itself: of people, say. */
  readonly labels?: ReadonlyMap<AccountId, string> | undefined;
  /** How many differing cells were found so far. */
  readonly onProgress?: (cells: number) => void;
}

/** Closes both states. */
export async function diffStates(
  before: OpenState,
  after: OpenState,
  { limit, registry, labels, onProgress }: DiffOptions,
): Promise<Result<StateDiff, SnapshotFailure>> {
  const counts = { added: 0, removed: 0, changed: 0 };
  const found: { key: CellKey; before: string; after: string }[] = [];
  let seen = 0;
  try {
    for await (const difference of diffCells(before.cells, after.cells)) {
      counts[difference.before === '' ? 'added' : difference.after === '' ? 'removed' : 'changed']++;
      if (found.length < limit) found.push(difference);
      if (++seen % 1_024 === 0) onProgress?.(seen);
    }
    const name = namesOf(
      found.map(({ key }) => key),
      before,
      after,
      { registry, labels },
    );
    const side = ({ block, stateRoot }: OpenState) => ({ block, stateRoot: stateRoot ?? null });
    return ok({
      before: side(before),
      after: side(after),
      config: configDifferences(before.config, after.config),
      ...counts,
      cells: found.map((one) => ({ cell: name(one.key), ...one })),
    });
  } catch (error) {
    return err(failureOf('', error));
  } finally {
    before.close();
    after.close();
  }
}

/** By what either state knows. */
function namesOf(
  keys: readonly CellKey[],
  before: OpenState,
  after: OpenState,
  { registry, labels = new Map() }: Pick<DiffOptions, 'registry' | 'labels'>,
): CellNamer {
  const [a, b] = [before.names(keys), after.names(keys)];
  const both = <K, V>(one: ReadonlyMap<K, V>, other: ReadonlyMap<K, V>): ReadonlyMap<K, V> =>
    new Map([...one, ...other]);
  return cellNamer(registry, {
    labels: both(labels, both(a.labels, b.labels)),
    layouts: both(a.layouts, b.layouts),
    preimages: both(a.preimages, b.preimages),
  });
}

function configDifferences(before: LedgerConfig, after: LedgerConfig): readonly string[] {
  const [a, b] = [before, after].map((config) => JSON.parse(canonicalConfig(config)) as Record<string, unknown>);
  const fields = new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})]);
  return [...fields]
    .filter((field) => JSON.stringify(a?.[field]) !== JSON.stringify(b?.[field]))
    .map((field) => {
      const shown = (value: unknown): string => (typeof value === 'string' ? value : 'others');
      return `${field} differs: ${shown(a?.[field])}, ${shown(b?.[field])}`;
    });
}
