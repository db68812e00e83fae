import type { Workbench } from '../../shell/workbench.ts';

/** Pages of the log that are looked through for it. */
const PAGES = 50;

/** Shows a transaction where all of it is shown: one of the live ledger in the log, one of a run in the schedule. */
export async function openTransaction(
  { store, dock }: Workbench,
  run: number | null,
  block: number,
  by: { readonly index: number; readonly row: number | null },
): Promise<void> {
  const { shownRun, selectRow, selectTransaction, notify } = store.getState();
  if (run !== null) {
    if (by.row === null || shownRun?.id !== run)
      return notify({
        kind: 'info',
        text: 'The schedule does not have it: it belongs to the setup, or to another run.',
      });
    dock.show('schedule');
    return selectRow(by.row);
  }
  const id = `${block}-${by.index}`;
  dock.show('transactions');
  for (let page = 0; page < PAGES; page++) {
    const { transactions, allTransactions, loadOlder } = store.getState();
    if (allTransactions || transactions.some((one) => one.id === id)) break;
    await loadOlder();
  }
  selectTransaction(id);
}
