import { err, ok, type Result } from '../../core/result.ts';

const UNITS: Readonly<Record<string, bigint>> = { s: 1n, m: 60n, h: 3_600n, d: 86_400n, w: 604_800n };
/** The year 9999. */
const LATEST = 253_402_300_799n;

const FORMS = 'write +90 s, +2 hours, +30 days, 2027-01-31 12:00 (UTC), or seconds since 1970';

/**
 * When the next block shall be, as people write it: from the newest block on (`+3 days`), a date and time in UTC, or seconds since 1970.
 * Empty: now, which is undefined. @param newest seconds since 1970. @param now milliseconds since 1970.
 */
export function parseNextTime(text: string, newest: bigint, now: number): Result<bigint | undefined, string> {
  const given = text.trim().toLowerCase();
  if (given === '' || given === 'now') return ok(undefined);
  const from = (time: bigint): Result<bigint, string> =>
    time > LATEST ? err(`"${text}" is after the year 9999`) : ok(time);
  if (/^\d{1,12}$/.test(given)) return from(BigInt(given));
  const later = /^\+\s*(\d{1,9})\s*([smhdw])(?:ec(?:onds?)?|in(?:utes?)?|ours?|ays?|eeks?)?$/.exec(given);
  if (later !== null) {
    const current = BigInt(Math.floor(now / 1000));
    return from((newest > current ? newest : current) + BigInt(later[1] ?? '0') * (UNITS[later[2] ?? 's'] ?? 1n));
  }
  if (/^\d{4}-\d\d-\d\d([t ]\d\d:\d\d(:\d\d)?)?z?$/.test(given)) {
    const time = Date.parse(
      `${given.replace(/z$/, '').replace(' ', 'T').toUpperCase()}${given.length > 10 ? 'Z' : ''}`,
    );
    if (Number.isFinite(time)) return from(BigInt(time) / 1000n);
  }
  return err(`"${text}" is no time: ${FORMS}`);
}
