import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountId, storageCell, type CellKey } from '../core/cell.ts';
import { Reader, Writer } from '../core/codec.ts';
import type { FrameRecord, JournalSync } from '../core/frame.ts';
import { version } from '../core/version.ts';
import { readSync, writeSync } from '../core/wire-frame.ts';
import { propertyRuns } from '../testkit/property-runs.ts';
import { TransactionJournal, type JournalResult } from './transaction-journal.ts';

const LANES = ['a', 'b', 'c'] as const;
type LaneName = (typeof LANES)[number];

type Step =
  | { readonly kind: 'read' | 'isZero' | 'original' | 'scratchGet'; readonly cell: number }
  | { readonly kind: 'write' | 'credit' | 'scratchSet'; readonly cell: number; readonly amount: number }
  | { readonly kind: 'emit' | 'putCode' | 'recordFrame'; readonly amount: number }
  | { readonly kind: 'markRecorded' }
  /** A frame begins in a lane: the caller's own, or another. */
  | { readonly kind: 'enter'; readonly lane: LaneName }
  | { readonly kind: 'leave'; readonly succeeds: boolean };

const cell = fc.nat(4);
const amount = fc.nat(9);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('read' as const, 'isZero', 'original', 'scratchGet'), cell }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('write' as const, 'credit', 'scratchSet'), cell, amount }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('emit' as const, 'putCode', 'recordFrame'), amount }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'markRecorded' as const }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('enter' as const), lane: fc.constantFrom(...LANES) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('leave' as const), succeeds: fc.boolean() }) },
);
const steps = fc.array(step, { maxLength: 80, size: 'max' });

const owner = accountId('11'.repeat(20));
const key = (n: number): CellKey => storageCell(owner, '', `0${n}`);
const journal = (): TransactionJournal =>
  new TransactionJournal((asked) => {
    const n = Number(asked.at(-1));
    return { value: n < 2 ? '' : String(n), version: version(1, n, 0), byValue: n === 3 };
  });

const record = (depth: number): FrameRecord => ({
  runtime: 'a',
  depth,
  kind: 'call',
  caller: owner,
  account: owner,
  code: owner,
  value: 0n,
  selector: new Uint8Array(),
  gas: 1n,
  gasUsed: 0n,
  status: 'success',
});

function travel(sync: JournalSync): JournalSync {
  const writer = new Writer();
  writeSync(writer, sync);
  return readSync(new Reader(writer.finish()));
}

/** One transaction, over the copies of its lanes; all the same journal where there is only one. Notes all that a contract could see. */
class Run {
  readonly seen: unknown[] = [];
  readonly #journals: Record<LaneName, TransactionJournal>;

  constructor(journals: Record<LaneName, TransactionJournal>) {
    this.#journals = journals;
  }

  run(list: readonly Step[]): void {
    const stack: LaneName[] = ['a'];
    for (const step of list) {
      const lane = stack.at(-1) as LaneName;
      if (step.kind === 'enter') {
        stack.push(step.lane);
        this.#journals[lane].checkpoint();
        this.#pass(lane, step.lane);
      } else if (step.kind !== 'leave') this.#do(this.#journals[lane], step);
      else if (stack.length > 1) this.#leave(stack, step.succeeds);
    }
    while (stack.length > 1) this.#leave(stack, true);
  }

  #leave(stack: LaneName[], succeeds: boolean): void {
    const from = stack.pop() as LaneName;
    const to = stack.at(-1) as LaneName;
    this.#pass(from, to);
    if (succeeds) this.#journals[to].commit();
    else this.#journals[to].revert();
    this.seen.push([...this.#journals[to].scratchEntries('t/')].sort(), this.#journals[to].ownCode('5'));
  }

  #pass(from: LaneName, to: LaneName): void {
    if (this.#journals[from] === this.#journals[to]) return;
    this.#journals[to].follow(travel(this.#journals[from].exportTo(to, from)));
  }

  #do(own: TransactionJournal, step: Exclude<Step, { kind: 'enter' | 'leave' }>): void {
    if (step.kind === 'write') own.write(key(step.cell), step.amount === 0 ? '' : String(step.amount));
    else if (step.kind === 'credit') own.credit(key(step.cell), BigInt(step.amount));
    else if (step.kind === 'scratchSet')
      own.scratchSet(`t/${step.cell}`, step.amount < 3 ? undefined : String(step.amount));
    else if (step.kind === 'scratchGet') this.seen.push(own.scratchGet(`t/${step.cell}`));
    else if (step.kind === 'emit') own.emit({ account: owner, topics: [], data: new Uint8Array([step.amount]) });
    else if (step.kind === 'putCode') own.putCode({ hash: String(step.amount), bytes: new Uint8Array([step.amount]) });
    else if (step.kind === 'markRecorded') own.markRecorded();
    else if (step.kind === 'recordFrame') own.recordFrame(record(step.amount));
    else if (!('amount' in step)) {
      const asked = key(step.cell);
      this.seen.push(
        step.kind === 'read' ? own.read(asked) : step.kind === 'isZero' ? own.isZero(asked) : own.original(asked),
      );
    }
  }
}

/** Effects are sets of cells: their order says nothing. */
const sorted = ({ writes, deltas, ...rest }: JournalResult): object => ({
  ...rest,
  writes: [...writes].sort((x, y) => (x.key < y.key ? -1 : 1)),
  deltas: [...deltas].sort((x, y) => (x.key < y.key ? -1 : 1)),
});

describe('copies of a journal in the lanes of three runtimes', () => {
  it('are together what one journal is', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const only = journal();
        const one = new Run({ a: only, b: only, c: only });
        const root = journal();
        const three = new Run({ a: root, b: journal(), c: journal() });
        one.run(list);
        three.run(list);
        expect(three.seen).toEqual(one.seen);
        expect(sorted(root.finish())).toEqual(sorted(only.finish()));
      }),
      propertyRuns(2),
    );
  });

  it('refuse what does not go with what they have', () => {
    const [one, other] = [journal(), journal()];
    one.write(key(0), '1');
    one.exportTo('b', 'a');
    expect(() => other.follow(one.exportTo('b', 'a'))).toThrow('disagree');
  });
});
