import { expect, test } from 'vitest';
import { installed } from './registry.ts';
import type { CompilerModule } from './sdk/compiler.ts';
import type { RuntimeModule } from './sdk/runtime-module.ts';

const evm = installed.byId('evm') as RuntimeModule;
const other = (id: string, extension: string): RuntimeModule => ({
  ...evm,
  manifest: { ...evm.manifest, id },
  compilers: [{ ...(evm.compilers[0] as CompilerModule), runtime: id, extensions: [extension] }],
  builtins: () => [],
  gasCap: () => 1_000n,
});

test('runtimes join by value: the registry they join is as it was', () => {
  const more = installed.with(other('abc', '.abc'));
  expect(more.ids).toEqual([...installed.ids, 'abc']);
  expect(installed.byId('abc')).toBeUndefined();
  expect(more.compilerFor('a/b.ABC')?.runtime).toBe('abc');
  expect(installed.compilerFor('a/b.abc')).toBeUndefined();
  const config = more.ledgerConfig(1n, 'osaka');
  expect(config).toEqual(installed.ledgerConfig(1n, 'osaka'));
  expect(more.gasCap(config)).toBe(1_000n);
});

test('an id or a file ending that is taken is refused', () => {
  expect(() => installed.with(other('wasm', '.abc'))).toThrow('there is a runtime "wasm" already');
  expect(() => installed.with(other('abc', '.sol'))).toThrow('.sol files are those of Solidity already');
  expect(() => installed.with(other('a', '.abc'), other('b', '.abc'))).toThrow('.abc files are those of');
});
