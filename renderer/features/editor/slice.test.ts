import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../runtimes/core/result.ts';
import { FakeService, settled, testPage, testStore, type TestPage } from '../../store/fake-service.testkit.ts';
import type { Store } from '../../store/store.ts';
import { libraryPath } from './library.ts';

let service: FakeService;
let kept: Map<string, string>;
let page: TestPage;
let store: Store;

beforeEach(() => {
  service = new FakeService();
  service.files.set('a.txt', 'one');
  kept = new Map();
  page = testPage(kept);
  store = testStore(service, page);
});

const shown = () => store.getState().documents['a.txt'];

it('an empty file begins with a template, but nothing that was typed meanwhile is replaced', async () => {
  service.answers['host.templateText'] = () => ok({ text: 'contract A {}' });
  service.files.set('a.txt', '');
  await store.getState().openFile('a.txt');
  await store.getState().beginWith('a.txt', 'counter', 'one');
  expect(shown()).toMatchObject({ text: 'contract A {}', revision: 1 });
  await page.passTime();
  expect(service.files.get('a.txt')).toBe('contract A {}');
  await store.getState().beginWith('a.txt', 'token', 'one');
  expect(shown()).toMatchObject({ text: 'contract A {}', revision: 1 });
});

describe('what is typed', () => {
  it('is saved a moment later, once', async () => {
    await store.getState().openFile('a.txt');
    store.getState().edit('a.txt', 'two');
    store.getState().edit('a.txt', 'three');
    expect(service.files.get('a.txt')).toBe('one');
    await page.passTime();
    expect(service.files.get('a.txt')).toBe('three');
    expect(service.asked.filter((method) => method === 'files.write')).toHaveLength(1);
    await page.passTime();
    expect(kept.size).toBe(0);
  });

  it('survives a crash before it was saved', async () => {
    await store.getState().openFile('a.txt');
    store.getState().edit('a.txt', 'typed');
    // The page is gone; its storage is not.
    const next = testStore(service, testPage(kept));
    await next.getState().openFile('a.txt');
    expect(next.getState().documents['a.txt']?.text).toBe('typed');
    await settled();
    expect(service.files.get('a.txt')).toBe('typed');
  });

  it('is saved when its tab is closed', async () => {
    await store.getState().openFile('a.txt');
    store.getState().edit('a.txt', 'last words');
    await store.getState().closeFile('a.txt');
    expect(service.files.get('a.txt')).toBe('last words');
    expect(shown()).toBeUndefined();
  });

  it('is kept here where it cannot be saved', async () => {
    await store.getState().openFile('a.txt');
    service.answers = { 'files.write': () => ({ ok: false, error: { code: 'io', message: 'the disk is full' } }) };
    store.getState().edit('a.txt', 'two');
    await page.passTime();
    expect(shown()?.trouble).toEqual({ kind: 'failed', message: 'the disk is full' });
    service.answers = {};
    await store.getState().keepMine('a.txt');
    expect([shown()?.trouble, service.files.get('a.txt')]).toEqual([undefined, 'two']);
  });
});

describe('a file that somebody else changes', () => {
  const change = async (text: string): Promise<void> => {
    service.files.set('a.txt', text);
    service.emit('files.changed', { changes: [{ path: 'a.txt', kind: 'file', what: 'changed' }] });
    await settled();
  };

  it('is shown as it is now, where nothing was typed', async () => {
    await store.getState().openFile('a.txt');
    await change('theirs');
    expect(shown()).toMatchObject({ text: 'theirs', revision: 1, trouble: undefined });
  });

  it.each([
    ['keepMine', 'mine'],
    ['takeTheirs', 'theirs'],
  ] as const)('is not written over before somebody decides: %s', async (decide, left) => {
    await store.getState().openFile('a.txt');
    store.getState().edit('a.txt', 'mine');
    await change('theirs');
    await page.passTime();
    expect(shown()).toMatchObject({ text: 'mine', trouble: { kind: 'conflict' } });
    expect(service.files.get('a.txt')).toBe('theirs');
    await store.getState()[decide]('a.txt');
    expect([shown()?.text, shown()?.trouble, service.files.get('a.txt')]).toEqual([left, undefined, left]);
  });

  it('and deletes is all that is left of it', async () => {
    await store.getState().openFile('a.txt');
    service.files.delete('a.txt');
    service.emit('files.changed', { changes: [{ path: 'a.txt', kind: 'file', what: 'removed' }] });
    expect(shown()).toMatchObject({ text: 'one', trouble: { kind: 'gone' } });
  });
});

