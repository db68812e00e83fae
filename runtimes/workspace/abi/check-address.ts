import { getAddress } from 'viem/utils';
import { accountId, type AccountId } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';

/** The account of `0x` and 40 hex digits. Mixed case is an EIP-55 checksum, and a wrong one is a typing error. */
export function checkAddress(text: string): Result<AccountId, string> {
  const shown = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  if (!/^0x[0-9a-fA-F]*$/.test(text)) return err(`"${shown}" is not an address (0x and 40 hex digits)`);
  if (text.length !== 42) return err(`"${shown}" has ${text.length - 2} hex digits; an address has 40`);
  const lower = text.toLowerCase();
  const digits = text.slice(2);
  if (digits !== digits.toLowerCase() && digits !== digits.toUpperCase()) {
    const right = getAddress(lower as `0x${string}`);
    if (right !== text)
      return err(`the checksum of "${text}" is wrong; if the digits are right, write it in lower case`);
  }
  return ok(accountId(lower));
}
