import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { startCsc, type Csc } from '../compiler/csc.ts';
import { packageFolder } from '../dotnet/package-folder.ts';
import { buildToolchain, type Toolchain } from '../dotnet/toolchain.ts';
import { checkAssembly } from './check-assembly.ts';
import { readClassLibrary } from './class-library.ts';

const library = readClassLibrary();
let toolchain: Toolchain;
let csc: Csc;

beforeAll(async () => {
  const built = await buildToolchain();
  if (!built.ok) throw new Error(built.error);
  toolchain = built.value;
  csc = await startCsc(toolchain);
}, 240_000);

const compiled = (members: string, outside = ''): ReturnType<Csc['compile']> =>
  csc.compile([
    [
      'C.cs',
      `using System; using System.Linq; using System.Collections.Generic; using Interleave;\n${outside}\npublic class C : Contract { ${members} }`,
    ],
  ]);

describe('an assembly of the compiler', () => {
  test('passes, whatever of the language it uses', () => {
    const { image, diagnostics } = compiled(
      `
      public enum Kind : byte { A, B }
      public record Bid(string Name, ulong Amount);
      record struct Pair<T>(T One, T Two);
      [Storage] public Mapping<Address, UInt256> Balances { get; }
      [Event] public record Seen([Indexed] Address Who, string What);
      static readonly UInt256 limit = 5;
      ref struct Place { public int At; public override string ToString() => "at " + At; }
      IEnumerable<int> Count(int to) { for (var i = 0; i < to; i++) yield return i; }
      static int Sum(params ReadOnlySpan<int> all) { var sum = 0; foreach (var one in all) sum += one; return sum; }
      public string F(string text, ulong n)
      {
        var bids = new List<Bid> { new("ann", 3), new("bob", n) };
        var names = from bid in bids where bid.Amount > 2 orderby bid.Name descending select bid.Name;
        int[] numbers = [1, 2, 3, .. Count(3)];
        Span<int> room = [4, 5];
        var (first, rest) = (numbers[0], numbers[1..]);
        try { if (n > 100) throw new InvalidOperationException($"too much: {n,5:X} {text}"); }
        catch (InvalidOperationException wrong) when (wrong.Message.Length > 3) { return wrong.Message; }
        var kind = n switch { 0 => Kind.A, 1 => Kind.B, _ => throw new Revert("none") };
        var changed = bids[0] with { Amount = 9 };
        Emit(new Seen(Msg.Sender, kind.ToString()));
        return string.Join(',', names) + text switch { "a" => 1, "b" => 2, _ => 3 } + changed + new Pair<int>(first, Sum(1, 2, 3)) + rest.Length + room.Length + (limit + n) + "literal".PadLeft(20) + new Place { At = 3 }.ToString();
      }`,
    );
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(checkAssembly(image, library)).toEqual([]);
  });

  test('is refused where it names what the list does not have', () => {
    const { image } = compiled(
      'public string F(Exception e) => e.Message;'
        .replace('Exception e', 'ulong n')
        .replace('e.Message', 'new Exception("a").Message'),
    );
    for (const [from, to] of [
      ['get_Message', 'get_HResult'],
      ['Exception\0', 'Threading\0'],
      ['System.Private.CoreLib', 'System.Private.Network'],
    ] as const) {
      const bytes = Buffer.from(image);
      for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at, 'latin1');
      expect(checkAssembly(bytes, library).join('\n'), to).toContain(
        `the assembly refers to ${to.startsWith('Th') ? 'System.Threading' : to.startsWith('get') ? `System.Exception.${to}` : to}`,
      );
    }
  });

  test('computes with floating point where a type is marked, and nothing else of it uses that type', () => {
    const { image, diagnostics } = compiled(
      'public ulong F() => 1;',
      '[NonDeterministic] public class D : Contract { public ulong Draw() => (ulong)(Random.Shared.NextDouble() * 100); }',
    );
    expect(diagnostics).toEqual([]);
    expect(checkAssembly(image, library)).toEqual([]);
    // The name of the attribute, which is Interleave.NonDeterministicAttribute, is another's now.
    const bytes = Buffer.from(image);
    const name = 'NonDeterministicAttribute';
    for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 1))
      bytes.write('NonDeterministicAttributo', at, 'latin1');
    const problems = checkAssembly(bytes, library);
    expect(problems).toContain('D.Draw computes with floating point');
    expect(problems.join('\n')).toContain('D.Draw uses System.Random.NextDouble(');
  });

  test('that took shape past the eyes of the compiler is an error of the source', () => {
    // Its own attribute of a name that means something to the compiler would have been seen; an interpolation that wants to be formatted later is not.
    const { diagnostics, image } = compiled(
      'static void Take(IFormattable text) { }  public void F() => Take($"a{1}");',
    );
    expect(diagnostics).toMatchObject([
      { code: 'ILW0101', message: expect.stringContaining('FormattableStringFactory') },
    ]);
    expect(image).toHaveLength(0);
  });
});

describe('an assembly from elsewhere', () => {
  test.each([
    ['System.Private.CoreLib.dll', 'the assembly has methods that are not .NET'],
    ['System.Private.CoreLib.dll', 'is not written in IL'],
    ['System.Private.CoreLib.dll', 'is static and can be changed'],
    ['System.Private.CoreLib.dll', 'would run when memory is collected'],
    ['System.Private.CoreLib.dll', 'lays out its fields itself'],
    ['System.Private.CoreLib.dll', 'has the instruction localloc'],
    ['System.Private.CoreLib.dll', 'has the instruction calli'],
    ['System.Private.CoreLib.dll', 'computes with floating point'],
    ['System.Private.CoreLib.dll', 'declares System.Object, a name of the system'],
    ['System.Linq.dll', 'the assembly refers to System.'],
    ['Microsoft.CodeAnalysis.dll', 'the assembly has resources'],
  ])('%s is refused: %s', { timeout: 60_000 }, (file, problem) => {
    expect(problemsOf(file).some((one) => one.includes(problem))).toBe(true);
  });

  test('and so is our own library, which does what contracts may not', () => {
    const problems = checkAssembly(readFileSync(toolchain.sdk), library).join('\n');
    for (const one of ['refers to System.Reflection.', 'past the meter', 'a name of the system'])
      expect(problems).toContain(one);
  });
});

const known = new Map<string, readonly string[]>();

function problemsOf(file: string): readonly string[] {
  const problems = known.get(file) ?? checkAssembly(readFileSync(join(packageFolder, file)), library);
  known.set(file, problems);
  return problems;
}
