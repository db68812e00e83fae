/** What a module may have at most. Every host accepts all of it, whatever its own limits are. */
export const LIMITS = {
  moduleBytes: 1 << 20,
  /** Pages of 64 KiB: 16 MiB. */
  memoryPages: 256,
  types: 10_000,
  imports: 1_000,
  functions: 10_000,
  parameters: 1_000,
  results: 1_000,
  /** Parameters and declared locals of one function; V8 refuses more than 50,000 with the ones that are added. */
  locals: 49_990,
  /** Declared locals of all functions. */
  moduleLocals: 1_000_000,
  functionBytes: 1 << 18,
  tables: 100,
  tableEntries: 10_000,
  globals: 1_000,
  exports: 1_000,
  segments: 10_000,
  /** Blocks in blocks of one function. */
  nesting: 5_000,
  /** Locals times branches of one function: what a compiler copies at branches. */
  localsTimesBranches: 20_000_000,
  /** Blocks, branches and their targets in one function. */
  branches: 30_000,
} as const;
