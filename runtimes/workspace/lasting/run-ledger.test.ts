import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openForReading } from '../../ledger/store/open-database.ts';
import { History } from '../../ledger/store/history.ts';
import { runScenario, verifyScenario } from '../run/run-scenario.ts';
import type { RunOptions, RunReport, VerifyReport } from '../run/report.ts';

const BOX = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract Box {
    uint256 public total;
    uint256 public last;
    function put(uint256 amount) external {
        require(block.timestamp >= last, "time goes back");
        total += amount;
        require(blockhash(block.number - 1) != 0, "no parent");
    }
    function mark() external { last = block.timestamp; }
}`;

const put = (count: number, total: number): string => `traffic:
  - { to: box, call: put, args: [2], count: ${count}, from: random }
  - { to: box, call: mark }
expect:
  - { read: 'box.total()', equals: ${total} }
`;

let folder: string;
const at = (name: string): string => join(folder, name);
const scenario = (name: string, text: string): string => {
  writeFileSync(at(name), text);
  return at(name);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'interleave-lasting-'));
  writeFileSync(at('Box.sol'), BOX);
  scenario(
    'first.yaml',
    `accounts: { count: 5 }\nexport: first.ilsnap\ncontracts: { box: { source: Box.sol } }\n${put(20, 40)}`,
  );
  scenario('next.yaml', `accounts: { count: 9 }\ncontracts: { box: { at: ledger } }\n${put(10, 60)}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function verified(options: Partial<RunOptions> & { readonly file: string }): Promise<VerifyReport> {
  const result = await verifyScenario(options);
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.differences).toEqual([]);
  for (const { read, expected, actual } of result.value.expectations)
    expect(`${read} = ${actual}`).toBe(`${read} = ${expected}`);
  return result.value;
}

async function refused(options: RunOptions): Promise<string> {
  const result = await runScenario(options);
  if (result.ok) throw new Error('expected a refusal');
  expect(result.error.kind).toBe('input');
  return result.error.message;
}

const ended = ({ stateRoot, ledger, exported }: RunReport): object => ({ stateRoot, ledger, exported });

describe('runs on a ledger that lasts', () => {
  it('go on where the last one ended, find its contracts by name, and equal serial execution', async () => {
    const ledger = at('a.ledger');
    const first = await verified({ file: at('first.yaml'), ledger });
    expect(ended(first)).toMatchObject({
      ledger: { file: ledger, branch: 'main', block: 2 },
      exported: { file: at('first.ilsnap'), block: 2, stateRoot: first.stateRoot },
    });
    // Four more accounts get their money by a block of its own.
    const next = await verified({ file: at('next.yaml'), ledger });
    expect(next.ledger).toMatchObject({ branch: 'main', block: 4 });
    const db = openForReading(ledger);
    const history = new History(db);
    expect(history.log(history.current.block, 9).map(({ number, transactions }) => [number, transactions])).toEqual([
      [4, 11],
      [3, 0],
      [2, 21],
      [1, 1],
      [0, 0],
    ]);
    // What the run left is there to be looked at.
    expect(history.effects(history.current.block)).toHaveLength(11);
    expect(history.schedule(history.current.block)?.some(({ kind }) => kind === 'execute')).toBe(true);
    expect(history.contracts(history.current.block)).toMatchObject([{ name: 'box', contract: 'Box', runtime: 'evm' }]);
    db.close();
  });

  it('begin from a snapshot, in memory or in a new file, alike', async () => {
    const from = { file: at('first.ilsnap'), position: undefined };
    const inMemory = await verified({ file: at('next.yaml'), from });
    const inFile = await verified({ file: at('next.yaml'), from, ledger: at('b.ledger'), export: at('b.ilsnap') });
    expect(inFile.stateRoot).toBe(inMemory.stateRoot);
    await verified({ file: at('next.yaml'), from, export: at('c.ilsnap') });
    expect(readFileSync(at('c.ilsnap')).equals(readFileSync(at('b.ilsnap')))).toBe(true);
  });

  it('begin a branch at a past block, and leave the others alone', async () => {
    const ledger = at('a.ledger');
    const from = { file: ledger, position: 'main~2' };
    const branched = await verified({ file: at('next.yaml'), ledger, branch: 'try', from });
    expect(branched.ledger).toMatchObject({ branch: 'try', block: 4 });
    const elsewhere = await verified({ file: at('next.yaml'), from });
    expect(elsewhere.stateRoot).toBe(branched.stateRoot);
    const db = openForReading(ledger);
    expect(new History(db).branches).toMatchObject([
      { name: 'main', number: 4, current: false },
      { name: 'try', number: 4, current: true },
    ]);
    db.close();
  });

  it('are refused where they cannot be, before anything is changed', async () => {
    const file = at('next.yaml');
    const ledger = at('a.ledger');
    const from = { file: ledger, position: 'main~2' };
    const before = readFileSync(ledger);
    expect(await refused({ file })).toContain('there is no ledger to find it in');
    expect(await refused({ file, branch: 'x' })).toContain('name its file with --ledger');
    expect(await refused({ file, ledger, from })).toContain('name it with --branch');
    expect(await refused({ file, ledger, from, branch: 'try' })).toContain('has a branch try already');
    expect(await refused({ file, ledger, branch: 'y', from: { file: ledger, position: '77' } })).toContain(
      'no block 77',
    );
    expect(await refused({ file, from: { file: at('Box.sol'), position: undefined } })).toContain('none of the kinds');
    expect(await refused({ file, from: { file: at('none.ledger'), position: undefined } })).toContain('no such file');
    writeFileSync(at('bad.anvil.json'), '{\n  "accounts": { "0x01": { "balance": "0x1" } }\n}');
    const bad = await runScenario({ file, from: { file: at('bad.anvil.json'), position: undefined } });
    expect(bad).toMatchObject({
      ok: false,
      error: {
        kind: 'input',
        file: at('bad.anvil.json'),
        line: 2,
        more: [{ message: expect.stringMatching(/^Take /) as string }],
      },
    });
    const other = scenario('other.yaml', `chainId: 5\n${readFileSync(file, 'utf8')}`);
    expect(await refused({ file: other, ledger })).toContain('chainId 31337 instead of 5');
    const unknown = scenario('unknown.yaml', readFileSync(file, 'utf8').replace('at: ledger', 'at: ledger bax'));
    expect(await refused({ file: unknown, ledger })).toContain('knows no contract "bax"; it has box');
    expect(readFileSync(ledger).equals(before)).toBe(true);
  });
});
