import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Variable } from '../sdk/debug-info.ts';
import { evaluate, holds, problemOf, type ExpressionScope } from './expression.ts';

const number = (name: string, value: bigint): Variable => ({
  name,
  type: 'uint256',
  value: String(value),
  compare: value,
});
const balances: Variable = {
  name: 'balances',
  type: 'mapping(address => uint256)',
  value: '',
  compare: undefined,
  lookup: (key) => (key === 0xabn ? number('[0xab]', 500n) : undefined),
};
const point: Variable = {
  name: 'p',
  type: 'struct Point',
  value: '{x: 3}',
  compare: undefined,
  children: () => [number('x', 3n)],
};
const all: Readonly<Record<string, Variable>> = {
  a: number('a', 10n),
  b: number('b', 3n),
  balances,
  p: point,
  name: { name: 'name', type: 'string', value: '"Token"', compare: 'Token' },
  paused: { name: 'paused', type: 'bool', value: 'false', compare: false },
  data: { name: 'data', type: 'bytes', value: '0xab', compare: '0xab' },
  this: number('this', 0xabn),
  flags: {
    name: 'flags',
    type: 'mapping(bool => uint256)',
    value: '',
    compare: undefined,
    lookup: (key) => (key === 'false' ? number('[false]', 7n) : undefined),
  },
  'msg.sender': number('msg.sender', 0xabn),
};
const scope: ExpressionScope = {
  variable: (name) => all[name],
  account: (name) => (name === 'alice' ? 0xabn : undefined),
};

test.each([
  ['a', '10'],
  ['a + b * 2', '16'],
  ['(a - 11) * -1', '1'],
  ['a / b', '3'],
  ['1e18 / 1_000', '1000000000000000'],
  ['0xff & 0x0f', '15'],
  ['balances[alice]', '500'],
  ['balances[0xAB]', '500'],
  ['balances[msg.sender] >= 500 && !paused', 'true'],
  ['p.x == 3 ? a : b', '10'],
  ['p.length', '1'],
  ['name == "Token"', 'true'],
  ['name == "token"', 'false'],
  ['data == "0xAB"', 'true'],
  ['this == alice', 'true'],
  ['flags[paused]', '7'],
  ['paused || a != 10', 'false'],
])('%s', (text, value) => {
  const answer = evaluate(text, scope);
  expect(answer.ok ? answer.value.value : answer.error).toBe(value);
});

test.each([
  ['nobody', /no "nobody"/],
  ['balances[bob]', /no "bob"/],
  ['balances[5]', /\[5\] that is known/],
  ['a +', /no expression/],
  ['a / 0', /cannot be done/],
  ['f(1)', /code cannot be called/],
  ['p > 1', /needs numbers/],
  ['p == 1', /single values/],
  ['1.5', /whole numbers|no expression/],
  ['1 << 99999999', /cannot be done/],
  [`${'('.repeat(400)}a${')'.repeat(400)} + nobody`, /./],
  ['a'.repeat(2000), /at most/],
])('%s is refused with a reason', (text, why) => {
  const answer = evaluate(text, scope);
  expect(answer.ok ? answer.value.value : answer.error).toMatch(why);
});

test.each(['a +', '', 'f(1)', 'a; b', '[a]', 'p[f(1)]', 'a'.repeat(2000)])(
  '%s is wrong wherever it is worked out',
  (text) => {
    expect(problemOf(text)).toBeDefined();
  },
);

test('any text is answered', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[ab.p()\[\]0-9+*<>=&|!?: "x-]{0,30}$/)), (text) => {
      expect(typeof evaluate(text, scope).ok).toBe('boolean');
      expect(typeof holds(text, scope).ok).toBe('boolean');
    }),
  );
});
