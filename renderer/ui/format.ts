/** Numbers and addresses as people read them; the exact value is what is copied, and shown on hover. */

const ETHER = 10n ** 18n;

/** Wei as ether, at most so many decimals: `1,000`, `0.998`, `< 0.0001`. */
export function ether(wei: string, decimals = 4): string {
  const value = BigInt(wei);
  const whole = value / ETHER;
  const fraction = (value % ETHER).toString().padStart(18, '0').slice(0, decimals).replace(/0+$/, '');
  if (value > 0n && whole === 0n && fraction === '') return `< 0.${'0'.repeat(decimals - 1)}1`;
  return `${grouped(whole.toString())}${fraction === '' ? '' : `.${fraction}`}`;
}

/** All of it, in the unit that is the shorter to read: `1.5 ether`, `1,000 wei`. */
export const exactly = (wei: string): string =>
  BigInt(wei) > 0n && BigInt(wei) < ETHER / 1_000_000n ? `${grouped(wei)} wei` : `${ether(wei, 18)} ether`;

/** `94,127`. */
export const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** `0x9c41…e07a`. */
export const shortHex = (hex: string): string => (hex.length > 14 ? `${hex.slice(0, 6)}…${hex.slice(-4)}` : hex);

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(String(count))} ${count === 1 ? one : many}`;

/** Local time; with the date where it was not in the last hours. @param now milliseconds since 1970. */
export function clock(seconds: number, now = Date.now()): string {
  const date = new Date(seconds * 1000);
  const time = date.toLocaleTimeString('en-GB');
  return Math.abs(now - date.getTime()) < 12 * 3_600_000 ? time : `${date.toLocaleDateString('sv-SE')} ${time}`;
}

/** Seconds since 1970 as date and time in UTC. */
export const dateTime = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
