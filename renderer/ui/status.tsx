import type { JSX } from 'react';
import type { TransactionView } from '../../runtimes/service/contract/ledger.ts';
import { Icon, type IconName } from './icon.tsx';

const ICONS: Readonly<Record<TransactionView['status'], IconName>> = {
  committed: 'check',
  reverted: 'reverted',
  invalidated: 'slash',
};

/** Icon and word, always both. `word`: another one than the status itself, where nothing was committed. */
export const Status = ({
  status,
  word = status,
}: {
  status: TransactionView['status'];
  word?: string;
}): JSX.Element => (
  <span className={`st st-${status}`}>
    <Icon name={ICONS[status]} />
    {word}
  </span>
);
