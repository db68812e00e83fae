/** Arguments of AssemblyScript at the instructions of a real contract: those that are shown are the ones that it was called with. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Artifact } from '../../core/artifact.ts';
import { createAssemblyScriptCompiler } from '../compiler/assemblyscript/assemblyscript-compiler.ts';
import { AssemblyScriptValues } from './assemblyscript-values.ts';
import { shownValues, type ShownValues } from './shown-values.testkit.ts';

const WORKSPACE = join(import.meta.dirname, '../../../resources/sdk/assemblyscript/testdata');
const WHO = `0x${'1a'.repeat(20)}`;
const compiler = createAssemblyScriptCompiler();
afterAll(() => compiler.close());

let seen: ShownValues;
beforeAll(async () => {
  const compiled = await compiler.compile({ file: join(WORKSPACE, 'variables.ts'), workspace: WORKSPACE });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  const args = [4n, 'a name', [1, 2, 3], WHO, 2n ** 200n, true, '0x010203', -9n];
  seen = await shownValues(compiled.value.artifacts[0] as Artifact, 'all', args, 4);
}, 120_000);

test.each([
  ['n: u64', ['0', '1', '2', '3', '4', '5']],
  ['name: string', ['"a name!"', '"a name"']],
  ['list: u32[]', ['[1, 2, 3]', '[7, 8]']],
  ['who: Address', [WHO]],
  ['big: U256', [`${2n ** 200n}`, `${2n ** 200n + 1n}`]],
  ['flag: bool', ['false', 'true']],
  ['data: Bytes', ['0x010203']],
  ['sig: I256', ['-9']],
  ['c: i64', ['-1', '77']],
  ['d: u8', ['4']],
  ['words: string[]', ['["a", "a name"]', '["b", "a name"]']],
  ['nums: U256[]', [`[${2n ** 200n}, 1]`, `[${2n ** 200n}]`]],
  // Once the optimiser has given its place to another variable.
  ['list: uint32[], as it was called', ['[1, 2, 3]']],
])('%s is nothing but what the source gives it', (name, values) => {
  expect([...(seen.get(name)?.keys() ?? [])].sort()).toEqual([...values].sort());
});

test('what cannot be told apart is not shown', () => {
  expect([...seen.keys()].filter((key) => /^(?:a|b): /.test(key))).toEqual([]);
});

test('elements can be opened and asked for', () => {
  const words = [...(seen.get('words: string[]')?.values() ?? [])][0];
  expect(words?.children?.().map(({ name, value }) => `${name} = ${value}`)).toEqual(['[0] = "a"', '[1] = "a name"']);
  expect(words?.lookup?.(1n)?.compare).toBe('a name');
  expect(words?.lookup?.('length')?.compare).toBe(2n);
  expect(words?.lookup?.(2n)).toBeUndefined();
});

test.each(['string', 'u64[]', 'Array<string>', 'U256', 'I256', 'Address', 'Bytes', 'Bytes32', 'Other', 'string[][]'])(
  'a %s whose pointer leads anywhere says so, or nothing',
  (type) => {
    const memory = new Uint8Array(200).fill(0xff);
    new DataView(memory.buffer).setUint32(12, 190, true);
    for (const at of [0n, 1n, 3n, 8n, 120n, 190n, 199n, 200n, 0xfffffff0n, -1n])
      for (const bytes of [memory, new Uint8Array(0), new Uint8Array(200)]) {
        const one = new AssemblyScriptValues(bytes).variable('x', type, at);
        expect(typeof one.value).toBe('string');
        one.children?.();
      }
  },
);
