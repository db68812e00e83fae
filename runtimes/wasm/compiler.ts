/** Compilers whose output is Wasm. Each is loaded with its first compile: most commands need none of them. */
import type { CompilerModule } from '../sdk/compiler.ts';
import { ASSEMBLYSCRIPT, makeCounter, RUST } from './compiler/cure/make-counter.ts';
import { lazily, lazilyWithLanguage } from '../compiling/lazily.ts';

export const compilers: readonly CompilerModule[] = [
  {
    runtime: 'wasm',
    language: { id: 'rust', name: 'Rust' },
    extensions: ['.rs'],
    create: lazilyWithLanguage(async () => (await import('./compiler/rust/rust-compiler.ts')).createRustCompiler),
    cure: {
      counterAdvice:
        'declare the field as Counter instead of Value and change it by add(n) and sub(n). Calls that only add do not conflict; get() waits for them.',
      rewrite: (_, variable, cure, source) => makeCounter(RUST, source, variable, cure),
    },
  },
  {
    runtime: 'wasm',
    language: { id: 'assemblyscript', name: 'AssemblyScript' },
    extensions: ['.ts'],
    create: lazilyWithLanguage(
      async () => (await import('./compiler/assemblyscript/assemblyscript-compiler.ts')).createAssemblyScriptCompiler,
    ),
    cure: {
      counterAdvice:
        'declare the field as Counter instead of Value and change it by add and sub. Calls that only add do not conflict; get() waits for them.',
      rewrite: (_, variable, cure, source) => makeCounter(ASSEMBLYSCRIPT, source, variable, cure),
    },
  },
  {
    runtime: 'wasm',
    language: { id: 'wasm', name: 'WebAssembly' },
    extensions: ['.wasm', '.wat'],
    create: lazily(async () => (await import('./compiler/binary/binary-compiler.ts')).createBinaryCompiler),
  },
];
