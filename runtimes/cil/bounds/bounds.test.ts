import { beforeAll, describe, expect, test, vi } from 'vitest';
import { startCsc, type Csc } from '../compiler/csc.ts';
import { buildToolchain } from '../dotnet/toolchain.ts';

// Sources that would have the compiler or the engine work for minutes, or take all there is of memory or stack: each is told what is too
// much, where, and by a count, so that every machine says the same. One compiler takes them all.

// A busy machine takes ten times as long.
vi.setConfig({ testTimeout: 240_000 });

let csc: Csc;
beforeAll(async () => {
  const toolchain = await buildToolchain();
  if (!toolchain.ok) throw new Error(toolchain.error);
  csc = await startCsc(toolchain.value);
}, 180_000);

const HEAD =
  'using Interleave; using System; using System.Collections.Generic; using System.Linq;\npublic class A : Contract {\n';
/** Members from line 3 on. */
const contract = (...members: readonly string[]): string => `${HEAD}${members.join('\n')}\n}\n`;
const many = (count: number, one: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => one(i)).join(' ');

function told(text: string): string {
  const { diagnostics, image } = csc.compile([['A.cs', text]]);
  const [first] = diagnostics.filter(({ severity }) => severity === 'error');
  expect(image.length > 0).toBe(first === undefined);
  if (first === undefined) return '';
  expect(first.hint ?? '').not.toBe('');
  return `${first.code ?? ''} ${first.line}`;
}

const CALLED = 'public int F() => ';
const GROWING: readonly (readonly [what: string, ...members: string[]])[] = [
  ['a method that calls itself', 'static int G<T>(int x) => G<List<T>>(x + 1);', `${CALLED}G<int>(0);`],
  ['an inferred type', 'static int G<T>(T t, int x) => x == 0 ? 1 : G(new[] { t }, x - 1);', `${CALLED}G(1, 5);`],
  ['an anonymous type', 'static int G<T>(T t, int x) => x == 0 ? 1 : G(new { t }, x - 1);', `${CALLED}G(1, 5);`],
  ['a lambda', 'static int G<T>(T t) { Func<int> f = () => G(() => t); return f(); }', `${CALLED}G(1);`],
  ['two methods in turn', 'static int G<T>() => H<List<T>>(); static int H<T>() => G<T>();', `${CALLED}G<int>();`],
  ['a permutation', 'static int G<T, U>() => G<U, (T, int)>();', `${CALLED}G<int, int>();`],
  [
    'a type that makes itself',
    'class G<T> { public void M() { new G<G<T>>().M(); } }',
    `${CALLED}new G<int>() == null ? 1 : 0;`,
  ],
  [
    'a type in it',
    'class G<T> { public class In { public static int M() => G<In>.In.M(); } }',
    `${CALLED}G<int>.In.M();`,
  ],
  ['a field', 'class G<T> { public G<G<T>>? Next; }', `${CALLED}new G<int>().Next == null ? 1 : 0;`],
  [
    'an override',
    'class G : B { public override int M<T>(B b) => b.M<List<T>>(b); }',
    'abstract class B { public abstract int M<T>(B b); }',
    `${CALLED}new G().M<int>(new G());`,
  ],
  [
    'an interface',
    'class G : I { int I.M<T>(I i) => i.M<T[]>(i); }',
    'interface I { int M<T>(I i); }',
    `${CALLED}((I)new G()).M<int>(new G());`,
  ],
];

