import { beforeEach, describe, expect, it } from 'vitest';
import { FakeService, settled, testPage, testStore } from '../../store/fake-service.testkit.ts';
import type { Store } from '../../store/store.ts';
import { rowsOf } from './tree-of.ts';

let service: FakeService;
let store: Store;
const entries = [
  { path: 'b', kind: 'folder' },
  { path: 'b/c', kind: 'folder' },
  { path: 'b/c/d.sol', kind: 'file' },
  { path: 'a.txt', kind: 'file' },
] as const;
const moved: unknown[] = [];

beforeEach(async () => {
  moved.length = 0;
  service = new FakeService();
  service.answers = {
    'files.tree': () => ({ ok: true, value: { entries, cut: false } }),
    'files.create': () => ({ ok: true, value: {} }),
    'files.move': (params) => {
      moved.push(params);
      return { ok: true, value: {} };
    },
  };
  store = testStore(service, testPage());
  await store.getState().loadTree();
});

const rows = () => {
  const { tree, openFolders } = store.getState();
  return rowsOf(tree, openFolders, undefined).map(({ id }) => id);
};

it('lists what is open, folders first', () => {
  expect(rows()).toEqual(['b', 'b/c', 'b/c/d.sol', 'a.txt']);
  store.getState().collapseFolders();
  expect(rows()).toEqual(['b', 'a.txt']);
  store.getState().revealEntry('b/c/d.sol');
  expect(rows()).toContain('b/c/d.sol');
});

it('a file that was only written does not make the tree anew', () => {
  const { tree } = store.getState();
  service.emit('files.changed', { changes: [{ path: 'a.txt', kind: 'file', what: 'changed' }] });
  expect(store.getState().tree).toBe(tree);
  service.emit('files.changed', { changes: [{ path: 'a.txt', kind: 'file', what: 'removed' }] });
  expect(rows()).not.toContain('a.txt');
});

it('after a start the file in front is marked, whichever comes first, and not once somebody has chosen a row', async () => {
  store.getState().collapseFolders();
  store.getState().setActive('b/c/d.sol');
  expect([store.getState().currentEntry, rows().includes('b/c/d.sol')]).toEqual(['b/c/d.sol', true]);
  store.getState().setActive('a.txt');
  expect(store.getState().currentEntry).toBe('b/c/d.sol');
  await store.getState().loadTree();
  expect(store.getState().currentEntry).toBe('a.txt');
});

describe('a name', () => {
  it.each([
    ['', 'A name is needed.'],
    ['a\\b', 'Write / between folders, not \\.'],
    ['/a', 'Paths begin at the folder of the workspace, without /.'],
    ['../a', '. and .. lead elsewhere: name the folder itself.'],
    ['a//b', 'A name is missing beside a /.'],
    ['d.sol', 'd.sol is there already: choose another name.'],
  ])('%j is refused where it is typed', async (name, flaw) => {
    store.getState().beginCreate('file', 'b/c');
    expect(await store.getState().submitName(name)).toBe(false);
    expect(store.getState().naming).toMatchObject({ folder: 'b/c', flaw });
    expect(service.asked).not.toContain('files.create');
  });

  it('is taken, and what the service says against it is shown', async () => {
    store.getState().setCurrentEntry('b/c/d.sol');
    store.getState().beginCreate('folder');
    service.answers['files.create'] = () => ({ ok: false, error: { code: 'io', message: 'the disk is full' } });
    await store.getState().submitName('e');
    expect(store.getState().naming).toMatchObject({ folder: 'b/c', flaw: 'the disk is full' });
    service.answers['files.create'] = () => ({ ok: true, value: {} });
    expect(await store.getState().submitName('e')).toBe(true);
    expect(store.getState()).toMatchObject({ naming: undefined, currentEntry: 'b/c/e' });
  });

  it('and a place go with what is in it', async () => {
    store.getState().beginMove('b/c');
    expect(await store.getState().submitName('b/c/inner')).toBe(false);
    expect(await store.getState().submitName('x/y')).toBe(true);
    await settled();
    expect(moved).toEqual([{ from: 'b/c', to: 'x/y' }]);
    expect([...store.getState().openFolders].sort()).toEqual(['b', 'x', 'x/y']);
  });
});
