import { INCARNATION_STATUSES } from '../../../runtimes/core/incarnation-status.ts';
import type { RowFilter, ScheduleData } from './schedule-data.ts';

/** `kind: value`: a removable tag. Those of one kind are alternatives; those of several kinds all hold. */
export interface Filter {
  readonly kind: 'runtime' | 'executor' | 'status' | 'cell' | 'sender' | 'contract' | 'duration';
  readonly value: string;
}

/** At least so long, ms. */
const DURATIONS = [0.1, 1, 10, 100];
const durationText = (ms: number): string => `at least ${ms} ms`;

const valueOf: Readonly<Record<Exclude<Filter['kind'], 'duration'>, (data: ScheduleData, row: number) => string>> = {
  runtime: (data, row) => data.runtime(row),
  executor: (data, row) => data.lanes[data.lane.at(row)]?.executor ?? '',
  status: (data, row) => data.statusName(row),
  cell: (data, row) => data.cells[data.cell.at(row)] ?? '',
  sender: (data, row) => data.sender(row),
  contract: (data, row) => data.label(row).split('.')[0] ?? '',
};

/** undefined: nothing is filtered. */
export function rowFilter(filters: readonly Filter[]): RowFilter | undefined {
  if (filters.length === 0) return undefined;
  const kinds = [...new Set(filters.map(({ kind }) => kind))].map((kind): RowFilter => {
    const values = new Set(filters.filter((one) => one.kind === kind).map(({ value }) => value));
    if (kind !== 'duration') return (data, row) => values.has(valueOf[kind](data, row));
    const least = Math.min(...DURATIONS.filter((ms) => values.has(durationText(ms))));
    return (data, row) => data.endOf(row) - data.start.at(row) >= least;
  });
  return (data, row) => kinds.every((fits) => fits(data, row));
}

/** Cells and senders offered. */
const OFFERED = 50;

/** It changes when there is more to filter by. */
export const filterChoiceCount = ({ lanes, labels, cells, senders }: ScheduleData): number =>
  lanes.length + labels.length + Math.min(cells.length, OFFERED) + Math.min(senders.length, OFFERED);

/** What can be filtered by, given what there is. */
export function filterChoices(data: ScheduleData): readonly Filter[] {
  const of = (kind: Filter['kind'], values: Iterable<string>): Filter[] =>
    [...new Set(values)].filter((value) => value !== '').map((value) => ({ kind, value }));
  return [
    ...of(
      'status',
      INCARNATION_STATUSES.filter((status) => status !== 'queued'),
    ),
    ...of(
      'runtime',
      data.lanes.map(({ runtime }) => runtime),
    ),
    ...of(
      'executor',
      data.lanes.map(({ executor }) => executor),
    ),
    ...of(
      'contract',
      data.labels.map((label) => label.split('.')[0] ?? ''),
    ),
    ...of('duration', DURATIONS.map(durationText)),
    ...of('cell', data.cells.slice(0, OFFERED)),
    ...of('sender', data.senders.slice(0, OFFERED)),
  ];
}
