import type { AccountId } from '../../core/cell.ts';
import type { History } from '../../ledger/store/history.ts';
import type { Registry } from '../../registry.ts';
import { cellNamer, type CellNamer } from '../run/name-cells.ts';
import { withScenarioAccounts } from '../run/scenario-labels.ts';
import { artifactOf } from './artifact-note.ts';

/** Names of the cells in a ledger's file, by the contracts that were noted in it up to a block. */
export function createFileNamer(registry: Registry, history: History, block: number): CellNamer {
  const labels = new Map<AccountId, string>();
  const layouts = new Map<AccountId, { readonly runtime: string; readonly storageLayout?: unknown }>();
  for (const { account, name, json } of history.notes(block)) {
    labels.set(account as AccountId, name);
    layouts.set(account as AccountId, artifactOf(json));
  }
  return cellNamer(registry, withScenarioAccounts({ labels, layouts, preimages: history.preimages() }));
}
