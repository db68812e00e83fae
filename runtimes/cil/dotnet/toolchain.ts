/**
 * Our own assemblies, built from their C# sources when they are first needed and kept in the user's cache. Each build is named by the
 * hash of what it was made of and is checked against the hashes noted with it, so a changed source or a damaged file leads to another build.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf } from '../../compiling/hash.ts';
import { cacheFolder } from '../../compiling/cache-folder.ts';
import { inTurn } from '../../compiling/in-turn.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { runEntry } from './run-entry.ts';
import { temporaryCache } from './temporary-cache.ts';
import { withLock } from './lock.ts';
import { readToolchainSources } from './toolchain-sources.ts';

export interface Toolchain {
  /** Of the sources and the package: equal keys, equal behaviour. */
  readonly key: string;
  /** Absolute paths. */
  readonly compiler: string;
  readonly sdk: string;
  readonly host: string;
  /** Folder for what else is kept between runs. */
  readonly cache: string;
}

const HASHES = 'hashes.json';
const DEADLINE_MS = 300_000;

const turn = inTurn();

/** Told how much of a build is done, in percent; of one in another process only that it is going on. */
export type OnBuild = (percent: number) => void;

/** Who waits in this thread. */
const listening = new Set<OnBuild>();
const tell: OnBuild = (percent) => listening.forEach((listener) => listener(percent));

/** The error is what the C# compiler says of our sources, or the system of the folder. */
export async function buildToolchain(cache?: string, onBuild?: OnBuild): Promise<Result<Toolchain, string>> {
  if (onBuild !== undefined) listening.add(onBuild);
  try {
    return await turn(cache ?? '', async () => {
      const folder = cache ?? (await cacheFolder()) ?? (await temporaryCache());
      return find(folder);
    });
  } finally {
    if (onBuild !== undefined) listening.delete(onBuild);
  }
}

/** Whether the next `buildToolchain` finds what it needs. */
export async function isBuilt(): Promise<boolean> {
  const cache = (await cacheFolder()) ?? (await temporaryCache());
  return isWhole(folderIn(cache, readToolchainSources().key));
}

const folderIn = (cache: string, key: string): string => join(cache, `dotnet-${key}`);

async function find(cache: string): Promise<Result<Toolchain, string>> {
  const { key } = readToolchainSources();
  const folder = folderIn(cache, key);
  const found = (): Result<Toolchain, string> => {
    const path = (assembly: string): string => join(folder, `Interleave.${assembly}.dll`);
    return ok({ key, compiler: path('Compiler'), sdk: path('Sdk'), host: path('Host'), cache });
  };
  if (await isWhole(folder)) return found();
  tell(0);
  try {
    return await withLock(`${folder}.lock`, async () => {
      if (await isWhole(folder)) return found();
      const built = await build(cache, folder);
      tell(100);
      return built === undefined ? found() : err(built);
    });
  } catch (error) {
    return err(
      `the .NET toolchain cannot be built in ${cache}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function isWhole(folder: string): Promise<boolean> {
  try {
    const hashes = JSON.parse(readFileSync(join(folder, HASHES), 'utf8')) as Readonly<Record<string, string>>;
    for (const [name, hash] of Object.entries(hashes))
      if (hashOf(readFileSync(join(folder, name))) !== hash) return false;
    // The cache loses what is old.
    const now = new Date();
    await utimes(folder, now, now).catch(() => undefined);
    return true;
  } catch {
    return false;
  }
}

/** Undefined: built. Nobody ever finds a half of it. */
async function build(cache: string, folder: string): Promise<string | undefined> {
  const temporary = await mkdtemp(join(cache, 'dotnet-build-'));
  try {
    const problem = await runBuild(temporary);
    if (problem !== undefined) return problem;
    const names = await readdir(temporary);
    const hashes = Object.fromEntries(names.map((name) => [name, hashOf(readFileSync(join(temporary, name)))]));
    await writeFile(join(temporary, HASHES), JSON.stringify(hashes));
    await rm(folder, { recursive: true, force: true });
    await rename(temporary, folder);
    return undefined;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function runBuild(folder: string): Promise<string | undefined> {
  const built = await runEntry(join(import.meta.dirname, 'build-entry.ts'), [folder], {
    deadlineMs: DEADLINE_MS,
    onText: (text) => {
      for (const [, percent] of text.matchAll(/^progress (\d+)$/gm)) tell(Number(percent));
    },
  });
  return built.ok ? undefined : `the .NET toolchain does not build:\n${built.error}`;
}
