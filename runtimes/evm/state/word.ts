/** Integers and addresses as Ethereum's tools write them. */
import { accountId, type AccountId } from '../../core/cell.ts';

/** Decimal digits, or 0x and hex digits; the empty text is zero (as in go-ethereum). undefined: none, or one of more bits. */
export function wordOf(text: string, bits: number): bigint | undefined {
  if (!/^(?:\d{0,78}|0[xX][0-9a-fA-F]{0,128})$/.test(text)) return undefined;
  const value = text.length === 2 && /^0x$/i.test(text) ? 0n : BigInt(text);
  return value >> BigInt(bits) === 0n ? value : undefined;
}

/** Up to 64 hex digits, with or without 0x: as 64, the padding in front. */
export const slotOfHex = (text: string): string | undefined =>
  /^(?:0x)?([0-9a-fA-F]{0,64})$/.exec(text)?.[1]?.toLowerCase().padStart(64, '0');

/** 40 hex digits, with or without 0x. */
export const addressOfText = (text: string): AccountId | undefined =>
  /^(?:0x)?[0-9a-fA-F]{40}$/.test(text) ? accountId(text) : undefined;
