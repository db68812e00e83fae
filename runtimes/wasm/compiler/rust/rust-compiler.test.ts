import { gunzipSync } from 'node:zlib';
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { testWorkspaces } from '../../../compiling/workspace.testkit.ts';
import type { Diagnostic } from '../../../core/artifact.ts';
import { describeWithRust, TESTDATA } from './contract.testkit.ts';
import { createRustCompiler } from './rust-compiler.ts';
import { SDK_FOLDER } from './sdk-library.ts';
import { findRustToolchain } from './toolchain.ts';
import { parseWasmDebug } from '../../debug/wasm-debug.ts';
import { writeCachedArtifact } from './write-cached-artifact.ts';

const workspaces = testWorkspaces();
const workspaceOf = workspaces.create;

/** A contract `A`; line 4 begins the macro, line 7 the functions. */
const contract = (functions: string, before = '', fields = 'x: Value<U256>'): string =>
  `#![no_std]\nuse interleave::*;\n${before}\ncontract! {\n    pub struct A { ${fields} }\n    impl A {\n${functions}\n    }\n}\n`;
const PLAIN = contract('        pub fn f(&self) -> U256 { self.x.get() }');

const cacheDir = await realpath(await mkdtemp(join(tmpdir(), 'interleave-rust-cache-')));
const compiler = createRustCompiler({ cacheDir });
afterAll(async () => {
  await compiler.close();
  await workspaces.removeAll();
  await rm(cacheDir, { recursive: true, force: true });
});
afterEach(() => vi.unstubAllEnvs());

async function errorsOf(source: string, files: Readonly<Record<string, string>> = {}): Promise<readonly Diagnostic[]> {
  const workspace = await workspaceOf({ 'src/a.rs': source, ...files });
  const result = await compiler.compile({ file: join(workspace, 'src/a.rs'), workspace });
  return result.ok ? [] : result.error;
}

