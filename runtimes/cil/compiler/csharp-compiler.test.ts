import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import { createAssemblyStore } from '../dotnet/assembly-store.ts';
import { buildToolchain } from '../dotnet/toolchain.ts';
import { readToolchainSources } from '../dotnet/toolchain-sources.ts';
import { unpackSource, unwrapSource } from '../envelope.ts';
import { createCSharpCompiler, problemText } from './csharp-compiler.ts';

const SLOW = 120_000;
const workspaces = testWorkspaces();
let cacheDir = '';
const compiler = createCSharpCompiler();
beforeAll(async () => {
  cacheDir = await realpath(await mkdtemp(join(tmpdir(), 'interleave-csc-')));
  // So that no test's time goes into the build of the toolchain.
  await buildToolchain();
}, SLOW);
afterAll(async () => {
  await compiler.close();
  await workspaces.removeAll();
  await rm(cacheDir, { recursive: true, force: true });
});

const contract = (body: string): string =>
  `using Interleave;\npublic class T : Contract { [Pure] public int F(int a) { ${body} } }\n`;

async function compile(files: Readonly<Record<string, string | Uint8Array>>, entry: string, own = compiler) {
  const workspace = await workspaces.create(files);
  return own.compile({ file: join(workspace, entry), workspace });
}

const problemOf = async (text: string | Uint8Array): Promise<string> => {
  const result = await compile({ 'T.cs': text }, 'T.cs');
  return result.ok ? 'none' : (result.error[0]?.message ?? '');
};

describe('what is too much', () => {
  test('nesting is an error with its place, in the file and beside it', { timeout: SLOW }, async () => {
    const parens = (count: number): string => contract(`return ${'('.repeat(count)}a${')'.repeat(count)};`);
    const deep = { severity: 'error', code: 'ILW3001', line: 2 } as const;
    expect(await compile({ 'T.cs': parens(100_000) }, 'T.cs')).toMatchObject({
      ok: false,
      error: [{ ...deep, file: 'T.cs', column: 191, hint: expect.stringContaining('move what is inside') as string }],
    });
    expect(await problemOf(parens(100))).toBe('none');
    const beside = { 'U.cs': parens(100_000).replace('class T', 'class U') };
    expect(await compile({ 'T.cs': contract('return a;'), ...beside }, 'T.cs')).toMatchObject({ ok: true });
    const both = await compile({ 'T.cs': contract('return new U().F(a);'), ...beside }, 'T.cs');
    expect(both).toMatchObject({ ok: false, error: [{ code: 'CS0246' }, { ...deep, file: 'U.cs' }] });
  });

  test('and time', { timeout: SLOW }, async () => {
    const hurried = createCSharpCompiler({ deadlineMs: 1 });
    const result = await compile({ 'T.cs': contract('return a;') }, 'T.cs', hurried);
    await hurried.close();
    expect(result).toMatchObject({ ok: false, error: [{ message: expect.stringContaining('was stopped') as string }] });
  });

  test('and size', async () => {
    expect(await problemOf(`//${' '.repeat(4 << 20)}`)).toMatch(/T\.cs has \d+ bytes, more than the 4194304/);
  });
});

describe('what is no source', () => {
  test('gets an error', async () => {
    expect(await problemOf(Uint8Array.of(0xff, 0xfe, 0))).toMatch(/is not UTF-8 text/);
    expect(await problemOf('')).toBe('there is no contract in this file');
    const workspace = await workspaces.create({ 'a/T.cs': contract('return a;') });
    await mkdir(join(workspace, 'Folder.cs'));
    const at = async (file: string): Promise<string> => {
      const result = await compiler.compile({ file: join(workspace, file), workspace });
      return result.ok ? 'none' : (result.error[0]?.message ?? '');
    };
    expect(await at('Missing.cs')).toMatch(/does not exist/);
    expect(await at('Folder.cs')).toMatch(/is not a file/);
    const setting = await compiler.compile({ file: join(workspace, 'a/T.cs'), workspace, settings: { unsafe: true } });
    expect(setting).toMatchObject({ ok: false, error: [{ message: 'the C# compiler has no setting "unsafe"' }] });
  });

  test('and links out of the workspace are not followed', { timeout: SLOW }, async () => {
    const outside = await workspaces.create({
      'T.cs': contract('return Out.Of(a);'),
      'Out.cs': 'static class Out { public static int Of(int a) => a; }',
    });
    const workspace = await workspaces.create({ 'Own.cs': contract('return Out.Of(a);') });
    await symlink(join(outside, 'T.cs'), join(workspace, 'T.cs'));
    await symlink(join(outside, 'Out.cs'), join(workspace, 'Out.cs'));
    const linked = await compiler.compile({ file: join(workspace, 'T.cs'), workspace });
    expect(linked).toMatchObject({
      ok: false,
      error: [{ message: expect.stringContaining('outside the workspace') as string }],
    });
    const own = await compiler.compile({ file: join(workspace, 'Own.cs'), workspace });
    expect(own).toMatchObject({ ok: false, error: [{ code: 'CS0103', line: 2 }] });
  });
});

