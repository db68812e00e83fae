/** The example runtime as users would have it: beside the others in a registry, in a scenario, called from Solidity. */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import { installed } from '../../registry.ts';
import { verifyScenario } from '../../workspace/run/run-scenario.ts';
import { stack } from './module.ts';
import { parseProgram } from './parse-program.ts';

const SCENARIO = `name: stack-token
seed: 3
accounts: { count: 20, balance: 10 ether }
executors: { stack: 2, evm: 1 }
contracts:
  token: { source: Token.stack, args: [1000] }
  shop: { source: Shop.sol, args: [$token] }
setup:
  - { to: token, call: transfer, args: [$shop, 100] }
traffic:
  - { to: shop, call: give, args: [{ account: random }, 1], count: 60, from: random }
  - { to: token, call: transfer, args: [{ account: random }, 2], count: 60, from: 0 }
  - { to: token, call: transfer, args: [$shop, 100000], count: 5, from: random }
expect:
  - { read: 'token.balanceOf($shop)', equals: 40 }
  - { read: 'shop.given()', equals: 60 }
`;

const SHOP = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;
interface IToken { function transfer(address to, uint256 value) external returns (bool); }
contract Shop {
    IToken immutable token;
    uint256 public given;
    constructor(IToken one) { token = one; }
    function give(address to, uint256 value) external {
        require(token.transfer(to, value));
        given++;
    }
}
`;

const workspaces = testWorkspaces();
afterAll(() => workspaces.removeAll());

test('a scenario with a stack contract and one in Solidity runs concurrently as it does serially', async () => {
  const token = readFileSync(new URL('Token.stack', import.meta.url), 'utf8');
  const folder = await workspaces.create({ 'scenario.yaml': SCENARIO, 'Token.stack': token, 'Shop.sol': SHOP });
  const report = await verifyScenario({
    registry: installed.with(stack),
    file: `${folder}/scenario.yaml`,
    policy: 'optimistic',
  });
  if (!report.ok) throw new Error(JSON.stringify(report.error));
  expect(report.value).toMatchObject({
    equivalent: true,
    transactions: { committed: 120, reverted: 5 },
    expectations: [{ ok: true }, { ok: true }],
  });
});

describe('what is wrong with a source is said with its place and a hint', () => {
  test.each([
    ['', { line: 1, column: 1, message: 'there is no contract' }],
    ['contract A\nfunction f()\n  1 what\nend', { line: 3, column: 5, message: '"what" is not known' }],
    ['contract A\nfunction f()\n  if 1\nend', { line: 3, column: 3, message: '"if" without "then"' }],
    ['contract A\nfunction f()\n  1 then\nend', { line: 3, column: 5, message: '"then" without "if"' }],
    ['contract A\nfunction f()\n', { line: 2, message: 'function without an end' }],
    ['contract A\nfunction f(int8 a)\nend', { line: 2, message: 'type int8 is not known' }],
    ['contract A\nstorage a string', { line: 2, message: 'no variable: "a string"' }],
    ['contract A\nfunction f()\n  1 emit Gone\nend', { line: 3, column: 10, message: 'there is no event "Gone"' }],
  ])('%j', (source, flaw) => {
    expect(parseProgram(source)).toMatchObject({ ok: false, error: flaw });
  });
});
