/** Items whose text has the letters that were typed, in their order; close together and at the beginnings of words first. */
export function rank<T>(items: readonly T[], typed: string, textOf: (item: T) => string): readonly T[] {
  const letters = typed.toLowerCase().replaceAll(/\s/g, '');
  if (letters === '') return items;
  const scored = items.flatMap((item, order) => {
    const score = scoreOf(textOf(item).toLowerCase(), letters);
    return score === undefined ? [] : [{ item, score, order }];
  });
  return scored.sort((a, b) => b.score - a.score || a.order - b.order).map(({ item }) => item);
}

function scoreOf(text: string, letters: string): number | undefined {
  const whole = text.indexOf(letters);
  if (whole >= 0) return 1_000 + (startsWord(text, whole) ? 500 : 0) - text.length;
  let [at, score] = [-1, 0];
  for (const letter of letters) {
    const next = text.indexOf(letter, at + 1);
    if (next < 0) return undefined;
    if (next === at + 1) score += 2;
    if (startsWord(text, next)) score += 3;
    at = next;
  }
  return score - text.length / 100;
}

const startsWord = (text: string, at: number): boolean => at === 0 || /[\s/._-]/.test(text[at - 1] ?? '');
