/** How many lanes executors have. */

/** Of each executor: the same for all runtimes, or by runtime id; a runtime that is not named has its own default. */
export type LaneCounts = number | ReadonlyMap<string, number>;

/** undefined: the runtime's own default. */
export const lanesOf = (counts: LaneCounts | undefined, runtime: string): number | undefined =>
  typeof counts === 'object' ? counts.get(runtime) : counts;

/** As JSON has them. */
export type PlainLaneCounts = number | Readonly<Record<string, number>>;

export const laneCountsOf = (plain: PlainLaneCounts): LaneCounts =>
  typeof plain === 'number' ? plain : new Map(Object.entries(plain));

export const plainLaneCounts = (counts: LaneCounts): PlainLaneCounts =>
  typeof counts === 'number' ? counts : Object.fromEntries(counts);

/** What `over` does not name stays as `base` has it. @param ids the runtimes that there are */
export function overriddenLanes(
  base: LaneCounts | undefined,
  over: LaneCounts | undefined,
  ids: readonly string[],
): LaneCounts | undefined {
  if (over === undefined) return base;
  if (base === undefined || typeof over === 'number') return over;
  return new Map([...(typeof base === 'number' ? ids.map((id) => [id, base] as const) : base), ...over]);
}

/** `4 lanes`, `evm=4 wasm=2 lanes`. */
export const lanesText = (counts: LaneCounts): string =>
  typeof counts === 'number'
    ? `${counts} ${counts === 1 ? 'lane' : 'lanes'}`
    : `${[...counts].map(([id, count]) => `${id}=${count}`).join(' ')} lanes`;
