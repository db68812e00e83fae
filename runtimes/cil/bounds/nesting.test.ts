import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkSources } from './check-sources.ts';
import { LIMITS } from './limits.ts';
import { nestingProblem } from './nesting.ts';

const MANY = 100_000;
const { nesting, chain } = LIMITS;
const method = (body: string): string => `class A {\n  int F(int x) {\n${body}\n  }\n}\n`;
const placeOf = (text: string): string => {
  const [problem] = checkSources([['A.cs', text]]).problems;
  return problem === undefined ? '' : `${problem.code ?? ''} ${problem.line}:${problem.column}`;
};

/** Each is `before`, many times `one`, then whatever. */
const DEEP: readonly (readonly [what: string, one: string, after?: string])[] = [
  ['parentheses', '('],
  ['indexes', 'x['],
  ['blocks', '{'],
  ['types', 'class C {'],
  ['type arguments', 'List<'],
  ['pairs of type arguments', 'Dictionary<int, '],
  ['tuples', '(1, '],
  ['tuple types', 'List<(int, '],
  ['array initializers', 'new[] { '],
  ['patterns', '{ X: '],
  ['interpolated texts', '$"{'],
  ['verbatim interpolated texts', '$@"a""{'],
  ['raw interpolated texts', '$$"""{{'],
  ['holes', '$"{x:0}{('],
  ['lambdas with blocks', '() => { return '],
  ['local functions', 'int L() { '],
  ['switch expressions', 'x switch { 1 => '],
  ['brackets after a comment', '/* ) */ ( // )\n'],
  ['brackets after a text', 'f(")\\"", \')\', @")""", """)""", '],
  ['directives', '\n#if A\n'],
];
const LONG: readonly (readonly [what: string, one: string])[] = [
  ['sums', 'x + '],
  ['signs', '- '],
  ['negations', '!'],
  ['casts', '(int)'],
  ['patterns', 'not '],
  ['alternatives', '1 or '],
  ['conditions', 'x ? 1 : '],
  ['defaults', 'x ?? '],
  ['assignments', 'x = '],
  ['lambdas', '() => '],
  ['members', 'x.'],
  ['calls', 'x.F().'],
  ['array types', '[]'],
  ['statements in statements', 'if (x) while (x) '],
  ['branches', 'if (x) { } else '],
  ['branches without blocks', 'if (x) x = 1; else '],
  ['branches with commas', 'if (x) int a, b; else '],
  ['labels', 'a: '],
  ['property patterns', 'x is { } y && '],
  ['types with property patterns', 'x is A { } y && '],
  ['new objects', 'new A { } + '],
  ['with', 'x with { } with { } '],
  ['attributes', '[A] '],
];

