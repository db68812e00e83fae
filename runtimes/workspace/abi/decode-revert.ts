import { toHex } from '../../core/hex.ts';
import { parseFields } from './abi-type.ts';
import { decodeFields } from './codec.ts';
import type { ContractAbi } from './contract-abi.ts';
import { describeValues } from './show.ts';

/** Solidity's panic codes, from its documentation ("Panic via assert and Error via require"). */
const PANICS: Readonly<Record<string, string>> = {
  '0': 'generic compiler panic',
  '1': 'assertion failed',
  '17': 'arithmetic overflow or underflow',
  '18': 'division or modulo by zero',
  '33': 'conversion to an enum out of its range',
  '34': 'storage byte array wrongly encoded',
  '49': 'pop from an empty array',
  '50': 'array index out of bounds',
  '65': 'out of memory: an allocation is too large',
  '81': 'call of an uninitialised function pointer',
};

const TEXT = fields('string');
const CODE = fields('uint256');

/** Why a call reverted, in words: the reason of `require`, a panic by name, a custom error with its values if the ABI has it. */
export function decodeRevert(
  data: Uint8Array,
  abi?: ContractAbi,
  /** Of whom it may have called: their errors come back through it. */
  others: Iterable<ContractAbi | undefined> = [],
): string {
  if (data.length === 0) return 'no reason given';
  const selector = toHex(data.subarray(0, 4));
  const body = data.subarray(4);
  if (selector === '08c379a0') {
    const text = decodeFields(TEXT, body);
    const reason = text.ok ? text.value[0] : undefined;
    if (typeof reason === 'string') return reason.length > 500 ? `${reason.slice(0, 500)}...` : reason;
  }
  if (selector === '4e487b71') {
    const code = decodeFields(CODE, body);
    const number = code.ok ? code.value[0] : undefined;
    if (typeof number === 'bigint')
      return `panic 0x${number.toString(16).padStart(2, '0')}: ${PANICS[number.toString()] ?? 'unknown code'}`;
  }
  for (const known of [abi, ...others]) {
    const custom = known?.errors.get(selector);
    const values = custom && decodeFields(custom.inputs, body);
    if (custom && values?.ok) return `${custom.name}(${describeValues(values.value, custom.inputs)})`;
  }
  return `unknown error 0x${selector} (${data.length} bytes)`;
}

function fields(type: string) {
  const parsed = parseFields([{ type }]);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}
