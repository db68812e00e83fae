import { afterAll, describe, expect, test } from 'vitest';
import type { Diagnostic } from '../core/artifact.ts';
import { testWorkspaces } from '../compiling/workspace.testkit.ts';
import { compilers } from './compiler.ts';
import { cil } from './module.ts';

const SLOW = 180_000;
const workspaces = testWorkspaces();
const compiler = compilers[0]?.create();
afterAll(async () => {
  await compiler?.close();
  await workspaces.removeAll();
});

/** Members of a contract, each of which must be refused on its own line with this code and a hint that says so much. */
const REFUSED: readonly (readonly [member: string, code: string, hint: string])[] = [
  ['public ulong F() => (ulong)DateTime.UtcNow.Ticks;', 'ILW2000', 'Block.Timestamp'],
  ['public int F() => new Random().Next();', 'ILW2000', 'PrevRandao'],
  ['public void F() { double x = 1.5; }', 'ILW2000', 'UInt256'],
  ['public void F() { var x = (decimal)3; }', 'ILW2000', 'UInt256'],
  ['public string F() => typeof(Bad).Name;', 'ILW2000', 'reflection'],
  ['public void F() { var t = GetType(); }', 'ILW2000', 'reflection'],
  ['public void F() { System.Threading.Thread.Sleep(1); }', 'ILW2000', 'one thread'],
  ['public int F(string s) => s.GetHashCode();', 'ILW2013', 'compare values'],
  ['public string F(string s) => s.ToUpper();', 'ILW2000', 'ToUpperInvariant'],
  ['public void F() { Interleave.Runtime.Gas.Left = 1000000; }', 'ILW2012', 'GasLeft'],
  ['public void F() { lock (this) { } }', 'ILW2003', 'one thread'],
  ['public int F() => Environment.TickCount;', 'ILW2000', 'environment'],
  ['public void F() { Span<int> s = stackalloc int[10]; }', 'ILW2002', 'array'],
  ['public void F() { GC.Collect(); }', 'ILW2000', 'memory'],
  ['static int counter;', 'ILW2008', '[Storage]'],
  ['static readonly int[] cache = new int[3];', 'ILW2009', 'immutable'],
  ['static Bad() { }', 'ILW2006', 'const'],
  ['~Bad() { }', 'ILW2005', 'leave it out'],
  ['int total;', 'ILW110', '[Storage]'],
];

