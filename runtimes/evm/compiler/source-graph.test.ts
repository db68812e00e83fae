import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { askedName, readSourceGraph, type SourceGraph } from './source-graph.ts';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';

const workspaces = testWorkspaces();
afterAll(() => workspaces.removeAll());

type Files = Parameters<typeof workspaces.create>[0];

async function read(files: Files, file = 'A.sol', inside = '') {
  const root = await workspaces.create(files);
  const workspace = join(root, inside);
  return readSourceGraph({ file: join(root, file), workspace, appFolder: '/' });
}
const good = async (files: Files, file?: string, inside?: string): Promise<SourceGraph> => {
  const graph = await read(files, file, inside);
  if (!graph.ok) throw new Error(JSON.stringify(graph.error));
  return graph.value;
};
const bad = async (files: Files, file?: string, inside?: string) => {
  const graph = await read(files, file, inside);
  return graph.ok
    ? ['no error']
    : graph.error.map(({ message, hint, line }) => [line, message, hint].filter(Boolean).join(' | '));
};
const units = ({ units: all }: SourceGraph): string[] => [...all.keys()];

describe('lookup', () => {
  test('relative, from the workspace folder, and round in circles', async () => {
    const graph = await good(
      {
        'src/A.sol': 'import "./b/B.sol"; import "src/C.sol";',
        'src/b/B.sol': 'import "../A.sol"; import "../C.sol";',
        'src/C.sol': 'import "./C.sol";',
      },
      'src/A.sol',
    );
    expect(units(graph)).toEqual(['src/A.sol', 'src/b/B.sol', 'src/C.sol']);
    expect(graph.remappings).toEqual([]);
  });

  test('packages upward from the importing file; a second version gets a name of its own', async () => {
    const graph = await good(
      {
        'node_modules/top/T.sol': '',
        'node_modules/@s/p/P.sol': 'import "dep/D.sol"; import "./lib/L.sol";',
        'node_modules/@s/p/lib/L.sol': '',
        'node_modules/@s/p/node_modules/dep/D.sol': 'import "./E.sol";',
        'node_modules/@s/p/node_modules/dep/E.sol': '',
        'node_modules/dep/D.sol': 'import "./E.sol";',
        'node_modules/dep/E.sol': '',
        'ws/A.sol': 'import "@s/p/P.sol"; import "dep/D.sol"; import "top/T.sol";',
      },
      'ws/A.sol',
      'ws',
    );
    expect(units(graph).sort()).toEqual(
      [
        'A.sol',
        '@s/p/P.sol',
        'dep/D.sol',
        'top/T.sol',
        'p/node_modules/dep/D.sol',
        '@s/p/lib/L.sol',
        'dep/E.sol',
        'p/node_modules/dep/E.sol',
      ].sort(),
    );
    expect(graph.remappings).toContain('@s/p/P.sol:dep/D.sol=p/node_modules/dep/D.sol');
  });

  test('remappings.txt and foundry.toml, the nearest folder first', async () => {
    const graph = await good(
      {
        'foundry.toml': 'invalid =',
        'p/foundry.toml':
          '[profile.default]\nremappings = [\n  "@lib/=lib/one/src/", # why\n  "oz/=node_modules/@oz/contracts/",\n]',
        'p/remappings.txt': '# list\nsrc/deep/:@lib/=lib/two/\n\nnonsense\n',
        'p/lib/one/src/X.sol': '',
        'p/lib/two/X.sol': '',
        'node_modules/@oz/contracts/Y.sol': '',
        'p/src/A.sol': 'import "@lib/X.sol"; import "oz/Y.sol";',
      },
      'p/src/A.sol',
    );
    expect(units(graph)).toEqual(['p/src/A.sol', 'p/lib/one/src/X.sol', '@oz/contracts/Y.sol']);
    expect(graph.remappings).toEqual([
      'p/src/A.sol:@lib/X.sol=p/lib/one/src/X.sol',
      'p/src/A.sol:oz/Y.sol=@oz/contracts/Y.sol',
    ]);
    expect(graph.diagnostics).toMatchObject([{ severity: 'warning', file: 'p/remappings.txt', line: 4 }]);
  });

  test('a damaged foundry.toml is a warning with its line', async () => {
    const graph = await good({ 'foundry.toml': '[profile.default]\nremappings = [', 'A.sol': '' });
    expect(graph.diagnostics).toMatchObject([{ severity: 'warning', file: 'foundry.toml', line: 2 }]);
  });

  test('relative paths are joined as solc joins them', () => {
    expect(askedName('a/b/C.sol', './D.sol')).toBe('a/b/D.sol');
    expect(askedName('a/b/C.sol', '../.././/D.sol')).toBe('D.sol');
    expect(askedName('C.sol', '../D.sol')).toBe('D.sol');
    expect(askedName('a/C.sol', 'x/../D.sol')).toBe('x/../D.sol');
  });
});

