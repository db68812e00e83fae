import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { parseCount, parseExecutors, parseLanes, parsePolicy, parseSeed, parseShard } from './flags.ts';

const refusal = (parse: () => unknown): string => {
  try {
    return `accepted ${String(parse())}`;
  } catch (error) {
    return error instanceof InvalidArgumentError ? error.message : `not a usage error: ${String(error)}`;
  }
};

describe('--policy', () => {
  it('takes the four', () => {
    for (const policy of ['optimistic', 'declared', 'first-committer-wins', 'serial'])
      expect(parsePolicy(policy)).toBe(policy);
  });
  it('lists them where it is another one, and guesses', () => {
    expect(refusal(() => parsePolicy('optimisitc'))).toBe(
      'There are: optimistic, declared, first-committer-wins, serial. Did you mean "optimistic"?',
    );
    expect(refusal(() => parsePolicy(''))).toMatch(/^There are: optimistic/);
  });
});

describe('numbers', () => {
  it('takes integers in their range', () => {
    expect([
      parseLanes('1'),
      parseLanes('64'),
      parseSeed('0'),
      parseSeed('9007199254740991'),
      parseCount('4938'),
    ]).toEqual([1, 64, 0, Number.MAX_SAFE_INTEGER, 4938]);
  });
  it.each(['0', '65', '-1', '1.5', '1e1', '0x10', '', ' 1', 'NaN', 'two'])('refuses %j lanes', (text) => {
    expect(refusal(() => parseLanes(text))).toBe('It must be an integer from 1 to 64.');
  });
  it.each(['9007199254740992', '-1', '1.5', 'x'])('refuses the seed %j', (text) => {
    expect(refusal(() => parseSeed(text))).toBe('It must be an integer from 0 to 9007199254740991.');
  });
});

describe('--executors', () => {
  it('takes counts by runtime', () => {
    expect([...parseExecutors('evm=2, wasm=1')]).toEqual([
      ['evm', 2],
      ['wasm', 1],
    ]);
  });
  it.each([
    ['evm', /Not understood: "evm"/],
    ['evm=2,', /Not understood: ""/],
    ['evm:2', /evm=2,wasm=1/],
    ['evm=-1', /Not understood/],
    ['evm=0', /1 to 64 executors, not 0/],
    ['evm=65', /1 to 64 executors, not 65/],
    ['evm=1,evm=2', /"evm" is given twice/],
    ['__proto__=1', /Not understood/],
  ])('refuses %j', (text, why) => {
    expect(refusal(() => parseExecutors(text))).toMatch(why);
  });
});

describe('--lanes by runtime', () => {
  it('takes counts by runtime', () =>
    expect(parseLanes('evm=4,wasm=2')).toEqual(
      new Map([
        ['evm', 4],
        ['wasm', 2],
      ]),
    ));
  it.each([
    ['evm=0', /"evm" must have 1 to 64 lanes, not 0/],
    ['evm=65', /1 to 64 lanes, not 65/],
    ['evm=4,2', /Not understood: "2"/],
    ['evm=1,evm=2', /"evm" is given twice/],
  ])('refuses %j', (text, why) => {
    expect(refusal(() => parseLanes(text))).toMatch(why);
  });
});

describe('--shard', () => {
  it('takes i/n', () => expect(parseShard('2/4')).toEqual({ index: 2, count: 4 }));
  it.each(['0/4', '5/4', '1', '1/0', 'a/b', '1/2/3', '-1/2'])('refuses %j', (text) => {
    expect(refusal(() => parseShard(text))).toMatch(/^Write i\/n/);
  });
});
