/** Scenarios with precompiled assemblies, from file to verified blocks. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POLICIES } from '../../core/schedule.ts';
import type { RunFailure } from './report.ts';
import { runScenario, verifyScenario } from './run-scenario.ts';

const SUM = `import { Bytes, U256, abiEncode, abiDecode, require } from 'interleave';

@precompile
export function sum(input: Bytes): Bytes {
  require(input.length % 32 == 0, 'no words');
  let total = U256.ZERO;
  for (let at: u32 = 0; at < input.length; at += 32) total = total + abiDecode<U256>(input.slice(at, at + 32));
  return abiEncode(total);
}

@precompile
function echo(input: Bytes): Bytes {
  return input;
}
`;

const CALLER = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
contract Caller {
    address immutable sum;
    uint256 public total;
    uint256 public failures;
    constructor(address precompile) { sum = precompile; }
    function add(uint256[] calldata words) external {
        (bool done, bytes memory answer) = sum.call(abi.encodePacked(words));
        if (!done) failures++;
        else total += abi.decode(answer, (uint256));
    }
    function broken(bytes calldata data) external view returns (bytes memory) {
        (bool done, bytes memory answer) = sum.staticcall(data);
        require(!done);
        return answer;
    }
    function size() external view returns (uint256) { return sum.code.length; }
}
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interleave-precompiles-'));
  process.env['INTERLEAVE_CACHE'] = join(folder, 'cache');
  await writeFile(join(folder, 'sum.ts'), SUM);
  await writeFile(join(folder, 'Caller.sol'), CALLER);
  await writeFile(
    join(folder, 'reader.ts'),
    `import { Bytes, U256, storageLoad } from 'interleave';
@precompile function peek(_: Bytes): Bytes { return Bytes.fromString(storageLoad(U256.ZERO).toString()); }
`,
  );
  await writeFile(
    join(folder, 'echo.abi.json'),
    JSON.stringify([
      {
        type: 'function',
        name: 'ping',
        inputs: [{ name: 'x', type: 'uint256' }],
        outputs: [{ name: '', type: 'bytes4' }],
        stateMutability: 'view',
      },
    ]),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function scenario(text: string): Promise<string> {
  const file = join(folder, 'scenario.yaml');
  await writeFile(file, text);
  return file;
}

const AT = '0x0000000000000000000000000000000000001000';
const precompiles = (gas: string): string => `precompiles:
  sum: { at: '${AT}', source: sum.ts, contract: sum, gas: ${gas} }
  echo: { at: '0x0000000000000000000000000000000000001001', source: sum.ts, contract: echo, gas: metered }
`;

describe('a scenario with precompiles', () => {
  it.each(POLICIES)('equals serial execution, %s', async (policy) => {
    const file = await scenario(`${precompiles('{ base: 500, perWord: 50 }')}contracts:
  caller: { source: Caller.sol, args: [$sum] }
  pinger: { at: '0x0000000000000000000000000000000000001001', abi: echo.abi.json }
traffic:
  - { to: caller, call: add, count: 30, from: random, args: [[1, 2, 3]] }
  - { to: caller, call: add, count: 2, from: random, args: [[1, '115792089237316195423570985008687907853269984665640564039457584007913129639935']] }
  - { to: pinger, call: ping, count: 5, from: random, args: [5] }
  - { to: sum, value: 3, from: random }
expect:
  - { read: 'caller.total()', equals: 180 }
  - { read: 'caller.failures()', equals: 2 }
  - { read: 'caller.size()', equals: 0 }
  # Error(string) of the module: "no words".
  - { read: 'caller.broken("0x01")', equals: '0x08c379a0000000000000000000000000000000000000000000000000000000000000002000000000000000000000000000000000000000000000000000000000000000086e6f20776f726473000000000000000000000000000000000000000000000000' }
  - { read: 'balance(sum)', equals: 3 }
`);
    const result = await verifyScenario({
      file,
      policy,
      executors: new Map([
        ['evm', 2],
        ['wasm', 2],
      ]),
    });
    if (!result.ok) throw new Error(result.error.message);
    const { differences, expectations, outcomes } = result.value;
    expect(differences).toEqual([]);
    // Under first-committer-wins all but one of those that change one cell of a block are invalidated.
    if (policy !== 'first-committer-wins') {
      expect(expectations.filter(({ ok }) => !ok)).toEqual([]);
      expect(outcomes).toEqual({ success: 38 });
    }
    expect(result.value.precompiles).toMatchObject([
      { name: 'sum', contract: 'sum', runtime: 'wasm', address: AT.slice(2), gas: '500 + 50 per word' },
      { name: 'echo', contract: 'echo', gas: 'metered' },
    ]);
  });

  it('has another root where the price is another', async () => {
    const roots = new Set<string>();
    for (const gas of ['metered', '{ base: 500 }', '{ base: 500, speedup: 2 }']) {
      const result = await runScenario({ file: await scenario(`${precompiles(gas)}traffic: []\n`) });
      if (!result.ok) throw new Error(result.error.message);
      roots.add(result.value.stateRoot);
    }
    expect(roots.size).toBe(3);
  });
});

describe('what cannot be bound is told with its line', () => {
  const bound = (fields: string): string => `precompiles:\n  sum: { ${fields} }\ntraffic: []\n`;
  it.each([
    [
      `at: '0x0000000000000000000000000000000000000100', source: sum.ts, contract: sum, gas: metered`,
      3,
      'evm has a precompile of its own at 0x',
    ],
    [
      `at: '${AT}', source: Caller.sol, gas: metered`,
      68,
      'contracts of Ethereum Virtual Machine cannot be precompiles',
    ],
    [`at: '${AT}', source: reader.ts, gas: metered`, 68, 'it asks for "storage_load"'],
    [`at: '${AT}', source: sum.ts, gas: metered`, 68, 'several contracts (sum, echo)'],
    [`at: '${AT}', source: sum.txt, gas: metered`, 68, 'no compiler for "sum.txt"'],
  ])('%s', async (fields, column, message) => {
    const result = await runScenario({ file: await scenario(bound(fields)) });
    const error: RunFailure | undefined = result.ok ? undefined : result.error;
    expect(error).toMatchObject({ kind: 'input', line: 2, column, message: expect.stringContaining(message) });
  });
});
