/** Compilers whose output is Wasm. Each is loaded with its first compile: most commands need none of them. */
import type { Compiler, CompilerModule, CompilerOptions } from '../sdk/compiler.ts';

type Create = (options?: CompilerOptions) => Compiler;

const lazily =
  (load: () => Promise<Create>): Create =>
  (options) => {
    let loaded: Promise<Compiler> | undefined;
    const compiler = (): Promise<Compiler> => (loaded ??= load().then((create) => create(options)));
    let closed = false;
    return {
      compile: async (request, signal) => {
        const own = await compiler();
        if (closed) await own.close();
        return own.compile(request, signal);
      },
      warm: () => {
        if (!closed) void compiler().then((own) => (closed ? undefined : own.warm()));
      },
      close: async () => {
        closed = true;
        if (loaded) await (await loaded).close();
      },
    };
  };

export const compilers: readonly CompilerModule[] = [
  {
    runtime: 'wasm',
    language: { id: 'rust', name: 'Rust' },
    extensions: ['.rs'],
    create: lazily(async () => (await import('./compiler/rust/rust-compiler.ts')).createRustCompiler),
  },
  {
    runtime: 'wasm',
    language: { id: 'assemblyscript', name: 'AssemblyScript' },
    extensions: ['.ts'],
    create: lazily(
      async () => (await import('./compiler/assemblyscript/assemblyscript-compiler.ts')).createAssemblyScriptCompiler,
    ),
  },
  {
    runtime: 'wasm',
    language: { id: 'wasm', name: 'WebAssembly' },
    extensions: ['.wasm', '.wat'],
    create: lazily(async () => (await import('./compiler/binary/binary-compiler.ts')).createBinaryCompiler),
  },
];
