import { err, ok, type Result } from '../../core/result.ts';

const UNITS: Readonly<Record<string, number>> = { wei: 0, gwei: 9, ether: 18 };
const AMOUNT = /^([+-]?)(\d[\d_]*)(?:\.(\d+))?(?:\s*([a-zA-Z]+))?$/;

/**
 * The integer that a text means: `1000`, `1_000`, `0x3e8`, `5 gwei`, `1.5 ether`. The error says what is wrong with it.
 */
export function parseAmount(text: string): Result<bigint, string> {
  const trimmed = text.trim();
  // BigInt() of megabytes of digits takes minutes; no amount has more than 78 digits and 18 decimals.
  if (trimmed.length > 120) return err(`"${trimmed.slice(0, 40)}..." is too long for an integer`);
  if (/^-?0x[0-9a-fA-F]+$/.test(trimmed)) {
    return ok(trimmed.startsWith('-') ? -BigInt(trimmed.slice(1)) : BigInt(trimmed));
  }
  if (trimmed === '')
    return err('nothing is written; an integer or an amount is needed (1000, 0x3e8, 5 gwei, 1.5 ether)');
  const match = AMOUNT.exec(trimmed);
  if (!match) return err(`"${trimmed}" is not an integer or an amount (1000, 0x3e8, 5 gwei, 1.5 ether)`);
  const [, sign, whole = '', fraction = '', unit] = match;
  const decimals = unit === undefined ? 0 : UNITS[unit.toLowerCase()];
  if (decimals === undefined) return err(`"${trimmed}": unknown unit "${unit}"; the units are ether, gwei and wei`);
  const digits = fraction.replace(/0+$/, '');
  if (digits.length > decimals) {
    return err(unit === undefined ? `"${trimmed}" is not a whole number` : `"${trimmed}" is not a whole number of wei`);
  }
  const value = BigInt(whole.replaceAll('_', '') + digits.padEnd(decimals, '0'));
  return ok(sign === '-' ? -value : value);
}
