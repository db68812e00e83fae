/** What is changed, one thing at a time, to see whether code still does the same. */
import type { PolicyName } from '../../core/schedule.ts';
import { nodeChildLauncher, type NodeChildOptions } from '../../process/node-child.ts';
import type { SiblingOptions } from '../run/chain.ts';

export type ConditionId = 'again' | 'clock' | 'culture' | 'seeds' | 'threads' | 'warm';

export interface Condition {
  readonly id: ConditionId;
  /** In words: what differs from the run. */
  readonly label: string;
  readonly chain: SiblingOptions;
  readonly policy: PolicyName;
  /** Everything runs once before it counts, so that whatever is kept between runs is there. */
  readonly warm: boolean;
}

const CLOCK = new URL('./shift-clock.ts', import.meta.url).href;
const DAY_MS = 86_400_000;
const DAYS = [401, -3_650, 12_345] as const;
type Culture = readonly [zone: string, language: string];
/** Time zones with odd offsets, and languages in which letters, numbers and orders differ. */
const CULTURES: readonly [Culture, ...Culture[]] = [
  ['Pacific/Chatham', 'tr_TR.UTF-8'],
  ['America/St_Johns', 'ar_EG.UTF-8'],
  ['Asia/Kathmandu', 'sv_SE.UTF-8'],
];

const at = <T>(list: readonly [T, ...T[]], turn: number): T => list[turn % list.length] ?? list[0];

const make = (
  id: ConditionId,
  label: string,
  child: NodeChildOptions,
  rest: Partial<Pick<Condition, 'chain' | 'policy' | 'warm'>> = {},
): Condition => ({
  id,
  label,
  chain: { launch: nodeChildLauncher(child), ...rest.chain },
  policy: rest.policy ?? 'serial',
  warm: rest.warm ?? false,
});

/** `turn`: from 0; how often the condition has been tried before. */
const MAKERS: readonly ((turn: number) => Condition)[] = [
  () => make('again', 'nothing but the processes', {}),
  (turn) => {
    const days = at(DAYS, turn);
    const label = `clock ${Math.abs(days).toLocaleString('en')} days ${days > 0 ? 'ahead' : 'behind'}`;
    const env = { INTERLEAVE_CLOCK_AHEAD_MS: String(days * DAY_MS) };
    return make('clock', label, { env, execArgv: ['--import', CLOCK] });
  },
  (turn) => {
    const [zone, language] = at(CULTURES, turn);
    return make('culture', `${language.split('.')[0] ?? ''}, ${zone}`, {
      env: { TZ: zone, LANG: language, LC_ALL: language, LANGUAGE: language.slice(0, 2) },
    });
  },
  (turn) => {
    const seed = 20_011 + 7_919 * turn;
    const label = `hash and random seeds ${String(seed)}`;
    return make('seeds', label, { execArgv: [`--hash-seed=${String(seed)}`, `--random-seed=${String(seed)}`] });
  },
  (turn) =>
    make(
      'threads',
      `${String(2 + turn)} executors, optimistic`,
      {},
      { chain: { count: 2 + turn }, policy: 'optimistic' },
    ),
  () => make('warm', 'every call made once before', {}, { warm: true }),
];

/** How many different conditions there are. */
export const CONDITIONS = MAKERS.length;

/** The conditions of so many runs, in turn. */
export const conditionsOf = (runs: number): readonly Condition[] =>
  Array.from({ length: runs }, (_, i) => MAKERS[i % CONDITIONS]?.(Math.floor(i / CONDITIONS))).filter(
    (one) => one !== undefined,
  );
