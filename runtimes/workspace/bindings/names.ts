/** Names in the habit of each language. */

/** The name, or the name with the first number from 2 on that makes it new; it is taken from then on. */
export function uniqueName(name: string, taken: Set<string>, separator = ''): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name}${separator}${String(n)}`;
    if (taken.has(candidate)) continue;
    taken.add(candidate);
    return candidate;
  }
}

/** `getReserves` is `GetReserves`; `_order_id` is `OrderId`. */
export const pascal = (name: string): string =>
  name
    .replaceAll('$', '_')
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/** `balanceOf` is `balance_of`, `tokenURI` is `token_uri`; outer underscores stay. */
export const snake = (name: string): string =>
  name
    .replaceAll('$', '_')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();

/** What the Rust SDK makes of an identifier (`text.rs`, write_camel): each single `_` between two other characters goes. */
export const camelOfRust = (name: string): string =>
  name.replaceAll(/(?<=[^_])_([^_])/g, (_, letter: string) => letter.toUpperCase());

/** A name that stands for something already gets an underscore behind it. */
export const escapeWord = (name: string, taken: { has(word: string): boolean }): string =>
  taken.has(name) ? escapeWord(`${name}_`, taken) : name;

/** What a text is commented with, line by line. */
export const commented = (reason: string, signature: string): readonly string[] => [
  `// ${signature}`,
  `// left out: ${reason}`,
];
