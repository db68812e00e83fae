import type { SnapshotSource } from '../../ledger/snapshot/snapshot-source.ts';

/** What of a ledger only the program's own format carries, a phrase for each that there is. */
export function lostOfSource({ block, contracts, history, preimages }: SnapshotSource): readonly string[] {
  const first = history?.header.first ?? block;
  const names = contracts.map(({ name }) => name);
  return [
    ...(block > first
      ? [`the history: blocks ${first + 1} to ${block} with their transactions, receipts, events and records`]
      : []),
    ...(names.length > 0
      ? [`names, ABIs and layouts of contracts (${names.join(', ')}), by which scenarios and reports know them`]
      : []),
    ...(preimages === undefined ? [] : ['preimages of storage keys, by which entries of mappings are named']),
  ];
}
