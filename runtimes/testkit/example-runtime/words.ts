/** The words of the language: what a contract may do, each in a line or two. Arithmetic is checked, as in Solidity. */
import type { AccountId } from '../../core/cell.ts';
import type { FrameRecord } from '../../core/frame.ts';
import { fromHex, integer, quantity, toHex } from '../../core/hex.ts';
import { NOTHING, Stop, stop, trap } from '../../rules/signals.ts';
import type { StackFrame } from './frame.ts';
import { addressHex, encodeItems, wordHex } from './items.ts';

export type Word = (frame: StackFrame) => void;

const LIMIT = 1n << 256n;
/** All that may be given. */
const ALL = LIMIT;
const OVERFLOW = 0x11n;
const DIVISION = 0x12n;

const revert = (data: Uint8Array): never => stop(new Stop('revert', data));
const panic = (code: bigint): never => revert(fromHex(`4e487b71${wordHex(code)}`));
const accountOf = (value: bigint): AccountId => addressHex(value) as AccountId;
/** A longer id shows its first bytes, as in the EVM. */
const numberOf = (account: AccountId): bigint => BigInt(`0x${account.slice(0, 40)}`);

const binary =
  (compute: (a: bigint, b: bigint) => bigint): Word =>
  (frame) => {
    const b = frame.number();
    const result = compute(frame.number(), b);
    frame.push(result < 0n || result >= LIMIT ? panic(OVERFLOW) : result);
  };
const truth = (compute: (a: bigint, b: bigint) => boolean): Word => binary((a, b) => (compute(a, b) ? 1n : 0n));
const divided = (compute: (a: bigint, b: bigint) => bigint): Word =>
  binary((a, b) => (b === 0n ? panic(DIVISION) : compute(a, b)));
const fact =
  (tell: (frame: StackFrame) => bigint): Word =>
  (frame) =>
    frame.push(tell(frame));

/** Leaves whether it succeeded, and what came back. */
function callOut(frame: StackFrame, kind: Exclude<FrameRecord['kind'], 'create'>, takes: boolean): void {
  const data = frame.bytes();
  const wanted = takes ? frame.number() : 0n;
  const value = takes ? frame.number() : 0n;
  const target = accountOf(frame.number());
  const status = frame.callOut(kind, target, value, wanted === 0n ? ALL : wanted, () => data);
  frame.chargeBytes(frame.returned.length);
  frame.push(status === 0 ? 1n : 0n);
  frame.push(frame.returned);
}

export const WORDS: Readonly<Record<string, Word>> = {
  '+': binary((a, b) => a + b),
  '-': binary((a, b) => a - b),
  '*': binary((a, b) => a * b),
  '/': divided((a, b) => a / b),
  mod: divided((a, b) => a % b),
  '=': truth((a, b) => a === b),
  '<': truth((a, b) => a < b),
  '>': truth((a, b) => a > b),
  dup: (frame) => {
    const item = frame.pop();
    frame.push(item);
    frame.push(item);
  },
  drop: (frame) => void frame.pop(),
  swap: (frame) => {
    const [a, b] = [frame.pop(), frame.pop()];
    frame.push(a);
    frame.push(b);
  },
  over: (frame) => {
    const [b, a] = [frame.pop(), frame.pop()];
    for (const item of [a, b, a]) frame.push(item);
  },

  // ( slot -- value ), ( value slot -- ), ( key slot -- slot ) as Solidity lays out a mapping.
  '@': (frame) => frame.push(integer(frame.loadSlot(wordHex(frame.number())))),
  '!': (frame) => {
    const slot = wordHex(frame.number());
    frame.storeSlot(slot, quantity(frame.number()));
  },
  't@': (frame) => frame.push(integer(frame.loadTransientSlot(wordHex(frame.number())))),
  't!': (frame) => {
    const slot = wordHex(frame.number());
    frame.storeTransientSlot(slot, quantity(frame.number()));
  },
  at: (frame) => {
    const slot = wordHex(frame.number());
    const place = fromHex(wordHex(frame.number()) + slot);
    frame.push(BigInt(`0x${toHex(frame.hashOf('keccak256', place.length, () => place))}`));
  },

  caller: fact((frame) => numberOf(frame.account('caller'))),
  origin: fact((frame) => numberOf(frame.account('origin'))),
  address: fact((frame) => numberOf(frame.account('account'))),
  coinbase: fact((frame) => numberOf(frame.account('coinbase'))),
  'call-value': fact((frame) => frame.scope.value),
  'base-fee': fact((frame) => integer(frame.fact('baseFee'))),
  'chain-id': fact((frame) => integer(frame.fact('chainId'))),
  prevrandao: fact((frame) => integer(frame.fact('prevRandao'))),
  'block-number': fact((frame) => BigInt(frame.block.number)),
  timestamp: fact((frame) => frame.block.timestamp),
  'block-hash': fact((frame) => integer(frame.blockHashOf(frame.number()))),
  balance: fact((frame) => frame.balanceOf(accountOf(frame.number()))),
  'code-size': fact((frame) => BigInt(frame.codeSizeOf(accountOf(frame.number())))),

  empty: (frame) => frame.push(NOTHING),
  zeros: (frame) => {
    const length = frame.number();
    // Paid for before it is there: whoever asks for too much runs out of gas.
    frame.chargeBytes(length);
    frame.push(new Uint8Array(Number(length)));
  },
  size: (frame) => frame.push(BigInt(frame.bytes().length)),
  /** The first word of some bytes, which must be there. */
  word: (frame) => {
    const bytes = frame.bytes();
    frame.push(bytes.length < 32 ? revert(NOTHING) : BigInt(`0x${toHex(bytes.subarray(0, 32))}`));
  },

  // ( to value gas data -- ok output ), gas 0 being all; ( to data -- ok output )
  call: (frame) => callOut(frame, 'call', true),
  'static-call': (frame) => callOut(frame, 'static', false),
  'delegate-call': (frame) => callOut(frame, 'delegate', false),

  revert: (frame) => revert(frame.bytes()),
  /** Reverts with a text: `Error(string)`. */
  complain: (frame) => {
    const text = encodeItems([{ type: 'string' }], [frame.bytes()]);
    frame.chargeBytes(text.length);
    revert(new Uint8Array([...fromHex('08c379a0'), ...text]));
  },
  abort: () => trap('aborted'),
};
