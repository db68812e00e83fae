import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '../../compiling/hash.ts';
import { allowCode, isCodeAllowed, setTrusted } from '../../compiling/trust.ts';
import type { Artifact } from '../../core/artifact.ts';
import { LaneLedger } from '../../rules/test-ledger.testkit.ts';
import { readClassLibrary } from '../allowed/class-library.ts';
import { createAssemblyCompiler } from '../compiler/assembly-compiler.ts';
import { callData, deployment, deployTo, returned, type TestContract } from '../contracts.testkit.ts';
import { classLibrary } from '../dotnet/package-folder.ts';
import { packSource, unpackSource, unwrapSource, wrapSource } from '../envelope.ts';
import { createLane } from '../executor.ts';
import { manifest } from '../manifest.ts';
import { readLibrary, type Library } from '../meter/library.ts';
import { cil } from '../module.ts';
import { rawAssembly, toolchainHere } from './foreign.testkit.ts';
import { takeAssembly } from './take-assembly.ts';

const BOX = `using Interleave;
public class Box : Contract
{
    [Storage] public UInt256 Held { get; private set; }
    [Event] record Put([Indexed] Address By, UInt256 Value);
    public Box(UInt256 held) { Held = held; }
    public void Add(UInt256 more) { Held += more; Emit(new Put(Msg.Sender, Held)); }
    public void Spin() { for (;;) { } }
    [Precompile] public static byte[] Twice(byte[] input) => [..input, ..input];
}
`;
const SLOW = 240_000;
const allowed = readClassLibrary();
const compiler = createAssemblyCompiler();
let folder = '';
let box: Uint8Array = new Uint8Array();
let library: Library;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'interleave-foreign-'));
  process.env['INTERLEAVE_TRUST'] = join(folder, 'trusted');
  library = readLibrary(readFileSync((await toolchainHere()).sdk), classLibrary());
  box = await rawAssembly(BOX);
}, SLOW);
afterAll(async () => {
  delete process.env['INTERLEAVE_TRUST'];
  await compiler.close();
  rmSync(folder, { recursive: true });
});

async function compile(name: string, image: Uint8Array | string) {
  const workspace = join(folder, 'workspace');
  mkdirSync(workspace, { recursive: true });
  writeFileSync(join(workspace, name), image);
  return compiler.compile({ file: join(workspace, name), workspace });
}

async function artifacts(name: string, image: Uint8Array): Promise<readonly Artifact[]> {
  const result = await compile(name, image);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.artifacts;
}

async function refusal(name: string, image: Uint8Array | string): Promise<string> {
  const result = await compile(name, image);
  if (result.ok) throw new Error(`${name} was taken`);
  return result.error[0]?.message ?? '';
}

/** The compiler would refuse the source: here a type that the assembly refers to is made another. */
function forbidden(): Uint8Array {
  const image = Buffer.from(box);
  image.write('GC\0', image.indexOf('\0Type\0') + 1, 'latin1');
  return new Uint8Array(image);
}

const contractOf = (artifact: Artifact | undefined): TestContract => artifact as unknown as TestContract;