describe('generics that make more and more types', () => {
  test.each(GROWING)('%s', (_, ...members) => {
    expect(told(contract(...members))).toBe('ILW3005 3');
  });

  test('but not those that come to an end', () => {
    const members = [
      'static T Id<T>(T x, int n) => n == 0 ? x : Id(x, n - 1);',
      'static int Turn<T, U>(int n) => n == 0 ? 1 : Turn<U, T>(n - 1);',
      'class Tree<T> { public Tree<T>? Left; public List<Tree<T>> Kids = new(); public Tree<U> To<U>(Func<T, U> f) => new(); }',
      'interface IOwn<T> where T : IOwn<T> { } class Own : IOwn<Own> { }',
      'static T Max<T>(IEnumerable<T> all) where T : IComparable<T> => all.Aggregate((a, b) => a.CompareTo(b) > 0 ? a : b);',
      'record Pair<T>(T Left, T Right) { public Pair<U> Map<U>(Func<T, U> f) => new(f(Left), f(Right)); }',
      `${CALLED}Id(Id(1, 3), 4) + Turn<int, string>(5) + Max(new[] { 1, 2 }) + new Tree<int>().To(x => "a").Kids.Count`,
      '+ new Pair<int>(1, 2).Map(x => (x, x)).Map(x => x.Item1).Left;',
      'public int H() => (from a in new[] { 1, 2 } from b in new[] { 3 } let c = (a, b) group c by c.a into g select g.Count()).Sum();',
    ];
    expect(told(contract(...members))).toBe('');
  });

  test('and many that do are too many', () => {
    const types = many(17, (i) => `class C${i} { }`);
    const all = many(17, (i) => many(17, (j) => `+ M<C${i}, C${j}, int>()`));
    const methods =
      'static int M<A, B, C>() => N<A, B, C, C>() + N<B, C, A, A>() + N<C, A, B, A>() + N<A, A, A, B>() + N<A, B, A, B>() + N<B, B, A, B>();';
    const more =
      'static int N<A, B, C, D>() => O<A, B>() + O<B, D>() + O<(A, B), C>() + O<(B, A), C>() + O<(A, C), (B, C)>(); static int O<A, B>() => 1;';
    expect(told(contract(types, methods, more, `${CALLED}1 ${all};`))).toMatch(/^ILW3005 [3-6]$/);
  });
});

describe('values that are too large', () => {
  const pairs = (count: number): string =>
    many(count, (i) => `struct S${i} { public ${i === 0 ? 'UInt256' : `S${i - 1}`} A, B; }`);

  test('are refused, however they get large', () => {
    expect(told(contract(`struct Big { ${many(33, (i) => `public UInt256 F${i};`)} }`, `${CALLED}1;`))).toBe(
      'ILW3006 3',
    );
    expect(told(contract(pairs(60), `${CALLED}1;`))).toBe('ILW3006 3');
    const generic = 'struct P<T> { public T A, B; }';
    expect(told(contract(generic, `${CALLED}new P<P<P<P<P<P<P<P<int>>>>>>>>().Equals(null) ? 1 : 0;`))).toMatch(
      /^ILW300[56] /,
    );
    expect(
      told(
        contract(
          generic,
          'static int M<T>(T t) => N(new P<P<P<P<T>>>>());',
          'static int N<T>(T t) => 1;',
          `${CALLED}M(new P<P<UInt256>>()) + M(1);`,
        ),
      ),
    ).toMatch(/^ILW3006 /);
    const nested = 'KeyValuePair<int, '.repeat(40) + 'int' + '>'.repeat(40);
    expect(told(contract(`static int M(${nested} x) => 1;`, `${CALLED}1;`))).toMatch(/^ILW300[56] 3$/);
  });

  test('and others are not', () => {
    expect(
      told(
        contract(
          `struct Ok { ${many(32, (i) => `public UInt256 F${i};`)} }`,
          pairs(4),
          `${CALLED}new Ok().F0 == 0 ? 1 : 0;`,
        ),
      ),
    ).toBe('');
    expect(
      told(contract(`static int[] Table => new[] { ${many(2_000, (i) => `${i},`)} };`, `${CALLED}Table[3];`)),
    ).toBe('');
  });
});

