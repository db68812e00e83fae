/** Runs C# from tests: compiled against our assemblies, in one .NET instance for all tests of a file. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bootDotnet, type Dotnet } from './boot.ts';
import { packParts, unpackParts } from './parts.ts';
import { compilerLibraries, packageFolder } from './package-folder.ts';
import { buildToolchain, type Toolchain } from './toolchain.ts';

export interface TestProgramOptions {
  /**
   * What it is compiled against beside the class library; `compiler` brings Roslyn with it. `sdk` hides the types of the class library that
   * it replaces, as for contracts; with `sdk apart` both can be had, the SDK's by `extern alias sdk;`. Default: `sdk`.
   */
  readonly references?: readonly ('sdk' | 'sdk apart' | 'compiler')[];
}

/** Calls `Test.Run`. What it throws is thrown as an Error. */
export type TestProgram = (input: Uint8Array) => Uint8Array;

const REFERENCES = {
  sdk: 'Interleave.Sdk.dll',
  'sdk apart': 'sdk=Interleave.Sdk.dll',
  compiler: 'Interleave.Compiler.dll',
} as const;

interface Shared {
  readonly toolchain: Toolchain;
  readonly dotnet: Dotnet;
}

let shared: Promise<Shared> | undefined;
let count = 0;

/**
 * Compiles sources (texts by file name), one of which declares `public static class Test { public static byte[] Run(byte[] input) }`,
 * and gives that method. @throws Error with the compiler's errors, one a line.
 */
export async function compileProgram(
  sources: Readonly<Record<string, string>>,
  options: TestProgramOptions = {},
): Promise<TestProgram> {
  const { dotnet } = await (shared ??= start());
  const references = options.references ?? ['sdk'];
  const names = [...compilerLibraries, ...references.map((name) => REFERENCES[name])];
  const name = `Interleave.Test${String(count++)}`;
  const parts = ['test-load', name, names.join('\n'), ...Object.entries(sources).flat()];
  const problem = Buffer.from(dotnet.call(packParts(parts))).toString();
  if (problem !== '') throw new Error(problem);
  return (input) => dotnet.call(packParts(['test-run', name, input]));
}

/** Compiles and runs once. */
export async function compileAndRun(
  sources: Readonly<Record<string, string>>,
  options: TestProgramOptions,
  input: Uint8Array,
): Promise<Uint8Array> {
  return (await compileProgram(sources, options))(input);
}

async function start(): Promise<Shared> {
  const toolchain = await buildToolchain();
  if (!toolchain.ok) throw new Error(toolchain.error);
  const { compiler, sdk } = toolchain.value;
  const own = new Map([compiler, sdk].map((path) => [basename(path), path]));
  const dotnet = await bootDotnet(basename(compiler), {
    libraries: compilerLibraries,
    assemblies: [compiler, sdk],
    onAsk: (message) => {
      const [word, name = ''] = unpackParts(message).map((part) => Buffer.from(part).toString());
      if (word !== 'reference') throw new Error(`no answer to ${String(word)}`);
      return readFileSync(own.get(name) ?? join(packageFolder, name));
    },
  });
  return { toolchain: toolchain.value, dotnet };
}