test('messages of Roslyn say what to do', { timeout: SLOW }, async () => {
  const hintOf = async (text: string): Promise<unknown> => {
    const result = await compile({ 'T.cs': text }, 'T.cs');
    return result.ok ? 'none' : result.error.map(({ code, hint }) => [code, hint]);
  };
  expect(await hintOf('public class T : Contract { }')).toEqual([['CS0246', 'write at the top: using Interleave;']]);
  expect(await hintOf(contract('Console.WriteLine(a); return a;'))).toEqual([
    ['CS0103', 'a contract has no console: emit an event'],
  ]);
  expect(await hintOf(contract('return new Nothing();'))).toEqual([['CS0246', undefined]]);
  expect(await hintOf(contract('Func<int, int> f = x => x; return f(a);'))).toEqual([
    ['CS0246', 'write at the top: using System;'],
  ]);
  expect(await hintOf(contract('unsafe { return a; }'))).toEqual([
    ['CS0227', 'contracts are never unsafe: use arrays and spans'],
  ]);
});

test('a cancelled compile says so, a closed compiler too', { timeout: SLOW }, async () => {
  const workspace = await workspaces.create({ 'T.cs': contract('return a + 1;') });
  const request = { file: join(workspace, 'T.cs'), workspace };
  const own = createCSharpCompiler();
  const abort = new AbortController();
  const under = own.compile(request, abort.signal);
  abort.abort();
  expect(await under).toMatchObject({ ok: false, error: [{ message: 'the compiler was cancelled' }] });
  await own.close();
  expect(await own.compile(request)).toMatchObject({ ok: false, error: [{ message: 'the compiler is closed' }] });
});

test('a contract that comes along from another file says which', { timeout: SLOW }, async () => {
  const files = {
    'A.cs': 'using Interleave; public class A : Contract { [View] public UInt256 F() => B.One; }',
    'B.cs': 'using Interleave; public class B : Contract { public const int One = 1; }',
  };
  const result = await compile(files, 'A.cs');
  const sources = result.ok ? result.value.artifacts.map(({ contract, source }) => [contract, source]) : result.error;
  expect(sources).toEqual([
    ['A', 'A.cs'],
    ['B', 'B.cs'],
  ]);
});

test('line ends of Windows make no other contract', { timeout: SLOW }, async () => {
  const unix = await compile({ 'T.cs': contract('return a + 2;') }, 'T.cs');
  const windows = await compile({ 'T.cs': contract('return a + 2;').replaceAll('\n', '\r\n') }, 'T.cs');
  const code = (result: typeof unix): string =>
    result.ok ? Buffer.from(result.value.artifacts[0]?.code ?? []).toString('hex') : JSON.stringify(result.error);
  expect(code(windows)).toBe(code(unix));
});

test(
  'what was compiled is kept, for the compiler and for lanes; what is damaged is compiled again',
  { timeout: SLOW },
  async () => {
    const source = contract('return a + 3;');
    const first = createCSharpCompiler({ cacheDir });
    const made = await compile({ 'T.cs': source }, 'T.cs', first);
    await first.close();
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const deployment = unwrapSource(made.value.artifacts[0]?.code ?? new Uint8Array());
    const unpacked = deployment.ok ? unpackSource(deployment.value.payload) : deployment;
    if (!unpacked.ok) throw new Error(unpacked.error);

    // A deadline that no process could keep: the answer comes from the folder.
    const second = createCSharpCompiler({ cacheDir, deadlineMs: 1 });
    const again = await compile({ 'T.cs': source }, 'T.cs', second);
    await second.close();
    // Where the workspace lies is no matter of what was compiled.
    const placeless = (result: typeof again): unknown =>
      result.ok && result.value.artifacts.map((one) => ({ ...one, debug: undefined }));
    expect(placeless(again)).toEqual(placeless(made));

    const { key } = readToolchainSources();
    const kept = (await readdir(cacheDir)).filter((name) => name.startsWith('assembly-'));
    expect(kept).toHaveLength(1);
    const path = join(cacheDir, kept[0] ?? '');
    const whole = createAssemblyStore({ cache: cacheDir, key, sdk: '' }).assemblyOf(unpacked.value);
    const stored = await readFile(path);
    if (!whole.ok) throw new Error(whole.error.message);
    expect(stored.subarray(stored.indexOf(10) + 1).equals(whole.value)).toBe(true);
    const damaged = Buffer.from(stored);
    damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
    await writeFile(path, damaged);
    expect(createAssemblyStore({ cache: cacheDir, key, sdk: '' }).assemblyOf(unpacked.value)).toEqual(whole);

    const broken = { ...unpacked.value, files: [['T.cs', 'class']] as const };
    const refused = createAssemblyStore({ cache: cacheDir, key, sdk: '' }).assemblyOf(broken);
    expect(refused).toMatchObject({ ok: false, error: { broken: false } });
  },
);

test.each([
  [
    'crashed',
    'the C# compiler ended with code 134',
    'FATAL ERROR: JavaScript heap out of memory',
    /too much.*more memory/,
  ],
  [
    'failed',
    'the C# compiler failed: .NET has ended: Maximum call stack size exceeded',
    '',
    /too much.*nests too deeply/,
  ],
  ['timeout', 'the C# compiler did not answer within 180 s and was stopped', 'a stack', /too much.*within 180 s/],
  [
    'crashed',
    'the C# compiler was ended by SIGKILL',
    '',
    /^the C# compiler was ended by SIGKILL while .*A\.cs.*again$/,
  ],
  ['failed', 'the .NET toolchain does not build: no such file', '', /^compiling A\.cs: the .NET toolchain/],
] as const)('says of a compiler that %s what is known of it: %s', (kind, message, stderr, expected) => {
  expect(problemText('A.cs', { kind, message, stderr })).toMatch(expected);
});
