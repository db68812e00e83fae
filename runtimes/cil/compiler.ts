/** The C# compiler, and what takes assemblies as they are. Each is loaded with its first compile: most commands do not need it. */
import type { CompilerModule } from '../sdk/compiler.ts';
import { lazily, lazilyWithLanguage } from '../compiling/lazily.ts';
import { makeCounter } from './compiler/cure/make-counter.ts';
import { manifest } from './manifest.ts';

export const compilers: readonly CompilerModule[] = [
  {
    runtime: manifest.id,
    language: { id: 'csharp', name: 'C#' },
    extensions: ['.cs'],
    create: lazilyWithLanguage(async () => (await import('./compiler/csharp-compiler.ts')).createCSharpCompiler),
    cure: {
      counterAdvice:
        'declare the property as [Storage] Counter and change it by Add and Subtract. Calls that only add do not conflict; Value waits for them.',
      rewrite: (_, variable, cure, source) => makeCounter(source, variable, cure),
    },
  },
  {
    runtime: manifest.id,
    language: { id: 'dotnet-assembly', name: '.NET assembly' },
    extensions: ['.dll'],
    create: lazily(async () => (await import('./compiler/assembly-compiler.ts')).createAssemblyCompiler),
  },
];
