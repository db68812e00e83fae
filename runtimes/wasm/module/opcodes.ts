import { COSTS } from './gas-costs.ts';
import { VALUE_TYPES, type ValueType } from './value-type.ts';

/** An instruction without control flow: what follows the opcode, and what it does to the operand stack. */
export interface Opcode {
  readonly immediate: 'none' | 'memory' | 'i32' | 'i64' | 'f32' | 'f64';
  readonly pops: number;
  readonly pushes: number;
  /** Units. */
  readonly cost: number;
  /** Its result may be a NaN of any bits: the type of the result. */
  readonly nan?: ValueType;
}

export const OP = {
  unreachable: 0x00,
  nop: 0x01,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  drop: 0x1a,
  select: 0x1b,
  selectTyped: 0x1c,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  memorySize: 0x3f,
  memoryGrow: 0x40,
  i32Const: 0x41,
  i64Const: 0x42,
  f32Const: 0x43,
  f64Const: 0x44,
  i32LtS: 0x48,
  i64LtS: 0x53,
  f32Eq: 0x5b,
  f64Eq: 0x61,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i64Sub: 0x7d,
  i64ShrU: 0x88,
  i32WrapI64: 0xa7,
  i64ExtendI32U: 0xad,
  i32ReinterpretF32: 0xbc,
  i64ReinterpretF64: 0xbd,
  refNull: 0xd0,
  refFunc: 0xd2,
  /** The prefix of saturating conversions and of bulk memory. */
  bulk: 0xfc,
} as const;

/** After the prefix 0xfc. Below `memoryInit` are the saturating conversions. */
export const BULK = {
  memoryInit: 8,
  dataDrop: 9,
  memoryCopy: 10,
  memoryFill: 11,
  elemDrop: 13,
  tableSize: 16,
} as const;

const table: (Opcode | undefined)[] = [];

function define(from: number, to: number, opcode: Opcode): void {
  for (let code = from; code <= to; code++) table[code] = opcode;
}

const unary = (cost: number): Opcode => ({ immediate: 'none', pops: 1, pushes: 1, cost });
const binary = (cost: number): Opcode => ({ immediate: 'none', pops: 2, pushes: 1, cost });
const { simple, float } = COSTS;

define(0x28, 0x35, { immediate: 'memory', pops: 1, pushes: 1, cost: COSTS.memory });
define(0x36, 0x3e, { immediate: 'memory', pops: 2, pushes: 0, cost: COSTS.memory });
define(0x41, 0x41, { immediate: 'i32', pops: 0, pushes: 1, cost: simple });
define(0x42, 0x42, { immediate: 'i64', pops: 0, pushes: 1, cost: simple });
define(0x43, 0x43, { immediate: 'f32', pops: 0, pushes: 1, cost: simple });
define(0x44, 0x44, { immediate: 'f64', pops: 0, pushes: 1, cost: simple });
// Comparisons: i32, i64, floats.
define(0x45, 0x45, unary(simple));
define(0x46, 0x4f, binary(simple));
define(0x50, 0x50, unary(simple));
define(0x51, 0x5a, binary(simple));
define(0x5b, 0x66, binary(float));
// Integer arithmetic, 32 and 64 bits: clz ctz popcnt; add sub mul, four divisions, and or xor and shifts.
for (const base of [0x67, 0x79]) {
  define(base, base + 2, unary(simple));
  define(base + 3, base + 17, binary(simple));
  define(base + 5, base + 5, binary(COSTS.multiply));
  define(base + 6, base + 9, binary(COSTS.divide));
}
// Float arithmetic: abs neg, ceil floor trunc nearest, sqrt; add sub mul, div, min max, copysign.
for (const [base, nan] of [
  [0x8b, VALUE_TYPES.f32],
  [0x99, VALUE_TYPES.f64],
] as const) {
  define(base, base + 1, unary(float));
  define(base + 2, base + 5, { ...unary(COSTS.floatArithmetic), nan });
  define(base + 6, base + 6, { ...unary(COSTS.floatDivide), nan });
  define(base + 7, base + 12, { ...binary(COSTS.floatArithmetic), nan });
  define(base + 10, base + 10, { ...binary(COSTS.floatDivide), nan });
  define(base + 13, base + 13, binary(float));
}
// Conversions: integers among themselves (wrap, extend) are simple, demote and promote arithmetic.
define(0xa7, 0xbf, unary(float));
define(0xa7, 0xa7, unary(simple));
define(0xac, 0xad, unary(simple));
define(0xb6, 0xb6, { ...unary(COSTS.floatArithmetic), nan: VALUE_TYPES.f32 });
define(0xbb, 0xbb, { ...unary(COSTS.floatArithmetic), nan: VALUE_TYPES.f64 });
define(0xc0, 0xc4, unary(simple));

/** By opcode; undefined: control flow, variables, calls, bulk memory, or refused. */
export const OPCODES: readonly (Opcode | undefined)[] = table;

const noReferences = 'references as values are not supported';
const noTableChange = 'tables cannot be changed';
const noExceptions = 'exception handling is not supported; compile without it (rustc: -C panic=abort)';
const noTailCalls = 'tail calls are not supported; compile without them (rustc: -C target-feature=-tail-call)';

const REFUSED = new Map<number, string>([
  ...[0x06, 0x07, 0x08, 0x09, 0x0a, 0x18, 0x19, 0x1f].map((code) => [code, noExceptions] as const),
  ...[0x12, 0x13, 0x15].map((code) => [code, noTailCalls] as const),
  [0x14, 'typed function references are not supported'],
  [0x25, noReferences],
  [0x26, `${noTableChange} (table.set)`],
  ...[0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6].map((code) => [code, noReferences] as const),
  [0xfb, 'garbage-collected objects are not supported'],
  [0xfd, 'SIMD is not supported; compile without it (rustc: -C target-feature=-simd128)'],
  [0xfe, 'threads and atomics are not supported; compile without them (rustc: -C target-feature=-atomics)'],
]);

const REFUSED_BULK = new Map<number, string>([
  [12, `${noTableChange} (table.init)`],
  [14, `${noTableChange} (table.copy)`],
  [15, `${noTableChange} (table.grow)`],
  [17, `${noTableChange} (table.fill)`],
  [18, 'memory.discard is not supported'],
  ...[19, 20, 21, 22].map((code) => [code, 'wide arithmetic is not supported'] as const),
]);

const hex = (code: number): string => `0x${code.toString(16).padStart(2, '0')}`;

/** Why an opcode, or one after the prefix 0xfc, is not accepted. */
export const refusalOf = (code: number): string => REFUSED.get(code) ?? `unknown instruction ${hex(code)}`;
export const refusalOfBulk = (code: number): string =>
  REFUSED_BULK.get(code) ?? `unknown instruction 0xfc ${hex(code)}`;
