import { expect, test } from 'vitest';
import { compileAndRun, compileProgram } from './dotnet.testkit.ts';

const TEST = (body: string): string =>
  `using System; public static class Test { public static byte[] Run(byte[] input) { ${body} } }`;

test('C# is compiled and run', async () => {
  const program = await compileProgram({
    'Test.cs': TEST('return Twice.Of(input);'),
    'Twice.cs':
      'static class Twice { public static byte[] Of(byte[] x) { var y = new byte[x.Length * 2]; x.CopyTo(y, 0); x.CopyTo(y, x.Length); return y; } }',
  });
  expect([...program(Uint8Array.of(1, 2))]).toEqual([1, 2, 1, 2]);
  expect([...program(new Uint8Array())]).toEqual([]);
});

test('an error says where', async () => {
  await expect(compileProgram({ 'Test.cs': TEST('return\n nothing;') })).rejects.toThrow(
    "Test.cs(2,2): error CS0103: The name 'nothing' does not exist in the current context",
  );
});

test('what is thrown in C# arrives as an error, and the instance lives on', async () => {
  await expect(compileAndRun({ 'Test.cs': TEST('throw new Exception("no");') }, {}, new Uint8Array())).rejects.toThrow(
    'no',
  );
  expect(await compileAndRun({ 'Test.cs': TEST('return input;') }, {}, Uint8Array.of(7))).toEqual(Uint8Array.of(7));
});

test('the sdk and the compiler can be tested', async () => {
  const source = TEST('Interleave.Runtime.Gas.Left = 5; return Interleave.Compiler.Parts.Pack(input);');
  const output = await compileAndRun({ 'Test.cs': source }, { references: ['sdk', 'compiler'] }, Uint8Array.of(7));
  expect([...output]).toEqual([1, 0, 0, 0, 7]);
});
