/**
 * A version names who wrote what a read saw: (block, index, incarnation). It is one number, ordered by block, then
 * index, then incarnation, so that comparing versions is comparing numbers: 53 bits = 25 block + 20 index + 8 incarnation.
 */
export type Version = number & { readonly __version: unique symbol };

export const MAX_INDEX = 2 ** 20 - 1;
export const MAX_INCARNATION = 255;
export const MAX_BLOCK = 2 ** 25 - 1;

/** What genesis wrote, and what nobody ever wrote. */
export const GENESIS = 0 as Version;

/** index counts from 0 inside its block. */
export const version = (block: number, index: number, incarnation: number): Version =>
  ((block * (MAX_INDEX + 1) + index) * (MAX_INCARNATION + 1) + incarnation) as Version;

export const blockOf = (v: Version): number => Math.floor(v / ((MAX_INDEX + 1) * (MAX_INCARNATION + 1)));
export const indexOf = (v: Version): number => Math.floor(v / (MAX_INCARNATION + 1)) % (MAX_INDEX + 1);
export const incarnationOf = (v: Version): number => v % (MAX_INCARNATION + 1);

/** `block:index.incarnation`, or `genesis`. */
export const formatVersion = (v: Version): string =>
  v === GENESIS ? 'genesis' : `${blockOf(v)}:${indexOf(v)}.${incarnationOf(v)}`;