describeWithRust('compiling Rust', () => {
  test('an artifact, the same wherever the workspace lies, from several files', async () => {
    const files = {
      'src/a.rs': contract(
        '        pub fn f() -> U256 { parts::seven() + util::one() }',
        'mod parts;\nuse parts::util;',
      ),
      'src/parts.rs': 'pub mod util;\nuse interleave::*;\npub fn seven() -> U256 { U256::from(7u64) }\n',
      'src/parts/util.rs': 'use interleave::*;\npub fn one() -> U256 { U256::ONE }\n',
    };
    const results = await Promise.all(
      [await workspaceOf(files), await workspaceOf(files)].map(async (workspace) =>
        compiler.compile({ file: join(workspace, 'src/a.rs'), workspace }),
      ),
    );
    const [first, second] = results.map((result) => (result.ok ? result.value.artifacts : []));
    expect(first).toMatchObject([
      {
        runtime: 'wasm',
        contract: 'A',
        source: 'src/a.rs',
        compiler: expect.stringMatching(/^rustc 1\.\d+\.\d+/) as string,
        abi: [{ name: 'f' }],
        storageLayout: { storage: [{ label: 'x' }] },
        debug: expect.objectContaining({ kind: 'dwarf' }) as object,
      },
    ]);
    expect(second?.[0]?.code).toEqual(first?.[0]?.code);
  });

  test('errors stand where the mistake is', async () => {
    const at = async (source: string) => (await errorsOf(source))[0];
    expect(
      await at(contract('        pub fn f(&self) -> U256 {\n            self.x.get() + "a"\n        }')),
    ).toMatchObject({
      severity: 'error',
      file: 'src/a.rs',
      line: 8,
      column: 26,
      code: 'E0277',
    });
    expect(await at(contract('        pub fn f(&self, a: f64) {}'))).toMatchObject({
      line: 7,
      column: 28,
      hint: expect.stringContaining('types of the ABI') as string,
    });
    expect(await at(contract('        pub fn f(&self) { self.x.set(U256::ONE) }'))).toMatchObject({
      line: 7,
      code: 'E0596',
    });
    expect(await at(contract('        pub fn f(&self) { let a = ; }'))).toMatchObject({ line: 7, column: 35 });
    expect(await at(contract('        const A: u8 = 1;'))).toMatchObject({ line: 7, column: 9 });
    expect(await at(contract('        #[payble]\n        pub fn f() {}'))).toMatchObject({ line: 7, column: 11 });
    expect(await at(contract('        pub fn f() {}', '', 'x: U256'))).toMatchObject({
      line: 5,
      column: 23,
      hint: expect.stringContaining('Value<U256>') as string,
    });
    expect(await at(contract('        pub fn f() {}\n        #[name("f")] pub fn g() {}'))).toMatchObject({
      line: 4,
      message: expect.stringContaining('same name and parameters') as string,
    });
    for (const [source, message] of [
      ['        #[nonreentrant]\n        pub fn f() {}', 'without self cannot be #[nonreentrant]'],
      ['        #[nonreentrant]\n        fn f(&self) {}', 'only a pub function'],
      ['        #[nonreentrant]\n        pub fn constructor(&mut self) {}', 'only a pub function'],
    ] as const)
      expect((await at(contract(source)))?.message).toContain(message);
    expect(await at(PLAIN.replace('#![no_std]\n', ''))).toMatchObject({
      hint: expect.stringContaining('no_std') as string,
    });
  });

  test('columns are counted as editors count', async () => {
    const workspace = await workspaceOf({ 'a.rs': contract('        pub fn f() { let _s = "😀"; let unused = 1; }') });
    const result = await compiler.compile({ file: join(workspace, 'a.rs'), workspace });
    const line = '        pub fn f() { let _s = "😀"; let unused = 1; }';
    expect(result.ok && result.value.diagnostics).toMatchObject([
      { severity: 'warning', line: 7, column: line.indexOf('unused') + 1, code: 'unused_variables' },
    ]);
  });

  test('what is no contract, and what may not run, is refused with one error', async () => {
    const only = async (source: string) => (await errorsOf(source)).map(({ message }) => message);
    expect(await only('#![no_std]\nuse interleave::*;\npub const A: U256 = U256::ONE;\n')).toEqual([
      expect.stringContaining('declares no contract'),
    ]);
    const foreign = 'extern "C" { fn now() -> u64; }';
    expect(await only(contract('        pub fn f() -> u64 { unsafe { now() } }', foreign))).toEqual([
      // Newer linkers see it, older ones leave it to the host's rules.
      expect.stringMatching(/undefined symbol: now|env\.now/),
    ]);
  });

  test('only the workspace is read', async () => {
    const outside = await workspaceOf({ 'secret.rs': 'hunter2 hunter2' });
    const secret = join(outside, 'secret.rs');
    const refused = [expect.objectContaining({ message: expect.stringContaining('outside the workspace') as string })];
    const bytes = (path: string): string =>
      contract(`        pub fn f() -> u64 { include_bytes!("${path}").len() as u64 }`);
    expect(await errorsOf(bytes(secret))).toEqual(refused);
    // Its words would be quoted in a message.
    expect(await errorsOf(contract('', `include!("${secret}");`))).toEqual(refused);
    expect(await errorsOf(contract('', `#[path = "${secret}"]\nmod secret;`))).toEqual(refused);
    expect(await errorsOf(contract(`        pub fn f() -> u64 { env!("PATH").len() as u64 }`))).toMatchObject([
      { message: expect.stringContaining('environment variable PATH') as string },
    ]);
    const workspace = await workspaceOf({ 'a.rs': bytes('link.rs') });
    await symlink(secret, join(workspace, 'link.rs'));
    const result = await compiler.compile({ file: join(workspace, 'a.rs'), workspace });
    expect(result.ok ? undefined : result.error).toEqual(refused);
    expect(await errorsOf(bytes('data.bin'), { 'src/data.bin': 'fine' })).toEqual([]);
  });

  test('a compile can be cancelled, and ends at its deadline', async () => {
    const endless = contract('        pub fn f() -> u64 { include_bytes!("/dev/zero").len() as u64 }');
    const workspace = await workspaceOf({ 'a.rs': endless, 'b.rs': PLAIN });
    const request = { file: join(workspace, 'a.rs'), workspace };
    const controller = new AbortController();
    const cancelled = compiler.compile(request, controller.signal);
    controller.abort();
    expect(await cancelled).toMatchObject({ ok: false, error: [{ message: 'the compiler was cancelled' }] });
    const impatient = createRustCompiler({ cacheDir, deadlineMs: 300 });
    expect(await impatient.compile(request)).toMatchObject({
      ok: false,
      error: [{ message: expect.stringContaining('took longer than 300 ms') as string }],
    });
    await impatient.close();
    expect(await impatient.compile({ ...request, file: join(workspace, 'b.rs') })).toMatchObject({
      ok: false,
      error: [{ message: 'the compiler is closed' }],
    });
  });

  test('debug information for the debugger, which says nothing of where the workspace lies', async () => {
    const workspace = await workspaceOf({ 'a.rs': PLAIN });
    const result = await compiler.compile({ file: join(workspace, 'a.rs'), workspace });
    const debug = parseWasmDebug(result.ok ? result.value.artifacts[0]?.debug : undefined);
    expect(debug?.sources).toEqual([{ name: 'a.rs', path: join(workspace, 'a.rs'), text: PLAIN }]);
    const dwarf = gunzipSync(Buffer.from(debug?.data ?? '', 'base64'));
    expect(WebAssembly.Module.customSections(new WebAssembly.Module(dwarf), '.debug_line')).toHaveLength(1);
    expect(dwarf.includes(workspace)).toBe(false);
    expect(dwarf.includes('/workspace')).toBe(true);
  });

  test('what was compiled is found again without a compiler, until a source changes', async () => {
    const workspace = await workspaceOf({
      'src/a.rs': contract('        pub fn f() -> U256 { part::one() }', 'mod part;'),
      'src/part.rs': 'use interleave::*;\npub fn one() -> U256 { U256::ONE }\n',
    });
    const request = { file: join(workspace, 'src/a.rs'), workspace };
    expect(await writeCachedArtifact(request.file, workspace)).toMatchObject({ ok: true });
    const compiled = await compiler.compile(request);
    expect((await readdir(join(workspace, '.artifacts'))).sort()).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}\.dwarf\.gz$/),
      expect.stringMatching(/^[0-9a-f]{64}\.wasm$/),
      'src__a.rs.json',
    ]);
    vi.stubEnv('INTERLEAVE_RUSTC', 'none');
    const other = createRustCompiler();
    // As a checkout on Windows has it.
    const text = await readFile(join(workspace, 'src/part.rs'), 'utf8');
    await writeFile(join(workspace, 'src/part.rs'), text.replaceAll('\n', '\r\n'));
    expect(await other.compile(request)).toEqual(compiled);
    await writeFile(join(workspace, 'src/part.rs'), text.replace('ONE', 'MAX'));
    expect(await other.compile(request)).toMatchObject({ ok: false });
    await other.close();
    vi.unstubAllEnvs();
    await writeFile(join(workspace, 'src/part.rs'), 'use interleave::*;\npub fn one() -> U256 { U256::MAX }\n');
    const changed = await compiler.compile(request);
    expect(changed.ok && changed.value.artifacts[0]?.code).not.toEqual(
      compiled.ok && compiled.value.artifacts[0]?.code,
    );
    expect((await writeCachedArtifact(request.file, workspace)).ok).toBe(true);
    expect(await readdir(join(workspace, '.artifacts'))).toHaveLength(3);
  });

  test('a damaged artifact is compiled again', async () => {
    const workspace = await workspaceOf({ 'a.rs': PLAIN });
    await writeCachedArtifact(join(workspace, 'a.rs'), workspace);
    const folder = join(workspace, '.artifacts');
    const module = (await readdir(folder)).find((name) => name.endsWith('.wasm')) ?? '';
    await writeFile(join(folder, module), 'no module');
    const result = await compiler.compile({ file: join(workspace, 'a.rs'), workspace });
    expect(result.ok && result.value.artifacts[0]?.contract).toBe('A');
  });
});

