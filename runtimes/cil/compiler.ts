/** The C# compiler. It is loaded with its first compile: most commands do not need it. */
import type { CompilerModule } from '../sdk/compiler.ts';
import { lazilyWithLanguage } from '../compiling/lazily.ts';
import { manifest } from './manifest.ts';

export const compilers: readonly CompilerModule[] = [
  {
    runtime: manifest.id,
    language: { id: 'csharp', name: 'C#' },
    extensions: ['.cs'],
    create: lazilyWithLanguage(async () => (await import('./compiler/csharp-compiler.ts')).createCSharpCompiler),
  },
];
