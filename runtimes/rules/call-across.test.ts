import { expect, test } from 'vitest';
import type { AccountId } from '../core/cell.ts';
import type { FrameCall, FrameResult } from '../core/frame.ts';
import { callAcross } from './call-across.ts';

const account = 'ab'.repeat(20) as AccountId;
const call = (gas: bigint, bytes = 0): FrameCall => ({
  account,
  codeAccount: account,
  caller: account,
  value: 0n,
  data: new Uint8Array(bytes),
  gas,
  isStatic: false,
  depth: 1,
  hops: 0,
  refund: 7n,
});
const answering =
  (bytes: number, status: FrameResult['status'] = 'success') =>
  (_runtime: string, { gas, refund }: FrameCall): FrameResult => ({
    status,
    output: new Uint8Array(bytes),
    gasLeft: gas,
    refund,
    reason: '',
  });

test('a change of runtime costs 2,000, and each word 4 either way', () => {
  expect(callAcross({ call: answering(0) }, 'x', call(10_000n))).toMatchObject({ gasLeft: 8_000n });
  expect(callAcross({ call: answering(33) }, 'x', call(10_000n, 64))).toMatchObject({
    gasLeft: 10_000n - 2_000n - 8n - 8n,
  });
});

test('too little gas for the way there, or back, is out of gas', () => {
  const none = { status: 'outOfGas', gasLeft: 0n, refund: 7n };
  let called = false;
  const host = { call: (...args: [string, FrameCall]) => ((called = true), answering(0)(...args)) };
  expect(callAcross(host, 'x', call(1_999n))).toMatchObject(none);
  expect(called).toBe(false);
  const back = callAcross({ call: answering(64, 'revert') }, 'x', call(2_007n));
  expect(back).toMatchObject({ ...none, output: new Uint8Array(0) });
});

test('waits only where the other runtime does', async () => {
  const later = callAcross({ call: (...args) => Promise.resolve(answering(0)(...args)) }, 'x', call(3_000n));
  expect(later).toBeInstanceOf(Promise);
  expect(await later).toMatchObject({ gasLeft: 1_000n });
});
