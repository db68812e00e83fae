/** Places in a text that the compiler of contracts changed, names as C# writes them, and values that are damaged. */
import { expect, test } from 'vitest';
import { seeded } from '../../core/random.ts';
import { fieldName, typeName } from './readable-names.ts';
import { readValue } from './read-value.ts';
import { createPositions, type TextEdit } from './text-edits.ts';

test('places in a changed text are those of the text before; what was put in is told apart', () => {
  const text = 'class A\n{\n    int X { get; set; } int Y;\n}\n';
  const at = text.indexOf('get;') + 3;
  const next = text.indexOf('set;') + 3;
  const edits: readonly TextEdit[] = [
    { start: at, length: 1, text: ' => Stored.Get(0);' },
    { start: next, length: 1, text: ' => Stored.Set(0);' },
  ];
  let changed = text;
  for (const { start, length, text: put } of [...edits].reverse())
    changed = changed.slice(0, start) + put + changed.slice(start + length);
  const position = createPositions(text, edits);
  const columnIn = (all: string, what: string): number => (all.split('\n')[2]?.indexOf(what) ?? -1) + 1;
  for (const what of ['int X', 'get', 'set', '} int', 'int Y'])
    expect(position(3, columnIn(changed, what))).toEqual({ line: 3, column: columnIn(text, what), isInserted: false });
  expect(position(3, columnIn(changed, 'Stored.Get'))).toEqual({
    line: 3,
    column: columnIn(text, 'get') + 3,
    isInserted: true,
  });
  expect(position(4, 1)).toEqual({ line: 4, column: 1, isInserted: false });
});

test.each([
  ['System.Int32', 'int'],
  ['Interleave.UInt256', 'UInt256'],
  ['System.Collections.Generic.List`1<System.String>', 'List<string>'],
  ['System.Collections.Generic.Dictionary`2<System.String,Interleave.Address[]>', 'Dictionary<string, Address[]>'],
  ['System.ValueTuple`2<System.Int32,System.Nullable`1<System.Boolean>>', '(int, bool?)'],
  ['Box`1<!0>', 'Box<T>'],
  ['!!0[]', 'U[]'],
  ['Token/Holder', 'Holder'],
  ['System.Int32&', 'int'],
])('%s is %s', (metadata, name) => {
  expect(typeName(metadata, { type: ['T'], method: ['U'] })).toBe(name);
});

test('fields have the names of the source, or none', () => {
  expect(['kept', '<Left>k__BackingField', '<i>5__2', '<>1__state', '<>2__current', '<>3__to'].map(fieldName)).toEqual([
    'kept',
    'Left',
    'i',
    undefined,
    undefined,
    undefined,
  ]);
});

test('a value that is damaged is read as something, and ends', () => {
  const random = seeded(5);
  for (let i = 0; i < 2_000; i++) {
    const bytes = Uint8Array.from({ length: random.below(60) }, () => random.below(i % 2 === 0 ? 256 : 27));
    expect(typeof readValue(bytes).text).toBe('string');
  }
  expect(readValue(new Uint8Array())).toMatchObject({ text: '…' });
});

test('a float has the digits that mean it, a double its own', () => {
  const [float, double] = [Buffer.alloc(5, 12), Buffer.alloc(9, 13)];
  for (const value of [1.1, 1 / 3, 16_777_216, 3.4e38, 0]) {
    float.writeFloatLE(value, 1);
    const { text } = readValue(float);
    expect([Math.fround(Number(text)), text.replace(/\D/g, '').length < 11]).toEqual([Math.fround(value), true]);
    double.writeDoubleLE(value, 1);
    expect(readValue(double).text).toBe(String(value));
  }
  float.writeFloatLE(1.1, 1);
  expect(readValue(float).text).toBe('1.1');
});
