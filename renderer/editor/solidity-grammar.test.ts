import { describe, expect, it } from 'vitest';
import { configuration, grammar } from './solidity-grammar.ts';

/** A grammar's rules, tried one after the other as Monarch does: enough to see where comments and texts end. */
type Rule = readonly [RegExp, unknown, string?] | { readonly include: string };
const tokenizer = grammar.tokenizer as unknown as Readonly<Record<string, readonly Rule[]>>;

function states(source: string): readonly string[] {
  const stack = ['root'];
  return source.split('\n').map((line) => {
    let at = 0;
    while (at < line.length) {
      const rules = (tokenizer[stack.at(-1) ?? ''] ?? []).flatMap((rule) =>
        'include' in rule ? (tokenizer[rule.include.slice(1)] ?? []) : [rule],
      ) as readonly (readonly [RegExp, unknown, string?])[];
      const found = rules
        .map(([pattern, , next]) => ({ next, match: new RegExp(pattern.source, 'y') }))
        .map(({ next, match }) => ((match.lastIndex = at), { next, text: match.exec(line)?.[0] }))
        .find(({ text }) => text !== undefined && text !== '');
      if (found?.text === undefined) throw new Error(`nothing matches ${line.slice(at)} in ${stack.join('/')}`);
      at += found.text.length;
      if (found.next === '@pop') stack.pop();
      else if (found.next !== undefined) stack.push(found.next.slice(1));
    }
    return stack.at(-1) ?? '';
  });
}

describe('after each line of Solidity', () => {
  it.each([
    ['/// @notice one\n///\n/// @dev\ncontract C {}', ['root', 'root', 'root', 'root']],
    ['/** @title x\n * y @param\n */\nuint256 a;', ['doc', 'doc', 'root', 'root']],
    ['string s = "not closed;\nuint b;', ['root', 'root']],
    ['bytes b = hex"00ff"; string u = unicode"\\"é";', ['root']],
    ['/* a ** b\n*/ x', ['comment', 'root']],
  ])('the state is right: %j', (source, wanted) => {
    expect(states(source)).toEqual(wanted);
  });
});

it('a comparison is no bracket', () => {
  expect(JSON.stringify([configuration.brackets, grammar.brackets])).not.toContain('<');
});
