/** Starts .NET inside this thread: any thread, and more than one instance of it if need be. */
import { join } from 'node:path';
import { loaderUrl } from './loader-url.ts';
import { packageFolder } from './package-folder.ts';

/** The part of the package's runtime interface that is used here. */
interface Runtime {
  setModuleImports(name: string, imports: Readonly<Record<string, unknown>>): void;
  runMain(assembly: string, args: readonly string[]): Promise<number>;
  getAssemblyExports(assembly: string): Promise<unknown>;
}

interface Builder {
  withConfig(config: object): Builder;
  withModuleConfig(config: object): Builder;
  create(): Promise<Runtime>;
}

export interface DotnetOptions {
  /** File names in the package: `compilerLibraries` or `runtimeLibraries`. */
  readonly libraries: readonly string[];
  /** Absolute paths of other assemblies that the instance may load. */
  readonly assemblies: readonly string[];
  /** What `Bridge.Ask` in C# calls. It may call the instance again. What it throws is a JSException there. */
  readonly onAsk: (message: Uint8Array) => Uint8Array;
  /** Never the user's own, so that nothing depends on where it runs: `en-US` and `UTC` unless a test wants others. */
  readonly culture?: string;
  readonly timeZone?: string;
  /** What the program writes to its standard output and error; without it, it goes nowhere. */
  readonly onText?: (line: string) => void;
}

/** The runtime before a program has been started in it. */
export async function startRuntime(options: DotnetOptions): Promise<Runtime> {
  const paths = options.libraries.map((name) => join(packageFolder, name));
  const { dotnet } = (await import(/* @vite-ignore */ loaderUrl([...paths, ...options.assemblies]))) as {
    dotnet: Builder;
  };
  const print = options.onText ?? ((): void => undefined);
  const runtime = await dotnet
    .withConfig({
      disableIntegrityCheck: true, // the files come from npm, which has checked them
      debugLevel: 0,
      applicationCulture: options.culture ?? 'en-US',
      environmentVariables: { TZ: options.timeZone ?? 'UTC' },
    })
    .withModuleConfig({ print, printErr: print })
    .create();
  runtime.setModuleImports('interleave', { ask: options.onAsk });
  return runtime;
}

/** Begins the message of a call that took the whole instance with it. */
export const ENDED = '.NET has ended';

const endOf = (thrown: unknown): string =>
  String((thrown as { readonly message?: unknown } | null | undefined)?.message ?? thrown);

export interface Dotnet {
  /** Calls what the program gave to `Bridge.Open`. An exception there is thrown here as an Error with its text. */
  call(message: Uint8Array): Uint8Array;
}

/** Starts the program (file name of one of `assemblies`), whose Main calls `Bridge.Open`. */
export async function bootDotnet(program: string, options: DotnetOptions): Promise<Dotnet> {
  const runtime = await startRuntime(options);
  await runtime.runMain(program, []);
  const exports = (await runtime.getAssemblyExports(program)) as {
    Interleave: { Interop: { Bridge: { Handle(message: Uint8Array): Uint8Array } } };
  };
  const { Bridge } = exports.Interleave.Interop;
  return {
    call: (message) => {
      try {
        return Bridge.Handle(message);
      } catch (error) {
        // A program that has come to its end, for want of stack or memory, throws what is no Error, or what the engine of Wasm throws.
        const isAlive =
          error instanceof Error && !(error instanceof RangeError || error instanceof WebAssembly.RuntimeError);
        throw isAlive ? error : new Error(`${ENDED}: ${endOf(error)}`);
      }
    },
  };
}