/** The same by other ways of writing; those that share a line with what is allowed are refused for what is not. */
const DISGUISED: readonly (readonly [member: string, code: string, hint: string])[] = [
  // Names.
  ['public void F() { Worker.Sleep(1); }', 'ILW2000', 'one thread'],
  ['public void F() { Sleep(1); }', 'ILW2000', 'one thread'],
  ['public void F() { global::System.Threading.Thread.Sleep(1); }', 'ILW2000', 'one thread'],
  ['public void F() { Meter.Left = 5; }', 'ILW2012', 'GasLeft'],
  ['public string F() => Interleave.Library.Strings.Concat("a", "b");', 'ILW2012', 'Interleave offers'],
  // Types that are named nowhere, or only as an argument.
  ['public void F() { var all = new System.Collections.Generic.List<DateTime>(); }', 'ILW2000', 'Block.Timestamp'],
  ['public void F() { Func<Type> f = GetType; }', 'ILW2000', 'reflection'],
  ['public void F() { var all = Array.Empty<Random>(); }', 'ILW2000', 'PrevRandao'],
  ['public void F() { FormattableString s = $"a{1}"; }', 'ILW2000', ''],
  ['public void F() { IConvertible c = 1; }', 'ILW2000', ''],
  ['public void F() { var e = Enum.GetValues<Side>(); }', 'ILW2000', 'name the members'],
  ['public void F() { var e = "a"; var c = e.Clone(); }', 'ILW2000', 'no use'],
  ['public bool F(object o) => o is DateTime;', 'ILW2000', 'Block.Timestamp'],
  ['public bool F(object o) => o switch { 1.5 => true, _ => false };', 'ILW2000', 'UInt256'],
  ['public void F() { foreach (DateTime one in new object[0]) { } }', 'ILW2000', 'Block.Timestamp'],
  ['public string F() => $"{1.5f}";', 'ILW2000', 'UInt256'],
  ['public string F() => $"{DateTime.Now}";', 'ILW2000', 'Block.Timestamp'],
  ['const float Share = 0;', 'ILW2000', 'UInt256'],
  ['static T New<T>() where T : new() => Activator.CreateInstance<T>();', 'ILW2000', 'new'],
  [
    'public void F() { var same = System.Collections.Generic.ReferenceEqualityComparer.Instance; }',
    'ILW2000',
    'compare values',
  ],
  [
    'public void F() { var h = System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this); }',
    'ILW2013',
    'compare values',
  ],
  ['public int F() => ((object)this).GetHashCode();', 'ILW2013', 'compare values'],
  ['class Hashed { public override int GetHashCode() => base.GetHashCode(); }', 'ILW2013', 'compare values'],
  ['class Told : Exception { public override string ToString() => base.ToString(); }', 'ILW2000', ''],
  ['public string F() => new Exception("x").StackTrace;', 'ILW2000', 'Message'],
  ['public string F(int x) => x.ToString(System.Globalization.CultureInfo.CurrentCulture);', 'ILW2000', 'culture'],
  ['public bool F(string s) => s.StartsWith("a", true, null);', 'ILW2000', 'without a culture'],
  ['public void F() { var x = Convert.ToInt32("5"); }', 'ILW2000', 'Parse'],
  ['public void F() { var x = Tuple.Create(1, 2); }', 'ILW2000', '(a, b)'],
  // Delegates.
  ['public void F(string s) { Func<string, bool> f = s.Contains; }', 'ILW2017', 'lambda'],
  ['public void F() { Action a = () => { }; a += a; }', 'ILW2016', 'List'],
  ['public void F() { Action a = () => { }; var b = a + a; }', 'ILW2016', 'List'],
  ['public void F() { Action a = () => { }; a.DynamicInvoke(); }', 'ILW2000', 'reflection'],
  ['public void F() { Action a = () => { }; var m = a.Method; }', 'ILW2000', 'reflection'],
  // The language.
  ['public void F() { dynamic x = 1; }', 'ILW2011', 'type'],
  ['public void F() { var x = new System.Collections.Generic.List<dynamic>(); }', 'ILW2011', 'type'],
  ['async void Later() { }', 'ILW2004', 'async'],
  ['public void F() { Action a = async () => { }; }', 'ILW2004', 'async'],
  ['public void F() { static extern int Pid(); }', 'ILW2007', ''],
  ['[System.Runtime.InteropServices.DllImport("c")] static extern int getpid();', 'ILW2007', ''],
  ['[System.Runtime.CompilerServices.ModuleInitializer] internal static void Begin() { }', 'ILW2000', 'compilers'],
  [
    '[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] void Fast() { }',
    'ILW2000',
    'compilers',
  ],
  [
    'public void F() { var f = [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)] () => 1; }',
    'ILW2000',
    'compilers',
  ],
  ['[System.Runtime.InteropServices.UnmanagedCallersOnly] static void Called() { }', 'ILW2000', 'not .NET'],
  // What is static.
  ['static int Count { get; set; }', 'ILW2008', '[Storage]'],
  ['static int Next => field++;', 'ILW2008', '[Storage]'],
  ['static System.Collections.Generic.List<int> Kept { get; } = new();', 'ILW2009', 'immutable'],
  ['static readonly Func<int> Counter = Counting();', 'ILW2009', 'immutable'],
  ['static readonly Memory<int> Room = new int[3];', 'ILW2009', 'immutable'],
  ['static readonly (int[] Items, int Count) Pair = (new int[1], 1);', 'ILW2009', 'immutable'],
  ['static readonly Holding Held = new Holding(new int[1]);', 'ILW2009', 'immutable'],
  ['static readonly Changing Now = new Changing();', 'ILW2009', 'immutable'],
  ['static readonly object Any = new int[1];', 'ILW2009', 'immutable'],
  ['[ThreadStatic] static int each;', 'ILW2008', '[Storage]'],
  ['static class Holder<T> { public static int Value; }', 'ILW2008', '[Storage]'],
  ['static class Named<T> { public static readonly string Value = "a"; }', 'ILW2010', 'type parameters'],
  ['static event Action Rung;', 'ILW2014', 'Emit'],
];

const HELPERS = [
  'public enum Side : byte { Buy, Sell }',
  'readonly record struct Holding(int[] Items);',
  'sealed record Changing { public int Count; }',
  'static Func<int> Counting() { var n = 0; return () => n++; }',
];

