import { expect } from 'vitest';
import { accountId, balanceCell } from '../../core/cell.ts';
import { callOf, addressOf, dataOf, wordOf } from './probe-abi.ts';
import { ALICE, BOB, CAROL, cellsOf, decoded, ETHER, MUCH_GAS } from './probe-lab.ts';
import type { Suite } from './suite.ts';

const NOBODY = accountId('0b0d1'.padStart(40, '0'));

/** That no money comes from nowhere is checked with each transaction that commits (`ProbeLab.send`). */
export const valueCases: Suite = ({ describe, test, testWith }, _adapter, lab) => {
  const withCalls = testWith('calls');

  describe('value', () => {
    test('comes with a transaction, and the contract sees it', async () => {
      const before = lab().balance(ALICE);
      const ran = await lab().send('paid', [], { value: 5n });
      expect(decoded('paid', ran)).toBe(5n);
      expect(lab().balance(lab().probe)).toBe(5n);
      // Base fee and tip.
      expect(before - lab().balance(ALICE)).toBe(5n + ran.gasUsed * 9n);
    });

    test('comes without data', async () => {
      const ran = await lab().send('paid', [], { value: 5n, data: new Uint8Array(0) });
      expect(ran.outcome).toEqual({ status: 'success', output: new Uint8Array(0) });
      expect(lab().balance(lab().probe)).toBe(5n);
    });

    test('comes with a deployment', async () => {
      const ran = await lab().ledger.send({ to: null, data: lab().deployment, value: 5n, gasLimit: MUCH_GAS });
      if (ran.outcome.status !== 'success' || ran.outcome.created === undefined) throw new Error(ran.outcome.status);
      expect(lab().balance(ran.outcome.created)).toBe(5n);
      expect(ran.events).toEqual([]);
    });

    test('stays with the sender where a function takes none', async () => {
      const ran = await lab().send('setNumber', [1n], { value: 5n, from: BOB });
      expect(ran.outcome.status).toBe('revert');
      expect(lab().balance(lab().probe)).toBe(0n);
      expect(lab().balance(BOB)).toBe(100n * ETHER - ran.gasUsed * 9n);
    });

    test('is credited to a contract that does not look at its balance: nobody conflicts over it', async () => {
      const ran = await lab().run('paid', [], { value: 5n });
      expect(ran.deltas).toContainEqual({ key: balanceCell(lab().probe), amount: 5n });
      expect(cellsOf(lab().probe, ran.reads)).not.toContain(balanceCell(lab().probe));
    });

    test('that the sender does not have makes a transaction invalid', async () => {
      const ran = await lab().run('paid', [], { value: 101n * ETHER });
      expect(ran.outcome.status).toBe('invalid');
      expect([ran.gasUsed, ran.writes, ran.deltas, ran.events]).toEqual([0n, [], [], []]);
    });

    withCalls('goes out, also to an account that does not exist yet', async () => {
      const ran = await lab().send('relay', [addressOf(NOBODY), 3n, 0n, '0x'], { value: 5n });
      expect(decoded('relay', ran)).toEqual([true, '0x']);
      expect([lab().balance(NOBODY), lab().balance(lab().probe)]).toEqual([3n, 2n]);
    });

    withCalls('of nothing makes no account', async () => {
      const ran = await lab().send('relay', [addressOf(NOBODY), 0n, 0n, '0x']);
      expect(decoded('relay', ran)).toEqual([true, '0x']);
      expect([...cellsOf(NOBODY, ran.writes), ...cellsOf(NOBODY, ran.deltas)]).toEqual([]);
    });

    withCalls('that the contract does not have does not go, and the contract goes on', async () => {
      const ran = await lab().send('relay', [addressOf(CAROL), 6n, 0n, '0x'], { value: 5n });
      expect(decoded('relay', ran)).toEqual([false, '0x']);
      expect([lab().balance(CAROL), lab().balance(lab().probe)]).toEqual([0n, 5n]);
    });

    withCalls('to itself changes no balance', async () => {
      const { probe } = lab();
      const ran = await lab().send('relay', [addressOf(probe), 3n, 0n, callOf('paid')], { value: 5n });
      expect(decoded('relay', ran)).toEqual([true, `0x${wordOf(3)}`]);
      expect(lab().balance(probe)).toBe(5n);
    });

    withCalls('comes back from a callee that fails, or takes none', async () => {
      const { other, probe } = lab();
      for (const data of [callOf('refuse', [1n]), callOf('setNumber', [1n])]) {
        const ran = await lab().send('relay', [addressOf(other), 3n, 0n, data], { value: 5n });
        expect((decoded('relay', ran) as readonly unknown[])[0]).toBe(false);
        expect(lab().balance(other)).toBe(0n);
      }
      expect(lab().balance(probe)).toBe(10n);
    });

    test('is seen by who asks for a balance', async () => {
      await lab().send('paid', [], { value: 5n });
      const [, , , balance] = (await lab().answer('place')) as readonly unknown[];
      expect(balance).toBe(5n);
    });

    test('that a read from outside sends along need not be there', async () => {
      const ran = await lab().ledger.run(
        { to: lab().probe, data: dataOf('paid'), value: 5n, from: NOBODY, maxFeePerGas: 0n, maxPriorityFeePerGas: 0n },
        'call',
      );
      expect(decoded('paid', ran)).toBe(5n);
    });
  });
};
