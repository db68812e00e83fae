/** Precompiles in the languages that have a word for them, from source to answer. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Artifact } from '../../core/artifact.ts';
import { accountId } from '../../core/cell.ts';
import { fromHex, toHex } from '../../core/hex.ts';
import type { Outcome } from '../../core/outcome.ts';
import { keccak256 } from '../../rules/keccak.ts';
import { LaneLedger } from '../../rules/test-ledger.testkit.ts';
import { createLane } from '../executor.ts';
import { manifest } from '../manifest.ts';
import { precompile } from '../precompile.ts';
import { createAssemblyScriptCompiler } from './assemblyscript/assemblyscript-compiler.ts';
import { compileTestContracts } from './assemblyscript/contract.testkit.ts';
import { compileTestContract, describeWithRust } from './rust/contract.testkit.ts';

const PLACE = accountId('1000'.padStart(40, '0'));
const NOTHING_TO_HASH = `08c379a0${'20'.padStart(64, '0')}${'f'.padStart(64, '0')}${Buffer.from('nothing to hash').toString('hex').padEnd(64, '0')}`;

async function answer(artifact: Artifact | undefined, input: Uint8Array): Promise<Outcome> {
  const code = artifact && precompile(artifact);
  if (code?.ok !== true) throw new Error(code?.error ?? 'no such contract');
  const hash = toHex(keccak256(code.value));
  const ledger = new LaneLedger({ createLane }, manifest.id, 'osaka', {
    precompiles: { [PLACE]: { runtime: manifest.id, code: hash, gas: { kind: 'metered' } } },
  });
  ledger.putCode(code.value);
  return (await ledger.run({ to: PLACE, data: input })).outcome;
}

const input = new Uint8Array(100).fill(7);
const twice = keccak256(keccak256(input));

describeWithRust('precompile! in Rust', () => {
  test('is a function of bytes, with an ABI of nothing', async () => {
    const artifact = await compileTestContract('precompile');
    expect(artifact).toMatchObject({
      contract: 'double_hash',
      isPrecompile: true,
      abi: [],
      storageLayout: { storage: [] },
    });
    expect(await answer(artifact, input)).toEqual({ status: 'success', output: twice });
    expect(await answer(artifact, new Uint8Array(0))).toEqual({ status: 'revert', output: fromHex(NOTHING_TO_HASH) });
  });
});

describe('@precompile in AssemblyScript', () => {
  let folder = '';
  const compiler = createAssemblyScriptCompiler();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'interleave-precompile-'));
  });
  afterAll(async () => {
    await compiler.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('is a function of bytes; a file may have several', async () => {
    const [double, reversed] = await compileTestContracts('precompile');
    expect(double).toMatchObject({
      contract: 'doubleHash',
      isPrecompile: true,
      abi: [],
      storageLayout: { storage: [] },
    });
    expect(await answer(double, input)).toEqual({ status: 'success', output: twice });
    expect(await answer(double, new Uint8Array(0))).toEqual({ status: 'revert', output: fromHex(NOTHING_TO_HASH) });
    expect(await answer(reversed, Uint8Array.of(1, 2, 3))).toEqual({ status: 'success', output: fromHex('030201') });
  });

  test.each([
    ['f(): Bytes { return new Bytes(); }'],
    ['f(a: Bytes, b: Bytes): Bytes { return a; }'],
    ['f(a: U256): Bytes { return new Bytes(); }'],
    ['f(a: Bytes): void {}'],
    ['f<T>(a: Bytes): Bytes { return a; }'],
  ])('of another shape is an error at its name: %s', async (text) => {
    await writeFile(join(folder, 'f.ts'), `import { Bytes, U256 } from 'interleave';\n@precompile function ${text}\n`);
    const result = await compiler.compile({ file: join(folder, 'f.ts'), workspace: folder });
    expect(result.ok ? [] : result.error).toMatchObject([
      { line: 2, column: 22, message: 'f cannot be a precompile: it must take Bytes and give Bytes' },
    ]);
  });
});
