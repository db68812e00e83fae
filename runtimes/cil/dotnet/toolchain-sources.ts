/** The C# that our assemblies are built from. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { hashOf, hashSource } from '../../compiling/hash.ts';
import { compilerLibraries, packageVersion, runtimeLibraries } from './package-folder.ts';

const PROJECT = resolve(import.meta.dirname, '../../..');
const CSHARP = 'runtimes/cil/csharp';

const HOST = 'Interleave.Host';

/** Raise it when the build itself changes. */
const BUILD_VERSION = 2;

/** What meters and checks the assemblies is part of what they are. */
const FOLDERS = ['meter', 'allowed', 'bounds'].map((name) => join(PROJECT, 'runtimes/cil', name));
const OWN_FILES = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !/\.test(kit)?\.ts$/.test(name))
    .sort()
    .map((name) => join(folder, name)),
);

export const BOOTSTRAP = `${CSHARP}/bootstrap/Bootstrap.cs`;

interface OwnAssembly {
  readonly folders: readonly string[];
  /** File names in the package, or names of assemblies built before. */
  readonly references: readonly string[];
}

const parts = (...names: string[]): string[] => names.map((name) => `${CSHARP}/${name}`);

/** In the order in which they are built. */
export const ASSEMBLIES = {
  'Interleave.Compiler': {
    folders: parts('interop', 'compiler', 'generator', 'meter', 'allowed', 'bounds'),
    references: compilerLibraries,
  },
  'Interleave.Sdk': {
    folders: [...parts('runtime', 'library'), 'resources/sdk/csharp'],
    references: runtimeLibraries,
  },
  'Interleave.Host': { folders: parts('interop', 'host'), references: [...runtimeLibraries, 'Interleave.Sdk.dll'] },
} as const satisfies Readonly<Record<string, OwnAssembly>>;

export interface ToolchainSources {
  /** Texts by path in the project, line ends as on Unix. */
  readonly files: ReadonlyMap<string, string>;
  /** Paths by assembly. */
  readonly of: Readonly<Record<string, readonly string[]>>;
  /** Names the toolchain that is built from them. */
  readonly key: string;
}

export function readToolchainSources(): ToolchainSources {
  const files = new Map<string, string>();
  const of: Record<string, readonly string[]> = {};
  const read = (path: string): string => {
    files.set(
      path,
      readFileSync(join(PROJECT, path), 'utf8')
        .replaceAll('\r\n', '\n')
        .replace(/^\uFEFF/, ''),
    );
    return path;
  };
  read(BOOTSTRAP);
  for (const [name, { folders }] of Object.entries(ASSEMBLIES)) {
    const paths = folders.map(sourcesIn);
    // Shared sources alone make no assembly.
    of[name] = paths.at(-1)?.length === 0 && name === HOST ? [] : paths.flat().map(read);
  }
  const own = OWN_FILES.map((path) => [basename(path), hashSource(readFileSync(path, 'utf8'))]);
  const hashes = [...own, ...[...files].map(([path, text]) => [path, hashSource(text)])];
  return { files, of, key: hashOf(JSON.stringify([BUILD_VERSION, packageVersion, hashes])).slice(0, 32) };
}

/** Sorted, so that the order does not depend on the file system. */
function sourcesIn(folder: string): string[] {
  const root = join(PROJECT, folder);
  let names: string[];
  try {
    names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith('.cs'))
    .map((name) => relative(PROJECT, join(root, name)).replaceAll(sep, '/'))
    .sort();
}
