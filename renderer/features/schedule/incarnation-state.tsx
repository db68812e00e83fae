import type { JSX } from 'react';
import type { IncarnationStatus } from '../../../runtimes/core/incarnation-status.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';

const ICONS: Readonly<Record<IncarnationStatus, IconName>> = {
  queued: 'waiting',
  executing: 'executing',
  validating: 'validating',
  committed: 'check',
  aborted: 'aborted',
  waiting: 'waiting',
  reverted: 'reverted',
  invalidated: 'slash',
};

/** Icon and word, always both. */
export const IncarnationState = ({ status }: { status: IncarnationStatus }): JSX.Element => (
  <span className={`st st-${status}`}>
    <Icon name={ICONS[status]} />
    {status}
  </span>
);
