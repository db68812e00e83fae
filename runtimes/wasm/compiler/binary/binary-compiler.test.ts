import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../core/artifact.ts';
import type { CompileOutput } from '../../../sdk/compiler.ts';
import { addCustomSection, customSection } from '../../module/custom-section.ts';
import { unwrapModule } from '../../module/envelope.ts';
import { assemble as assembleHere } from '../../module/module.testkit.ts';
import { createBinaryCompiler } from './binary-compiler.ts';

const ABI = [{ type: 'function', name: 'get', inputs: [], outputs: [{ name: '', type: 'uint256' }] }];
const MEMORY = '(memory (export "memory") 1)';
const EMPTY = `(module ${MEMORY} (func (export "call")))`;
const DEPLOYABLE = `(module ${MEMORY} (func (export "call")) (func (export "deploy")))`;

const compiler = createBinaryCompiler();
let [root, workspace] = ['', ''];
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'interleave-binary-')));
  workspace = join(root, 'workspace');
  await mkdir(join(workspace, 'contracts'), { recursive: true });
});
afterAll(async () => {
  await compiler.close();
  await rm(root, { recursive: true });
});

const write = (name: string, content: string | Uint8Array): Promise<void> => writeFile(join(workspace, name), content);

async function compile(name: string, content?: string | Uint8Array): Promise<CompileOutput> {
  const result = await attempt(name, content);
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join('\n'));
  return result.value;
}

async function attempt(name: string, content?: string | Uint8Array, settings = {}) {
  if (content !== undefined) await write(name, content);
  return compiler.compile({ file: join(workspace, name), workspace, settings });
}

async function problems(name: string, content?: string | Uint8Array): Promise<readonly Diagnostic[]> {
  const result = await attempt(name, content);
  if (result.ok) throw new Error(`${name} was accepted`);
  return result.error;
}

describe('what it makes', () => {
  it('assembles text, and takes the ABI from the file beside it', async () => {
    await write('contracts/box.abi.json', JSON.stringify(ABI));
    const { artifacts, diagnostics } = await compile('contracts/box.wat', EMPTY);
    expect(diagnostics).toEqual([]);
    expect(artifacts).toMatchObject([
      { runtime: 'wasm', contract: 'box', source: 'contracts/box.wat', abi: ABI, compiler: 'wabt 1.0.39' },
    ]);
    const opened = unwrapModule(artifacts[0]?.code ?? new Uint8Array());
    expect(opened.ok && WebAssembly.validate(new Uint8Array(opened.value.module))).toBe(true);
  });

  it('prefers the sections of the module, and drops all others from what is deployed', async () => {
    const layout = { storage: [], types: {} };
    const encode = (json: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(json));
    let module = addCustomSection(assembleHere(EMPTY), 'interleave.abi', encode(ABI));
    module = addCustomSection(module, 'interleave.layout', encode(layout));
    module = addCustomSection(module, '.debug_info', new Uint8Array(500));
    await write('own.abi.json', '[]');
    const { artifacts } = await compile('own.wasm', module);
    expect(artifacts[0]).toMatchObject({ contract: 'own', abi: ABI, storageLayout: layout });
    const opened = unwrapModule(artifacts[0]?.code ?? new Uint8Array());
    const deployed = opened.ok ? opened.value.module : new Uint8Array();
    expect(customSection(deployed, '.debug_info')).toBeUndefined();
    expect(customSection(deployed, 'interleave.abi')).toEqual(encode(ABI));
  });

  it('reads text as UTF-8', async () => {
    const { artifacts } = await compile(
      'utf8.wat',
      `(module ${MEMORY} (func (export "call")) (func (export "\u013b€")))`,
    );
    expect(Buffer.from(artifacts[0]?.code ?? []).includes('\u013b€')).toBe(true);
  });

  it('takes sections that the text declares', async () => {
    const { artifacts } = await compile(
      'annotated.wat',
      `(module ${MEMORY} (func (export "call")) (@custom "interleave.abi" "[]"))`,
    );
    expect(artifacts[0]?.abi).toEqual([]);
  });

  it('warns where there is no ABI, and where the layout is none', async () => {
    const module = addCustomSection(assembleHere(EMPTY), 'interleave.layout', new TextEncoder().encode('{}'));
    const { diagnostics } = await compile('bare.wasm', module);
    expect(diagnostics).toMatchObject([
      {
        severity: 'warning',
        message: expect.stringContaining('no ABI'),
        hint: expect.stringContaining('bare.abi.json'),
      },
      { severity: 'warning', message: expect.stringContaining('no storage layout') },
    ]);
  });
});

