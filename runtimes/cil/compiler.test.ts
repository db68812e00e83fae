import { afterAll, describe, expect, test } from 'vitest';
import { testWorkspaces } from '../compiling/workspace.testkit.ts';
import { compilers } from './compiler.ts';
import { startCsc } from './compiler/csc.ts';
import { buildToolchain } from './dotnet/toolchain.ts';
import { unpackSource, unwrapSource } from './envelope.ts';
import { manifest } from './manifest.ts';

const SLOW = 120_000;
const workspaces = testWorkspaces();
const compiler = compilers[0]?.create();
afterAll(async () => {
  await compiler?.close();
  await workspaces.removeAll();
});

async function compile(files: Readonly<Record<string, string>>, entry: string) {
  const workspace = await workspaces.create(files);
  const result = await compiler?.compile({ file: `${workspace}/${entry}`, workspace });
  if (result === undefined) throw new Error('there is no C# compiler');
  return result;
}

const TOKEN = `using Interleave;
public class Token : Contract
{
    [Storage] public UInt256 TotalSupply { get; private set; }
    [Storage, Name("balanceOf")] public Mapping<Address, UInt256> Balances { get; }
    [Event] record Moved([Indexed] Address From, Address To, UInt256 Value);
    public Token(UInt256 supply) { TotalSupply = supply; Balances[Msg.Sender] = supply; }
    public bool Transfer(Address to, UInt256 value)
    {
        Balances[Msg.Sender] -= value;
        Balances[to] += value;
        Emit(new Moved(Msg.Sender, to, value));
        return true;
    }
}
`;

describe('the C# compiler', () => {
  test('gives artifacts whose code is their source', { timeout: SLOW }, async () => {
    const result = await compile({ 'contracts/Token.cs': TOKEN }, 'contracts/Token.cs');
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    const [artifact] = result.value.artifacts;
    expect(artifact).toMatchObject({ runtime: 'cil', contract: 'Token', source: 'contracts/Token.cs' });
    expect(artifact?.abi.map((entry) => `${String(entry['type'])} ${String(entry['name'] ?? '')}`)).toEqual([
      'constructor ',
      'function balanceOf',
      'function totalSupply',
      'function transfer',
      'event Moved',
    ]);
    const deployment = unwrapSource(artifact?.code ?? new Uint8Array());
    const source = deployment.ok ? unpackSource(deployment.value.payload) : deployment;
    expect(source).toEqual({
      ok: true,
      value: { compiler: manifest.version, contract: 'Token', files: [['contracts/Token.cs', TOKEN]] },
    });
    expect(artifact?.storageLayout).toMatchObject({
      storage: [
        { label: 'totalSupply', slot: '0', offset: 0 },
        { label: 'balances', slot: '1', offset: 0 },
      ],
    });
  });

  test('names the members of enums, in the ABI and in the layout of storage', { timeout: SLOW }, async () => {
    const text = `using Interleave;
      public enum Mood : byte { Happy = 1, Calm = 0 }
      public class Diary : Contract
      {
          [Storage] public Mood Today { get; set; }
          public void Write(Mood mood, Mood[] before) => Today = mood;
      }`;
    const result = await compile({ 'Diary.cs': text }, 'Diary.cs');
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    const [artifact] = result.value.artifacts;
    const named = { enumMembers: ['Calm', 'Happy'] };
    expect(artifact?.abi).toContainEqual(
      expect.objectContaining({
        name: 'write',
        inputs: [
          { name: 'mood', type: 'uint8', internalType: 'enum Mood', ...named },
          { name: 'before', type: 'uint8[]', internalType: 'enum Mood[]', ...named },
        ],
      }),
    );
    expect(artifact?.storageLayout).toMatchObject({ types: { 't_enum(Mood)': { label: 'enum Mood', ...named } } });
  });

  test('takes what it needs of the files beside it, and no more', { timeout: SLOW }, async () => {
    const files = {
      'A.cs':
        'using Interleave; public class A : Contract { [Pure] public UInt256 Twice(UInt256 x) => Helper.Twice(x); }',
      'Helper.cs': 'using Interleave; static class Helper { public static UInt256 Twice(UInt256 x) => x * 2; }',
      'Broken.cs': 'public class Broken { int x = }',
    };
    const result = await compile(files, 'A.cs');
    if (!result.ok) throw new Error(JSON.stringify(result.error));
    const deployment = unwrapSource(result.value.artifacts[0]?.code ?? new Uint8Array());
    const source = deployment.ok ? unpackSource(deployment.value.payload) : deployment;
    expect(source.ok && source.value.files.map(([path]) => path)).toEqual(['A.cs', 'Helper.cs']);
  });

  test('says what is wrong, where, and what to do', { timeout: SLOW }, async () => {
    const result = await compile(
      { 'Bad.cs': 'using Interleave;\npublic class Bad : Contract\n{\n    int total;\n}\n' },
      'Bad.cs',
    );
    expect(!result.ok && result.error[0]).toMatchObject({ file: 'Bad.cs', line: 4, column: 9, code: 'ILW110' });
    expect(!result.ok && result.error[0]?.hint).toContain('[Storage] int Total');
    const syntax = await compile(
      { 'Bad.cs': 'using Interleave;\npublic class Bad : Contract { void F() { x = 1; } }' },
      'Bad.cs',
    );
    expect(syntax).toMatchObject({ ok: false, error: [{ line: 2, column: 42, code: 'CS0103' }] });
  });

  test.each([
    [
      '[Event] public record Moved(UInt256 X); public void Moved() { }',
      'CS0102',
      /already contains/,
      /\[Event, Name\("Moved"\)\] public record MovedEvent/,
    ],
    [
      'public record P(UInt256 X) { public required UInt256 Y { get; init; } } public void F(P p) { }',
      'ILW124',
      /P\.Y is required/,
      undefined,
    ],
    [
      'public struct P { public UInt256 X { get; private set; } } public void F(P p) { }',
      'ILW124',
      /P\.X can only be set by P itself/,
      undefined,
    ],
  ])('%s', { timeout: SLOW }, async (member, code, message, hint) => {
    const result = await compile(
      { 'Bad.cs': `using Interleave;\npublic class Bad : Contract { ${member} }\n` },
      'Bad.cs',
    );
    const [first] = result.ok ? [] : result.error;
    expect(first).toMatchObject({ line: 2, code, message: expect.stringMatching(message) as string });
    if (hint !== undefined) expect(first?.hint).toMatch(hint);
  });
});

test('equal sources give equal assemblies', { timeout: SLOW }, async () => {
  const toolchain = await buildToolchain();
  if (!toolchain.ok) throw new Error(toolchain.error);
  const csc = await startCsc(toolchain.value);
  const [first, second] = [csc.compile([['Token.cs', TOKEN]]), csc.compile([['Token.cs', TOKEN]])];
  expect(first.image.length).toBeGreaterThan(1000);
  expect(Buffer.compare(first.image, second.image)).toBe(0);
});
