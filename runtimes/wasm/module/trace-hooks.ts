/** What a module that is made for a debugger tells of itself: functions that it imports besides, and tables of what they speak of. */
import type { ValueType } from './value-type.ts';

/** Parameters of each, all i32; they stand behind all other imports, in this order. */
export const TRACE_FUNCTIONS = {
  /** A function begins, by its number in the original module. */
  trace_call: 1,
  /** A function returns: at every way out but a trap. */
  trace_return: 0,
  /** An instruction is about to run, by its site. */
  trace_step: 1,
  /** A local has a value: slot and type (`localOf`), the bits. */
  trace_local32: 2,
  /** The lower half of the bits, then the upper one. */
  trace_local64: 3,
  /** A store was done: the address without its offset, and the site. */
  trace_store: 2,
  /** Bytes were filled, copied or initialised: where, and how many. */
  trace_bulk: 2,
} as const;

export type TraceFunction = keyof typeof TRACE_FUNCTIONS;

/** An instruction that takes part in execution: all but `block`, `loop`, `else`, `end` and `nop`, and what can never be reached. */
export interface TraceSite {
  /** In bytes of the original module. */
  readonly offset: number;
  readonly opcode: number;
  /** What it costs, without the bytes of bulk memory and what a host function takes. */
  units: number;
  /** Of a store: where it writes beyond its address, and how many bytes. */
  readonly store: { readonly offset: number; readonly bytes: number } | undefined;
}

export interface ModuleTrace {
  /** In the order of their offsets. */
  readonly sites: readonly TraceSite[];
  /** Units that each function costs at its entry, by its number in the original module; 0 of imported ones. */
  readonly entryUnits: readonly number[];
  /** What memory holds at the beginning; later ones go over earlier ones. */
  readonly memory: readonly { readonly offset: number; readonly bytes: Uint8Array }[];
  /** Types of the parameters and locals of each function, by its number; empty of imported ones. */
  readonly locals: readonly (readonly ValueType[])[];
}

/** A local's slot and type as one number. */
export const localOf = (slot: number, type: ValueType): number => slot * 4 + (type & 3);
export const slotOf = (local: number): number => local >>> 2;
export const typeOfLocal = (local: number): ValueType => 0x7c + (local & 3);
