/** EIP-7702: the code of an account that runs another account's code. */
import type { AccountId } from '../core/cell.ts';
import { decodeHex, toHex } from '../core/hex.ts';

const LENGTH = 23;

/** The account that this code delegates to, if it is a delegation. */
export function delegateOf(code: Uint8Array): AccountId | undefined {
  if (code.length !== LENGTH || code[0] !== 0xef || code[1] !== 0x01 || code[2] !== 0x00) return undefined;
  return toHex(code.subarray(3)) as AccountId;
}

export const delegationTo = (account: AccountId): Uint8Array => decodeHex(`ef0100${account}`);
