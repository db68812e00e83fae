import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import { installed } from '../../registry.ts';
import { bringPackages } from './bring-packages.ts';
import { copyExample } from './examples.ts';
import { Templates } from './templates.ts';

const EXAMPLES = fileURLToPath(new URL('../../../resources/examples', import.meta.url));
const TEMPLATES = fileURLToPath(new URL('../../../resources/templates', import.meta.url));
const workspaces = testWorkspaces();
afterAll(() => workspaces.removeAll());

describe('templates', async () => {
  const templates = new Templates(TEMPLATES, EXAMPLES);
  const list = await templates.list();

  it('are there for every language', () => {
    const languages = new Set(installed.compilers.map(({ language }) => language.id));
    for (const { id, languages: of } of list) for (const language of of) expect(languages, id).toContain(language);
    expect(list.map(({ id }) => id)).toEqual(['counter', 'token', 'mixed', 'empty']);
    expect(new Set(list[0]?.languages)).toEqual(new Set(list[1]?.languages));
  });

  it.each(
    list.flatMap(({ id, languages }) => (languages.length === 0 ? [''] : languages).map((language) => [id, language])),
  )('%s %s', async (id, language) => {
    const to = join(await workspaces.create({}), 'new');
    expect(await templates.copy(id, language, to)).toEqual({ ok: true, value: undefined });
    const sources = await readdir(join(to, 'contracts')).catch(() => []);
    expect(sources.length).toBe(id === 'empty' ? 0 : id === 'mixed' ? 4 : 1);
    for (const source of sources) expect(installed.compilerFor(source), source).toBeDefined();
  });

  it('begin a file that is still empty', async () => {
    for (const language of list[0]?.languages ?? [])
      expect(await templates.text('counter', language)).toMatchObject({
        ok: true,
        value: expect.stringContaining('ounter') as string,
      });
    expect(await templates.text('empty', '')).toMatchObject({ ok: false, error: { code: 'notFound' } });
  });

  it('that are not there are said to be', async () => {
    expect(await templates.copy('counter', 'cobol', '/nowhere')).toMatchObject({
      ok: false,
      error: { code: 'notFound' },
    });
  });
});

it('a copied example has the sources of packages that it imports, and no others', async () => {
  const to = join(await workspaces.create({}), 'copy');
  await copyExample(EXAMPLES, 'amm-swaps', to);
  await bringPackages(to, EXAMPLES);
  const own = join(to, 'node_modules/@openzeppelin/contracts');
  expect(await readFile(join(own, 'token/ERC20/ERC20.sol'), 'utf8')).toContain('contract ERC20');
  // What that imports came along.
  expect((await stat(join(own, 'utils/Context.sol'))).isFile()).toBe(true);
  expect(JSON.parse(await readFile(join(own, 'package.json'), 'utf8'))).toMatchObject({
    name: '@openzeppelin/contracts',
  });
  expect(await readdir(join(own, 'token'))).toEqual(['ERC20']);
});
