import { afterAll, describe, expect, test } from 'vitest';
import { chooseSolc, installCommand, installedSolcs, KNOWN_RELEASES, normalRange } from './solc-versions.ts';
import { readSourceGraph } from './source-graph.ts';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';

const workspaces = testWorkspaces();
afterAll(() => workspaces.removeAll());

const EMBEDDED = { version: '0.8.37', soljson: '/embedded/soljson.js' };
const installed = (folder: string, version: string, name = 'solc'): Record<string, string> => ({
  [`${folder}/soljson.js`]: '',
  [`${folder}/package.json`]: JSON.stringify({ name, version }),
});

/** What is chosen for a Main.sol that imports one file per further pragma. */
async function choose(pragmas: readonly string[], files: Record<string, string> = {}) {
  const [first = '', ...others] = pragmas;
  const imports = others.map((_, i) => `import "./F${String(i)}.sol";`).join('\n');
  const workspace = await workspaces.create({
    'src/Main.sol': `${first}\n${imports}`,
    ...Object.fromEntries(others.map((text, i) => [`src/F${String(i)}.sol`, text])),
    ...files,
  });
  const graph = await readSourceGraph({ file: `${workspace}/src/Main.sol`, workspace, appFolder: '/' });
  if (!graph.ok) throw new Error(JSON.stringify(graph.error));
  const chosen = await chooseSolc(graph.value, EMBEDDED, [`${workspace}/src`, workspace]);
  return chosen.ok ? chosen.value.version : chosen.error[0];
}

test('ranges in all their spacings', () => {
  expect(normalRange('>=0.4.22<0.9.0')).toBe('>=0.4.22 <0.9.0');
  expect(normalRange('^ 0.8.0')).toBe('>=0.8.0 <0.9.0-0');
  expect(normalRange('= 0.5.16')).toBe('0.5.16');
  expect(normalRange('> 0.5.0 <0.7')).toBe('>0.5.0 <0.7.0-0');
  expect(normalRange('0.5.0 - 0.6.0')).toBe('>=0.5.0 <=0.6.0');
  expect(normalRange('whatever')).toBeUndefined();
  expect(normalRange('')).toBeUndefined();
});

test('known releases are newest first', () => {
  expect(KNOWN_RELEASES.slice(0, 2)).toEqual(['0.8.37', '0.8.36']);
  expect(KNOWN_RELEASES).toContain('0.4.11');
  expect(KNOWN_RELEASES).not.toContain('0.4.10');
});

describe('choice', () => {
  test('the newest that every file allows, under whatever name it is installed', async () => {
    const files = {
      ...installed('node_modules/solc', '0.7.6'),
      ...installed('node_modules/solc-old', '0.6.12'),
      ...installed('node_modules/@compilers/five', '0.5.16'),
      ...installed('node_modules/not-solc', '0.5.17', 'not-solc'),
      'node_modules/solc-broken/soljson.js': '',
      'node_modules/solc-broken/package.json': '{',
    };
    expect(await choose([''], files)).toBe('0.8.37');
    expect(await choose(['pragma solidity >=0.5.0;', 'pragma solidity <0.8.0;'], files)).toBe('0.7.6');
    expect(await choose(['pragma solidity >=0.5.0;', 'pragma solidity ^0.6.0;'], files)).toBe('0.6.12');
    expect(await choose(['pragma solidity ^0.5.0;'], files)).toBe('0.5.16');
    expect(await choose(['pragma solidity ^0.5.0; pragma solidity >0.4.0;'], files)).toBe('0.5.16');
  });

  test('a fixed re-release counts as its version', async () => {
    const workspace = await workspaces.create(installed('node_modules/solc', '0.8.7-fixed'));
    expect((await installedSolcs([workspace])).map(({ version }) => version)).toEqual(['0.8.7']);
  });

  test('none: the command that installs the right one', async () => {
    expect(await choose(['\n  pragma solidity =0.5.16;'])).toEqual({
      severity: 'error',
      message: 'no installed compiler satisfies pragma solidity =0.5.16; installed: solc 0.8.37',
      file: 'src/Main.sol',
      line: 2,
      column: 3,
      hint: 'npm install --save-dev solc-0.5.16@npm:solc@0.5.16',
    });
    expect(await choose(['pragma solidity ^0.5.0;'])).toMatchObject({ hint: installCommand('0.5.17') });
    expect(await choose(['pragma solidity ^0.4.0;'])).toMatchObject({ hint: installCommand('0.4.26') });
    expect(await choose(['pragma solidity >=0.6.2;', 'pragma solidity <0.8.0;'])).toMatchObject({
      file: 'src/F0.sol',
      hint: installCommand('0.7.6'),
      message: expect.stringContaining('imported by src/Main.sol') as string,
    });
  });

  test('contradictions, unknown releases and nonsense', async () => {
    const contradiction = await choose(['pragma solidity ^0.8.0;', 'pragma solidity =0.5.16;']);
    expect(contradiction).toMatchObject({
      message: 'no compiler can satisfy all pragmas: src/F0.sol wants =0.5.16, src/Main.sol wants ^0.8.0',
    });
    expect(await choose(['pragma solidity ^0.8.99;'])).toMatchObject({ hint: installCommand('0.8.99') });
    expect(await choose(['pragma solidity 0.3.0;'])).toMatchObject({ hint: 'releases from 0.4.11 on can be used' });
    expect(await choose(['pragma solidity hello;'])).toMatchObject({
      message: 'cannot read the version in: pragma solidity hello',
      line: 1,
    });
  });
});
