import { describe, expect, it } from 'vitest';
import { balanceCell, nonceCell } from '../core/cell.ts';
import { createMemoryLedger } from '../ledger/memory-ledger.ts';
import { account } from '../testkit/script-block.ts';
import { MAX_DATA, refusal, type AdmissionRules } from './admission.ts';
import { transaction } from './transaction.testkit.ts';

const sender = account(1);
const rules: AdmissionRules = {
  ledger: createMemoryLedger({
    config: { chainId: 1n, hardfork: 'osaka' },
    genesis: {
      cells: [
        [balanceCell(sender), 'ffff'],
        [nonceCell(sender), '5'],
      ],
      codes: [],
    },
  }),
  context: { baseFee: 7n, gasLimit: 5000n },
  intrinsicGas: (tx) => 50n + BigInt(tx.data.length),
  gasCap: 4000n,
};
const good = { from: sender, nonce: 5n };

describe('refusal', () => {
  it.each([
    ['what is valid', {}],
    ['a later nonce, whose turn may come', { nonce: 9n }],
    ['all the funds there are', { value: 0xffffn - 1000n }],
    ['as much gas as there may be', { gasLimit: 4000n }],
  ])('accepts %s', (_name, part) => expect(refusal(transaction({ ...good, ...part }), rules)).toBeUndefined());

  it.each([
    [{ data: new Uint8Array(MAX_DATA + 1) }, 'data of 131073 bytes, at most 131072'],
    [{ nonce: 4n }, 'nonce 4 is used already, the next is 5'],
    [{ gasLimit: 5001n }, 'gas limit 5001, a block has 5000'],
    [{ gasLimit: 4001n }, 'gas limit 4001, a transaction has at most 4000'],
    [{ gasLimit: 51n, data: new Uint8Array(2) }, 'gas limit 51, needs 52 before its first instruction'],
    [{ maxFeePerGas: 6n }, 'pays at most 6 per gas, the base fee is 7'],
    [{ maxPriorityFeePerGas: 11n }, 'tip of 11 per gas is above the most it pays, 10'],
    [{ value: 0xffffn - 999n }, 'needs 65536 wei for value and gas, has 65535 wei'],
    [{ from: account(2), nonce: 0n }, 'needs 1000 wei for value and gas, has 0 ether'],
  ])('says why: %#', (part, reason) => expect(refusal(transaction({ ...good, ...part }), rules)).toBe(reason));

  it('knows no cap where the rules have none', () => {
    expect(refusal(transaction({ ...good, gasLimit: 4001n }), { ...rules, gasCap: undefined })).toBeUndefined();
  });
});
