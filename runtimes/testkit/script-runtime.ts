/** The script language as a runtime: an executor module like any other, small enough to read as an example. */
import { randomInt } from 'node:crypto';
import { keccak_256 } from '@noble/hashes/sha3.js';
import type { BlockContext } from '../core/block.ts';
import { balanceCell, codeCell, codeValue, nonceCell, parseCode, storageCell, type AccountId } from '../core/cell.ts';
import type { Preimage } from '../core/effects.ts';
import type { FrameCall, FrameResult } from '../core/frame.ts';
import { integer, quantity, toHex } from '../core/hex.ts';
import type { RuntimeId, Transaction } from '../core/transaction.ts';
import type { FrameScene } from '../sdk/frame-scene.ts';
import type { Journal } from '../sdk/journal.ts';
import type { Execution, LaneHost, LaneRuntime } from '../sdk/runtime.ts';
import { runFrame, runScript, type ScriptOutcome, type ScriptState, type Steps } from './script-interpreter.ts';
import { decodeProgram } from './script-program.ts';

export const SCRIPT = 'script';

const slotCell = (account: AccountId, slot: number): ReturnType<typeof storageCell> =>
  storageCell(account, '', slot.toString(16).padStart(64, '0'));

const word = (value: number): string => value.toString(16).padStart(64, '0');

export const scriptEvent = (value: number): { topics: string[]; data: Uint8Array } => ({
  topics: [word(value)],
  data: new Uint8Array(),
});

/** Numbers of 32 bits from outside the ledger. */
export type Draw = () => number;

const outside: Draw = () => randomInt(2 ** 32);

let drawn = 0;

/** Tells tests what was drawn, in the order drawn, by the only notes that lanes send for people: preimages, under hashes of their own. */
function noteDraw(host: LaneHost, value: number): void {
  const [hash, preimage] = [new Uint8Array(32), new Uint8Array(4)];
  new DataView(hash.buffer).setUint32(28, drawn++);
  new DataView(preimage.buffer).setUint32(0, value);
  host.notePreimage(hash, preimage);
}

export const drawOf = ({ preimage }: Preimage): number => new DataView(preimage.slice().buffer).getUint32(0);

function stateOf(journal: Journal, host: LaneHost, draw: Draw): ScriptState {
  return {
    slot: (account, slot) => Number(integer(journal.read(slotCell(account, slot))) & 0xffffffffn),
    isZero: (account, slot) => journal.isZero(slotCell(account, slot)),
    setSlot: (account, slot, value) => journal.write(slotCell(account, slot), quantity(BigInt(value))),
    creditSlot: (account, slot, amount) => journal.credit(slotCell(account, slot), BigInt(amount)),
    transient: (account, slot) => Number(journal.scratchGet(`t/${account}/${slot}`) ?? 0),
    setTransient: (account, slot, value) =>
      journal.scratchSet(`t/${account}/${slot}`, value === 0 ? undefined : String(value)),
    balance: (account) => integer(journal.read(balanceCell(account))),
    setBalance: (account, value) => journal.write(balanceCell(account), quantity(value)),
    creditBalance: (account, amount) => journal.credit(balanceCell(account), amount),
    nonce: (account) => integer(journal.read(nonceCell(account))),
    setNonce: (account, value) => journal.write(nonceCell(account), quantity(value)),
    code: (account) => {
      const code = parseCode(journal.read(codeCell(account)));
      if (code === undefined) return undefined;
      return { runtime: code.runtime, bytes: journal.ownCode(code.hash) ?? host.code(code.hash) };
    },
    setCode: (account, { runtime, bytes }) => {
      const hash = toHex(keccak_256(bytes));
      journal.putCode({ hash, bytes });
      journal.write(codeCell(account), codeValue(runtime, hash));
    },
    emit: (account, value) => journal.emit({ account, ...scriptEvent(value) }),
    recordFrame: (frame) => journal.recordFrame(frame),
    entropy: (hidden) => {
      if (!hidden) journal.markRecorded();
      const value = draw();
      noteDraw(host, value);
      return value;
    },
    wait: (ms) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms),
    checkpoint: () => journal.checkpoint(),
    commit: () => journal.commit(),
    revert: () => journal.revert(),
  };
}

class ScriptLane implements LaneRuntime {
  readonly #host: LaneHost;
  readonly #id: RuntimeId;
  readonly #draw: Draw;

  constructor(host: LaneHost, id: RuntimeId, draw: Draw) {
    this.#host = host;
    this.#id = id;
    this.#draw = draw;
  }

  execute(tx: Transaction, block: BlockContext, journal: Journal): Execution | Promise<Execution> {
    const { from, nonce, gasLimit, maxFeePerGas: price } = tx;
    const to = tx.to ?? from;
    const runtime = parseCode(journal.read(codeCell(to)))?.runtime ?? tx.runtime;
    if (runtime !== this.#id) return { kind: 'misrouted', runtime };
    const script = { from, to, nonce, gasLimit, price, program: decodeProgram(tx.data) };
    const done = this.#drive(runScript(stateOf(journal, this.#host, this.#draw), this.#id, script, block.coinbase));
    return done instanceof Promise ? done.then(executionOf) : executionOf(done);
  }

  frame(call: FrameCall, { journal }: FrameScene): FrameResult | Promise<FrameResult> {
    return this.#drive(runFrame(stateOf(journal, this.#host, this.#draw), this.#id, call));
  }

  /** Runs to the end, at once where all the frames that it needs are answered at once. */
  #drive<T>(steps: Steps<T>, answered?: FrameResult): T | Promise<T> {
    let step = answered === undefined ? steps.next() : steps.next(answered);
    while (!step.done) {
      const { runtime, call } = step.value;
      const result = this.#host.call(runtime, call);
      if (result instanceof Promise) return result.then((frame) => this.#drive(steps, frame));
      step = steps.next(result);
    }
    return step.value;
  }
}

function executionOf(done: ScriptOutcome): Execution {
  const { gasUsed, status } = done;
  if (status === 'invalid') return { kind: 'done', gasUsed, outcome: { status, reason: done.reason } };
  if (status === 'outOfGas') return { kind: 'done', gasUsed, outcome: { status } };
  if (status === 'trap') return { kind: 'done', gasUsed, outcome: { status, reason: 'trap' } };
  return { kind: 'done', gasUsed, outcome: { status, output: done.output } };
}

/** The same language as a runtime of another id. */
export const scriptRuntime =
  (id: RuntimeId, draw: Draw = outside) =>
  (host: LaneHost): Promise<LaneRuntime> =>
    Promise.resolve(new ScriptLane(host, id, draw));

export const createLane = scriptRuntime(SCRIPT);
