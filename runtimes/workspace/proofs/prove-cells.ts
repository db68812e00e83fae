/** Proofs of what cells of a ledger file hold after any of its blocks. */
import { accountOfCell, type CellKey, type CellValue } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { NamedProof, ProofFile } from '../../ledger/proof-file.ts';
import { damaged, failureOf, sourceFailure, type SnapshotFailure } from '../../ledger/snapshot/failure.ts';
import type { SnapshotSource } from '../../ledger/snapshot/snapshot-source.ts';
import { StateRoot } from '../../ledger/state-root.ts';
import type { Registry } from '../../registry.ts';
import { sourceNamer } from '../formats/source-names.ts';
import { cellNamer } from '../run/name-cells.ts';
import { withScenarioAccounts } from '../run/scenario-labels.ts';
import { findCells } from './find-cells.ts';

/** @param text see `findCells`. Everything is read, so it takes a tree over all cells in memory: some 600 bytes a cell. */
export async function proveCells(
  source: SnapshotSource,
  text: string,
  registry: Registry,
): Promise<Result<ProofFile, SnapshotFailure>> {
  try {
    const namesOf = sourceNamer(source);
    const named = withScenarioAccounts(namesOf([]));
    const found = findCells(text, { named, registry, read: (key) => readCell(source, key) });
    if (!found.ok)
      return err({ code: 'source', message: found.error, file: source.name, advice: HOW_TO_NAME, checks: [] });
    const keys = found.value;
    const state = new StateRoot(source.config, () => source.cellsInAnyOrder?.() ?? source.cells());
    const root = await state.root();
    if (source.root !== undefined && source.root !== root) return err(damaged(source.name, source.root, root));
    const name = cellNamer(registry, withScenarioAccounts(namesOf(keys)));
    // What was never written may have no preimage that names it.
    const nameOf = (key: CellKey): string => (keys.length === 1 && key !== text ? text : name(key));
    const proofs: NamedProof[] = [];
    for (const key of keys) proofs.push({ ...(await state.prove(key)), name: nameOf(key) });
    return ok({ block: source.block, stateRoot: root, proofs });
  } catch (error) {
    return err(sourceFailure(source.name, error) ?? failureOf(source.name, error));
  }
}

const HOW_TO_NAME = '"ledger show" and "snapshot diff" show names of cells, "ledger info" those of contracts.';

function readCell(source: SnapshotSource, wanted: CellKey): CellValue {
  for (const [key, value] of source.cells([accountOfCell(wanted)])) {
    if (key === wanted) return value;
    if (key > wanted) break;
  }
  return '';
}
