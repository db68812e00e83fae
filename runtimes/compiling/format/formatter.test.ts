import { describe, expect, it } from 'vitest';
import { formatText, saysTheSame } from './formatter.ts';

describe('a text is laid out, and says the same', () => {
  it.each([
    [
      'solidity',
      'pragma solidity ^0.8.20;\ncontract   A{ uint256 x; // here\nfunction f(uint a)external{x=a;} }',
      'pragma solidity ^0.8.20;\ncontract A {\n    uint256 x; // here\n    function f(uint a) external {\n        x = a;\n    }\n}\n',
    ],
    [
      'typescript',
      '@contract class A extends Contract{ @view x:Counter\n f( ):void{this.x.add(U256.ONE)} }',
      '@contract\nclass A extends Contract {\n  @view x: Counter;\n  f(): void {\n    this.x.add(U256.ONE);\n  }\n}\n',
    ],
    ['yaml', 'traffic:\n- {to: a,   call: f} # one\n', 'traffic:\n  - { to: a, call: f } # one\n'],
  ] as const)('%s', async (language, before, after) => {
    expect(await formatText(language, before)).toEqual({ ok: true, value: after });
  });

  it('with the line ends that it has', async () => {
    expect(await formatText('yaml', 'a:   1\r\nb: 2\r\n')).toEqual({ ok: true, value: 'a: 1\r\nb: 2\r\n' });
  });

  it('unless it cannot be read', async () => {
    expect(await formatText('solidity', 'contract {')).toMatchObject({ ok: false });
    expect(await formatText('typescript', 'class {{')).toMatchObject({
      ok: false,
      error: expect.stringContaining('cannot be formatted'),
    });
  });
});

it('what is missing, added or moved is not the same', () => {
  expect(saysTheSame('a = b - c;', 'a=b-c')).toBe(true);
  expect(saysTheSame('a = b - c;', 'a = c - b;')).toBe(false);
  expect(saysTheSame('a = b; // why', 'a = b;')).toBe(false);
});
