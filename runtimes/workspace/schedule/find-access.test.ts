import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import { AccessFinder } from './find-access.ts';
import { accessLine, declarationLine } from './source-line.ts';
import { tracedRun, type TestRun } from './traced-run.testkit.ts';

const workspaces = testWorkspaces();
const finder = new AccessFinder();
afterAll(async () => {
  finder.close();
  await workspaces.removeAll();
});

const VAULT = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

library Sums {
    function add(uint256[] storage list, uint256 amount) internal {
        list.push(amount);
    }
}

contract Slip {
    uint256 public stamped;
    function stamp() external {
        stamped++;
    }
}

contract Vault {
    using Sums for uint256[];
    mapping(address => uint256) public shares;
    uint256[] public log;
    uint256 public total; uint256 public calls;
    Slip public slip = new Slip();

    function deposit(uint256 amount) external {
        shares[msg.sender] += amount;
        bump(amount);
        log.add(amount);
    }

    function stampSlip() external {
        slip.stamp();
    }

    function bump(uint256 amount) private {
        uint256 before = total;
        if (before > 1_000_000) revert();
        total = before + amount;
        calls = calls + 1;
    }
}
`;

const SCENARIO = `
accounts: { count: 4 }
executors: { evm: 2 }
contracts: { vault: { source: Vault.sol, contract: Vault } }
traffic:
  - { to: vault, call: deposit, count: 20, from: random, args: [7] }
  - { to: vault, call: stampSlip, count: 10, from: random }
`;

/** Where each kind of access to a variable is, by `line text`, over all incarnations of a call that ran. */
async function lines(run: TestRun, call: string, variable: RegExp, kind: 'read' | 'write'): Promise<Set<string>> {
  const { recorder, about } = run;
  const found = new Set<string>();
  for (const [row, tx] of recorder.rows.tx.entries()) {
    if (recorder.transactions[tx]?.label !== call) continue;
    for (const { key } of recorder.accesses.reads(row)) {
      if (!variable.test(about.names.cell(key))) continue;
      const source = await finder.find(run, row, key, kind);
      found.add(source === undefined ? 'none' : `${source.precision} ${source.text}`);
    }
  }
  return found;
}

it.each([
  ['statement', undefined],
  ['optimised', true],
])(
  'Solidity: the %s that touched the cell, in whatever function, library or contract',
  async (precision, optimize) => {
    const folder = await workspaces.create({ 'Vault.sol': VAULT, 'scenario.yaml': SCENARIO });
    const run = await tracedRun({ file: join(folder, 'scenario.yaml'), ...(optimize && { optimize }) });
    const only = (text: string): Set<string> => new Set([`${precision} ${text}`]);
    expect(await lines(run, 'vault.deposit', /total/, 'read')).toEqual(only('uint256 before = total;'));
    expect(await lines(run, 'vault.deposit', /total/, 'write')).toEqual(only('total = before + amount;'));
    expect(await lines(run, 'vault.deposit', /calls/, 'write')).toEqual(only('calls = calls + 1;'));
    expect(await lines(run, 'vault.deposit', /shares/, 'write')).toEqual(only('shares[msg.sender] += amount;'));
    expect(await lines(run, 'vault.deposit', /log\.length/, 'write')).toEqual(only('list.push(amount);'));
    // A contract that another one created is known by its code.
    expect(await lines(run, 'vault.stampSlip', /^0x[0-9a-f]{40}\.\[/, 'read')).toEqual(only('stamped++;'));
    // The sender's nonce and fee are no code's.
    expect(await lines(run, 'vault.deposit', /@nonce/, 'write')).toEqual(new Set(['none']));
    await run.close();
  },
  120_000,
);

it('the other languages: the line of the function that names the variable, across calls between runtimes', async () => {
  const file = fileURLToPath(new URL('../../../resources/examples/market-race/scenario.yaml', import.meta.url));
  const run = await tracedRun({ file });
  const first = async (call: string, variable: RegExp, kind: 'read' | 'write'): Promise<string> =>
    [...(await lines(run, call, variable, kind))].join(' | ');
  // Rust calls Solidity, which calls C#.
  expect(await first('token.deposit', /^market\.reserve$/, 'write')).toBe('statement reserve += amount;');
  expect(await first('token.deposit', /^token\.balances/, 'read')).toMatch(/^named .*self\.balances\.get/);
  expect(await first('oracle.publish', /^oracle\.price$/, 'write')).toBe('named Price = newPrice;');
  expect(await first('oracle.publish', /^market\.reserve$/, 'write')).toMatch(/^statement reserve = reserve \* /);
  expect(await first('points.award', /^points\.score/, 'write')).toMatch(/^named this\./);
  await run.close();
}, 120_000);

it('tells declarations from calls, and code from what is quoted', () => {
  const text = `[Event] public record Move(Address From);
  void Other() { Move(a, b); }
  public bool Move(Address from,
      Address to)
  {
      if (x) throw new Revert("no Balance");
      var old = Balance[from]; // Balance
      Require(Balance == old);
      Balance[to] = old;
      return Balance[to] == old;
  }`;
  expect(declarationLine(text, 'move')?.line).toBe(3);
  expect(accessLine(text, 'move', 'balance', 'read')?.line).toBe(7);
  expect(accessLine(text, 'move', 'balance', 'write')?.line).toBe(9);
  expect(accessLine(text, 'other', 'balance', 'write')?.line).toBe(9);
  expect(accessLine(text, 'move', 'nothing', 'read')).toBeUndefined();
});
