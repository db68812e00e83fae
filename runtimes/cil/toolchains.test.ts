import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { csharpCache } from './dotnet/cache.testkit.ts';
import { toolchains } from './toolchains.ts';

const empty = await mkdtemp(join(tmpdir(), 'interleave-toolchains-'));
afterAll(() => rm(empty, { recursive: true, force: true }));

test(
  'what C# comes with is there, and a first compile is said to take longer only where it does',
  { timeout: 300_000 },
  async () => {
    const before = process.env['INTERLEAVE_CACHE'];
    const said = async (cache: string): Promise<readonly unknown[]> => {
      process.env['INTERLEAVE_CACHE'] = cache;
      const found = await toolchains();
      expect(found).toMatchObject([
        { kind: 'host', name: '.NET', found: true, where: 'bundled' },
        { kind: 'compiler', name: 'C#', language: 'csharp', found: true, where: 'bundled' },
      ]);
      return found.map(({ message }) => message);
    };
    try {
      const built = await csharpCache();
      expect(await said(empty)).toEqual([undefined, expect.stringContaining('builds the contract SDK')]);
      expect(await said(built)).toEqual([undefined, undefined]);
    } finally {
      if (before === undefined) delete process.env['INTERLEAVE_CACHE'];
      else process.env['INTERLEAVE_CACHE'] = before;
    }
  },
);
