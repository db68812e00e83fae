import { describe, expect, it } from 'vitest';
import { balanceCell, nonceCell } from '../core/cell.ts';
import type { BlockContext } from '../core/block.ts';
import type { Decision } from '../core/schedule.ts';
import { version } from '../core/version.ts';
import { account } from '../testkit/script-block.ts';
import { decisionEffects, effectivePrice } from './decision-effects.ts';
import { transaction } from './transaction.testkit.ts';

const sender = account(1);
const coinbase = account(99);
const at = version(1, 0, 0);
const block: BlockContext = {
  number: 1,
  timestamp: 1n,
  coinbase,
  gasLimit: 10n ** 9n,
  baseFee: 7n,
  prevRandao: '00'.repeat(32),
  difficulty: 0n,
  excessBlobGas: 0n,
  blockHashes: [],
};
const tx = transaction({ from: sender, nonce: 5n, gasLimit: 100n, maxFeePerGas: 10n, maxPriorityFeePerGas: 2n });

function decide(decision: Decision, balance: string, nonce = '5') {
  const cells: Record<string, string> = { [balanceCell(sender)]: balance, [nonceCell(sender)]: nonce };
  return decisionEffects(tx, block, decision, 'gone', (key) => ({ value: cells[key] ?? '', version: at }));
}

describe('effectivePrice', () => {
  it('is base fee and tip, at most what the transaction pays', () => {
    expect([7n, 8n, 9n].map((baseFee) => effectivePrice(tx, baseFee))).toEqual([9n, 10n, 10n]);
  });
});

describe('decisionEffects', () => {
  it('of runtimeLost consume the nonce and charge the whole gas limit; the tip is a credit', () => {
    expect(decide('runtimeLost', (1000).toString(16))).toMatchObject({
      outcome: { status: 'runtimeLost', reason: 'gone' },
      gasUsed: 100n,
      reads: [
        { key: nonceCell(sender), version: at },
        { key: balanceCell(sender), version: at },
      ],
      writes: [
        { key: nonceCell(sender), value: '6' },
        { key: balanceCell(sender), value: (100).toString(16) },
      ],
      deltas: [{ key: balanceCell(coinbase), amount: 200n }],
      events: [],
    });
  });

  it('of runtimeLost take the last of the funds, and no more than there are', () => {
    expect(decide('runtimeLost', (900).toString(16)).writes[1]).toEqual({ key: balanceCell(sender), value: '' });
    expect(decide('runtimeLost', (899).toString(16))).toMatchObject({
      outcome: { status: 'invalid', reason: 'needs 900 wei for gas, has 899 wei' },
      gasUsed: 0n,
      writes: [],
      deltas: [],
    });
  });

  it('of invalidated consume the nonce and nothing else, with or without funds', () => {
    expect(decide('invalidated', '')).toMatchObject({
      outcome: { status: 'invalidated' },
      gasUsed: 0n,
      writes: [{ key: nonceCell(sender), value: '6' }],
      deltas: [],
    });
  });

  it.each(['runtimeLost', 'invalidated'] as const)(
    'of %s are none where it is not the turn of its nonce',
    (decision) => {
      expect(decide(decision, 'ffff', '4')).toMatchObject({
        outcome: { status: 'invalid', reason: 'nonce 5, expected 4' },
        gasUsed: 0n,
        writes: [],
        deltas: [],
        reads: [{ key: nonceCell(sender), version: at }],
      });
    },
  );
});
