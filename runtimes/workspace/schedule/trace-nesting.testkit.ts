/** Whether viewers take a trace as it is meant: on each thread slices lie beside or inside each other. */
import type { TraceEvent, TraceFile } from './trace-events.ts';

const ns = (micros: number | undefined): number => Math.round((micros ?? NaN) * 1000);
const endOf = (one: TraceEvent): number => ns(one.ts) + ns(one.dur);

/** Read as Perfetto does: by time, those of one time as they stand in the file. @returns what is wrong, in words. */
export function nestingFlaws({ traceEvents }: TraceFile): readonly string[] {
  const flaws: string[] = [];
  const threads = new Map<string, TraceEvent[]>();
  for (const one of traceEvents) {
    if (one.ph !== 'X') continue;
    if (!(ns(one.dur) >= 0) || !Number.isFinite(ns(one.ts))) flaws.push(`${one.name} takes ${one.dur} from ${one.ts}`);
    const key = `${one.pid}.${one.tid}`;
    const thread = threads.get(key) ?? [];
    thread.push(one);
    threads.set(key, thread);
  }
  for (const [key, thread] of threads) {
    const open: TraceEvent[] = [];
    for (const one of thread.sort((a, b) => ns(a.ts) - ns(b.ts))) {
      let outer = open.at(-1);
      while (outer !== undefined && endOf(outer) <= ns(one.ts)) {
        open.pop();
        outer = open.at(-1);
      }
      if (outer !== undefined && endOf(one) > endOf(outer))
        flaws.push(`${key}: ${one.name} (${one.ts} + ${one.dur}) leaves ${outer.name} (${outer.ts} + ${outer.dur})`);
      open.push(one);
    }
  }
  return flaws;
}
