/** Answers what a contract asks of its host: HOST-ABI.md, "Questions". The layouts are those of csharp/runtime/Host.cs. */
import type { AccountId } from '../../core/cell.ts';
import type { FrameRecord } from '../../core/frame.ts';
import { bytesOfQuantity, decodeHex, quantity, quantityOfBytes } from '../../core/hex.ts';
import { Stop } from '../../rules/signals.ts';
import type { CilFrame } from './frame.ts';

const HEADER = 9;
const WORD = 32;
const ADDRESS = 20;
const NOTHING = new Uint8Array(0);
const KINDS: readonly Exclude<FrameRecord['kind'], 'create'>[] = ['call', 'static', 'delegate'];
/** In a call: all the gas that may be given. */
const ALL = 2n ** 256n;

/** How a question ended (Host.Ending). */
const ENDING = { none: 0, outOfGas: 1, trap: 2, abandoned: 3 } as const;

const slotOf = (payload: Buffer): string => payload.toString('hex', 0, WORD);
const accountOf = (payload: Buffer, at: number): AccountId => payload.toString('hex', at, at + ADDRESS) as AccountId;
const numberOf = (payload: Buffer, at: number): bigint => BigInt(`0x${payload.toString('hex', at, at + WORD)}`);

/** Nothing for zero. */
function wordOf(value: string): Uint8Array {
  if (value === '') return NOTHING;
  const word = new Uint8Array(WORD);
  const bytes = bytesOfQuantity(value);
  word.set(bytes, WORD - bytes.length);
  return word;
}

type Answer = (frame: CilFrame, payload: Buffer) => Uint8Array;

const store =
  (write: (frame: CilFrame, slot: string, payload: Buffer) => void): Answer =>
  (frame, payload) => {
    write(frame, slotOf(payload), payload);
    return NOTHING;
  };

/** By Host.Question. */
const ANSWERS: readonly (Answer | undefined)[] = [
  undefined,
  (frame) => factsOf(frame),
  (frame, payload) => wordOf(frame.loadSlot(slotOf(payload))),
  store((frame, slot, payload) => frame.storeSlot(slot, quantityOfBytes(payload.subarray(WORD, 2 * WORD)))),
  (frame, payload) => wordOf(frame.loadTransientSlot(slotOf(payload))),
  store((frame, slot, payload) => frame.storeTransientSlot(slot, quantityOfBytes(payload.subarray(WORD, 2 * WORD)))),
  store((frame, slot, payload) => frame.changeCounter(slot, 'add', numberOf(payload, WORD))),
  store((frame, slot, payload) => frame.changeCounter(slot, 'sub', numberOf(payload, WORD))),
  (frame, payload) => wordOf(quantity(frame.counter(slotOf(payload)))),
  (frame, payload) => frame.hashOf('keccak256', payload.length, () => payload),
  (frame, payload) => frame.hashOf('sha256', payload.length, () => payload),
  (frame, payload) => {
    const count = payload.readUInt8();
    const data = 1 + count * WORD;
    frame.log(
      count,
      payload.length - data,
      () => Array.from({ length: count }, (_, at) => payload.toString('hex', 1 + at * WORD, 1 + (at + 1) * WORD)),
      () => new Uint8Array(payload.subarray(data)),
    );
    return NOTHING;
  },
  (frame, payload) => callOut(frame, payload),
  (frame, payload) => wordOf(quantity(frame.balanceOf(accountOf(payload, 0)))),
  (frame, payload) => {
    const size = Buffer.alloc(4);
    size.writeInt32LE(frame.codeSizeOf(accountOf(payload, 0)));
    return size;
  },
  (frame, payload) => wordOf(frame.blockHashOf(payload.readBigUInt64LE())),
];

function callOut(frame: CilFrame, payload: Buffer): Uint8Array {
  const kind = KINDS[payload.readUInt8()];
  if (kind === undefined) throw new Error('.NET: an unknown kind of call');
  const gas = payload.readBigInt64LE(53);
  const data = new Uint8Array(payload.subarray(61));
  const status = frame.callOut(kind, accountOf(payload, 1), numberOf(payload, 21), gas < 0n ? ALL : gas, () => data);
  const answer = new Uint8Array(1 + frame.returned.length);
  answer[0] = status;
  answer.set(frame.returned, 1);
  return answer;
}

const FACTS = 265;
/** Of a number of 8 bytes. */
const LARGEST = 2n ** 64n - 1n;

function factsOf(frame: CilFrame): Uint8Array {
  const facts = Buffer.alloc(FACTS);
  // A longer id shows its first bytes, as in the EVM.
  const addresses = (['caller', 'account', 'origin', 'coinbase'] as const).map((which) => frame.account(which));
  addresses.forEach((account, i) => facts.set(decodeHex(account.slice(0, 2 * ADDRESS)), i * ADDRESS));
  const words = (['value', 'gasPrice', 'baseFee', 'prevRandao', 'chainId'] as const).map((fact) => frame.fact(fact));
  words.forEach((value, i) => facts.set(wordOf(value), 80 + i * WORD));
  const { number, timestamp, gasLimit } = frame.block;
  [BigInt(number), timestamp, gasLimit].forEach((value, i) =>
    facts.writeBigUInt64LE(value < LARGEST ? value : LARGEST, 240 + 8 * i),
  );
  facts.writeUInt8(frame.scope.isStatic ? 1 : 0, FACTS - 1);
  return facts;
}

/**
 * `failed` takes what is no affair of the contract's: that the transaction was taken back, or a bug. The contract is ended then, and
 * whoever started the frame throws it on.
 */
export function answerQuestion(frame: CilFrame, message: Uint8Array, failed: (error: unknown) => void): Uint8Array {
  const question = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  frame.units = question.readBigInt64LE(1);
  let ending: number = ENDING.none;
  let payload: Uint8Array = NOTHING;
  try {
    const answer = ANSWERS[question.readUInt8()];
    if (answer === undefined) throw new Error(`.NET: no question ${question.readUInt8()}`);
    payload = answer(frame, question.subarray(HEADER));
  } catch (error) {
    if (error instanceof Stop) {
      ending = error.status === 'outOfGas' ? ENDING.outOfGas : ENDING.trap;
      payload = Buffer.from(error.reason);
    } else {
      ending = ENDING.abandoned;
      failed(error);
    }
  }
  const reply = Buffer.alloc(HEADER + payload.length);
  reply.writeUInt8(ending);
  reply.writeBigInt64LE(frame.units < 0n ? 0n : frame.units, 1);
  reply.set(payload, HEADER);
  return reply;
}