const MARKED = `using System; using System.Linq; using Interleave;
public interface IFeed { UInt256 Price(); }
[NonDeterministic] public abstract class Source : Contract { protected static double Noise => Random.Shared.NextDouble(); }
[NonDeterministic] public static class Help { public static int Count => (int)Environment.TickCount64; public static int Next() => 1; }
[NonDeterministic] public readonly record struct Reading(double Value);
public class Oracle : Source, IFeed
{
    class Clock { public long Now => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(); }
    [Storage] public UInt256 Last { get; private set; }
    public UInt256 Price() => Last;
    public static int Draw() => new Random().Next();
    public void Take()
    {
        var all = Enumerable.Range(0, 5).Select(i => new Reading(i * Noise + Math.Sin(i))).ToList();
        decimal sum = 0;
        foreach (var one in all) sum += (decimal)one.Value + Help.Count % 2;
        Last = (UInt256)(ulong)sum + (ulong)Guid.NewGuid().ToByteArray()[0] + (ulong)(new Clock().Now % 7) + (uint)"a".GetHashCode();
    }
}
public class Better : Oracle { }
public class Market : Contract { public uint Ask() => 1; }
`;

/** Compiles them as members of one contract, one a line, and says what is told of each line. */
async function refusals(usings: string, members: readonly string[]): Promise<(i: number) => readonly Diagnostic[]> {
  const lines = members.map((member, i) => member.replaceAll(/\bF\(/g, `F${String(i)}(`));
  const source = [usings, 'public class Bad : Contract {', ...lines, ...HELPERS, '}'].join('\n');
  const workspace = await workspaces.create({ 'Bad.cs': source });
  const result = await compiler?.compile({ file: `${workspace}/Bad.cs`, workspace });
  if (result === undefined || result.ok) throw new Error('it was accepted');
  return (i) => result.error.filter(({ line }) => line === i + 3);
}

describe('what a contract may not do', () => {
  test.each([
    ['is refused with its line and what to do instead', 'using System; using Interleave;', REFUSED],
    [
      'is refused however it is written',
      'using System; using Interleave; using Worker = System.Threading.Thread; using static System.Threading.Thread; using Meter = Interleave.Runtime.Gas;',
      DISGUISED,
    ],
  ])('%s', { timeout: SLOW }, async (_, usings, cases) => {
    const told = await refusals(
      usings,
      cases.map(([member]) => member),
    );
    const missed = cases.filter(
      ([, code, hint], i) => !told(i).some((one) => one.code === code && (one.hint ?? '').includes(hint)),
    );
    expect(missed.map(([member]) => [member, told(cases.findIndex(([one]) => one === member))])).toEqual([]);
  });

  test('nor may it take a name of the system', { timeout: SLOW }, async () => {
    for (const space of ['System.Runtime.CompilerServices', 'Interleave.Runtime', 'Interleave.Generated']) {
      const source = `using Interleave;\nnamespace ${space} { class ModuleInitializerAttribute : System.Attribute { } }\npublic class Bad : Contract { }`;
      const workspace = await workspaces.create({ 'Bad.cs': source });
      const result = await compiler?.compile({ file: `${workspace}/Bad.cs`, workspace });
      expect(result, space).toMatchObject({ ok: false, error: [{ code: 'ILW2015', line: 2 }] });
    }
  });

  test('but where it is marked, or what it is in or derives from', { timeout: SLOW }, async () => {
    const workspace = await workspaces.create({ 'Marked.cs': MARKED });
    const result = await compiler?.compile({ file: `${workspace}/Marked.cs`, workspace });
    if (!result?.ok) throw new Error(JSON.stringify(result?.error));
    const marks = result.value.artifacts.map(({ contract, code }) => [
      contract,
      cil.isDeterministic?.(code, 'deployment'),
    ]);
    expect(new Map(marks as [string, boolean][])).toEqual(
      new Map([
        ['Oracle', false],
        ['Better', false],
        ['Market', true],
      ]),
    );
  });

  test('and what is marked is not for what is not', { timeout: SLOW }, async () => {
    const uses = [
      'public int F() => Oracle.Draw();',
      'public int F() => Help.Count;',
      'public void F() { var one = new Reading(1); }',
      'public int F() => new System.Collections.Generic.List<Reading>().Count;',
      'public string F() => nameof(Oracle);',
      'public int F() { System.Func<int> f = Help.Next; return f(); }',
    ];
    const told = await refusals(MARKED.replaceAll('\n', ' '), uses);
    expect(uses.map((_, i) => told(i)[0]?.code)).toEqual(uses.map(() => 'ILW2018'));
  });
});
