/**
 * Opcodes and prices for the hot path. The library makes most prices asynchronous, although nothing in them waits here, and turns
 * words into byte arrays and back; these answer at once and work on cells and in place.
 */
import { EVMError, type EVM } from '@ethereumjs/evm';
import type { Common } from '@ethereumjs/common';
import { integer, quantity } from '../../core/hex.ts';
import { pushed } from './code-analysis.ts';
import { keccak256 } from '../../rules/keccak.ts';
import { trap } from './failures.ts';
import type { Frame } from './frame.ts';
import type { RunState } from './library-frame.ts';
import type { Rules } from '../../rules/rules.ts';
import { storePrices } from './store-prices.ts';
import { readWord, writeWord } from './words.ts';

type OpcodeMap = EVM['_opcodeMap'];
type Price = (state: RunState, gas: bigint, common: Common) => bigint;
type Handler = (state: RunState, common: Common) => void;

const ERRORS = EVMError.errorMessages;

// Every frame of a Machine is a Frame.
const frameOf = (state: RunState): Frame => state.interpreter as Frame;

/** Charges for memory up to offset + length, in words; the library's own opcodes use the same two counters. */
function memory(state: RunState, offset: bigint, length: bigint): bigint {
  if (length === 0n) return 0n;
  const words = (offset + length + 31n) >> 5n;
  if (words <= state.memoryWordCount) return 0n;
  const cost = words * 3n + ((words * words) >> 9n);
  const more = cost - state.highestMemCost;
  state.highestMemCost = cost;
  state.memoryWordCount = words;
  return more;
}

const word: Price = (state, gas) => gas + memory(state, state.stack.peek(1)[0] as bigint, 32n);

const byte: Price = (state, gas) => gas + memory(state, state.stack.peek(1)[0] as bigint, 1n);

const span: Price = (state, gas) => {
  const [offset, length] = state.stack.peek(2) as [bigint, bigint];
  return gas + memory(state, offset, length);
};

const copy: Price = (state, gas) => {
  const [to, , length] = state.stack.peek(3) as [bigint, bigint, bigint];
  return gas + memory(state, to, length) + 3n * ((length + 31n) >> 5n);
};

const copyReturned: Price = (state, gas, common) => {
  const [, from, length] = state.stack.peek(3) as [bigint, bigint, bigint];
  if (from + length > state.interpreter.getReturnDataSize()) trap(ERRORS.OUT_OF_GAS);
  return copy(state, gas, common);
};

const copyMemory: Price = (state, gas) => {
  const [to, from, length] = state.stack.peek(3) as [bigint, bigint, bigint];
  return gas + 3n * ((length + 31n) >> 5n) + memory(state, to > from ? to : from, length);
};

const hash: Price = (state, gas) => {
  const [offset, length] = state.stack.peek(2) as [bigint, bigint];
  return gas + memory(state, offset, length) + 6n * ((length + 31n) >> 5n);
};

const exponent: Price = (state, gas, common) => {
  const [, power] = state.stack.peek(2) as [bigint, bigint];
  return power === 0n ? gas : gas + BigInt((power.toString(16).length + 1) >> 1) * common.param('expByteGas');
};

const log: Price = (state, gas) => {
  if (state.interpreter.isStatic()) trap(ERRORS.STATIC_STATE_CHANGE);
  const [offset, length] = state.stack.peek(2) as [bigint, bigint];
  return gas + memory(state, offset, length) + 375n * BigInt(state.opCode - 0xa0) + 8n * length;
};

/** EIP-2929; without it the base price is all. */
const load: Price = (state, gas, common) => {
  const frame = frameOf(state);
  const slot = frame.slotText(state.stack.peek(1)[0] as bigint);
  return gas + common.param(frame.warmSlot(slot) ? 'coldsloadGas' : 'warmstoragereadGas');
};

const sload: Handler = (state) => {
  const frame = frameOf(state);
  state.stack.push(integer(frame.slot(frame.slotText(state.stack.pop()))));
};

