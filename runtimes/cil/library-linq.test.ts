import { describe, expect, test } from 'vitest';
import { contractProbe, libraryProbe } from './library.testkit.ts';

const BUILD_MS = 300_000;

describe('LINQ of the .NET library', () => {
  test(
    'queries give what those of .NET give',
    async () => {
      const run = await libraryProbe('Linq.cs');
      for (let seed = 1; seed <= 4; seed++) expect(run(Uint8Array.of(seed, 20))).toBe('');
    },
    BUILD_MS,
  );

  test(
    'the language finds what it needs',
    async () => {
      const run = await contractProbe('Queries.cs');
      expect(run(new Uint8Array()).split('\n')).toEqual([
        'query: ann1 cy2 ann2',
        'group: bob=20 cy=30 ann=55',
        'join: bob<ann ann<cy',
        'from from: 10',
        'list: 1 2 3 7 8',
        'spread: 420',
        'set and span: 29',
        'tuple key: TrueFalse',
        'record key: TrueFalse',
        'object keys: TrueTrueTrueTrueTrueFalse',
        // Fixed: they would differ in another process if they came from .NET.
        'hashes: True 750467840 1182764571 128346681',
        'tuple: 3 2 (1, a, (2, 3))',
        'order: A B Z a b é',
        'order of tuples: a1 a2 b1',
        'enums: 0 1',
        'no delegate as key',
        'no array as key',
        'sum overflows',
        'sums: 300 11 3.5 1 105',
      ]);
    },
    BUILD_MS,
  );
});
