/**
 * The stack meter counts 8-byte words of the original function: a fixed part, its parameters, results, locals, highest operand
 * stack, and operations. It trips before the host's own stack does, so that a recursion ends at the same depth everywhere.
 *
 * Operations count because an optimising compiler may keep the result of each across a call: a function without locals that
 * computes the same thousand products before and after it calls itself takes 8 KB of the engine's stack a turn.
 */

/** Words of a frame beside its values. */
export const FRAME_WORDS = 24;

/** A function that calls nothing and has at most so many words is not counted: hosts leave room for one of them. */
export const LEAF_WORDS = 256;

/** Words that a call may use, with all calls nested in it: 2 MiB. */
export const STACK_LIMIT_WORDS = 262_144;