describe('what nests', () => {
  test.each(DEEP)('%s', (_, one = '', after = '') => {
    expect(placeOf(method(one.repeat(MANY) + after))).toMatch(/^ILW3001 \d+:\d+$/);
    // On its own line: up to the last that may be.
    const first = method(`return\n${one.repeat(nesting + 4)}`);
    expect(placeOf(first)).toMatch(/^ILW3001 /);
    expect(placeOf(method(one.repeat(20)))).toBe('');
  });

  test.each(LONG)('%s in a row', (_, one) => {
    expect(placeOf(method(one.repeat(MANY)))).toMatch(/^ILW3001 3:\d+$/);
    expect(placeOf(method(one.repeat(30)))).toBe('');
  });

  test('is counted to the last', () => {
    const parens = (count: number): string => method(`return\n${'('.repeat(count)}x${')'.repeat(count)};`);
    // The class and the method are two of them.
    expect(placeOf(parens(nesting - 2))).toBe('');
    expect(placeOf(parens(nesting - 1))).toBe(`ILW3001 4:${nesting - 1}`);
    expect(placeOf(method(`x =\n${'x + '.repeat(chain - 10)}x;`))).toBe('');
    expect(placeOf(method(`x =\n${'x + '.repeat(chain + 1)}x;`))).toMatch(/^ILW3001 4:/);
  });

  test('but not what stands in texts, comments and characters', () => {
    const all = '([{<'.repeat(200);
    const texts = [
      `"${all}\\""`,
      `@"${all}"""`,
      `"""${all}"""`,
      `"""\n${all}\n  """`,
      `$"{x}${all.replaceAll('{', '{{')}"`,
    ];
    for (const text of texts)
      expect([text.slice(0, 5), placeOf(method(`f(${text});`.repeat(10)))]).toEqual([text.slice(0, 5), '']);
    expect(placeOf(method(`// ${all}\n/* ${all}\n${all} */ x = '(';\n`.repeat(10)))).toBe('');
    expect(placeOf(method(`#region ${'x'.repeat(1000)} "\n#endregion\n`.repeat(300)))).toBe('');
  });

  test('and not what only follows each other', () => {
    const follows: readonly string[] = [
      'x = x + 1;',
      'if (x > 1) { x = f(x)[1]; }',
      'if (x < 1) x = 1; else x = 2;',
      'while (x < 1) { if (x > 1) { } else { } }',
      'for (int i = 0; i < 5; i++) { foreach (var y in z) { } }',
      'switch (x) { case 1: case < 2: { break; } case A { B: 1 } b when b > 1: break; default: break; }',
      'try { } catch (A) { } catch (B b) { } finally { }',
      'var a = new A { B = 1, C = { 1, 2 } };',
      'x = y switch { < 5 => 1, < 10 => 2, _ => 3 };',
      '{ x++; }',
    ];
    expect(placeOf(method(follows.join('\n').repeat(500)))).toBe('');
    const members: readonly string[] = [
      'int F() { return 1; }',
      'int P { get; set; } = 5;',
      'int Q => a < b ? 1 : 2;',
      'record R(int A, List<int> B) : S<int>(A) { int G() { } }',
      '[A(1)] enum E { A = 1 << 2, B }',
      'static int operator +(A a, A b) { } public int this[int i] { get { } set { } }',
      'void H<T>() where T : class { if (a) { } x(); }',
      'interface I { } struct S : I { }',
    ];
    expect(placeOf(`namespace N {\nclass A {\n${members.join('\n').repeat(500)}\n}\n}`)).toBe('');
    expect(placeOf(method(`var a = new[] { ${'{ 1, 2 }, f(x < 1, y), '.repeat(3_000)} };`))).toBe('');
  });

  test('and what branches leave out counts once', () => {
    const branches = '#if A\nvoid F() {\n#elif B\nvoid F(int x) {\n#else\nvoid G() {\n#endif\n}\n';
    expect(placeOf(`class A {\n${branches.repeat(300)}}`)).toBe('');
    // What is left out cannot close what is open.
    expect(placeOf(method(`${'('.repeat(70)}\n#if A\n${')'.repeat(70)}\n#endif\n${'('.repeat(70)}`))).toMatch(
      /^ILW3001 7:/,
    );
    expect(placeOf(method('#if A\n/*\n#endif\n*/\n#endif\n'))).toBe('ILW3002 5:1');
    expect(placeOf(method('/*\n#if\n*/ x = @"\n#endif";'))).toBe('');
  });
});

test('what stands beside is left out', () => {
  const { files, problems } = checkSources([
    ['A.cs', method('')],
    ['B.cs', '('.repeat(MANY)],
  ]);
  expect(files.map(([path]) => path)).toEqual(['A.cs']);
  expect(problems).toEqual([
    {
      severity: 'error',
      code: 'ILW3001',
      file: 'B.cs',
      line: 1,
      column: nesting + 1,
      message: `brackets and type arguments are nested deeper than ${nesting}`,
      hint: 'move what is inside to methods, types and variables of its own',
    },
  ]);
});

test('garbage is read to its end', () => {
  for (const text of [
    '"',
    '$"{',
    '@"',
    '"""',
    '/*',
    "'",
    '$$"""{{:',
    '#if',
    '\\',
    '$',
    '}'.repeat(500),
    '{'.repeat(50),
  ])
    expect(nestingProblem(text)).toBe(undefined);
});

test('no C# of ours is refused', () => {
  const root = join(import.meta.dirname, '../../..');
  for (const folder of ['runtimes/cil', 'resources'])
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }))
      if (name.endsWith('.cs'))
        expect([name, placeOf(readFileSync(join(root, folder, name), 'utf8'))]).toEqual([name, '']);
});
