import { readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import type { LanguageService, TextPlace } from '../../sdk/language-service.ts';
import { compilers } from '../compiler.ts';
import { buildToolchain } from '../dotnet/toolchain.ts';

const workspaces = testWorkspaces();
const compiler = compilers[0]?.create();
const language = compiler?.language as LanguageService;
let workspace = '';
beforeAll(async () => {
  workspace = await workspaces.create({
    'Tools.cs': `namespace Other;
/// <summary>Something &lt;small&gt;.</summary>
public static class Tools
{
    /// <param name="x">What is doubled.</param>
    public static int Twice(this int x, bool really = true) => 2 * x;
}
`,
  });
  await buildToolchain();
}, 120_000);
afterAll(async () => {
  await compiler?.close();
  await workspaces.removeAll();
});

/** `|` marks the place. */
function marked(text: string): { readonly text: string; readonly place: TextPlace } {
  const at = text.indexOf('|');
  const before = text.slice(0, at).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return { text: text.slice(0, at) + text.slice(at + 1), place: { line: before.length, column } };
}

const contract = (body: string): string => `using System;
using Interleave;
public class Token : Contract
{
    [Storage] public UInt256 Total { get; private set; }
    string? note;
    /// <summary>Adds <paramref name="more"/> to
    /// it.</summary>
    public void Add(UInt256 more, int times) { ${body} }
}
`;

type Question = Exclude<keyof LanguageService, symbol>;
const QUESTIONS = ['complete', 'hover', 'define', 'signatures', 'references', 'outline'] as const;

async function ask<Q extends Question>(question: Q, source: string) {
  const { text, place } = marked(source);
  const document = { file: join(workspace, 'Token.cs'), workspace, text };
  const answer = await language[question](document, place);
  if (!answer.ok) throw new Error(answer.error);
  return answer.value as Extract<Awaited<ReturnType<LanguageService[Q]>>, { ok: true }>['value'];
}

const labels = async (source: string): Promise<readonly string[]> =>
  (await ask('complete', source)).map(({ label }) => label);

describe('what may be written', () => {
  test('after a point: what the value has, with its documentation', { timeout: 120_000 }, async () => {
    const items = await ask('complete', contract('Total.Wrap|'));
    expect(items.find(({ label }) => label === 'WrappingAdd')).toMatchObject({ kind: 'method' });
    expect(items.map(({ label }) => label)).not.toContain('Parse');
    expect(items.some(({ documentation = '' }) => documentation.length > 10)).toBe(true);
    expect(await labels(contract('note?.|'))).toContain('Length');
    expect(await labels(contract('UInt256.|'))).toEqual(expect.arrayContaining(['Parse', 'MaxValue']));
    expect(await labels(contract('Msg.|'))).toEqual(expect.arrayContaining(['Sender', 'Value']));
    expect(await labels(contract('Msg.|'))).not.toContain('ReferenceEquals');
  });

  test('in code: locals, members, types and statements', async () => {
    const found = await labels(contract('var mine = 1; |'));
    expect(found).toEqual(expect.arrayContaining(['mine', 'more', 'Total', 'Add', 'UInt256', 'return', 'new']));
    expect(found).not.toContain('namespace');
  });

  test('in a class, an attribute, a using, after new', async () => {
    const inClass = await labels('using Interleave;\npublic class A : Contract { pub| }');
    expect(inClass).toEqual(expect.arrayContaining(['public', 'UInt256']));
    expect(inClass).not.toContain('return');
    const attributes = await labels('using Interleave;\npublic class A : Contract { [|] public int B() => 1; }');
    expect(attributes).toEqual(expect.arrayContaining(['View', 'Payable', 'Storage']));
    expect(attributes).not.toContain('UInt256');
    expect(await labels('using |')).toEqual(['Interleave', 'Other', 'static', 'System']);
    const made = await labels(contract('var x = new |'));
    expect(made).toContain('Revert');
    expect(made).not.toContain('Msg');
  });

  test('what files beside it declare, extension methods too', async () => {
    expect(await labels(`using Other;\n${contract('1.Equals(2); times.|')}`)).toContain('Twice');
    expect(await labels(contract('times.|'))).not.toContain('Twice');
    expect(await labels(contract('Other.|'))).toEqual(['Tools']);
  });

  test('nothing in comments, texts, numbers and where a name is given', async () => {
    for (const body of ['// a|', '/* a| */', 'var s = "a|b";', 'var s = "a|', 'var x = 12|;', 'UInt256 to|'])
      expect([body, await labels(contract(body))]).toEqual([body, []]);
  });

  test('nothing of the class library that contracts may not use', async () => {
    const offered = await labels(contract('|'));
    expect(offered).toEqual(expect.arrayContaining(['Math', 'Exception', 'DivideByZeroException']));
    for (const name of ['Console', 'DateTime', 'Random', 'Guid', 'Environment', 'GC', 'Activator', 'Convert'])
      expect(offered).not.toContain(name);
    const marked = await labels(contract('|').replace('public class', '[NonDeterministic] public class'));
    expect(marked).toEqual(expect.arrayContaining(['Random', 'DateTime', 'Math']));
    expect(marked).not.toContain('Console');
    expect(await labels(contract('System.|'))).toEqual(expect.arrayContaining(['Collections', 'Linq', 'Math']));
    expect(await labels(contract('System.|'))).not.toContain('IO');
    expect(await labels(contract('System.|'))).not.toContain('Threading');
    const text = await labels(contract('"a".|'));
    expect(text).toEqual(expect.arrayContaining(['Length', 'Substring', 'Split']));
    expect(text).not.toContain('GetType');
    expect(text).not.toContain('Normalize');
  });

  test('nothing that the SDK keeps for its own use', async () => {
    expect(await labels(contract('Interleave.|'))).not.toContain('Runtime');
  });
});

test('what a word is, and where it is declared', async () => {
  expect(await ask('hover', contract('A|dd(1, 2);'))).toEqual({
    declaration: 'void Token.Add(UInt256 more, int times)',
    kind: 'method',
    documentation: 'Adds more to it.',
    range: { file: 'Token.cs', line: 9, column: 48, endLine: 9, endColumn: 51 },
  });
  expect((await ask('hover', contract('UInt2|56 x = 1;')))?.documentation).toMatch(/\w+/);
  expect(await ask('hover', contract('Add(Total, 1|);'))).toBeUndefined();
  expect(await ask('define', contract('Ad|d(1, 2);'))).toEqual([
    { file: 'Token.cs', line: 9, column: 17, endLine: 9, endColumn: 20 },
  ]);
  expect(await ask('define', `using Other;\n${contract('times.Twi|ce();')}`)).toMatchObject([
    { file: 'Tools.cs', line: 6 },
  ]);
  expect(await ask('define', contract('UInt2|56 x = 1;'))).toEqual([]);
});

test('the parameters of what is called', async () => {
  const own = await ask('signatures', contract('Add(1, |)'));
  expect(own).toMatchObject({ activeSignature: 0, activeParameter: 1 });
  expect(own?.signatures).toEqual([
    {
      label: 'void Token.Add(UInt256 more, int times)',
      documentation: 'Adds more to it.',
      parameters: [{ label: 'UInt256 more' }, { label: 'int times' }],
    },
  ]);
  const outer = await ask('signatures', contract('Add(Math.Max(1, 2), |'));
  expect(outer?.signatures.map(({ label }) => label)).toEqual(['void Token.Add(UInt256 more, int times)']);
  const beside = await ask('signatures', contract('Other.Tools.Twice(|)'));
  expect(beside?.signatures[0]?.parameters[0]).toEqual({ label: 'int x', documentation: 'What is doubled.' });
  expect(await ask('signatures', contract('times|'))).toBeUndefined();
});

test('references: of the file and of those beside it', async () => {
  const found = await ask(
    'references',
    contract('Other.Tools.Tw|ice(times); 5.Twice();').replace('using System;', 'using Other;'),
  );
  expect(found.map(({ file, line }) => [file, line])).toEqual([
    ['Token.cs', 9],
    ['Token.cs', 9],
    ['Tools.cs', 6],
  ]);
  expect(await ask('references', contract('Tot|al += more; Total++;'))).toHaveLength(3);
  // What the SDK declares is nobody's to rename.
  expect(await ask('references', contract('UInt256 x = UInt256.Ze|ro;'))).toEqual([]);
});

test('the outline says what can be deployed and called, by the names of the ABI', async () => {
  const [token] = await ask('outline', `|${contract('')}`);
  expect(token).toMatchObject({ name: 'Token', kind: 'class', entry: { contract: 'Token' }, selection: { line: 3 } });
  expect(token?.children.map(({ name, entry }) => [name, entry?.function])).toEqual([
    ['Total', undefined],
    ['note', undefined],
    ['Add', { name: 'add', parameters: 2 }],
  ]);
});

test('any place in any text gets an answer', async () => {
  const text = contract(
    'if (more > 1) { Add(note?.Length ?? 1, new int[] { 1 }[0]); } var t = (1, "a"); foreach (var x in "ab") { }',
  );
  const document = { file: join(workspace, 'Token.cs'), workspace, text };
  const lines = text.split('\n');
  for (const [line, column] of [
    ...Array.from({ length: 40 }, (_, i) => [9, i * 3 + 40] as const),
    ...lines.map((_, i) => [i + 1, 1] as const),
    ...([
      [0, 0],
      [9, 9_999],
      [9_999, 1],
    ] as const),
  ])
    for (const question of QUESTIONS)
      expect([line, column, question, (await language[question](document, { line, column })).ok]).toEqual([
        line,
        column,
        question,
        true,
      ]);
  for (const odd of [
    '',
    '|',
    '#if',
    '/*',
    '"',
    '$"{',
    '[',
    'class',
    'using',
    '\u0000',
    '😀.',
    'a.b?.',
    'record struct R(int',
  ])
    for (const question of QUESTIONS)
      expect((await language[question]({ ...document, text: odd }, { line: 1, column: odd.length + 1 })).ok).toBe(true);
});

test('files outside the workspace are not read', async () => {
  const outside = await workspaces.create({ 'Secret.cs': 'public static class Secret { }' });
  await symlink(join(outside, 'Secret.cs'), join(workspace, 'Link.cs'));
  await writeFile(join(workspace, 'Near.cs'), 'public static class Near { }');
  expect((await readdir(workspace)).length).toBe(3);
  const found = await labels(contract('|'));
  expect([found.includes('Secret'), found.includes('Near')]).toEqual([false, true]);
  const answer = await language.hover({ file: join(outside, 'New.cs'), workspace, text: '' }, { line: 1, column: 1 });
  expect(answer).toEqual({ ok: false, error: expect.stringContaining('outside the workspace') });
});
