/** A decision of the scheduler in its own words. */
import type { DecisionView, GateView } from '../../../runtimes/service/contract/runs.ts';

type Namer = (tx: number) => string;

const what = ({ tx, incarnation }: DecisionView, nameOf: Namer): string =>
  `tx ${nameOf(tx)}, incarnation ${incarnation}`;

const where = ({ executor, lane }: DecisionView): string => `${executor ?? ''} lane ${(lane ?? 0) + 1}`;

export function nextWords(next: DecisionView, nameOf: Namer): string {
  switch (next.kind) {
    case 'dispatch':
      return `dispatch ${what(next, nameOf)}, to ${where(next)}`;
    case 'validate':
      return `validate ${what(next, nameOf)}: is what it read still so?`;
    case 'commit':
      return `commit ${what(next, nameOf)}`;
  }
}

export function lastWords(last: NonNullable<GateView['last']>, nameOf: Namer): string {
  const it = what(last, nameOf);
  const others = last.aborted.map((tx) => `tx ${nameOf(tx)}`);
  const more = others.length > 0 ? `; what it wrote aborted ${others.join(', ')}` : '';
  if (last.kind === 'dispatch') return `dispatched ${it}, to ${where(last)}`;
  if (last.kind === 'commit') return `committed ${it}${more}`;
  const outcomes = {
    stands: `validated ${it}: what it read still stands`,
    aborted: `validated ${it}: aborted, what it read has changed since`,
    retried: `took ${it} back: it runs again`,
  };
  return `${outcomes[last.outcome]}${more}`;
}
