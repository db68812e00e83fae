/** Ways in which a runtime may be wrong, and the cases that must find it out. */
import type { CellKey, CellValue } from '../../../core/cell.ts';
import type { ContractEvent } from '../../../core/effects.ts';
import { Abandoned } from '../../../sdk/runtime.ts';
import type { Breakage } from './broken-lane.ts';

const isSlot = (key: CellKey): boolean => key.includes('/s');
const isBalance = (key: CellKey): boolean => key.endsWith('/b');

interface Kept {
  readonly writes: Map<CellKey, CellValue>;
  readonly events: ContractEvent[];
}

/** Does again after a revert what was done since the checkpoint. */
const afterRevert =
  (again: (kept: Kept, honest: Parameters<ReturnType<NonNullable<Breakage['journal']>>>[0]) => void) =>
  (): ReturnType<NonNullable<Breakage['journal']>> =>
  (journal) => {
    const open: Kept[] = [];
    return {
      checkpoint: () => {
        open.push({ writes: new Map(), events: [] });
        journal.checkpoint();
      },
      write: (key, value) => {
        if (isSlot(key)) open.at(-1)?.writes.set(key, value);
        journal.write(key, value);
      },
      emit: (event) => {
        open.at(-1)?.events.push(event);
        journal.emit(event);
      },
      commit: () => {
        const merged = open.pop();
        for (const [key, value] of merged?.writes ?? []) open.at(-1)?.writes.set(key, value);
        open.at(-1)?.events.push(...(merged?.events ?? []));
        journal.commit();
      },
      revert: () => {
        const kept = open.pop();
        journal.revert();
        if (kept !== undefined) again(kept, journal);
      },
    };
  };

export interface BrokenRuntime {
  readonly name: string;
  readonly breakage: Breakage;
  /** Cases that must fail, among others perhaps. */
  readonly refusedBy: readonly string[];
}

export const BREAKAGES: readonly BrokenRuntime[] = [
  {
    name: 'hides reads, since it remembers cells from one transaction to the next',
    breakage: {
      journal: () => {
        const remembered = new Map<CellKey, CellValue>();
        return (journal) => ({
          read: (key) => {
            const known = isSlot(key) ? remembered.get(key) : undefined;
            const value = known ?? journal.read(key);
            remembered.set(key, value);
            return value;
          },
          write: (key, value) => {
            remembered.set(key, value);
            journal.write(key, value);
          },
        });
      },
    },
    refusedBy: [
      'storage: is what the ledger says now: a lane remembers nothing from one transaction to the next',
      'storage: of transactions that do not commit is not there',
      'the effects of a transaction are the same, byte for byte: whatever ran before on the lane, and on a lane that has run nothing',
    ],
  },
  {
    name: 'keeps what a reverted frame wrote',
    breakage: {
      journal: afterRevert(({ writes }, journal) => {
        for (const [key, value] of writes) journal.write(key, value);
      }),
    },
    refusedBy: [
      'a revert: has its data, and leaves nothing but nonce and fee',
      'calls of contracts of the same runtime: that revert give back the data, and undo what was below',
      'what a contract must not do ends it, always the same, and the lane lives on: what the runtime stops',
    ],
  },
  {
    name: 'emits events of a reverted frame',
    breakage: {
      journal: afterRevert(({ events }, journal) => {
        for (const event of events) journal.emit(event);
      }),
    },
    refusedBy: [
      'a revert: has its data, and leaves nothing but nonce and fee',
      'calls of contracts of the same runtime: that revert give back the data, and undo what was below',
      'back and forth: keeps the events in order, and drops those of a middle that fails',
    ],
  },
  {
    name: 'sees storage as it was when the transaction began',
    breakage: {
      journal: () => (journal) => ({ read: (key) => (isSlot(key) ? journal.original(key) : journal.read(key)) }),
    },
    refusedBy: [
      'calls of contracts of the same runtime: may come back: who is entered again sees what was written, and so does who goes on',
      'back and forth: sees what was written further up, and shows what is written further down',
    ],
  },
  {
    name: 'makes money',
    breakage: {
      journal: () => (journal) => ({
        credit: (key, amount) => journal.credit(key, isBalance(key) && amount > 1n ? amount + 1n : amount),
      }),
    },
    refusedBy: ['value: comes with a transaction, and the contract sees it'],
  },
  {
    name: 'reads what it only credits',
    breakage: {
      journal: () => (journal) => ({
        credit: (key, amount) => {
          journal.read(key);
          journal.credit(key, amount);
        },
      }),
    },
    refusedBy: ['value: is credited to a contract that does not look at its balance: nobody conflicts over it'],
  },
  {
    name: 'does not charge the last gas',
    breakage: {
      after: (done) => (done.kind === 'done' && done.gasUsed > 0n ? { ...done, gasUsed: done.gasUsed - 1n } : done),
      leaving: (result) => ({ ...result, gasLeft: result.gasLeft + 1n }),
    },
    refusedBy: [
      'gas: decides exactly: with what work uses it succeeds, with one less it does not',
      'what a contract must not do ends it, always the same, and the lane lives on: an endless loop',
      'called by a contract of another runtime: it fails as it should: data of a revert, nothing of a trap, gas exactly',
    ],
  },
  {
    name: 'calls a trap a revert',
    breakage: {
      after: (done) =>
        done.kind === 'done' && done.outcome.status === 'trap'
          ? { ...done, outcome: { status: 'revert', output: new Uint8Array(0) } }
          : done,
    },
    refusedBy: [
      'what a contract must not do ends it, always the same, and the lane lives on: what the runtime stops',
      'what a contract must not do ends it, always the same, and the lane lives on: endless recursion',
      'a deployment: of code that is none is refused, the same each time, and the lane lives on',
    ],
  },
  {
    name: 'lets a static call change state',
    breakage: {
      entering: (call) => ({ ...call, isStatic: false }),
      host: (host) => ({ call: (runtime, call) => host.call(runtime, { ...call, isStatic: false }) }),
    },
    refusedBy: [
      'called by a contract of another runtime: it changes nothing in a static call',
      'a contract of another runtime, called from here: in a static call changes nothing',
    ],
  },
  {
    name: 'lets a contract catch that its transaction was taken back',
    breakage: {
      host: (host) => ({
        call: (runtime, call) => {
          try {
            return host.call(runtime, call);
          } catch (error) {
            if (!(error instanceof Abandoned)) throw error;
            return { status: 'revert', output: new Uint8Array(0), gasLeft: 0n, refund: 0n, reason: '' };
          }
        },
      }),
    },
    refusedBy: [
      'a transaction that is taken back while a frame of it waits: ends here too: no contract catches that, and the lane lives on',
    ],
  },
  {
    name: 'counts changes of runtime from the frame that changed last',
    breakage: { entering: (call) => ({ ...call, hops: 0 }) },
    refusedBy: ['back and forth: counts the changes of runtime, also where a frame calls twice'],
  },
];