it('text typed before a crash does not hide what was written since', async () => {
  await store.getState().openFile('a.txt');
  store.getState().edit('a.txt', 'typed');
  service.files.set('a.txt', 'written since');
  const next = testStore(service, testPage(kept));
  await next.getState().openFile('a.txt');
  await settled();
  expect(next.getState().documents['a.txt']).toMatchObject({ text: 'typed', trouble: { kind: 'conflict' } });
  expect(service.files.get('a.txt')).toBe('written since');
});

it('a file that is not there is told, not shown', async () => {
  expect(await store.getState().openFile('b.txt')).toBe(false);
  expect(store.getState().notices).toMatchObject([{ kind: 'error', text: 'there is no b.txt' }]);
});

it('text of a file that went while nobody looked is shown, and said to be all that is left', async () => {
  await store.getState().openFile('a.txt');
  store.getState().edit('a.txt', 'typed');
  service.files.delete('a.txt');
  const next = testStore(service, testPage(kept));
  expect(await next.getState().openFile('a.txt')).toBe(true);
  expect(next.getState().documents['a.txt']).toMatchObject({ text: 'typed', trouble: { kind: 'gone' } });
  await next.getState().keepMine('a.txt');
  expect(service.files.get('a.txt')).toBe('typed');
});

it('without saving by itself nothing is written before somebody saves, and closing loses nothing', async () => {
  store.getState().setSetting('workspace', 'files.autosave', false);
  await store.getState().openFile('a.txt');
  store.getState().edit('a.txt', 'typed');
  await page.passTime();
  await store.getState().closeFile('a.txt');
  expect(service.files.get('a.txt')).toBe('one');
  await store.getState().openFile('a.txt');
  expect(shown()?.text).toBe('typed');
  await store.getState().saveAll();
  expect(service.files.get('a.txt')).toBe('typed');
});

it('the file of a package is shown and never written', async () => {
  const path = libraryPath('@a/b/C.sol');
  service.answers['code.library'] = () => ok({ text: null });
  expect(await store.getState().openFile(path)).toBe(false);
  store.getState().keepLibrary(path, 'contract C {}');
  expect(await store.getState().openFile(path, { line: 1, column: 10 })).toBe(true);
  expect(store.getState()).toMatchObject({ activePath: path, reveal: { place: { column: 10 } } });
  await store.getState().saveAll();
  const asked = service.asked.filter((method) => method.startsWith('files.') || method.startsWith('code.'));
  expect(asked).toEqual(['code.library']);
});

it('the file of a package that was open is asked for again after a reload', async () => {
  const names: unknown[] = [];
  service.answers['code.library'] = (params) => {
    names.push(params);
    return ok({ text: 'contract C {}' });
  };
  expect(await store.getState().loadFile(libraryPath('@a/b/C.sol'))).toBe(true);
  expect(store.getState().documents[libraryPath('@a/b/C.sol')]?.text).toBe('contract C {}');
  expect(names).toEqual([{ name: '@a/b/C.sol' }]);
});

it('of files that are looked at one after the other only the last is shown, and one that is opened always is', async () => {
  service.files.set('b.txt', 'two');
  const { openFile } = store.getState();
  await Promise.all([
    openFile('a.txt', undefined, { isPreview: true }),
    openFile('b.txt', undefined, { isPreview: true }),
  ]);
  expect(store.getState().reveal).toMatchObject({ path: 'b.txt', isPreview: true });
  await openFile('a.txt');
  expect(store.getState().reveal).toMatchObject({ path: 'a.txt', isPreview: false });
  store.getState().setSetting('workspace', 'editor.preview', false);
  await openFile('b.txt', undefined, { isPreview: true });
  expect(store.getState().reveal).toMatchObject({ path: 'b.txt', isPreview: false });
});
