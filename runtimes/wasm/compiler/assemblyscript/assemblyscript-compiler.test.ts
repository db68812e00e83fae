import { mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../core/artifact.ts';
import { testWorkspaces } from '../../../compiling/workspace.testkit.ts';
import { customSection } from '../../module/custom-section.ts';
import { createAssemblyScriptCompiler } from './assemblyscript-compiler.ts';
import { moduleOf } from './contract.testkit.ts';

const workspaces = testWorkspaces();
const compiler = createAssemblyScriptCompiler();
afterEach(() => workspaces.removeAll());
afterAll(() => compiler.close());

const IMPORTS =
  'import { Contract, Value, Mapping, U256, Address, StorageString, StorageArray, Interface } from "interleave";';
/** A contract `A`; its functions begin in line 5. */
const contract = (body: string, before = ''): string =>
  `${IMPORTS}\n${before}\n@contract\nclass A extends Contract {\n${body}\n}\n`;
const PLAIN = contract('  @view x: Value<U256>;');

async function errorsOf(source: string, files: Readonly<Record<string, string>> = {}): Promise<readonly Diagnostic[]> {
  const workspace = await workspaces.create({ 'src/a.ts': source, ...files });
  const result = await compiler.compile({ file: join(workspace, 'src/a.ts'), workspace });
  return result.ok ? [] : result.error;
}

describe('compiling AssemblyScript', () => {
  test('an artifact, the same wherever the workspace lies, from several files', async () => {
    const files = {
      'src/a.ts': contract(
        '  @view f(): U256 { return seven() + U256.ONE; }\n  @pure g(p: Shape): Shape { return p; }',
        'import { seven } from "./parts/seven";\nimport Shape from "./parts/shape.ts";',
      ),
      'src/parts/seven.ts': 'export { seven } from "./more";\n',
      'src/parts/more.ts':
        'import * as il from "interleave";\nexport function seven(): il.U256 { return il.U256.from(7); }\n',
      'src/parts/shape.ts': '@struct export default class Shape { a: u8; b: bool }\n',
    };
    const folders = [await workspaces.create(files), await workspaces.create(files)];
    const results = await Promise.all(
      folders.map((workspace) => compiler.compile({ file: join(workspace, 'src/a.ts'), workspace })),
    );
    // But for the paths that the debugger is told.
    const [first, second] = results
      .map((result, i) =>
        JSON.stringify(result.ok ? result.value.artifacts : result.error).replaceAll(folders[i] ?? '', '/place'),
      )
      .map((json) => JSON.parse(json) as unknown);
    expect(first).toMatchObject([
      { runtime: 'wasm', contract: 'A', source: 'src/a.ts', compiler: expect.stringMatching(/^asc \d/) as string },
    ]);
    expect(first).toEqual(second);
  });

  test('only the sections of the interface are in the module', async () => {
    const workspace = await workspaces.create({ 'a.ts': PLAIN });
    const result = await compiler.compile({ file: join(workspace, 'a.ts'), workspace });
    const artifact = result.ok ? result.value.artifacts[0] : undefined;
    expect(artifact).toBeDefined();
    if (!artifact) return;
    const module = moduleOf(artifact);
    const names = ['interleave.abi', 'interleave.layout', 'name', 'sourceMappingURL', 'producers', 'target_features'];
    expect(names.filter((name) => customSection(module, name))).toEqual(['interleave.abi', 'interleave.layout']);
  });

  test('a module without a contract class has no ABI, and a warning', async () => {
    const source = '@external("interleave", "finish") declare function finish(at: usize, size: u32): void;\n';
    const workspace = await workspaces.create({ 'a.ts': `${source}export function call(): void { finish(0, 32); }\n` });
    const result = await compiler.compile({ file: join(workspace, 'a.ts'), workspace });
    expect(result).toMatchObject({
      ok: true,
      value: { artifacts: [{ contract: 'a', abi: [] }], diagnostics: [{ severity: 'warning', file: 'a.ts' }] },
    });
    expect(await errorsOf('export class A {}')).toMatchObject([
      {
        message: 'the file declares no contract',
        code: 'noContract',
        hint: expect.stringContaining('@contract class') as string,
      },
    ]);
  });

  test.each([
    ['any', '  f(): void { let x: any = 1; }', 5, 22, /'any'/, /no "any"/],
    [
      'a closure',
      '  f(): u32 { let x: u32 = 1;\n    const g = (): u32 => x;\n    return g(); }',
      6,
      26,
      /assigned|Closures/,
      /|closures/,
    ],
    ['a union', '  f(a: u32 | string): void {}', 5, 14, /union types/, /no union types/],
    [
      'another type',
      '  f(): U256 {\n    return 5;\n  }',
      6,
      12,
      /^Type 'i32' is not assignable to type 'U256'/,
      /U256\.from/,
    ],
    ['an unknown name', '  f(): u32 { return foo(); }', 5, 21, /^Cannot find name 'foo'/, /|/],
    ['no return type', '  f(a: u32) {}', 5, 12, /^Type expected/, /: void/],
    ['number', '  f(a: number): void {}', 5, 8, /"number" has no form in the ABI/, /u8 to u64/],
    ['null', '  f(a: U256 | null): void {}', 5, 8, /may be null/, /|/],
    ['a plain field', '  x: U256;', 5, 6, /is written Value<U256>/, /Mapping/],
    ['a value in a mapping', '  x: Mapping<Address, Value<U256>>;', 5, 23, /without Value: U256/, /|/],
    ['an initial value', '  x: Value<U256> = new Value<U256>();', 5, 20, /initial value/, /constructor/],
    [
      'two members of a name',
      '  name: StorageString;\n  name(): u8 { return 1; }',
      6,
      3,
      /two members called name/,
      /@view name/,
    ],
    ['a generic method', '  f<T>(a: T): void {}', 5, 3, /cannot be generic/, /@internal/],
    ['a catch', '  f(): void { try { this.f(); } catch (e) {} }', 5, 15, /Exceptions/, /try form/],
    ['a clock', '  f(): i64 { return Date.now(); }', 5, 21, /no clock/, /|/],
    ['randomness', '  f(): u64 { return <u64>(Math.random() * 5); }', 5, 27, /no randomness/, /|/],
    ['a syntax error', '  f(: void {}', 5, 4, /Identifier expected/, /|/],
  ])('%s is shown where it stands', async (_, body, line, column, message, hint) => {
    const [first] = await errorsOf(contract(body));
    expect(first).toMatchObject({ severity: 'error', file: 'src/a.ts', line, column });
    expect(first?.message).toMatch(message);
    expect(first?.hint ?? '').toMatch(hint);
  });

  test('places are right on lines to which something was added', async () => {
    const source = `${IMPORTS} @event class E { a: U256 } @contract class A extends Contract { x: Value<U256>; f(): u32 { throw new Error("x"); } g(): u32 { return wrong; } }`;
    expect(await errorsOf(source)).toMatchObject([
      { line: 1, column: source.indexOf('wrong') + 1, endColumn: source.indexOf('wrong') + 6 },
    ]);
  });

  test('problems in another file are shown there', async () => {
    const before = 'import { x } from "./b";';
    expect(
      await errorsOf(contract('f(): u32 { return x(); }', before), {
        'src/b.ts': '\n\nexport function x(): u32 { return "a"; }',
      }),
    ).toMatchObject([{ file: 'src/b.ts', line: 3, column: 35 }]);
  });

  test.each([
    ['"fs"', /is a package/],
    ['"/etc/passwd"', /is an absolute path/],
    ['"../../outside"', /is outside the workspace/],
    ['"./gone"', /does not exist/],
    ['"./link"', /is a link to a file outside the workspace/],
  ])('importing %s is refused', async (target, message) => {
    const workspace = await workspaces.create({ 'src/a.ts': contract('f(): void {}', `import { x } from ${target};`) });
    await symlink('/etc/hostname', join(workspace, 'src/link.ts'));
    const result = await compiler.compile({ file: join(workspace, 'src/a.ts'), workspace });
    expect(result.ok ? [] : result.error).toMatchObject([{ file: 'src/a.ts', line: 2, column: 19 }]);
    expect(result.ok ? '' : result.error[0]?.message).toMatch(message);
  });

  test('what the host would refuse is an error of the compiler', async () => {
    const source =
      '@external("env", "other") declare function other(): void;\nexport function call(): void { other(); }\n';
    const [first] = await errorsOf(source);
    expect(first?.message).toMatch(/import "env\.other" is not available/);
  });

  test('constructors of classes that are extended must be called', async () => {
    const base = 'class B extends Contract { constructor(a: U256) {} }';
    const source = contract('  constructor() {}', base).replace('A extends Contract', 'A extends B');
    expect(await errorsOf(source)).toMatchObject([
      { line: 5, message: expect.stringContaining('must call that of B') as string },
    ]);
  });

  test.each([
    [
      'abstract class I extends Interface { abstract withValue(a: U256): U256; }',
      /already has a function called withValue/,
    ],
    [
      'abstract class I extends Interface { abstract f(): u8; abstract tryF(): u8; }',
      /already has a function called tryF/,
    ],
    ['abstract class I extends Interface { f(): u8 { return 1; } }', /f has a body/],
    ['@event class E { @indexed list: U256[] }', /list of the event E cannot be @indexed/],
    ['@event class E { @indexed a: u8; @indexed b: u8; @indexed c: u8; @indexed d: u8 }', /more than three @indexed/],
    ['@struct class S { s: S }', /contains itself/],
    ['@struct class S {}', /has no fields/],
    ['@storage class S { a: U256 }', /is written Value<U256>/],
    ['@event class E { @indxed a: u8 }', /there is no decorator @indxed here/],
    ['abstract class I extends Interface { @vieww abstract f(): u8; }', /there is no decorator @vieww here/],
    [
      'abstract class I extends Interface { @nonreentrant abstract f(): u8; }',
      /f cannot be @nonreentrant: only functions/,
    ],
    [
      'class C extends Contract { @nonreentrant private f(): void {} }',
      /f cannot be @nonreentrant: it cannot be called/,
    ],
    ['class C extends Contract { @nonreentrant @pure f(): void {} }', /f cannot be @nonreentrant: a @pure function/],
    ['abstract class I extends Interface { @view @payable abstract f(): u8; }', /cannot be @view and @payable at once/],
  ])('%s is refused', async (before, message) => {
    const [first] = await errorsOf(contract('f(): void {}', before));
    expect(first).toMatchObject({ file: 'src/a.ts', line: 2 });
    expect(first?.message).toMatch(message);
  });

  test('functions with the same selector are refused', async () => {
    const [first] = await errorsOf(
      contract(
        '  collate_propagate_storage(a: Bytes16): void {}\n  burn(a: U256): void {}',
        'import { Bytes16 } from "interleave";',
      ),
    );
    expect(first?.message).toMatch(/same selector 0x42966c68/);
  });

  test('bad requests', async () => {
    const workspace = await workspaces.create({
      'a.ts': PLAIN,
      'deep.ts': contract(`f(): u32 { return ${'('.repeat(20_000)}1${')'.repeat(20_000)}; }`),
    });
    const messageOf = async (file: string, settings: Readonly<Record<string, unknown>> = {}): Promise<string> => {
      const result = await compiler.compile({ file: join(workspace, file), workspace, settings });
      return result.ok ? 'compiled' : (result.error[0]?.message ?? '');
    };
    expect(await messageOf('gone.ts')).toMatch(/does not exist/);
    expect(await messageOf('.')).toMatch(/is not a file/);
    expect(await messageOf('../other.ts')).toMatch(/does not exist|outside/);
    expect(await messageOf('a.ts', { optimize: 7 })).toMatch(/optimize/);
    expect(await messageOf('a.ts', { debug: true })).toMatch(/no setting "debug"/);
    expect(await messageOf('deep.ts')).toMatch(/too much for the compiler/);
    expect(await messageOf('a.ts', { optimize: 'z' })).toBe('compiled');
  });

  test('cancelled, too late, closed', async () => {
    const workspace = await workspaces.create({ 'a.ts': PLAIN });
    const request = { file: join(workspace, 'a.ts'), workspace };
    const abort = new AbortController();
    const cancelled = compiler.compile({ ...request, settings: { optimize: 3 } }, abort.signal);
    abort.abort();
    expect(await cancelled).toMatchObject({ ok: false, error: [{ message: 'the compiler was cancelled' }] });
    const hasty = createAssemblyScriptCompiler({ deadlineMs: 1 });
    const late = await hasty.compile(request);
    expect(late.ok ? '' : late.error[0]?.message).toMatch(/did not answer within/);
    await hasty.close();
    expect(await hasty.compile(request)).toMatchObject({ ok: false, error: [{ message: 'the compiler is closed' }] });
  });

  test('the cache: found again after a restart, not after a change of any file, not if damaged', async () => {
    const cacheDir = await realpath(await mkdtemp(join(tmpdir(), 'interleave-asc-cache-')));
    const files = {
      'a.ts': contract('f(): u32 { return x(); }', 'import { x } from "./b";'),
      'b.ts': 'export function x(): u32 { return 1; }',
    };
    const workspace = await workspaces.create(files);
    const compile = async (deadlineMs?: number): Promise<string> => {
      const one = createAssemblyScriptCompiler({ cacheDir, ...(deadlineMs === undefined ? {} : { deadlineMs }) });
      const result = await one.compile({ file: join(workspace, 'a.ts'), workspace });
      await one.close();
      return result.ok ? Buffer.from(result.value.artifacts[0]?.code ?? []).toString('hex') : 'failed';
    };
    const first = await compile();
    // In a millisecond nothing can be compiled.
    expect(await compile(1)).toBe(first);
    await writeFile(join(workspace, 'b.ts'), 'export function x(): u32 { return 2; }');
    expect(await compile(1)).toBe('failed');
    const second = await compile();
    expect(second).not.toBe(first);
    const [name] = await readdir(cacheDir);
    await writeFile(join(cacheDir, String(name)), 'damaged');
    expect(await compile(1)).toBe('failed');
    expect(await compile()).toBe(second);
    await rm(cacheDir, { recursive: true });
  });
});
