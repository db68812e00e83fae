import { expect, it } from 'vitest';
import { callersFirst } from './callers-first.ts';

const frames = (text: string): readonly { readonly name: string; readonly depth: number }[] =>
  text.split(' ').map((part) => ({ name: part.slice(0, -1), depth: Number(part.slice(-1)) }));

it('puts calls in the order in which they were made', () => {
  // a calls b, which calls c and d; then e.
  const ended = frames('c3 d3 b2 e2 a1 f1');
  expect(callersFirst(ended).map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

it('keeps calls whose caller is not among them', () => {
  expect(callersFirst(frames('c3 b2')).map(({ name }) => name)).toEqual(['b', 'c']);
  expect(callersFirst([])).toEqual([]);
});
