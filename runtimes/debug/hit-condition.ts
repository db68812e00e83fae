/** `5`, `>= 3`, `% 10`: which of the times that a breakpoint is met count, from 1; undefined: that is no such condition. */
export function parseHitCondition(text: string): ((count: number) => boolean) | undefined {
  const [, operator = '==', digits] = /^\s*(==?|>=?|<=?|%)?\s*(\d{1,9})\s*$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const bound = Number(digits);
  switch (operator) {
    case '>':
      return (count) => count > bound;
    case '>=':
      return (count) => count >= bound;
    case '<':
      return (count) => count < bound;
    case '<=':
      return (count) => count <= bound;
    case '%':
      return bound === 0 ? undefined : (count) => count % bound === 0;
    default:
      return (count) => count === bound;
  }
}
