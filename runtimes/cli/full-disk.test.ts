/** What the command line says when there is no room for a ledger, and that it goes on once there is. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'interleave-full-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MAIN = join(import.meta.dirname, 'main.ts');
const SCENARIO = `accounts: { count: 20 }
contracts: { box: { source: Box.sol } }
traffic: [{ to: box, call: put, args: [{ bytes: 300 }], count: 300, from: random }]
expect: [{ read: 'box.count()', equals: 300 }]
`;
const BOX = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;
contract Box {
    uint256 public count;
    mapping(uint256 => bytes) public held;
    function put(bytes calldata data) external { held[count++] = data; }
}`;

/** @param blocks of 512 bytes that a file may have. */
function cli(blocks: number | undefined, ...args: string[]): { code: number | null; out: string; err: string } {
  const limit = blocks === undefined ? '' : `ulimit -f ${blocks}; `;
  const command = ['-c', `${limit}exec "$@"`, 'sh', process.execPath, MAIN, ...args];
  const { status, stdout, stderr } = spawnSync('sh', command, { encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

it.skipIf(process.platform === 'win32')('cli: no room for a ledger', () => {
  writeFileSync(join(folder, 'Box.sol'), BOX);
  writeFileSync(join(folder, 'scenario.yaml'), SCENARIO);
  const [scenario, ledger] = [join(folder, 'scenario.yaml'), join(folder, 'a.ledger')];
  const refused = cli(400, 'run', scenario, '--ledger', ledger);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toMatch(/error: no room for .*a\.ledger: .*make room and try again/);
  expect(refused.err).toContain('What was committed before is in the file: "ledger log" lists it.');
  expect(refused.err).not.toMatch(/fault of Interleave|at file:/);
  // The deployment is there, the traffic is not.
  expect(JSON.parse(cli(undefined, 'ledger', 'info', ledger, '--json').out)).toMatchObject({ head: { number: 1 } });
  expect(cli(undefined, 'run', scenario, '--ledger', ledger)).toMatchObject({ code: 0 });
});