describe('what it refuses', () => {
  it('says where the text is wrong, every error of it, columns counted as editors do', async () => {
    const text = `(module\n  ;; fine\n  (func (;äö;) i32.ad)\n  (fun))`;
    expect(await problems('wrong.wat', text)).toMatchObject([
      { severity: 'error', file: 'wrong.wat', line: 3, column: 16, message: expect.stringContaining('i32.ad') },
      { line: 4, column: 4 },
    ]);
  });

  it('says which instruction does not fit', async () => {
    const text = `(module ${MEMORY}\n(func (export "call")\n  (drop (i32.add (i64.const 1) (i32.const 1)))))`;
    expect((await problems('types.wat', text))[0]).toMatchObject({
      line: 3,
      message: expect.stringContaining('i32.add'),
    });
  });

  it.each([
    ['no-memory.wat', '(module (func (export "call")))', 'must export its memory'],
    ['simd.wat', `(module ${MEMORY} (func (export "call") (drop (v128.const i32x4 0 0 0 0))))`, 'SIMD'],
    ['wasi.wat', `(module (import "env" "x" (func)) ${MEMORY} (func (export "call")))`, 'env'],
    ['torn.wasm', new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 5, 9]), 'cannot be deployed'],
    ['no-module.wasm', 'hello', 'cannot be deployed'],
    ['empty.wasm', '', 'cannot be deployed'],
    ['binary.wat', new Uint8Array([0, 97, 115, 109]), 'is a binary file'],
  ])('%s', async (name, content, message) => {
    const found = await problems(name, content);
    expect(found).toMatchObject([{ severity: 'error', file: name, message: expect.stringContaining(message) }]);
  });

  it('a missing file, a folder, an unknown setting', async () => {
    expect((await problems('nowhere.wasm'))[0]?.message).toBe('nowhere.wasm does not exist');
    await mkdir(join(workspace, 'folder.wasm'));
    expect((await problems('folder.wasm'))[0]?.message).toContain('is a folder');
    const result = await attempt('set.wat', EMPTY, { optimizer: true });
    expect(result.ok ? '' : result.error[0]?.message).toContain('unknown setting "optimizer"');
  });

  it('files that a link brings in from outside, the ABI too', async () => {
    await writeFile(join(root, 'secret.wat'), EMPTY);
    await writeFile(join(root, 'secret.json'), '[]');
    await symlink(join(root, 'secret.wat'), join(workspace, 'link.wat'));
    expect((await problems('link.wat'))[0]?.message).toContain('outside the workspace');
    await symlink(join(root, 'secret.json'), join(workspace, 'linked.abi.json'));
    expect((await problems('linked.wat', EMPTY))[0]).toMatchObject({
      file: 'linked.abi.json',
      message: expect.stringContaining('outside the workspace'),
    });
  });

  it('a constructor with arguments that nothing takes', async () => {
    const abi = JSON.stringify([{ type: 'constructor', inputs: [{ name: 'a', type: 'uint256' }] }]);
    await write('made.abi.json', abi);
    expect((await problems('made.wat', EMPTY))[0]?.message).toContain('"deploy"');
    await compile('made.wat', DEPLOYABLE);
  });

  it('nesting that wabt does not survive, and goes on', async () => {
    const text = `(module (func ${'(block '.repeat(30_000)}${')'.repeat(30_000)}))`;
    expect((await problems('deep.wat', text))[0]?.message).toContain('nested too deeply');
    await compile('after.wat', EMPTY);
  });

  it.each([
    ['[\n  {"type": "function",}\n]', { line: 2, column: 23 }, 'not valid JSON'],
    ['{\n "abi": 5 }', { line: 1, column: 1 }, 'neither an ABI'],
    ['[\n {"type": "funktion"}]', { line: 2, column: 11 }, 'abi[0].type'],
    ['[{"type": "event"}]', { line: 1, column: 2 }, 'abi[0].name'],
    [
      '{"abi": [{"type": "function", "name": "f", "inputs": [\n {"type": "uint7"}]}]}',
      { line: 2, column: 11 },
      'abi[0].inputs[0].type is no type of the ABI: "uint7"',
    ],
    ['[{"name": "f", "outputs": [{"type": "tuple[]"}]}]', { line: 1, column: 28 }, 'tuple without components'],
  ])('a wrong ABI file, at its place: %s', async (abi, place, message) => {
    await write('abi.abi.json', abi);
    expect(await problems('abi.wat', EMPTY)).toMatchObject([
      { severity: 'error', file: 'abi.abi.json', ...place, message: expect.stringContaining(message) },
    ]);
  });

  it('a wrong ABI in a file that is nested absurdly', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    await write('nested.abi.json', `{"x": ${deep}, "abi": [{"type": 5}]}`);
    expect((await problems('nested.wat', EMPTY))[0]?.file).toBe('nested.abi.json');
  });

  it('a wrong ABI section, and anything once closed', async () => {
    const module = addCustomSection(assembleHere(EMPTY), 'interleave.abi', new TextEncoder().encode('{'));
    expect((await problems('section.wasm', module))[0]?.message).toContain('interleave.abi of section.wasm is wrong');
    const closed = createBinaryCompiler();
    await closed.close();
    const result = await closed.compile({ file: join(workspace, 'after.wat'), workspace });
    expect(result.ok ? '' : result.error[0]?.message).toBe('the compiler is closed');
  });
});
