import { parseCell } from '../core/cell.ts';
import { createSlotReader } from './storage-layout.ts';
import type { MachineView, Variable, VariableScope } from '../sdk/debug-info.ts';

/** What the contract keeps, as far as the transaction has touched it: by the layout that all contracts share, whatever they are written in. */
export function stateScope(layout: unknown, view: MachineView): readonly VariableScope[] {
  const read = layout === undefined ? undefined : createSlotReader(layout, view.preimages);
  if (read === undefined) return [];
  const variables: Variable[] = [];
  for (const key of view.touched(view.frame.account)) {
    const cell = parseCell(key);
    const value = view.cell(key);
    if (cell?.field.kind !== 'storage' || value === undefined) continue;
    for (const one of read(cell.field.slot, value)) {
      const compare = /^\d+$/.test(one.value) ? BigInt(one.value) : one.value;
      variables.push({ name: one.name, type: one.type ?? '', value: one.value, compare, cell: key });
    }
  }
  if (variables.length === 0) return [];
  return [{ kind: 'state', title: 'State', variables: variables.sort((a, b) => (a.name < b.name ? -1 : 1)) }];
}
