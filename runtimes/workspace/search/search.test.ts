import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import { WorkspaceFiles } from '../files/workspace-files.ts';
import { findInText, patternOf, replaceInText, replacementOf } from './find-in-text.ts';
import { pathFilter } from './glob.ts';
import { ReplacedTexts } from './replaced-texts.ts';
import { findInFiles, replaceInFiles } from './search-files.ts';

const workspaces = testWorkspaces();
afterAll(() => workspaces.removeAll());

const plain = { text: 'count', regex: false, matchCase: false, wholeWord: false, include: '', exclude: '' };
const listening = () => ({ signal: new AbortController().signal, onProgress: () => undefined });

describe('in a text', () => {
  const places = (text: string, query: Partial<typeof plain>): readonly string[] =>
    findInText(text, patternOf({ ...plain, ...query }), 100).map(
      ({ line, column, text: of }) => `${line}:${column} ${of}`,
    );

  it('case, whole words and patterns count where they are asked for', () => {
    const text = 'count Count\n  recount count_ $count\n';
    expect(places(text, {})).toEqual(['1:1 count', '1:7 Count', '2:5 count', '2:11 count', '2:19 count']);
    expect(places(text, { matchCase: true, wholeWord: true })).toEqual(['1:1 count']);
    expect(places(text, { text: 'c(o)unt_', regex: true })).toEqual(['2:11 count_']);
    expect(places(text, { text: 'x*', regex: true })).toEqual([]);
    expect(places('a.b(c) axb(c)', { text: 'a.b(c)' })).toEqual(['1:1 a.b(c)']);
    expect(places('one\ntwo', { text: 'e\\nt', regex: true })).toEqual(['1:3 e\nt']);
  });

  it('what takes the place of a match may name its parts', () => {
    const pattern = patternOf({ ...plain, text: '(?<of>u?int)(\\d+)', regex: true });
    const replaced = replacementOf('$<of>_$2 $& $$1 $9', true);
    expect(replaceInText('uint256 a', pattern, replaced, new Set()).text).toBe('uint_256 uint256 $1 $9 a');
    expect(
      replaceInText('a a a', patternOf({ ...plain, text: 'a' }), replacementOf('$&', false), new Set([1])),
    ).toEqual({
      text: '$& a $&',
      count: 2,
    });
  });
});

it.each([
  ['*.sol', 'a/b/C.sol', true],
  ['*.sol', 'a/b/C.solx', false],
  ['contracts', 'contracts/a/b.rs', true],
  ['contracts/*.rs', 'contracts/a/b.rs', false],
  ['contracts/**/*.rs', 'contracts/b.rs', true],
  ['{a,b}/?.ts, *.md', 'b/x.ts', true],
  ['{a,b}/?.ts, *.md', 'x/README.md', true],
  ['a+(b', 'a+(b', true],
])('the pattern %s of paths, for %s: %s', (pattern, path, fits) => {
  expect(pathFilter(pattern)?.(path)).toBe(fits);
});

describe('in files', () => {
  let root = '';
  beforeEach(async () => {
    root = await workspaces.create({ 'a.sol': 'count\ncount', 'b/c.txt': 'a count', 'd.md': 'none' });
    await writeFile(join(root, 'e.bin'), Buffer.from([99, 111, 117, 110, 116, 0]));
  });
  const paths = ['a.sol', 'b/c.txt', 'd.md', 'e.bin', 'gone'];

  it('texts are found, bytes and what is gone are passed over', async () => {
    const found = await findInFiles({ root, query: plain, replacement: 'n', paths }, listening());
    expect(found).toMatchObject({
      ok: true,
      value: {
        searched: 3,
        cut: false,
        files: [
          { path: 'a.sol', matches: [{ line: 1, replaced: 'n' }, { line: 2 }] },
          { path: 'b/c.txt', matches: [{ before: 'a ' }] },
        ],
      },
    });
    const some = await findInFiles(
      { root, query: { ...plain, exclude: 'b' }, replacement: undefined, paths },
      listening(),
    );
    expect(some.ok && some.value.files.map(({ path }) => path)).toEqual(['a.sol']);
  });

  it('a pattern that would never end is ended, and one that is none is said to be', async () => {
    await writeFile(join(root, 'slow.txt'), `${'a'.repeat(60)}!`);
    const query = { ...plain, text: '(a+)+$', regex: true };
    const slow = await findInFiles(
      { root, query, replacement: undefined, paths: ['slow.txt'] },
      { ...listening(), limit: 500 },
    );
    expect(slow).toMatchObject({ ok: false, error: { message: expect.stringContaining('slow.txt') as string } });
    const none = await findInFiles(
      { root, query: { ...query, text: '(' }, replacement: undefined, paths },
      listening(),
    );
    expect(none).toMatchObject({ ok: false, error: { code: 'pattern' } });
    const stop = new AbortController();
    const cancelled = findInFiles(
      { root, query, replacement: undefined, paths: ['slow.txt'] },
      { ...listening(), signal: stop.signal },
    );
    stop.abort();
    expect(await cancelled).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });

  it('what was replaced comes back, but for what somebody changed since', async () => {
    const files = new WorkspaceFiles(root, () => 1);
    const kept = new ReplacedTexts(root, files);
    const found = await findInFiles({ root, query: plain, replacement: undefined, paths }, listening());
    if (!found.ok) throw new Error(found.error.message);
    await writeFile(join(root, 'b/c.txt'), 'another count');
    const wanted = found.value.files.map(({ path, version }) => ({
      path,
      version,
      except: path === 'a.sol' ? [0] : [],
    }));
    const made = await replaceInFiles({ root, query: plain, replacement: 'n', files: wanted }, listening());
    expect(made).toMatchObject({
      ok: true,
      value: { changed: ['b/c.txt'], texts: [{ path: 'a.sol', text: 'count\nn' }] },
    });
    const written = await files.write('a.sol', 'count\nn');
    if (!written.ok) throw new Error(written.error.message);
    const backup = await kept.keep([{ path: 'a.sol', before: 'count\ncount', version: written.value.version }], 1);
    if (!backup.ok) throw new Error(backup.error);
    expect(await kept.bringBack(backup.value)).toMatchObject({ ok: true, value: { written: ['a.sol'] } });
    expect(await readFile(join(root, 'a.sol'), 'utf8')).toBe('count\ncount');
    expect(await kept.bringBack(backup.value)).toMatchObject({
      ok: true,
      value: { written: [], refused: [{ path: 'a.sol' }] },
    });
    expect((await kept.bringBack('../../x')).ok).toBe(false);
  });
});