describeWithRust('the README of the SDK', () => {
  test('its contract, and its interface beside it, compile without a warning', async () => {
    const readme = await readFile(join(SDK_FOLDER, '../README.md'), 'utf8');
    const [token = '', calls = ''] = [...readme.matchAll(/```rust\n(.*?)```/gs)].map((block) => block[1]);
    const workspace = await workspaceOf({ 'token.rs': token + calls });
    const result = await compiler.compile({ file: join(workspace, 'token.rs'), workspace });
    expect(result).toMatchObject({ ok: true, value: { artifacts: [{ contract: 'Token' }], diagnostics: [] } });
  });
});

describe('bad requests', () => {
  test('each gets one error', async () => {
    const workspace = await workspaceOf({ 'a.rs': PLAIN });
    const ask = async (file: string, settings?: Record<string, unknown>): Promise<unknown> => {
      const result = await compiler.compile({ file, workspace, ...(settings ? { settings } : {}) });
      return result.ok ? [] : result.error.map(({ message }) => message);
    };
    expect(await ask(join(workspace, 'b.rs'))).toEqual([expect.stringContaining('does not exist')]);
    expect(await ask(workspace)).toEqual([expect.stringContaining('is not a file')]);
    expect(await ask(join(TESTDATA, 'token.rs'))).toEqual([expect.stringContaining('is outside the workspace')]);
    expect(await ask(join(workspace, 'a.rs'), { optimise: 's' })).toEqual([expect.stringContaining("'optimise'")]);
    expect(await ask(join(workspace, 'a.rs'), { optimize: 3 })).toEqual([expect.stringContaining("'optimize'")]);
  });
});

