import type { ComparedRunView, ComparisonView } from '../../../runtimes/service/contract/comparisons.ts';

export const POLICY_WORDS: Readonly<Record<ComparedRunView['policy'], string>> = {
  optimistic: 'Run ahead, check, run again on conflict',
  declared: 'Lock the cells of access lists, then run',
  'first-committer-wins': 'Run once, drop what conflicts',
  serial: 'One at a time: the oracle',
};

/** What tells it from the others: lanes and seed where they differ. */
export function runName({ policy, source, figures, seed }: ComparedRunView, { runs }: ComparisonView): string {
  const differ = (of: (run: ComparedRunView) => unknown): boolean => new Set(runs.map(of)).size > 1;
  return [
    policy,
    ...(source === 'as written' ? [] : [source]),
    ...(differ((run) => run.figures.lanes) ? [`${figures.lanes} ${figures.lanes === 1 ? 'lane' : 'lanes'}`] : []),
    ...(differ((run) => run.seed) ? [`seed ${seed}`] : []),
  ].join(', ');
}

export const whole = (value: number): string => Math.round(value).toLocaleString('en');
export const msText = (value: number): string =>
  `${value.toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: value < 10 ? 2 : 1 })} ms`;
export const times = (value: number | null): string => (value === null ? '–' : `${value.toFixed(2)}×`);
export const percent = (share: number): string => `${Math.round(share * 100)} %`;

export const wastedShare = ({ figures: { wastedMs, committedMs } }: ComparedRunView): number =>
  wastedMs + committedMs > 0 ? wastedMs / (wastedMs + committedMs) : 0;
