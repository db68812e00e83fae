/** How accounts are picked, in plain words: from everybody alike to nearly always the same. */
import type {
  TrafficEntry,
  TrafficForm,
  TrafficPick,
  TrafficValue,
} from '../../../runtimes/service/contract/traffic.ts';

export const MOST_SKEW = 4;
export const SKEW_STEP = 0.25;

/** 0: everybody alike; undefined: always the same one. */
export const skewOf = (pick: TrafficPick): number | undefined =>
  pick.kind === 'random' ? 0 : pick.kind === 'zipf' ? pick.skew : undefined;

export const skewed = (skew: number): TrafficPick => (skew === 0 ? { kind: 'random' } : { kind: 'zipf', skew });

export function skewWords(skew: number): string {
  if (skew === 0) return 'all alike';
  if (skew < 1) return 'slightly uneven';
  if (skew < 1.75) return 'some are busy';
  return skew < 3 ? 'a few dominate' : 'nearly always one';
}

/** What the whole traffic can be set to at once. */
export const CONTENTIONS = [
  { id: 'spread', text: 'All alike', skew: 0 },
  { id: 'some', text: 'Some busy', skew: 1 },
  { id: 'few', text: 'Few dominate', skew: 2 },
  { id: 'one', text: 'Nearly one', skew: MOST_SKEW },
] as const;
export type Contention = (typeof CONTENTIONS)[number]['id'];

type Picks = 'senders' | 'named';

/** Changes each pick of a value that is not a certain account. */
function repicked(value: TrafficValue, change: (pick: TrafficPick) => TrafficPick): TrafficValue {
  switch (value.kind) {
    case 'account':
      return { ...value, pick: change(value.pick) };
    case 'oneOf':
      return { ...value, options: value.options.map((one) => repicked(one, change)) };
    case 'list':
      return { ...value, items: value.items.map((one) => repicked(one, change)) };
    case 'record':
      return { ...value, fields: value.fields.map((one) => ({ ...one, value: repicked(one.value, change) })) };
    default:
      return value;
  }
}

function changed(entry: TrafficEntry, which: Picks, change: (pick: TrafficPick) => TrafficPick): TrafficEntry {
  if (which === 'senders') return entry.from === null ? entry : { ...entry, from: change(entry.from) };
  return { ...entry, to: repicked(entry.to, change), args: entry.args.map((arg) => repicked(arg, change)) };
}

/** Skews of all picks of the traffic that are drawn. */
export function skewsOf({ traffic }: TrafficForm, which: Picks): readonly number[] {
  const skews: number[] = [];
  for (const entry of traffic)
    changed(entry, which, (pick) => {
      const skew = skewOf(pick);
      if (skew !== undefined) skews.push(skew);
      return pick;
    });
  return skews;
}

/** Certain accounts stay. */
export const withSkew = (form: TrafficForm, which: Picks, skew: number): TrafficForm => ({
  ...form,
  traffic: form.traffic.map((entry) =>
    changed(entry, which, (pick) => (skewOf(pick) === undefined ? pick : skewed(skew))),
  ),
});
