import type { AccountId } from '../../core/cell.ts';
import type { History } from '../../ledger/store/history.ts';
import type { Registry } from '../../registry.ts';
import { cellNamer, type CellNamer, type Named } from '../run/name-cells.ts';
import { withScenarioAccounts } from '../run/scenario-labels.ts';
import { artifactOf } from './artifact-note.ts';

/** What names and reads the cells in a ledger's file: the contracts that were noted in it up to a block. */
export function namedInFile(history: History, block: number): Named {
  const labels = new Map<AccountId, string>();
  const layouts = new Map<AccountId, { readonly runtime: string; readonly storageLayout?: unknown }>();
  for (const { account, name, json } of history.notes(block)) {
    labels.set(account as AccountId, name);
    layouts.set(account as AccountId, artifactOf(json));
  }
  return withScenarioAccounts({ labels, layouts, preimages: history.preimages() });
}

export const createFileNamer = (registry: Registry, history: History, block: number): CellNamer =>
  cellNamer(registry, namedInFile(history, block));
