import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '../compiling/hash.ts';
import type { AccountId } from '../core/cell.ts';
import { LaneLedger } from '../rules/test-ledger.testkit.ts';
import { callData, compileContracts, deployTo, type TestContract } from './contracts.testkit.ts';
import { createLane } from './executor.ts';
import { manifest } from './manifest.ts';

// Contracts that try to outlive their gas, the stack or the memory of the lane (probes/hostile). Each is ended in the same way, for the
// same gas, by a lane that has just started and by one that has run all the others.

const GAS_LIMIT = 2_000_000n;
const OUT_OF_GAS = { status: 'outOfGas' };
const TOO_MUCH = { status: 'trap', reason: 'too much memory' };
const TOO_DEEP = { status: 'trap', reason: 'stack overflow' };

/** What most functions of a contract come to. */
const ENDS: Readonly<Record<string, object>> = {
  Endings: OUT_OF_GAS,
  Dives: TOO_DEEP,
  Hoards: OUT_OF_GAS,
  Throws: OUT_OF_GAS,
};

/** By contract and function: the others. */
const OTHER_ENDS: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  Endings: {
    filterAsks: TOO_DEEP,
    filterAsksSome: { status: 'success' },
    filterFails: { status: 'success' },
    filterKeeps: { status: 'success' },
    filterOnce: { status: 'success' },
    filterSwallows: TOO_DEEP,
    filterThrows: TOO_DEEP,
    finallyRecurses: TOO_DEEP,
    finallyThrows: TOO_DEEP,
    finallyThrowsSome: { status: 'revert' },
    iteratorFinally: TOO_DEEP,
    mixedTree: TOO_DEEP,
    rethrows: TOO_DEEP,
  },
  Dives: {
    // They end before they are deep: what they do on the way is more than their gas.
    iterators: OUT_OF_GAS,
    moveNexts: OUT_OF_GAS,
  },
  Hoards: {
    calls: TOO_MUCH,
    dictionaryCapacity: { status: 'success' },
    grids: { status: 'success' },
    jagged: TOO_MUCH,
    multiLoop: TOO_MUCH,
    negative: { status: 'revert' },
    resizes: TOO_MUCH,
    spreads: TOO_MUCH,
    tooLarge: { status: 'revert' },
  },
  Throws: {
    longMessage: { status: 'revert' },
    messageThrows: { status: 'revert', output: hashOf(new Uint8Array()) },
    nestedThrown: { status: 'revert' },
    oddText: TOO_DEEP,
  },
};

/** One file of all: one compile. */
function contractText(): string {
  const texts = Object.keys(ENDS).map((file) =>
    readFileSync(join(import.meta.dirname, `probes/hostile/${file}.cs`), 'utf8'),
  );
  const usings = new Set(texts.flatMap((text) => text.match(/^using .*;$/gm) ?? []));
  return [...usings, ...texts.map((text) => text.replace(/^using .*;$/gm, ''))].join('\n');
}

const contracts = await compileContracts(contractText());
const cases = [...contracts].flatMap(([name, { abi }]) =>
  abi.flatMap((entry) => (entry.type === 'function' && entry.name !== 'seen' ? [[name, entry.name] as const] : [])),
);

describe('a hostile contract is ended, and the lane goes on', () => {
  const ledger = new LaneLedger({ createLane }, manifest.id, 'osaka');
  const accounts = new Map<string, AccountId>();
  const seen = new Map<string, unknown>();

  const run = async (name: string, method: string): Promise<unknown> => {
    const contract = contracts.get(name) as TestContract;
    const inputs = contract.abi.find((entry) => entry.type === 'function' && entry.name === method);
    const args = inputs?.type === 'function' ? inputs.inputs.map(() => 0) : [];
    const data = callData(contract, method, args);
    const { outcome, gasUsed } = await ledger.run({ to: accounts.get(name) as AccountId, data, gasLimit: GAS_LIMIT });
    return { outcome: 'output' in outcome ? { ...outcome, output: hashOf(outcome.output) } : outcome, gasUsed };
  };

  beforeAll(async () => {
    for (const [name, contract] of contracts) accounts.set(name, await deployTo(ledger, contract));
  }, 240_000);

  test.each(cases)('%s.%s', async (name, method) => {
    const first = await run(name, method);
    expect(first).toMatchObject({ outcome: OTHER_ENDS[name]?.[method] ?? ENDS[name] });
    seen.set(`${name}.${method}`, first);
  });

  test('and so on a new lane, in another order', { timeout: 240_000 }, async () => {
    ledger.renew();
    for (const [name, method] of cases.toReversed())
      expect([name, method, await run(name, method)]).toEqual([name, method, seen.get(`${name}.${method}`)]);
  });
});
