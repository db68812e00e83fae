import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cacheFolder } from './cache-folder.ts';

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'interleave-cache-'));
});
afterAll(() => rm(root, { recursive: true }));

it("is the named folder, the user's own, or none", async () => {
  expect(await cacheFolder({ INTERLEAVE_CACHE: join(root, 'a/b') })).toBe(join(root, 'a/b'));
  expect(await cacheFolder({ XDG_CACHE_HOME: root })).toBe(join(root, 'interleave'));
  expect(await cacheFolder({ INTERLEAVE_CACHE: '' })).toBeUndefined();
  await writeFile(join(root, 'file'), '');
  expect(await cacheFolder({ INTERLEAVE_CACHE: join(root, 'file') })).toBeUndefined();
});

it('loses what nobody has made for a while', async () => {
  const folder = join(root, 'old');
  await cacheFolder({ INTERLEAVE_CACHE: folder });
  await writeFile(join(folder, 'new'), '');
  await writeFile(join(folder, 'stale'), '');
  await utimes(join(folder, 'stale'), new Date(0), new Date(0));
  await cacheFolder({ INTERLEAVE_CACHE: folder });
  expect(await readdir(folder)).toEqual(['new']);
});
