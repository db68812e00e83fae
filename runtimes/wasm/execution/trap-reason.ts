/** The stable word for a trap of the engine, whose own messages may change (the names of the WebAssembly test suite). */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/unreachable/, 'unreachable'],
  [/divide by zero|remainder by zero/, 'integer divide by zero'],
  [/divide result unrepresentable/, 'integer overflow'],
  [/float unrepresentable/, 'invalid conversion to integer'],
  [/memory access out of bounds|data segment/, 'memory access out of bounds'],
  [/table index is out of bounds|table access out of bounds|element segment/, 'table access out of bounds'],
  [/null function|signature mismatch/, 'indirect call type mismatch'],
];

export const trapReason = (error: Error): string =>
  REASONS.find(([pattern]) => pattern.test(error.message))?.[1] ?? 'trap';
