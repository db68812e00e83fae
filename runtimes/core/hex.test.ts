import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfQuantity, decodeHex, fromHex, integer, quantity, quantityOfBytes, toHex } from './hex.ts';

describe('hex', () => {
  it('turns bytes into text and back', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = toHex(bytes);
        expect(text).toMatch(/^(?:[0-9a-f]{2})*$/);
        expect(fromHex(text)).toEqual(bytes);
        expect(fromHex(`0x${text.toUpperCase()}`)).toEqual(bytes);
        expect(decodeHex(text)).toEqual(bytes);
      }),
    );
  });

  it('shows part of a larger buffer as that part', () => {
    expect(toHex(new Uint8Array([1, 2, 3, 4]).subarray(1, 3))).toBe('0203');
  });

  it.each(['a', '0x1', 'zz', '0x0x12', ' 12', '12 ', '1\n'])('refuses %j', (text) => {
    expect(() => fromHex(text)).toThrow(RangeError);
  });
});

describe('quantity', () => {
  it('is minimal, and zero is the empty text', () => {
    expect([0n, 1n, 15n, 16n, 255n, 256n].map(quantity)).toEqual(['', '1', 'f', '10', 'ff', '100']);
    expect(integer('')).toBe(0n);
  });

  it('goes through integers and bytes unchanged', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 256n - 1n), fc.nat(4), (value, zeros) => {
        const text = quantity(value);
        expect(integer(text)).toBe(value);
        const bytes = bytesOfQuantity(text);
        expect(bytes[0]).not.toBe(0);
        expect(quantityOfBytes(bytes)).toBe(text);
        expect(quantityOfBytes(new Uint8Array([...new Uint8Array(zeros), ...bytes]))).toBe(text);
      }),
    );
  });
});
