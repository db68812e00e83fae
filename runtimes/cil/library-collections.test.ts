import { describe, expect, test } from 'vitest';
import { libraryProbe } from './library.testkit.ts';

describe('collections of the .NET library', () => {
  test('lists, dictionaries, sets, queues and stacks do what those of .NET do', async () => {
    const run = await libraryProbe('Collections.cs');
    for (let seed = 1; seed <= 4; seed++) expect(run(Uint8Array.of(seed, 20))).toBe('');
  }, 300_000);

  test('sorted and linked collections do what those of .NET do', async () => {
    const run = await libraryProbe('Sorted.cs');
    for (let seed = 1; seed <= 3; seed++) expect(run(Uint8Array.of(seed, 10))).toBe('');
  }, 300_000);
});
