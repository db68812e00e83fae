/** The code that is injected. It leaves the operand stack as it was. */
import type { ByteWriter } from './byte-writer.ts';
import { BULK_BYTES_SHIFT } from './gas-costs.ts';
import { OP } from './opcodes.ts';
import { VALUE_TYPES, type ValueType } from './value-type.ts';

export const EMPTY_BLOCK = 0x40;

/** Takes units off the gas global, and traps below zero. A copy of the global in a local was no faster on the whole. */
export function writeCharge(out: ByteWriter, gas: number, units: number): void {
  out.byte(OP.globalGet);
  out.u32(gas);
  out.byte(OP.i64Const);
  out.signed(units);
  writeTake(out, gas);
}

/** Takes one unit per 2^BULK_BYTES_SHIFT bytes off the gas global; the number of bytes is in a local. */
export function writeBytesCharge(out: ByteWriter, gas: number, bytesLocal: number): void {
  out.byte(OP.globalGet);
  out.u32(gas);
  out.byte(OP.localGet);
  out.u32(bytesLocal);
  out.op(OP.i64ExtendI32U, OP.i64Const, BULK_BYTES_SHIFT, OP.i64ShrU);
  writeTake(out, gas);
}

function writeTake(out: ByteWriter, gas: number): void {
  out.op(OP.i64Sub, OP.globalSet);
  out.u32(gas);
  out.byte(OP.globalGet);
  out.u32(gas);
  out.op(OP.i64Const, 0, OP.i64LtS, OP.if, EMPTY_BLOCK, OP.unreachable, OP.end);
}

/** Takes a frame's words off the stack global, and traps below zero. */
export function writeEnter(out: ByteWriter, stack: number, words: number): void {
  out.byte(OP.globalGet);
  out.u32(stack);
  out.byte(OP.i32Const);
  out.signed(words);
  out.op(OP.i32Sub, OP.globalSet);
  out.u32(stack);
  out.byte(OP.globalGet);
  out.u32(stack);
  out.op(OP.i32Const, 0, OP.i32LtS, OP.if, EMPTY_BLOCK, OP.unreachable, OP.end);
}

export function writeLeave(out: ByteWriter, stack: number, words: number): void {
  out.byte(OP.globalGet);
  out.u32(stack);
  out.byte(OP.i32Const);
  out.signed(words);
  out.op(OP.i32Add, OP.globalSet);
  out.u32(stack);
}

/** Replaces a NaN on top of the operand stack by the canonical one (quiet, positive, no payload). */
export function writeCanonicalNan(out: ByteWriter, type: ValueType, scratchLocal: number): void {
  out.byte(OP.localTee);
  out.u32(scratchLocal);
  if (type === VALUE_TYPES.f32) out.op(OP.f32Const, 0, 0, 0xc0, 0x7f);
  else out.op(OP.f64Const, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f);
  for (let i = 0; i < 2; i++) {
    out.byte(OP.localGet);
    out.u32(scratchLocal);
  }
  out.op(type === VALUE_TYPES.f32 ? OP.f32Eq : OP.f64Eq, OP.select);
}
