/** Elements and characters of what is shown of a list on one line. */
const GLANCED = 16;
const CHARACTERS = 120;

/** `1,000`. */
export const count = (number: number | bigint): string => number.toString().replaceAll(/\B(?=(\d{3})+$)/g, ',');

/** How many of a list `glance` looks at. */
export const glanced = (length: number | bigint): number => (length < GLANCED ? Number(length) : GLANCED);

/** A list on one line: `1, 2, 3, … 997 more`. `texts`: its first elements, `length`: of all. */
export function glance(texts: readonly string[], length: number | bigint): string {
  let line = '';
  let shown = 0;
  for (const text of texts.slice(0, GLANCED)) {
    const next = shown === 0 ? text : `${line}, ${text}`;
    if (shown > 0 && next.length > CHARACTERS) break;
    line = next;
    shown++;
  }
  const rest = BigInt(length) - BigInt(shown);
  return rest === 0n ? line : `${line}${shown === 0 ? '' : ', '}… ${count(rest)} more`;
}