describe('errors', () => {
  test('all missing imports, with places and what to install', async () => {
    expect(await bad({ 'A.sol': 'import "@a/b/X.sol";\n import "./No.sol"; import "left-pad/X.sol";' })).toEqual([
      '1 | cannot find @a/b/X.sol | npm install --save-dev @a/b',
      '2 | no such file: ./No.sol',
      '2 | cannot find left-pad/X.sol | npm install --save-dev left-pad',
    ]);
  });

  test('a package without the file', async () => {
    const [only] = await bad({ 'A.sol': 'import "p/Gone.sol";', 'node_modules/p/package.json': '{}' });
    expect(only).toMatch(
      /package p is installed \(.*node_modules\/p\) but has no file Gone.sol \| the file may have moved/,
    );
  });

  test('ways out of the workspace', async () => {
    const files = {
      'secret.sol': '',
      'node_modules/p/X.sol': 'import "../../secret.sol";',
      'ws/remappings.txt': 'out/=../',
    };
    const from = (text: string) => bad({ ...files, 'ws/A.sol': text }, 'ws/A.sol', 'ws');
    for (const path of ['../secret.sol', './../ws/../secret.sol', 'out/secret.sol', 'p/../../secret.sol', 'p/X.sol']) {
      expect((await from(`import "${path}";`))[0]).toContain('import leaves the workspace');
    }
    expect((await from('import "/etc/passwd";'))[0]).toContain('absolute path');
    expect((await from('import "C:/x.sol";'))[0]).toContain('absolute path');
    expect((await from('import "..\\\\secret.sol";'))[0]).toContain('written with /');
    expect(
      (await from('import "https://github.com/OpenZeppelin/openzeppelin-contracts/blob/master/a.sol";'))[0],
    ).toContain('npm install --save-dev @openzeppelin/contracts');
  });

  test('a link out of the workspace', async () => {
    const root = await workspaces.create({ 'secret.sol': '', 'ws/A.sol': 'import "./L.sol";' });
    await symlink(join(root, 'secret.sol'), join(root, 'ws/L.sol'));
    const request = { workspace: join(root, 'ws'), appFolder: '/' };
    const imported = await readSourceGraph({ file: join(root, 'ws/A.sol'), ...request });
    expect(imported).toMatchObject({
      ok: false,
      error: [{ message: expect.stringContaining('through a link') as string }],
    });
    const direct = await readSourceGraph({ file: join(root, 'ws/L.sol'), ...request });
    expect(direct).toMatchObject({
      ok: false,
      error: [{ message: expect.stringContaining('outside the workspace') as string }],
    });
  });

  test('files that are no sources', async () => {
    expect(await bad({ 'A.sol': 'import "./Big.sol";', 'Big.sol': ' '.repeat(30 * 2 ** 20) })).toEqual([
      'Big.sol has 30 MiB; files over 5 MiB are refused',
    ]);
    expect(await bad({ 'A.sol': new Uint8Array([0, 97, 115, 109]) })).toEqual(['A.sol is a binary file, not text']);
    expect(await bad({ 'A.sol': new Uint8Array([0x2f, 0x2f, 0xff, 0xfe]) })).toEqual(['A.sol is not valid UTF-8 text']);
    expect(await bad({}, 'A.sol')).toEqual(['A.sol does not exist']);
    expect(await bad({ 'A.sol/x': '' })).toEqual(['A.sol is a folder, not a file']);
    expect(await bad({ 'A.sol': 'import "";' })).toEqual(['1 | the import path is empty']);
    expect(await bad({ 'A.sol': '' }, 'A.sol', 'no-folder')).toMatchObject([
      expect.stringContaining('does not exist') as string,
    ]);
  });
});
