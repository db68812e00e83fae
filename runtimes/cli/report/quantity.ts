/** Numbers for people. */
const GROUPED = new Intl.NumberFormat('en-US');

export const integer = (value: number | bigint): string => GROUPED.format(value);

/** A decimal string of any length, grouped; other text as it is. */
export const amount = (text: string): string => (/^-?\d+$/.test(text) ? integer(BigInt(text)) : text);

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${integer(count)} ${count === 1 ? one : many}`;

export const percent = (part: number, whole: number): string => {
  if (whole === 0) return '-';
  const value = (100 * part) / whole;
  if (value > 0 && value < 0.05) return '<0.1 %';
  return `${value > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} %`;
};

export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(2)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** Per second. */
export const rate = (value: number): string => (value < 100 ? value.toFixed(1) : integer(Math.round(value)));
