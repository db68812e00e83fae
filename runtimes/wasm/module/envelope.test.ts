import { describe, expect, test } from 'vitest';
import { addCustomSection, customSection, stripCustomSections } from './custom-section.ts';
import { unwrapModule, wrapModule } from './envelope.ts';
import { contract } from './module.testkit.ts';

const text = (bytes: Uint8Array | undefined): string | undefined => bytes && new TextDecoder().decode(bytes);

describe('envelope', () => {
  test('carries the module, and what follows are the arguments', () => {
    const data = Uint8Array.of(...wrapModule(Uint8Array.of(1, 2, 3)), 9, 8);
    expect([...data.subarray(0, 8)]).toEqual([0x00, 0x69, 0x6c, 0x77, 0, 0, 0, 3]);
    const opened = unwrapModule(data);
    expect(opened).toEqual({ ok: true, value: { module: Uint8Array.of(1, 2, 3), args: Uint8Array.of(9, 8) } });
  });

  test('opens in the middle of a buffer', () => {
    const data = new Uint8Array(100);
    data.set(wrapModule(Uint8Array.of(7)), 50);
    expect(unwrapModule(data.subarray(50, 59))).toEqual({
      ok: true,
      value: { module: Uint8Array.of(7), args: new Uint8Array() },
    });
  });

  test.each([
    ['nothing', new Uint8Array(), /must begin with/],
    ['a bare module', contract(''), /is it a bare module/],
    ['half a header', Uint8Array.of(0, 0x69, 0x6c, 0x77, 0, 0), /ends in its header/],
    [
      'a length beyond the end',
      Uint8Array.of(0, 0x69, 0x6c, 0x77, 255, 255, 255, 255, 1),
      /4294967295 bytes announced, 1 left/,
    ],
  ])('refuses %s', (_, data, message) => {
    const opened = unwrapModule(data);
    expect(opened.ok ? 'accepted' : opened.error).toMatch(message);
  });
});

describe('custom sections', () => {
  const bare = contract('');
  const named = addCustomSection(
    addCustomSection(bare, 'interleave.abi', new TextEncoder().encode('[]')),
    'other',
    Uint8Array.of(1),
  );

  test('are found by name', () => {
    expect(text(customSection(named, 'interleave.abi'))).toBe('[]');
    expect(customSection(named, 'interleave.layout')).toBeUndefined();
    expect(WebAssembly.validate(named)).toBe(true);
  });

  test('are stripped but for those kept', () => {
    const stripped = stripCustomSections(named, (name) => name === 'interleave.abi');
    expect(text(customSection(stripped, 'interleave.abi'))).toBe('[]');
    expect(customSection(stripped, 'other')).toBeUndefined();
    expect(stripCustomSections(named, () => false)).toEqual(bare);
  });

  test('are none of a malformed module', () => {
    const cut = named.subarray(0, named.length - 1);
    expect(customSection(cut, 'interleave.abi')).toBeUndefined();
    expect(stripCustomSections(cut, () => false)).toBe(cut);
  });
});
