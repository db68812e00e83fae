/**
 * One encoding for everything that is hashed: RLP (Ethereum yellow paper, appendix B), which any language has a library
 * for. Integers are big-endian without leading zeros, text is UTF-8, hex is its bytes, an optional value is a list of
 * none or one.
 */
import { RLP } from '@ethereumjs/rlp';
import { hash } from 'node:crypto';
import { decodeHex } from '../core/hex.ts';

export type Canonical = number | bigint | Uint8Array | readonly Canonical[];

const encoder = new TextEncoder();

/** RLP.encode reads text that starts with 0x as hex; text goes in as bytes so that it never does. */
export const text = (value: string): Uint8Array => encoder.encode(value);
export const hex = (digits: string): Uint8Array => decodeHex(digits);
export const optional = <T>(value: T | undefined, encode: (value: T) => Canonical): Canonical =>
  value === undefined ? [] : [encode(value)];

export const encode = (value: Canonical): Uint8Array => RLP.encode(value as Parameters<typeof RLP.encode>[0]);

/** SHA-256 as 64 hex digits. */
export const sha256Hex = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');
