/**
 * What instructions cost, in units. One unit is about one simple instruction of the unoptimised machine code; the README has
 * the table with the instructions of each group.
 */
export const UNITS_PER_GAS = 100n;

export const COSTS = {
  /** block, loop, else, end, nop. */
  free: 0,
  /** Constants, locals, drop, integer arithmetic, comparisons and conversions, unreachable. */
  simple: 1,
  /** br, br_if, if, return, select. */
  branch: 2,
  branchTable: 4,
  global: 2,
  multiply: 2,
  /** Integer division and remainder. */
  divide: 16,
  /** Loads, stores, memory.size, table.size. */
  memory: 3,
  /** abs, neg, copysign, comparisons, conversions between floats and integers. */
  float: 3,
  /** Float arithmetic, with its NaN made canonical. */
  floatArithmetic: 6,
  floatDivide: 20,
  call: 20,
  callIndirect: 30,
  /** memory.grow, beside what the host charges for the pages. */
  grow: 100,
  /** memory.copy, memory.fill, memory.init, before their bytes. */
  bulk: 30,
  /** data.drop, elem.drop. */
  dropSegment: 10,
} as const;

/** memory.copy, memory.fill and memory.init cost one unit for so many bytes (2^3), rounded down. */
export const BULK_BYTES_SHIFT = 3;

/** A function costs one unit at entry for so many locals (parameters not counted), rounded up. */
export const LOCALS_PER_UNIT = 4;