describe('finding a toolchain', () => {
  /** A program of the test's own, which answers as given. */
  async function program(folder: string, name: string, script: string): Promise<void> {
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, name), 0o755);
  }
  const answers = (folder: string, release: string, library: string): string =>
    `case "$*" in -vV) echo "release: ${release}"; echo "host: here";; *libdir*) echo ${library};; *) echo ${folder};; esac`;

  test.skipIf(process.platform === 'win32')('a compiler on PATH, and what one lacks', async () => {
    const folder = await workspaceOf({});
    const library = await workspaceOf({ 'libcore-1.rlib': '' });
    vi.stubEnv('INTERLEAVE_RUSTC', '');
    vi.stubEnv('PATH', `${folder}:/bin`);
    await program(folder, 'rustc', answers(folder, '1.70.0', library));
    await program(folder, 'rust-lld', 'echo LLD');
    expect(await findRustToolchain()).toEqual({
      found: true,
      rustc: join(folder, 'rustc'),
      version: 'rustc 1.70.0',
      linker: join(folder, 'rust-lld'),
    });
    const other = await workspaceOf({});
    await program(other, 'rustc', answers(other, '1.80.0', library));
    vi.stubEnv('INTERLEAVE_RUSTC', join(other, 'rustc'));
    expect(await findRustToolchain()).toMatchObject({ version: 'rustc 1.80.0' });
    // One that is too old, or lacks the library, is passed over.
    await program(other, 'rustc', answers(other, '1.50.0', library));
    expect(await findRustToolchain()).toMatchObject({ version: 'rustc 1.70.0' });
    await program(other, 'rustc', answers(other, '1.80.0', other));
    expect(await findRustToolchain()).toMatchObject({ version: 'rustc 1.70.0' });
  });

  test('none: one error that says how to install it', async () => {
    vi.stubEnv('INTERLEAVE_RUSTC', 'none');
    const found = await findRustToolchain();
    if (found.found) throw new Error('found one');
    expect(found.install).toMatch(/^(apt-get install rustc|rustup target add)/);
    const workspace = await workspaceOf({ 'a.rs': PLAIN });
    const result = await createRustCompiler().compile({ file: join(workspace, 'a.rs'), workspace });
    expect(result).toMatchObject({
      ok: false,
      error: [{ message: expect.stringContaining('need a Rust compiler') as string, hint: `run: ${found.install}` }],
    });
  });
});

test('the script that fills .artifacts says how to use it', () => {
  const script = join(import.meta.dirname, 'cache-examples.ts');
  expect(() => execFileSync(process.execPath, [script], { stdio: 'pipe' })).toThrow(/usage/);
});
