/**
 * Loaded before everything else in an executor and its lanes (`--import`): their clocks are ahead by so many milliseconds, and the one that
 * measures runs faster.
 */
const ahead = Number(process.env['INTERLEAVE_CLOCK_AHEAD_MS'] ?? 0);
const FASTER = 3;
const RealDate = Date;
const now = RealDate.now.bind(RealDate);
const measured = performance.now.bind(performance);

class AheadDate extends RealDate {
  constructor(...parts: unknown[]) {
    if (parts.length === 0) super(now() + ahead);
    else super(...(parts as [number]));
  }

  static override now(): number {
    return now() + ahead;
  }
}

globalThis.Date = AheadDate as DateConstructor;
performance.now = () => measured() * FASTER + ahead;
