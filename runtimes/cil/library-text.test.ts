import { describe, expect, test } from 'vitest';
import { libraryProbe } from './library.testkit.ts';

describe('text in the .NET library', () => {
  test('a StringBuilder does what that of .NET does', async () => {
    const run = await libraryProbe('Texts.cs');
    for (let seed = 1; seed <= 4; seed++) expect(run(Uint8Array.of(seed, 20))).toBe('');
  }, 300_000);
});
