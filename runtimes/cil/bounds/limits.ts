/**
 * How large a contract may be, in counts that are the same on every machine. What is within them, the compiler and the engine manage
 * with room to spare; what people write by hand is far within them.
 */
export const LIMITS = {
  /** Brackets and type arguments that are open at one place. */
  nesting: 128,
  /** Operators, members, casts, branches and such in one statement, outer ones included where it is nested. */
  chain: 1_000,
  /** Tokens of one file. */
  tokens: 400_000,
} as const;
