import type { AccountId, CellKey, CellValue } from '../../core/cell.ts';
import { accountOfCell } from '../../core/cell.ts';
import { partitionPoint } from '../../core/partition-point.ts';
import { ok, type Result } from '../../core/result.ts';
import type { Ledger, LedgerError } from '../ledger.ts';
import type { ArtifactRecord } from './format.ts';
import type { PreimageSource, SnapshotSource, SourceContract } from './snapshot-source.ts';

/** What a ledger in memory cannot know itself: the names of what is in it. */
export interface LedgerNotes {
  readonly contracts: readonly Omit<SourceContract, 'block'>[];
  readonly artifacts: ReadonlyMap<string, Omit<ArtifactRecord, 'kind' | 'hash'>>;
  /** Preimages by their keccak-256. */
  readonly preimages: ReadonlyMap<string, Uint8Array>;
}

/**
 * The state of any ledger as it is when this is called, without history: a ledger that is a file has a source of its own
 * (`openFileSource`), which needs no copy of the cells.
 */
export async function ledgerSource(ledger: Ledger, notes?: LedgerNotes): Promise<Result<SnapshotSource, LedgerError>> {
  const { config } = ledger;
  const block = ledger.head().number;
  const values = new Map<CellKey, CellValue>();
  for (const [key, { value }] of ledger.cells()) values.set(key, value);
  const codes = new Map<string, Uint8Array>();
  for (const { hash, bytes } of ledger.codes()) codes.set(hash, bytes);
  const asked = ledger.stateRoot();
  const keys = [...values.keys()].sort();
  const {
    contracts = [],
    artifacts = new Map<string, Omit<ArtifactRecord, 'kind' | 'hash'>>(),
    preimages,
  } = notes ?? {};
  const root = await asked;
  if (!root.ok) return root;
  return ok({
    name: 'the ledger',
    config,
    block,
    context: ledger.block(block)?.context,
    root: root.value,
    *cells(accounts) {
      const chosen = accounts && new Set<AccountId>(accounts);
      for (const key of keys)
        if (chosen === undefined || chosen.has(accountOfCell(key))) yield [key, values.get(key) as CellValue] as const;
    },
    code: (hash) => codes.get(hash),
    contracts: [...contracts].sort((a, b) => (a.account < b.account ? -1 : 1)).map((one) => ({ ...one, block })),
    artifact: (hash) => artifacts.get(hash) as Omit<ArtifactRecord, 'kind' | 'hash'>,
    preimages: preimages && preimagesOf(preimages),
    history: undefined,
    close: () => undefined,
  });
}

function preimagesOf(preimages: ReadonlyMap<string, Uint8Array>): PreimageSource {
  const sorted = [...preimages].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    floor: (slot) => sorted[partitionPoint(sorted.length, (at) => (sorted[at]?.[0] ?? '') <= slot) - 1],
    all: () => sorted,
  };
}
