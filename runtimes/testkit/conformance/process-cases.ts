import { expect } from 'vitest';
import type { AccountId } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import { encodeProgram, type Program } from '../script-program.ts';
import { SCRIPT } from '../script-runtime.ts';
import { KernelBench, SENDERS, toldBy } from './kernel-bench.ts';
import { addressOf, callOf, dataOf, decode, type ProbeFunction } from './probe-abi.ts';
import { MUCH_GAS } from './probe-lab.ts';
import type { Suite } from './suite.ts';

/** What a runtime must end by itself: in a process that can be given up, before anything here would hang on it. */
export const processCases: Suite = ({ describe, test }, adapter, lab) => {
  describe('in an executor process', () => {
    test('whatever a contract does ends by the meters, before a deadline or a limit of the host', async () => {
      const { probe, ledger } = lab();
      const wanted = [
        ['spin', [], { status: 'outOfGas' }, true],
        ['trap', [], adapter.endings.trap, true],
        ['recurse', [0n], adapter.endings.recurse, lab().can('recursion')],
        ['hoard', [], adapter.endings.hoard, lab().can('allocation')],
      ] as const;
      const applying = wanted.filter(([, , , applies]) => applies);
      const transactions = applying.map(([name, args], n) =>
        ledger.transaction({ from: SENDERS[n] as AccountId, to: probe, data: dataOf(name, args), gasLimit: MUCH_GAS }),
      );
      const bench = new KernelBench(lab(), 1);
      try {
        const { receipts, decisions, losses } = await bench.run(transactions, { policy: 'serial' });
        expect([...decisions], 'transactions that no executor survived').toEqual([]);
        expect([...losses]).toEqual([]);
        expect(receipts.map(({ outcome }) => outcome)).toEqual(applying.map(([, , ending]) => ending));
      } finally {
        bench.close();
      }
    });

    test('calls that go as deep as they can end with an outcome, always the same', async () => {
      const { ledger, probe } = lab();
      const orElse = (name: ProbeFunction, args: readonly unknown[], other: ProbeFunction): Uint8Array =>
        lab().can('calls') ? dataOf(name, args) : dataOf(other);
      const table = lab().script([]);
      const back = toHex(orElse('relay', [addressOf(table), 0n, 0n, callOf('number')], 'number'));
      const pingPong: Program = [{ op: 'invoke', account: probe, data: back }];
      ledger.install(table, encodeProgram(pingPong), SCRIPT);
      const deep = orElse('dive', [100_000n], 'number');
      const bounce = orElse('relay', [addressOf(table), 0n, 0n, '0x'], 'number');
      const transactions = [deep, bounce, deep, bounce].map((data, n) =>
        ledger.transaction({ from: SENDERS[n] as AccountId, to: probe, data, gasLimit: MUCH_GAS }),
      );
      const bench = new KernelBench(lab(), 1);
      try {
        const { receipts, decisions } = await bench.run(transactions, { policy: 'optimistic' });
        const [one, two, three, four] = receipts.map(toldBy);
        expect([three, four]).toEqual([one, two]);
        expect(two?.outcome.status).toBe('success');
        if (lab().can('calls') && one?.outcome.status === 'success') {
          const depth = Number(decode('dive', one.outcome.output));
          expect(depth).toBeGreaterThan(15);
          expect(depth).toBeLessThanOrEqual(1_024);
        }
        expect([...decisions]).toEqual([]);
      } finally {
        bench.close();
      }
    });
  });
};