const sstore: Handler = (state) => {
  const frame = frameOf(state);
  const slot = frame.slotText(state.stack.pop());
  frame.setSlot(slot, quantity(state.stack.pop()));
};

const tload: Handler = (state) => {
  const frame = frameOf(state);
  state.stack.push(integer(frame.transient(frame.slotText(state.stack.pop()))));
};

const tstore: Handler = (state) => {
  if (state.interpreter.isStatic()) trap(ERRORS.STATIC_STATE_CHANGE);
  const frame = frameOf(state);
  const slot = frame.slotText(state.stack.pop());
  frame.setTransient(slot, quantity(state.stack.pop()));
};

const mload: Handler = (state) => {
  const { stack, memory: store } = state;
  const at = Number(stack.pop());
  store.extend(at, 32);
  stack.push(readWord(store._store, at));
};

const mstore: Handler = (state) => {
  const { stack, memory: store } = state;
  const at = Number(stack.pop());
  store.extend(at, 32);
  writeWord(store._store, at, stack.pop());
};

const calldataload: Handler = (state) => {
  const place = state.stack.pop();
  const { callData } = state.env;
  const at = place < BigInt(callData.length) ? Number(place) : callData.length;
  state.stack.push(at + 32 <= callData.length ? readWord(callData, at) : pushed(callData, at, at + 32));
};

const emit: Handler = (state) => {
  const at = Number(state.stack.pop());
  const data = state.memory.read(at, Number(state.stack.pop()));
  const topics: string[] = [];
  for (let left = state.opCode - 0xa0; left > 0; left--) topics.push(state.stack.pop().toString(16).padStart(64, '0'));
  frameOf(state).emit(topics, data);
};

const keccak: Handler = (state, common) => {
  const at = Number(state.stack.pop());
  const bytes = state.memory.read(at, Number(state.stack.pop()), true);
  state.stack.push(readWord((common.customCrypto.keccak256 ?? keccak256)(bytes), 0));
};

const push: Handler = (state) => {
  const start = state.programCounter;
  const end = start + state.opCode - 0x5f;
  state.stack.push((state.cachedPushes[start] ??= pushed(state.code, start, end)));
  state.programCounter = end;
};

/** Replaces entries of a machine's own table. */
export function installOpcodes(table: OpcodeMap, rules: Rules): void {
  const price = (opcode: number, gasHandler: Price): void => replace(table, opcode, { gasHandler });
  price(0x0a, exponent);
  price(0x20, hash);
  for (const opcode of [0x37, 0x39]) price(opcode, copy);
  price(0x3e, copyReturned);
  for (const opcode of [0x51, 0x52]) price(opcode, word);
  price(0x53, byte);
  price(0x5e, copyMemory);
  for (let opcode = 0xa0; opcode <= 0xa4; opcode++) price(opcode, log);
  for (const opcode of [0xf3, 0xfd]) price(opcode, span);
  if (rules.hasWarmSet) price(0x54, load);
  price(0x55, storePrices(rules));
  replace(table, 0x20, { opHandler: keccak });
  replace(table, 0x35, { opHandler: calldataload });
  replace(table, 0x51, { opHandler: mload });
  replace(table, 0x52, { opHandler: mstore });
  replace(table, 0x54, { opHandler: sload });
  replace(table, 0x55, { opHandler: sstore });
  for (let opcode = 0xa0; opcode <= 0xa4; opcode++) replace(table, opcode, { opHandler: emit });
  replace(table, 0x5c, { opHandler: tload });
  replace(table, 0x5d, { opHandler: tstore });
  for (let opcode = 0x60; opcode <= 0x7f; opcode++) replace(table, opcode, { opHandler: push });
}

function replace(table: OpcodeMap, opcode: number, with_: { gasHandler?: Price; opHandler?: Handler }): void {
  const entry = table[opcode];
  // Not in this hardfork.
  if (entry === undefined || entry.opcodeInfo.isInvalid) return;
  const opcodeInfo = with_.opHandler === undefined ? entry.opcodeInfo : { ...entry.opcodeInfo, isAsync: false };
  table[opcode] = { ...entry, ...with_, opcodeInfo };
}
