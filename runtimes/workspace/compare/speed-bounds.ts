/** What keeps a run from being faster, in figures and in words. */
import type { PolicyName } from '../../core/policy.ts';

export interface BoundFacts {
  readonly policy: PolicyName;
  readonly lanes: number;
  /** Of the machine; undefined where it does not matter. */
  readonly cores: number | undefined;
  readonly elapsedMs: number;
  readonly committedMs: number;
  readonly wastedMs: number;
  /** All, and those of them that did not come to anything: first-committer-wins runs nothing twice. */
  readonly transactions: number;
  readonly invalidated: number;
  readonly criticalMs: number;
  readonly criticalLength: number;
  /** The heaviest chain through one cell; null: nobody waits for anybody. */
  readonly hottest: { readonly cell: string; readonly length: number; readonly ms: number } | null;
}

/** `policy`: it lets nothing run side by side. `nothing`: there was no work. */
export type BoundKind = 'criticalPath' | 'lanes' | 'wasted' | 'overhead' | 'policy' | 'nothing';

export interface SpeedBounds {
  readonly kind: BoundKind;
  /** No schedule of this work on these lanes can be shorter, ms. */
  readonly floorMs: number;
  /** Work over critical path: what any number of lanes could bring. */
  readonly mostSpeedup: number;
  /** What these lanes could bring. */
  readonly speedupHere: number;
  /** Shares of the time, ms; they add up to it. */
  readonly parts: { readonly floorMs: number; readonly wastedMs: number; readonly overheadMs: number };
  readonly text: readonly string[];
}

export function speedBounds(facts: BoundFacts): SpeedBounds {
  const { lanes, elapsedMs, committedMs: work, wastedMs, criticalMs } = facts;
  const evenly = work / Math.max(lanes, 1);
  const floorMs = Math.max(criticalMs, evenly);
  const floorPart = Math.min(floorMs, elapsedMs);
  const wastedPart = Math.min(wastedMs / Math.max(lanes, 1), elapsedMs - floorPart);
  const parts = { floorMs: floorPart, wastedMs: wastedPart, overheadMs: elapsedMs - floorPart - wastedPart };
  const kind = kindOf(facts, evenly, parts);
  return {
    kind,
    floorMs,
    mostSpeedup: criticalMs > 0 ? work / criticalMs : 1,
    speedupHere: floorMs > 0 ? work / floorMs : 1,
    parts,
    text: words(facts, kind, floorMs, parts),
  };
}

function kindOf(
  { policy, lanes, committedMs, criticalMs }: BoundFacts,
  evenly: number,
  parts: SpeedBounds['parts'],
): BoundKind {
  if (committedMs === 0) return 'nothing';
  if (policy === 'serial' && lanes > 1) return 'policy';
  if (parts.floorMs >= Math.max(parts.wastedMs, parts.overheadMs))
    return criticalMs >= evenly ? 'criticalPath' : 'lanes';
  return parts.wastedMs > parts.overheadMs ? 'wasted' : 'overhead';
}

function words(facts: BoundFacts, kind: BoundKind, floorMs: number, parts: SpeedBounds['parts']): string[] {
  const { lanes, committedMs: work, criticalMs, criticalLength, hottest, transactions, wastedMs, elapsedMs } = facts;
  if (kind === 'nothing') return ['Nothing was executed.'];
  const text: string[] = [];
  if (facts.invalidated > 0)
    text.push(
      `${count(facts.invalidated)} of ${count(transactions)} transactions were invalidated: they had read what another one changed, did nothing, and would have to be sent again. Throughput and speed-up count the ${count(transactions - facts.invalidated)} that were committed.`,
    );
  const chain = `the critical path (${criticalLength} of ${transactions} transactions, ${ms(criticalMs)})`;
  if (kind === 'policy')
    text.push(
      `Bound by its policy: one transaction at a time, however many lanes there are. On ${lanes} lanes this work could take ${ms(floorMs)}.`,
    );
  else if (kind === 'criticalPath')
    text.push(
      `Bound by ${chain}: ${share(criticalMs, elapsedMs)} of the time. More lanes do not help; ${ratio(work / criticalMs)} is the most that this work can gain on any number of lanes.`,
    );
  else if (kind === 'lanes')
    text.push(
      `Bound by ${lanes === 1 ? 'its one lane' : `its ${lanes} lanes`}: ${ms(work)} of work take at least ${ms(floorMs)}. More lanes help, up to ${ratio(work / Math.max(criticalMs, 1e-9))}, where ${chain} is reached.`,
    );
  else if (kind === 'wasted')
    text.push(
      `Bound by wasted work: ${ms(wastedMs)} went into incarnations that were aborted, against ${ms(work)} of useful work.`,
    );
  else
    text.push(
      `Bound by what is not execution: ${share(parts.overheadMs, elapsedMs)} of the time is messages, waiting and commits. ${perTransaction(facts)}`,
    );
  if (hottest !== null && hottest.length > 2)
    text.push(
      `The longest chain through one cell is ${hottest.cell}: ${hottest.length} transactions, ${ms(hottest.ms)}, one after the other.`,
    );
  if (kind !== 'criticalPath' && kind !== 'lanes') text.push(`The critical path alone would take ${ms(criticalMs)}.`);
  if (facts.cores !== undefined && facts.cores < lanes)
    text.push(
      `This machine has ${facts.cores} ${facts.cores === 1 ? 'core' : 'cores'} for ${lanes} lanes: a measured run cannot use all of them at once. A simulated one can.`,
    );
  return text;
}

const perTransaction = ({ committedMs, transactions, invalidated }: BoundFacts): string =>
  `A transaction takes ${ms(committedMs / Math.max(transactions - invalidated, 1))} to execute: the smaller it is, the more its way to a lane and back counts.`;

const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`;
const count = (value: number): string => value.toLocaleString('en');
const ratio = (value: number): string => `${value.toFixed(2)}×`;
const share = (part: number, whole: number): string => `${Math.round((100 * part) / Math.max(whole, 1e-9))} %`;
