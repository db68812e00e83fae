/** What a block's menu offers: each in one step. */
import type { Standing, TimelineBlock } from '../../../runtimes/service/contract/history.ts';
import type { Store } from '../../store/store.ts';
import type { MenuEntries } from '../../ui/context-menu.tsx';
import type { OnExport } from './block-actions.tsx';
import { CURRENT, stateOf } from './slice.ts';

export function blockMenu(
  store: Store,
  block: TimelineBlock,
  standing: Standing,
  blocks: readonly TimelineBlock[],
  { onExport, onBranch }: { readonly onExport: OnExport; readonly onBranch: (id: number) => void },
): MenuEntries {
  const { compareStates, moveLedger, startDiff } = store.getState();
  const { id, number } = block;
  const state = stateOf(block);
  const isHere = id === standing.at;
  const parent = blocks.find((one) => one.id === block.parent);
  return [
    ...(isHere
      ? []
      : [
          {
            id: 'current',
            text: 'Compare with current state',
            run: () => void compareStates(state, CURRENT(standing)),
          },
        ]),
    ...(parent === undefined
      ? []
      : [
          {
            id: 'before',
            text: 'Compare with the block before',
            run: () => void compareStates(stateOf(parent), state),
          },
        ]),
    { id: 'another', text: 'Compare with another', run: () => startDiff(state) },
    '-',
    ...(isHere
      ? []
      : [{ id: 'revert', text: 'Revert here', run: () => void moveLedger('history.revert', { block: id }) }]),
    { id: 'branch', text: 'Branch from here', run: () => onBranch(id) },
    { id: 'export', text: 'Export from here', run: () => onExport({ id, number }) },
  ];
}
