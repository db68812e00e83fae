import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { toHex } from '../core/hex.ts';
import { createArtifactReader, readArtifactJson } from './artifact-json.ts';
import { testWorkspaces } from '../compiling/workspace.testkit.ts';

const workspaces = testWorkspaces();
afterAll(() => workspaces.removeAll());

const abi = [
  { type: 'function', name: 'count', inputs: [], outputs: [{ type: 'uint256', name: '' }], stateMutability: 'view' },
];
const layout = {
  storage: [{ label: 'count', slot: '0', offset: 0, type: 't' }],
  types: { t: { encoding: 'inplace', label: 'uint256', numberOfBytes: '32' } },
};
const read = (json: unknown) =>
  readArtifactJson(typeof json === 'string' ? json : JSON.stringify(json), 'artifacts/Counter.json');
const problem = (json: unknown): string => {
  const result = read(json);
  return result.ok ? 'no problem' : [result.error.line || '', result.error.message].filter(Boolean).join(': ');
};

describe('formats', () => {
  test.each([
    [
      'Hardhat',
      {
        _format: 'hh-sol-artifact-1',
        contractName: 'Counter',
        sourceName: 'contracts/Counter.sol',
        abi,
        bytecode: '0x6001',
        deployedBytecode: '0x00',
        linkReferences: {},
      },
      'contracts/Counter.sol',
      'hh-sol-artifact-1',
    ],
    [
      'Foundry',
      {
        abi,
        bytecode: { object: '0x6001', sourceMap: '', linkReferences: {} },
        metadata: {
          compiler: { version: '0.8.30' },
          settings: { compilationTarget: { 'src/Counter.sol': 'Counter' } },
        },
        storageLayout: layout,
      },
      'src/Counter.sol',
      'solc 0.8.30',
    ],
    [
      'Truffle',
      { contractName: 'Counter', abi, bytecode: '0x6001', compiler: { name: 'solc', version: '0.5.16+x' } },
      'artifacts/Counter.json',
      'solc 0.5.16+x',
    ],
    ['Waffle', { abi, evm: { bytecode: { object: '6001' } } }, 'artifacts/Counter.json', 'unknown'],
  ])('%s', (_, json, source, compiler) => {
    const result = read(json);
    expect(result).toMatchObject({ ok: true, value: { runtime: 'evm', contract: 'Counter', source, compiler, abi } });
    expect(result.ok && toHex(result.value.code)).toBe('6001');
    expect(result.ok && result.value.storageLayout).toEqual('storageLayout' in json ? layout : undefined);
  });

  test('an ABI alone and an interface have no code', () => {
    expect(read(abi)).toMatchObject({ ok: true, value: { contract: 'Counter', code: new Uint8Array() } });
    expect(read({ abi, bytecode: '0x' })).toMatchObject({ ok: true, value: { code: new Uint8Array() } });
  });
});

test('what is wrong is said, with its place', () => {
  expect(problem('{\n  "abi": [,]\n}')).toMatch(/^2: not valid JSON: Unexpected token/);
  expect(problem('{\n"abi": [')).toMatch(/^2: not valid JSON/);
  expect(problem('')).toMatch(/^1: not valid JSON/);
  expect(problem('['.repeat(1_000_000))).toMatch(/^1: not valid JSON/);
  expect(problem({ name: 'x' })).toBe("not a contract artifact: it has no 'abi'");
  expect(problem('7')).toBe("not a contract artifact: it has no 'abi'");
  expect(problem({ abi: {} })).toBe("'abi' is not a list");
  expect(problem([7])).toBe('abi[0] is not an object');
  expect(problem([{ type: 'struct' }])).toMatch(/^abi\[0\]\.type is none of function/);
  expect(problem([{ type: 'event' }])).toBe('abi[0].name is not text');
  expect(problem([{ ...abi[0], inputs: [{ name: 'x' }] }])).toBe('abi[0].inputs[0].type is not text');
  expect(problem({ abi, bytecode: '0x600' })).toBe("'bytecode' is not whole bytes of hex");
  expect(problem({ abi, bytecode: 7 })).toBe("'bytecode' is neither hex text nor an object with 'object'");
  const unlinked = `0x6001__$${'a'.repeat(34)}$__00`;
  expect(problem({ abi, bytecode: unlinked })).toContain('not linked: it needs the library behind __$aaaa');
  const linkReferences = { 'lib/L.sol': { L: [{ start: 2, length: 20 }] } };
  expect(problem({ abi, bytecode: unlinked, linkReferences })).toBe('the bytecode is not linked: it needs lib/L.sol:L');
  expect(problem({ abi, bytecode: { object: unlinked, linkReferences } })).toBe(
    'the bytecode is not linked: it needs lib/L.sol:L',
  );
});

test('files are read as by a compiler', async () => {
  const reader = createArtifactReader();
  const workspace = await workspaces.create({
    'out/C.json': JSON.stringify({ abi, bytecode: '0x00' }),
    'bad.json': '{',
  });
  const good = await reader.compile({ file: join(workspace, 'out/C.json'), workspace });
  expect(good).toMatchObject({ ok: true, value: { artifacts: [{ contract: 'C', source: 'out/C.json' }] } });
  const bad = await reader.compile({ file: join(workspace, 'bad.json'), workspace });
  expect(bad).toMatchObject({ ok: false, error: [{ file: 'bad.json', line: 1, column: 2 }] });
  await writeFile(join(workspace, 'huge.json'), ' '.repeat(33 * 2 ** 20));
  const huge = await reader.compile({ file: join(workspace, 'huge.json'), workspace });
  expect(huge).toMatchObject({
    ok: false,
    error: [{ message: 'huge.json has 33 MiB; files over 32 MiB are refused' }],
  });
  const none = await reader.compile({ file: join(workspace, 'none.json'), workspace });
  expect(none).toMatchObject({ ok: false, error: [{ message: 'none.json does not exist' }] });
});
