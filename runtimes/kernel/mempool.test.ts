import { describe, expect, it } from 'vitest';
import { account } from '../testkit/script-block.ts';
import { Mempool } from './mempool.ts';
import { transaction } from './transaction.testkit.ts';

const sender = account(1);
const submission = (nonce: bigint, number = 0) => ({ transaction: transaction({ from: sender, nonce }), number });

describe('Mempool', () => {
  it('gives a sender’s transactions by nonce, whatever the order they came in', () => {
    const mempool = new Mempool('x#0', 10);
    for (const nonce of [3n, 1n, 2n]) mempool.add(submission(nonce));
    expect(mempool.head(sender, 2n)).toBeUndefined();
    for (const nonce of [1n, 2n, 3n]) {
      expect(mempool.head(sender, nonce)?.transaction.nonce).toBe(nonce);
      mempool.shift(sender);
    }
    expect(mempool.size).toBe(0);
    expect([...mempool.senders()]).toEqual([]);
  });

  it('is bounded, and has room again when something is taken', () => {
    const mempool = new Mempool('x#0', 2);
    expect([0n, 1n, 2n].map((nonce) => mempool.add(submission(nonce)))).toEqual([true, true, false]);
    expect([mempool.full, mempool.size]).toEqual([true, 2]);
    mempool.shift(sender);
    expect(mempool.add(submission(2n))).toBe(true);
  });

  it('does not mind a sender it does not know', () => {
    const mempool = new Mempool('x#0', 2);
    mempool.shift(sender);
    expect([mempool.size, mempool.head(sender, 0n)]).toEqual([0, undefined]);
  });
});
