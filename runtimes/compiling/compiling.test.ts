import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashOf, hashSource } from './hash.ts';
import { inTurn } from './in-turn.ts';
import { isInside } from './is-inside.ts';
import { Newest } from './newest.ts';
import { writeWhole } from './write-whole.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interleave-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a folder whose name only begins the same is not inside', () => {
  const [at, beside] = [join(sep, 'work', 'ws'), join(sep, 'work', 'ws-other', 'a.ts')];
  expect([isInside(join(at, 'a.ts'), at), isInside(at, at), isInside(beside, at), isInside(at, sep)]).toEqual([
    true,
    true,
    false,
    true,
  ]);
});

test('sources hash the same however their lines end, as text and as bytes', () => {
  const bytes = new TextEncoder().encode('ä\r\nb\n');
  expect(hashSource('ä\r\nb\n')).toBe(hashOf('ä\nb\n'));
  expect(hashSource(bytes)).toBe(hashOf('ä\nb\n'));
  expect(hashSource(Uint8Array.of(0xff, 13, 10))).toBe(hashOf(Uint8Array.of(0xff, 10)));
});

test('a file is written whole or not at all', async () => {
  expect(await writeWhole(join(folder, 'new'), 'a', 'text')).toBe(true);
  expect(await readFile(join(folder, 'new', 'a'), 'utf8')).toBe('text');
  expect(await readdir(join(folder, 'new'))).toEqual(['a']);
  await writeFile(join(folder, 'file'), '');
  expect(await writeWhole(join(folder, 'file'), 'a', 'text')).toBe(false);
});

test('the entries used last are kept', () => {
  const newest = new Newest<number>(2);
  newest.put('a', 1);
  newest.put('b', 2);
  newest.get('a');
  newest.put('c', 3);
  expect([newest.get('a'), newest.get('b'), newest.get('c')]).toEqual([1, undefined, 3]);
});

test('work with one key takes turns, with others it does not, and a failure stops nobody', async () => {
  const turn = inTurn();
  const log: string[] = [];
  const work = (name: string, ms: number) => async (): Promise<void> => {
    log.push(`${name}+`);
    await new Promise((resolve) => setTimeout(resolve, ms));
    log.push(`${name}-`);
  };
  await Promise.all([turn('a', work('1', 20)), turn('a', work('2', 1)), turn('b', work('3', 1))]);
  expect(log.indexOf('2+')).toBeGreaterThan(log.indexOf('1-'));
  expect(log.indexOf('3+')).toBeLessThan(log.indexOf('1-'));
  await expect(turn('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(turn('a', () => Promise.resolve(4))).resolves.toBe(4);
  const failing = turn('a', () => Promise.reject(new Error('mine')));
  const waiting = turn('a', () => Promise.resolve(5));
  await expect(failing).rejects.toThrow('mine');
  await expect(waiting).resolves.toBe(5);
});
