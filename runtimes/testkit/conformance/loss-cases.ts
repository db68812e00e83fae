import { expect } from 'vitest';
import type { AccountId } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import type { ScheduleEvent } from '../../core/schedule.ts';
import type { Transaction } from '../../core/transaction.ts';
import { encodeProgram, type Op } from '../script-program.ts';
import { SCRIPT } from '../script-runtime.ts';
import { KernelBench, SENDERS, serially, toldBy } from './kernel-bench.ts';
import { addressOf, callOf, dataOf } from './probe-abi.ts';
import type { ProbeLab } from './probe-lab.ts';
import type { Suite } from './suite.ts';
import { workload } from './workload.ts';
import { rootOf } from '../../ledger/value-of.testkit.ts';

/** Everybody sends something of everything in turn, and now and then what all want to change. */
function blockOf(lab: ProbeLab, count: number): readonly Transaction[] {
  const items = workload(lab);
  const nonces = new Map<AccountId, bigint>();
  return Array.from({ length: count }, (_, index) => {
    const from = SENDERS[index % SENDERS.length] as AccountId;
    const nonce = nonces.get(from) ?? 0n;
    nonces.set(from, nonce + 1n);
    const contended = { to: lab.probe, data: dataOf('add', [1n]) };
    const tx = index % 2 === 0 ? contended : (items[((index - 1) / 2) % items.length]?.tx ?? contended);
    return lab.ledger.transaction({ ...tx, from, nonce });
  });
}

/** Long enough for a process to be killed meanwhile. */
const WAIT: Op = { op: 'wait', ms: 150 };

/** An executor holds no truth: whenever it is killed, its transactions are run again elsewhere, and nobody can tell. */
export const lossCases: Suite = ({ describe, test }, adapter, lab) => {
  const { id, deterministic } = adapter.runtime.manifest;
  const body = (): void => {
    test('in the middle of a transaction, it is run again and ends as if nothing had been', async () => {
      const { ledger, probe } = lab();
      const table = lab().script([WAIT, { op: 'invoke', account: probe, data: toHex(dataOf('add', [1n])) }]);
      const [own, inner] = lab().can('calls')
        ? [
            dataOf('both', [addressOf(table), '0x', callOf('number')]),
            dataOf('relay', [addressOf(table), 0n, 0n, '0x']),
          ]
        : [dataOf('add', [1n]), dataOf('add', [2n])];
      const program = encodeProgram([
        { op: 'write', slot: 1, add: 1 },
        { op: 'invoke', account: probe, data: toHex(inner) },
        { op: 'answer', with: 'returned' },
      ]);
      const transactions = [
        ledger.transaction({ from: SENDERS[0] as AccountId, to: probe, data: own }),
        ledger.transaction({ from: SENDERS[1] as AccountId, to: lab().script([]), runtime: SCRIPT, data: program }),
      ];
      const bench = new KernelBench(lab(), 1);
      try {
        const expected = await serially(lab(), transactions);
        const events: ScheduleEvent[] = [];
        const killed = new Set<number>();
        const { receipts, decisions } = await bench.run(transactions, {
          policy: 'serial',
          onEvent: (event) => {
            events.push(event);
            // The runtime's own transaction waits for the script's frame; the script's transaction waits for the runtime's frame.
            if (event.kind !== 'enter' || killed.has(event.index)) return;
            if (event.lane.executor.startsWith(event.index === 0 ? SCRIPT : id)) {
              killed.add(event.index);
              bench.kill(`${id}#0`);
            }
          },
        });
        const lost = events.filter((event) => event.kind === 'retry' && event.cause === 'lost');
        expect(lost.map((event) => 'index' in event && event.index)).toEqual(lab().can('calls') ? [0, 1] : [1]);
        expect(receipts.map(toldBy)).toEqual(expected.told);
        expect(receipts.map(({ outcome }) => outcome.status)).toEqual(['success', 'success']);
        expect(await rootOf(bench.ledger)).toBe(expected.root);
        expect([...decisions]).toEqual([]);
      } finally {
        bench.close();
      }
    });

    test('in the middle of a block of everything, across runtimes, it leaves what serial execution leaves', async () => {
      const transactions = blockOf(lab(), 480);
      const bench = new KernelBench(lab(), 2);
      try {
        const expected = await serially(lab(), transactions);
        let killed = 0;
        const { receipts, decisions } = await bench.run(transactions, {
          policy: 'optimistic',
          onProgress: (done) => {
            if (killed < 2 && done >= 120 * (killed + 1) && bench.kill(`${id}#${killed}`)) killed++;
          },
        });
        expect(killed).toBe(2);
        expect(receipts.map(toldBy)).toEqual(expected.told);
        expect(await rootOf(bench.ledger)).toBe(expected.root);
        expect([...decisions]).toEqual([]);
      } finally {
        bench.close();
      }
    });
  };
  describe('an executor that is killed', body, deterministic);
};
