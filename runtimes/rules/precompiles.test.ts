import { describe, expect, test } from 'vitest';
import type { PrecompileGas } from '../core/block.ts';
import type { FrameCall, FrameResult } from '../core/frame.ts';
import { runPrecompile, UNDERPAID } from './precompiles.ts';
import { ALICE, TARGET } from './test-ledger.testkit.ts';

const call: FrameCall = {
  account: TARGET,
  codeAccount: TARGET,
  caller: ALICE,
  value: 3n,
  data: new Uint8Array(33),
  gas: 1_000n,
  isStatic: false,
  depth: 1,
  hops: 1,
  refund: 7n,
};
const output = Uint8Array.of(1, 2, 3);

/** Code that burns so much gas by its meter. */
function code(burns: bigint, end: 'success' | 'revert' | 'trap' = 'success') {
  const seen: FrameCall[] = [];
  const run = (inner: FrameCall): FrameResult => {
    seen.push(inner);
    const { gas, refund } = inner;
    if (burns > gas) return { status: 'outOfGas', output: new Uint8Array(0), gasLeft: 0n, refund, reason: '' };
    const keeps = end !== 'trap';
    return {
      status: end,
      output: keeps ? output : new Uint8Array(0),
      gasLeft: keeps ? gas - burns : 0n,
      refund,
      reason: keeps ? '' : 'unreachable',
    };
  };
  return { run, seen };
}

const run = (gas: PrecompileGas, burns: bigint, end?: 'success' | 'revert' | 'trap', given = call): FrameResult =>
  runPrecompile(given, { runtime: 'wasm', code: '00', gas }, code(burns, end).run);

const declared = (base: bigint, perWord = 0n, speedup = 1): PrecompileGas => ({
  kind: 'declared',
  base,
  perWord,
  speedup,
});

describe('declared gas', () => {
  test('is the price whatever the code needs, for each word begun', () => {
    for (const burns of [0n, 1n, 120n])
      expect(run(declared(100n, 10n), burns)).toMatchObject({ status: 'success', output, gasLeft: 880n, refund: 7n });
  });

  test('bounds the work: more than it pays for is a trap that takes all gas', () => {
    expect(run(declared(100n, 10n), 121n)).toMatchObject({ status: 'trap', reason: UNDERPAID, gasLeft: 0n });
    expect(run(declared(100n, 10n, 5), 600n)).toMatchObject({ status: 'success', gasLeft: 880n });
    expect(run(declared(100n, 10n, 5), 601n)).toMatchObject({ status: 'trap', reason: UNDERPAID });
  });

  test('must be there before anything runs', () => {
    const { run: inner, seen } = code(0n);
    const result = runPrecompile(call, { runtime: 'wasm', code: '00', gas: declared(981n, 10n) }, inner);
    expect(result).toMatchObject({ status: 'outOfGas', gasLeft: 0n, refund: 7n });
    expect(seen).toEqual([]);
    expect(run(declared(980n, 10n), 0n)).toMatchObject({ status: 'success', gasLeft: 0n });
  });

  test('is the price of a revert as well; a trap takes all', () => {
    expect(run(declared(100n), 1n, 'revert')).toMatchObject({ status: 'revert', output, gasLeft: 900n });
    expect(run(declared(100n), 1n, 'trap')).toMatchObject({ status: 'trap', reason: 'unreachable', gasLeft: 0n });
  });
});

describe('metered gas', () => {
  const metered: PrecompileGas = { kind: 'metered' };

  test('is what the code burns', () => {
    expect(run(metered, 123n)).toMatchObject({ status: 'success', gasLeft: 877n, refund: 7n });
    expect(run(metered, 1_001n)).toMatchObject({ status: 'outOfGas', gasLeft: 0n });
  });
});

test.each([declared(100n), { kind: 'metered' } as const])('the code learns nothing but the data: %o', (gas) => {
  const { run: inner, seen } = code(0n);
  runPrecompile(call, { runtime: 'wasm', code: '00', gas }, inner);
  expect(seen).toMatchObject([{ data: call.data, value: 0n, isStatic: true, refund: 0n }]);
});
