import { expect, it } from 'vitest';
import { plain } from '../report.testkit.ts';
import { failureText } from './failure-text.ts';

it('begins with the place, as compilers do', () => {
  expect(failureText({ message: "Expected ';'", file: 'a/B.sol', line: 6, column: 3 }, plain)).toBe(
    "a/B.sol:6:3: Expected ';'",
  );
  expect(failureText({ message: 'missing', file: 'a.yaml' }, plain)).toBe('a.yaml: missing');
  expect(failureText({ message: 'no place', column: 3 }, plain)).toBe('error: no place');
});

it('goes on with ten more, how many are hidden, and what to do', () => {
  const more = Array.from({ length: 12 }, (_, i) => ({
    message: `problem ${i}`,
    file: 'a.yaml',
    line: i + 2,
    column: 1,
  }));
  const lines = failureText(
    { message: 'first', file: 'a.yaml', line: 1, column: 1, more, advice: 'Do this.' },
    plain,
  ).split('\n');
  expect(lines).toHaveLength(13);
  expect(lines[10]).toBe('a.yaml:11:1: problem 9');
  expect(lines.slice(11)).toEqual(['… and 2 more', 'Do this.']);
});

it('keeps the lines of a message and drops its control characters', () => {
  expect(failureText({ message: 'one\n  two\u001b[2J\n' }, plain)).toBe('error: one\n      two');
});
