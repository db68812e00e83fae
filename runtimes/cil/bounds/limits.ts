/**
 * How large a contract may be, in counts that are the same on every machine. What is within them, the compiler and the engine manage
 * with room to spare; what people write by hand is far within them.
 */
export const LIMITS = {
  /** Brackets and type arguments that are open at one place. */
  nesting: 128,
  /** Operators, members, casts, branches and such in one statement, outer ones included where it is nested. */
  chain: 1_000,
  /** Words and signs of one file. */
  tokens: 400_000,
  /** Types and methods, those included that the compiler makes. */
  types: 5_000,
  methods: 20_000,
  /** Bytes of a method's code, with the meters in it. */
  code: 512 << 10,
  /** Variables and parameters of a method. */
  variables: 2_000,
  /** Bytes of a value: it is copied with every use. */
  valueBytes: 1_024,
  /** Types that one type is made of: `List<(int, int)>` has four. */
  typeParts: 64,
  /** Types and methods that generics are used with, each with its own type arguments. */
  instances: 4_000,
} as const;
