import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import { MemoryFolder } from './memory-folder.ts';

const workspaces = testWorkspaces();
afterAll(() => workspaces.removeAll());

let root = '';
let memory: MemoryFolder;
beforeEach(async () => {
  root = await workspaces.create({});
  memory = new MemoryFolder(join(root, 'own'), ['settings.json']);
});

it('texts are there the next time, until they are forgotten', async () => {
  await memory.write('settings.json', '{}', 5);
  await memory.write('unsaved/a b/ü.sol', 'typed', 7);
  const again = new MemoryFolder(join(root, 'own'), ['settings.json']);
  expect(await again.read()).toMatchObject([
    { name: 'settings.json', text: '{}' },
    { name: 'unsaved/a b/ü.sol', text: 'typed', time: 7 },
  ]);
  await again.write('unsaved/a b/ü.sol', null, 8);
  expect(await again.read()).toHaveLength(1);
});

it('what was sent earlier and comes later changes nothing', async () => {
  await memory.write('settings.json', 'new', 5);
  await memory.write('settings.json', 'old', 4);
  expect(await readFile(join(root, 'own/settings.json'), 'utf8')).toBe('new');
});

it('no other file of the folder is read or written, and a damaged one hides no other', async () => {
  await mkdir(join(root, 'own/unsaved'), { recursive: true });
  await writeFile(join(root, 'own/serve.json'), 'secret');
  await writeFile(join(root, 'own/unsaved/x.json'), '{ damaged');
  await memory.write('unsaved/b', 'kept', 1);
  expect(await memory.read()).toMatchObject([{ name: 'unsaved/b' }]);
  for (const name of ['serve.json', '../x.json', 'a/b.json'])
    expect(await memory.write(name, 'x', 1)).toMatchObject({ ok: false, error: { code: 'path' } });
});
