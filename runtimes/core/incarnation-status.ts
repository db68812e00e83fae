/**
 * What an incarnation has come to, by its number in columns of a schedule. `queued`: sent to a lane that still runs what came before it;
 * `executing`: a lane runs it; `validating`: it has run, and nothing has aborted it yet; `waiting`: it gave its lane back to a lower
 * transaction; `reverted`: committed, with an outcome that is no success.
 */
export const INCARNATION_STATUSES = [
  'queued',
  'executing',
  'validating',
  'committed',
  'aborted',
  'waiting',
  'reverted',
  'invalidated',
] as const;

export type IncarnationStatus = (typeof INCARNATION_STATUSES)[number];

export const statusNumber = (status: IncarnationStatus): number => INCARNATION_STATUSES.indexOf(status);

export const statusOf = (number: number): IncarnationStatus => INCARNATION_STATUSES[number] ?? 'queued';
