/** Conversions between bytes, hex text without a prefix, and unsigned integers. Browser-safe. */

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

// Node's Buffer converts natively and several times faster; a browser takes the loops below.
const native = typeof Buffer === 'undefined' ? undefined : Buffer;

/** Lower-case hex, two digits a byte, no prefix. */
export function toHex(bytes: Uint8Array): string {
  if (native) return native.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
  let text = '';
  for (const byte of bytes) text += HEX[byte];
  return text;
}

/** Bytes of hex text, with or without `0x`. @throws RangeError for text that is not whole bytes of hex. */
export function fromHex(text: string): Uint8Array {
  const digits = text.startsWith('0x') ? text.slice(2) : text;
  if (digits.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(digits))
    throw new RangeError(`not hex bytes: ${text.slice(0, 80)}`);
  return decodeHex(digits);
}

/** Bytes of text already known to be whole bytes of hex: the unchecked form for hot paths. */
export function decodeHex(digits: string): Uint8Array {
  if (native) {
    const buffer = native.from(digits, 'hex');
    return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  }
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** An unsigned integer as a cell holds it: minimal lower-case hex, zero is the empty text. */
export const quantity = (value: bigint): string => (value === 0n ? '' : value.toString(16));

/** The integer a cell holds; an absent cell is zero. */
export const integer = (value: string): bigint => (value === '' ? 0n : BigInt(`0x${value}`));

/** Minimal quantity of big-endian bytes. */
export function quantityOfBytes(bytes: Uint8Array): string {
  let start = 0;
  while (start < bytes.length && bytes[start] === 0) start++;
  if (start === bytes.length) return '';
  const text = toHex(start === 0 ? bytes : bytes.subarray(start));
  return text.charCodeAt(0) === 48 ? text.slice(1) : text;
}

/** Big-endian bytes of a quantity without leading zeros; zero is empty. */
export const bytesOfQuantity = (value: string): Uint8Array => decodeHex(value.length % 2 === 0 ? value : `0${value}`);
