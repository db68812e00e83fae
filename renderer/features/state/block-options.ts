/** Blocks to choose from, the newest first. */
import { dateTime } from '../../ui/format.ts';
import type { Explored } from './slice.ts';

/** Whoever chooses it gets more to choose from. */
export const OLDER = 'older';

export const blockOptions = ({
  blocks,
  hasOlderBlocks,
}: Pick<Explored, 'blocks' | 'hasOlderBlocks'>): readonly { id: string; text: string; after?: string }[] => [
  ...blocks.map(({ id, number, timestamp, transactions }) => ({
    id: String(id),
    text: `block ${number}`,
    after: timestamp === null ? 'the beginning' : `${transactions} tx, ${dateTime(timestamp)}`,
  })),
  ...(hasOlderBlocks ? [{ id: OLDER, text: 'List older blocks' }] : []),
];