describe('an assembly in a workspace', () => {
  test('is refused until the user trusts it, with what to do', { timeout: SLOW }, async () => {
    const result = await compile('Box.dll', box);
    expect(result).toMatchObject({
      ok: false,
      error: [
        {
          file: 'Box.dll',
          message: expect.stringContaining('that you trust'),
          hint: expect.stringContaining('--trust'),
        },
      ],
    });
    expect(isCodeAllowed(hashOf(box))).toBe(false);
  });

  test('is deployed then as it is: interface, storage and gas are those of its source', { timeout: SLOW }, async () => {
    setTrusted(join(folder, 'workspace'), true);
    const [contract, precompile] = await artifacts('Box.dll', box);
    expect(contract).toMatchObject({ runtime: 'cil', contract: 'Box', source: 'Box.dll', compiler: 'none' });
    expect(contract?.abi.map(({ type, name }) => `${String(type)} ${String(name ?? '')}`)).toEqual([
      'constructor ',
      'function add',
      'function held',
      'function spin',
      'event Put',
    ]);
    expect(contract?.storageLayout).toMatchObject({ storage: [{ label: 'held', slot: '0' }] });
    expect(precompile).toMatchObject({ contract: 'Twice', isPrecompile: true });

    const ledger = new LaneLedger({ createLane }, manifest.id, 'osaka');
    const account = await deployTo(ledger, contractOf(contract), [40n]);
    const call = (name: string, args: readonly unknown[] = []) => ({
      to: account,
      data: callData(contractOf(contract), name, args),
    });
    const added = await ledger.send(call('add', [2n]));
    expect(added.outcome.status).toBe('success');
    expect(returned(contractOf(contract), 'held', await ledger.run(call('held')))).toBe(42n);
    expect((await ledger.run({ ...call('spin'), gasLimit: 200_000n })).outcome).toEqual({ status: 'outOfGas' });

    const source = wrapSource(
      packSource({ compiler: manifest.version, contract: 'Box', files: [['Contract.cs', BOX]] }),
    );
    const same = await deployTo(ledger, { ...contractOf(contract), code: source }, [40n]);
    const compiled = await ledger.run({ ...call('add', [2n]), to: same });
    expect(compiled.gasUsed).toBe(added.gasUsed);
  });

  test('that uses what no contract may is refused, by name', { timeout: SLOW }, async () => {
    expect(await refusal('Forbidden.dll', forbidden())).toMatch(/does what no contract may.*System\.GC/);
  });

  test('that brings the meter, or an interface that is none, is refused', { timeout: SLOW }, async () => {
    const metered = takeAssembly(box, library, allowed);
    if (!metered.ok) throw new Error(metered.error);
    expect(await refusal('Metered.dll', metered.value)).toMatch(/before it was metered/);
    const wrong = Buffer.from(box);
    wrong.write('?', wrong.indexOf(Buffer.from('[{"type"', 'utf16le')), 'utf16le');
    expect(await refusal('Wrong.dll', wrong)).toMatch(/Box\.InterfaceJson is no ABI/);
  });

  test('that is none is refused, whatever is wrong with it', { timeout: SLOW }, async () => {
    expect(await refusal('Text.dll', 'hello')).toMatch(/no .NET assembly.*PE file/);
    expect(await refusal('Empty.dll', '')).toMatch(/no .NET assembly/);
    expect(await refusal('Big.dll', new Uint8Array(4 << 20))).toMatch(/4 MiB; files over 3 MiB/);
    expect(takeAssembly(box.subarray(0, 3000), library, allowed).ok).toBe(false);
    // Any byte may be wrong: an answer comes, quickly, and is the same again.
    for (let i = 0; i < 120; i++) {
      const image = box.slice();
      image[(i * 7919) % image.length] = i * 31;
      const first = takeAssembly(image, library, allowed);
      if (i % 10 === 0) expect(takeAssembly(image, library, allowed)).toEqual(first);
    }
  });
});

describe('an assembly on a ledger', () => {
  const payload = (assembly: Uint8Array, contract = 'Box'): Uint8Array =>
    packSource({ compiler: manifest.version, contract, files: [], assembly });

  test('stands there as it came, and is no outcome where nobody trusts it', { timeout: SLOW }, async () => {
    const source = unpackSource(payload(box));
    expect(source.ok && source.value.assembly).toEqual(box);
    const other = await rawAssembly(BOX.replaceAll('Box', 'Other'));
    const ledger = new LaneLedger({ createLane }, manifest.id, 'osaka');
    const data = deployment({ abi: [], code: wrapSource(payload(other, 'Other')), storageLayout: {} });
    await expect(ledger.run({ to: null, data, gasLimit: 16_000_000n })).rejects.toThrow(/Other was compiled elsewhere/);
  });

  test('is checked again where it is loaded: one that is trusted and wrong is a trap', { timeout: SLOW }, async () => {
    const image = forbidden();
    allowCode(folder, hashOf(image));
    const ledger = new LaneLedger({ createLane }, manifest.id, 'osaka');
    const ran = await ledger.run({ to: null, data: wrapSource(payload(image)), gasLimit: 16_000_000n });
    expect(ran.outcome).toMatchObject({
      status: 'trap',
      reason: expect.stringMatching(/^invalid deployment: .*System\.GC/),
    });
  });

  test('comes with a state from elsewhere only if that is trusted, and is checked', { timeout: SLOW }, async () => {
    const third = await rawAssembly(BOX.replaceAll('Box', 'Third'));
    const [code, bad] = [payload(third, 'Third'), payload(third.subarray(0, 2000), 'Third')];
    expect(await cil.acceptsCode?.(code)).toMatchObject({ ok: false, error: expect.stringContaining('--trust') });
    expect(await cil.acceptsCode?.(bad, folder)).toMatchObject({ ok: false });
    expect(await cil.acceptsCode?.(code, folder)).toEqual({ ok: true, value: undefined });
    expect(await cil.acceptsCode?.(code)).toEqual({ ok: true, value: undefined });
    expect(unwrapSource(wrapSource(code)).ok).toBe(true);
  });
});
