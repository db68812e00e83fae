import { describe, expect, it } from 'vitest';
import { accountId } from '../core/cell.ts';
import { NO_MARK } from '../core/frame.ts';
import type { FromExecutor, Notice, ToExecutor } from '../core/wire.ts';
import { LaneInbox } from './lane-inbox.ts';
import { Lane } from './lane.ts';

const owner = accountId('11'.repeat(20));
const notice: Notice = { block: 1, horizon: -1, chained: true, reset: false, dropped: [], updates: [], complete: [] };
const none = { reads: [], zeros: [], steps: [], events: [], codes: [], frames: [], marks: [], recorded: false };

const frame = (index: number, announce: boolean, incarnation = 0): ToExecutor => ({
  kind: 'frame',
  lane: 0,
  frame: {
    index,
    incarnation,
    mode: 'transaction',
    caller: 'a',
    transaction: {
      from: owner,
      to: owner,
      runtime: 'a',
      nonce: 0n,
      value: 0n,
      data: new Uint8Array(),
      gasLimit: 1n,
      maxFeePerGas: 1n,
      maxPriorityFeePerGas: 1n,
      type: 2,
    },
    call: {
      account: owner,
      codeAccount: owner,
      caller: owner,
      value: 0n,
      data: new Uint8Array(),
      gas: 1n,
      isStatic: false,
      depth: 1,
      hops: 1,
      refund: 0n,
    },
    sync: { base: NO_MARK, ...none },
    notice,
    shipped: [],
    announce,
  },
});

function open(): { inbox: LaneInbox; answers: Omit<Extract<FromExecutor, { kind: 'return' }>, 'kind' | 'lane'>[] } {
  const answers: Omit<Extract<FromExecutor, { kind: 'return' }>, 'kind' | 'lane'>[] = [];
  const unused = (): never => {
    throw new Error('not in this test');
  };
  const link = {
    fetch: unused,
    fetchCode: unused,
    call: unused,
    begin: unused,
    next: unused,
    answer: (answer: (typeof answers)[number]) => void answers.push(answer),
  };
  return {
    inbox: new LaneInbox(
      new Lane({ id: 'b', deterministic: true }, { chainId: 1n, hardfork: 'cancun' }, link, () => 0),
    ),
    answers,
  };
}

describe('what a lane does next', () => {
  it('is the frame that the kernel takes to begin at once, then the lowest', () => {
    const { inbox } = open();
    for (const message of [frame(7, false), frame(5, true), frame(3, true), frame(9, true)]) inbox.take(message);
    expect([1, 2, 3, 4, 5].map(() => inbox.takeFrame()?.index)).toEqual([7, 3, 5, 9, undefined]);
  });

  it('is what it waits for: the rest is queued', () => {
    const { inbox } = open();
    const own = { index: 4, incarnation: 1 };
    expect(inbox.take(frame(4, true, 0), own)).toBeUndefined();
    expect(inbox.take({ kind: 'abandon', lane: 0, index: 4, incarnation: 0 }, own)).toBeUndefined();
    expect(inbox.take(frame(4, false, 1), own)?.kind).toBe('frame');
    expect(inbox.take({ kind: 'abandon', lane: 0, ...own }, own)?.kind).toBe('abandon');
    expect(inbox.isEmpty).toBe(true);
  });

  it('is not a frame that was taken back, which is answered all the same', () => {
    const { inbox, answers } = open();
    inbox.take(frame(5, true));
    inbox.take({ kind: 'abandon', lane: 0, index: 5, incarnation: 0 });
    inbox.take({ kind: 'abandon', lane: 0, index: 6, incarnation: 0 });
    expect(inbox.takeFrame()).toBeUndefined();
    expect(answers.map(({ index, answer }) => [index, answer.kind])).toEqual([[5, 'fault']]);
  });
});
