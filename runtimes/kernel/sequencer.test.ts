import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { account } from '../testkit/script-block.ts';
import { Sequencer } from './sequencer.ts';
import { transaction } from './transaction.testkit.ts';

const ALL = 10n ** 12n;

function start(mempools: readonly string[] = ['x#0'], capacity = 100, baseFee = 0n): Sequencer {
  const sequencer = new Sequencer({ nonceOf: () => 5n, baseFee });
  for (const executor of mempools) sequencer.addMempool(executor, capacity);
  return sequencer;
}

/** From sender `from`, with its next nonce. */
const submit = (sequencer: Sequencer, from: number, tip = 0n, executor = 'x#0', gasLimit = 100n): string | undefined =>
  sequencer.submit(
    executor,
    transaction({
      from: account(from),
      nonce: sequencer.pendingNonce(account(from)),
      maxPriorityFeePerGas: tip,
      maxFeePerGas: 1000n,
      gasLimit,
    }),
  );

const senders = (sequencer: Sequencer, count = 100, gas = ALL): string[] =>
  sequencer.take(count, gas).map((tx) => tx.from);

describe('order', () => {
  it('is by tip, then by submission', () => {
    const sequencer = start();
    for (const [from, tip] of [
      [1, 2n],
      [2, 9n],
      [3, 2n],
      [4, 5n],
    ] as const)
      submit(sequencer, from, tip);
    expect(senders(sequencer)).toEqual([2, 4, 1, 3].map(account));
  });

  it('counts what is left above the base fee', () => {
    const sequencer = start(['x#0'], 100, 100n);
    const offer = (from: number, maxFeePerGas: bigint): unknown =>
      sequencer.submit('x#0', transaction({ from: account(from), nonce: 5n, maxFeePerGas, maxPriorityFeePerGas: 50n }));
    offer(1, 110n);
    offer(2, 140n);
    expect(senders(sequencer)).toEqual([2, 1].map(account));
  });

  it('keeps the nonces of a sender in order, whatever the tips and mempools', () => {
    const sequencer = start(['x#0', 'y#0']);
    submit(sequencer, 1, 1n);
    submit(sequencer, 1, 99n, 'y#0');
    submit(sequencer, 2, 50n);
    submit(sequencer, 1, 3n);
    const taken = sequencer.take(100, ALL);
    expect(taken.map(({ from, nonce }) => [from, nonce])).toEqual([
      [account(2), 5n],
      [account(1), 5n],
      [account(1), 6n],
      [account(1), 7n],
    ]);
  });

  it('does not depend on how submissions are spread over mempools, nor on how they are taken', () => {
    const submission = fc.record({ from: fc.nat(4), tip: fc.bigInt(0n, 5n), mempool: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(submission, { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (submissions, size) => {
        const one = start();
        const spread = start(['x#0', 'x#1', 'y#0']);
        const executors = ['x#0', 'x#1', 'y#0'];
        for (const { from, tip, mempool } of submissions) {
          submit(one, from, tip);
          submit(spread, from, tip, executors[mempool]);
        }
        const expected = one.take(1000, ALL);
        expect(expected).toHaveLength(submissions.length);
        const blocks: typeof expected = [];
        for (let block = spread.take(size, ALL); block.length > 0; block = spread.take(size, ALL))
          blocks.push(...block);
        expect(blocks).toEqual(expected);
      }),
    );
  });
});

describe('a block', () => {
  it('reserves gas limits and stops at the first that does not fit', () => {
    const sequencer = start();
    submit(sequencer, 1, 9n, 'x#0', 60n);
    submit(sequencer, 2, 8n, 'x#0', 50n);
    submit(sequencer, 3, 7n, 'x#0', 40n);
    expect(senders(sequencer, 10, 100n)).toEqual([account(1)]);
    expect(senders(sequencer, 10, 100n)).toEqual([2, 3].map(account));
    expect(senders(sequencer)).toEqual([]);
  });

  it('has as many transactions as asked for at most', () => {
    const sequencer = start();
    for (let n = 0; n < 5; n++) submit(sequencer, 1);
    expect(senders(sequencer, 3)).toHaveLength(3);
    expect(sequencer.waiting.get('x#0')).toBe(2);
  });
});

describe('submissions', () => {
  it('are refused with the reason', () => {
    const sequencer = start();
    const offer = (nonce: bigint): string | undefined => sequencer.submit('x#0', transaction({ nonce }));
    expect(offer(4n)).toBe('nonce 4 is used already, the next is 5');
    expect(offer(6n)).toBe('nonce 6 leaves a gap, the next is 5');
    expect(offer(5n)).toBeUndefined();
    expect(offer(5n)).toBe('nonce 5 is used already, the next is 6');
    expect(sequencer.submit('z#9', transaction())).toBe('there is no executor z#9');
  });

  it('to a full mempool are refused, and do not use up the nonce', () => {
    const sequencer = start(['x#0', 'y#0'], 1);
    expect(submit(sequencer, 1)).toBeUndefined();
    expect(submit(sequencer, 1)).toBe('the mempool of x#0 is full (1 transactions)');
    expect(submit(sequencer, 1, 0n, 'y#0')).toBeUndefined();
    expect(sequencer.pendingNonce(account(1))).toBe(7n);
  });
});