describe('what doubles with every line', () => {
  const twice = (one: (i: number, before: string) => string): string =>
    many(60, (i) => one(i, i === 0 ? '1' : `v${i - 1}`));
  const DOUBLING: readonly (readonly [what: string, code: string, ...members: string[]])[] = [
    ['tuples', 'ILW3005', `public int F() { ${twice((i, v) => `var v${i} = (${v}, ${v});`)} return 1; }`],
    [
      'pairs',
      'ILW3005',
      `public int F() { ${twice((i, v) => `var v${i} = KeyValuePair.Create(${v}, ${v});`)} return 1; }`,
    ],
    [
      'anonymous types',
      'ILW3005',
      `public int F() { ${twice((i, v) => `var v${i} = new { A = ${v}, B = ${v} };`)} return 1; }`,
    ],
    ['selected pairs', 'ILW3005', `public int F() => new[] { 1 }${'.Select(x => (x, x))'.repeat(40)}.Count();`],
    [
      'calls in calls',
      'ILW3005',
      `static (T, T) I<T>(T x) => (x, x); public int F() { ${'I('.repeat(40)}1${')'.repeat(40)}; return 1; }`,
    ],
    [
      'calls of calls',
      'ILW3005',
      `class P<T> { public P<(T, T)> Twice() => new(); } public int F() => new P<int>()${'.Twice()'.repeat(40)} == null ? 1 : 0;`,
    ],
    [
      'variables of calls',
      'ILW3005',
      `static (T, T) I<T>(T x) => (x, x); public int F() { ${twice((i, v) => `var v${i} = I(${v});`)} return 1; }`,
    ],
    [
      'properties of properties',
      'ILW3005',
      `class P<T> { public P<(T, T)>? Two { get; set; } } public int F() => new P<int>()${'.Two!'.repeat(40)} == null ? 1 : 0;`,
    ],
    [
      'patterns',
      'ILW3005',
      `public bool F() => ${many(40, (i) => `(${i === 0 ? '1, 1' : `v${i - 1}, v${i - 1}`}) is var v${i} &&`)} true;`,
    ],
    [
      'constant texts',
      'ILW3009',
      `const string K0 = "abcdefgh"; ${many(40, (i) => `const string K${i + 1} = K${i} + K${i};`)}`,
    ],
    [
      'interpolated constants',
      'ILW3009',
      `const string K0 = "abcdefgh"; ${many(40, (i) => `const string K${i + 1} = $"{K${i}}{K${i}}";`)}`,
    ],
    [
      'interfaces',
      'ILW3007',
      `class P<T> { } class Q<T> { } interface I0<T> { } ${many(40, (i) => `interface I${i + 1}<T> : I${i}<P<T>>, I${i}<Q<T>> { }`)}`,
    ],
    [
      'lambdas for overloads',
      'ILW3008',
      `static int M(Func<int, int> f) => 1; static int M(Func<string, int> f) => 1; public int F() => ${many(20, (i) => `M(x${i} =>`)} 1${')'.repeat(20)};`,
    ],
    [
      'sums of sums',
      'ILW3008',
      `public int F() { var a = new[] { 1 }; return ${many(9, (i) => `a.Sum(x${i} =>`)} 1${')'.repeat(9)}; }`,
    ],
    ['queries', 'ILW3008', `public int F() => (${many(30, (i) => `from a${i} in new[] { 1 }`)} select a0).Count();`],
  ];
  test.each(DOUBLING)('%s', (_, code, ...members) => {
    expect(told(contract(...members))).toBe(`${code} 3`);
  });

  test('but not what people write', () => {
    const squares = many(40, (i) => `var v${i + 1} = v${i} * v${i} + v${i};`);
    const members = [
      `public UInt256 F(UInt256 x) { unchecked { var v0 = x % 2; ${squares} return v40; } }`,
      'record Order(Address Who, UInt256 Amount, int Price);',
      'public int G() { var all = new List<Order>(); var rich = all.Where(x => x.Amount > 1).OrderBy(x => x.Price).ThenBy(x => x.Who)',
      '.Select(x => new { x.Who, Total = x.Amount * 2 }).GroupBy(x => x.Who).Select(x => (x.Key, x.Count())).Where(x => x.Item2 > 1)',
      '.OrderBy(x => x.Item2).Select(x => x.Key).Where(x => all.Any(y => y.Who == x)).Distinct().ToList(); return rich.Count; }',
      'static (T, T) Both<T>(T x) => (x, x); public int B() => Both(Both(Both(Both(1)))).Item1.Item1.Item1.Item1;',
      'const string Head = "a"; const string Tail = Head + "b" + Head; public string H() => Tail + $"{Head}{Tail}";',
    ];
    expect(told(contract(...members))).toBe('');
  });
});

test('methods that are too large', () => {
  expect(told(contract(`static int G(${many(2_100, (i) => `int p${i},`)} int last) => 1;`, `${CALLED}1;`))).toBe(
    'ILW3004 3',
  );
});

test('files that are too long', () => {
  expect(told(contract(`static int[] G => new[] { ${'1,'.repeat(200_000)} };`))).toBe('ILW3001 3');
});
