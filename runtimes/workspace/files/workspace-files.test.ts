import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import { readTree } from './file-tree.ts';
import { TreeWatcher, type TreeChange } from './watch-tree.ts';
import { WorkspaceFiles } from './workspace-files.ts';

const workspaces = testWorkspaces();
afterAll(() => workspaces.removeAll());

let root = '';
let files: WorkspaceFiles;
beforeEach(async () => {
  root = await workspaces.create({ 'contracts/A.sol': 'contract A {}', 'notes.txt': 'ä', 'node_modules/x/y.js': '' });
  files = new WorkspaceFiles(root, () => 1_000);
});

const failed = async (answer: Promise<unknown>): Promise<unknown> =>
  ((await answer) as { error?: { code: string } }).error;

describe('paths', () => {
  it.each([
    ['../outside', 'outside'],
    ['contracts/../../outside', 'outside'],
    ['/etc/passwd', 'path'],
    ['a//b', 'path'],
    ['', 'path'],
    ['a\\b', 'path'],
    ['a\0b', 'path'],
    ['C:/x', 'outside'],
    ['.interleave/live.ledger', 'outside'],
  ])('%j is refused', async (path, code) => {
    for (const answer of [files.read(path), files.write(path, 'x'), files.create(path, 'file'), files.trash(path)])
      expect(await failed(answer)).toMatchObject({ code });
    expect(await failed(files.move('notes.txt', path))).toMatchObject({ code: expect.any(String) as string });
  });

  it('are not led out by links, also not by one to nowhere', async () => {
    const elsewhere = await workspaces.create({ 'secret.txt': 'secret' });
    await symlink(elsewhere, join(root, 'link'));
    await symlink(join(elsewhere, 'new.txt'), join(root, 'dangling'));
    expect(await failed(files.read('link/secret.txt'))).toMatchObject({ code: 'outside' });
    expect(await failed(files.write('link/new.txt', 'x'))).toMatchObject({ code: 'outside' });
    expect(await failed(files.write('dangling', 'x'))).toMatchObject({ code: 'outside' });
    expect(await readdir(elsewhere)).toEqual(['secret.txt']);
    expect((await readTree(root)).entries.map(({ path }) => path)).not.toContain('link');
  });
});

describe('files', () => {
  it('are written whole, and not over what somebody else has written', async () => {
    const read = await files.read('contracts/A.sol');
    if (!read.ok) throw new Error(read.error.message);
    const written = await files.write('contracts/A.sol', 'contract B {}', read.value.version);
    expect(written.ok).toBe(true);
    await writeFile(join(root, 'contracts/A.sol'), 'somebody else');
    expect(await failed(files.write('contracts/A.sol', 'mine', read.value.version))).toMatchObject({
      code: 'conflict',
    });
    expect(await readFile(join(root, 'contracts/A.sol'), 'utf8')).toBe('somebody else');
    expect(await readdir(join(root, 'contracts'))).toEqual(['A.sol']);
  });

  it('come back from the trash', async () => {
    const gone = await files.trash('contracts');
    if (!gone.ok) throw new Error(gone.error.message);
    expect((await readTree(root)).entries.map(({ path }) => path)).toEqual(['notes.txt']);
    expect(await files.restore(gone.value.trashed)).toEqual({ ok: true, value: { path: 'contracts' } });
    expect(await readFile(join(root, 'contracts/A.sol'), 'utf8')).toBe('contract A {}');
    expect(await failed(files.restore(gone.value.trashed))).toMatchObject({ code: 'notFound' });
    expect(await failed(files.restore('../../x'))).toMatchObject({ code: 'path' });
  });

  it('are moved, but never over others or into themselves', async () => {
    expect(await files.move('notes.txt', 'deep/er/notes.md')).toEqual({ ok: true, value: undefined });
    expect(await failed(files.move('deep/er/notes.md', 'contracts/A.sol'))).toMatchObject({ code: 'exists' });
    expect(await failed(files.move('contracts', 'contracts/inner'))).toMatchObject({ code: 'path' });
    expect(await failed(files.move('nothing', 'x'))).toMatchObject({ code: 'notFound' });
    expect(await failed(files.create('contracts/A.sol', 'file'))).toMatchObject({ code: 'exists' });
  });

  it('that are no text are not shown', async () => {
    await writeFile(join(root, 'a.wasm'), Uint8Array.of(0, 0x61, 0x73, 0x6d, 0xff));
    expect(await failed(files.read('a.wasm'))).toMatchObject({ code: 'notText' });
    expect(await failed(files.read('contracts'))).toMatchObject({ code: 'path' });
    expect(await failed(files.read('missing'))).toMatchObject({ code: 'notFound' });
  });
});

it('changes from outside are told, those in new folders too', async () => {
  const told: TreeChange[] = [];
  let heard = (): void => undefined;
  const watcher = new TreeWatcher(root, (changes) => {
    told.push(...changes);
    heard();
  });
  await watcher.start();
  const until = async (path: string, what: TreeChange['what']): Promise<void> => {
    while (!told.some((change) => change.path === path && change.what === what))
      await new Promise<void>((resolve) => (heard = resolve));
  };
  await mkdir(join(root, 'new'));
  await until('new', 'added');
  await writeFile(join(root, 'new/B.sol'), 'contract B {}');
  await until('new/B.sol', 'added');
  await writeFile(join(root, 'new/B.sol'), 'contract B { }');
  await until('new/B.sol', 'changed');
  await rm(join(root, 'new'), { recursive: true });
  await until('new/B.sol', 'removed');
  watcher.close();
});

describe('a look at some paths', () => {
  it('finds what came and went with them, and no more', async () => {
    let told: readonly TreeChange[] = [];
    const watcher = new TreeWatcher(root, (changes) => (told = changes));
    await watcher.start();
    const paths = (): readonly string[] => watcher.tree.entries.map(({ path }) => path);
    await files.create('a/b/C.sol', 'file');
    await watcher.look(['a/b/C.sol']);
    expect(told.map(({ path, what }) => `${what} ${path}`)).toEqual(['added a', 'added a/b', 'added a/b/C.sol']);
    await files.move('a', 'z');
    await watcher.look(['a', 'z']);
    expect(paths()).toEqual(['contracts', 'notes.txt', 'contracts/A.sol', 'z', 'z/b', 'z/b/C.sol']);
    // A file in the place of a folder.
    await rm(join(root, 'z'), { recursive: true });
    await writeFile(join(root, 'z'), '');
    await watcher.look(['z/b/C.sol']);
    expect(told).toContainEqual({ path: 'z/b/C.sol', kind: 'file', what: 'removed' });
    expect(told.at(-1)).toEqual({ path: 'z', kind: 'file', what: 'added' });
    told = [];
    // What tools keep for themselves is no change, nor is what is only being written.
    await writeFile(join(root, '.z.0123abcd.tmp'), '');
    await watcher.look(['.z.0123abcd.tmp', 'node_modules/x/y.js']);
    expect(told).toEqual([]);
    watcher.close();
  });
});
