/**
 * Compiled modules by what they were made of. Which files a source reads only the compiler knows, so beside each module
 * `<key>.wasm` (and `<key>.dwarf.gz`, for the debugger) stands a record `<name>.json` that lists them with their hashes: found again if all of them, the SDK, the flags
 * and the settings are as they were.
 */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf, hashSource } from '../../../compiling/hash.ts';
import { writeWhole } from '../../../compiling/write-whole.ts';
import type { Artifact, Diagnostic } from '../../../core/artifact.ts';
import { FLAGS_VERSION, type RustSettings } from './flags.ts';
import { readModule, toArtifact, type CompiledModule } from './module-artifact.ts';
import { dwarfDebug } from './dwarf-debug.ts';
import { hashSdk } from './sdk-library.ts';

interface Record {
  readonly source: string;
  readonly contract: string;
  readonly compiler: string;
  readonly key: string;
  /** Workspace paths with the SHA-256 of each. */
  readonly files: Readonly<{ [path: string]: string }>;
  readonly diagnostics: readonly Diagnostic[];
}

export interface StoredArtifact {
  readonly artifact: Artifact;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Compiled {
  readonly module: CompiledModule;
  /** Workspace path. */
  readonly source: string;
  readonly compiler: string;
  /** Workspace paths of all files that were read. */
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** For the debugger: a module of its DWARF sections alone, packed by gzip. */
  readonly dwarf: Uint8Array;
}

/** Of a workspace, relative to it; belongs into version control. */
export const ARTIFACTS_FOLDER = '.artifacts';

/** The record's name in a workspace's own folder: its path with `__` for `/`. */
export const recordName = (source: string): string => `${source.replaceAll('/', '__')}.json`;

export async function readStored(
  folder: string,
  name: string,
  workspace: string,
  settings: RustSettings,
): Promise<StoredArtifact | undefined> {
  const record = parseRecord(await readFile(join(folder, name), 'utf8').catch(() => ''));
  if (!record) return undefined;
  const key = await keyOf(Object.keys(record.files), workspace, settings);
  if (key === undefined || key !== record.key) return undefined;
  const bytes = await readFile(join(folder, `${key}.wasm`)).catch(() => undefined);
  const module = bytes && readModule(bytes, record.contract);
  if (!module?.ok) return undefined;
  const dwarf = await readFile(join(folder, `${key}.dwarf.gz`)).catch(() => undefined);
  const debug = await dwarfDebug(dwarf, workspace, Object.keys(record.files));
  const artifact = toArtifact(module.value, record.source, record.compiler, debug);
  return { artifact, diagnostics: record.diagnostics };
}

/** Never fails: what cannot be written is compiled again. Says whether it was written. */
export async function writeStored(
  folder: string,
  name: string,
  workspace: string,
  settings: RustSettings,
  compiled: Compiled,
): Promise<boolean> {
  const { source, compiler, diagnostics, module } = compiled;
  const key = await keyOf(compiled.files, workspace, settings);
  if (key === undefined) return false;
  const hashes = await Promise.all(compiled.files.map(async (file) => [file, await hashFile(workspace, file)]));
  const files = Object.fromEntries(hashes) as Record['files'];
  const record: Record = { source, contract: module.contract, compiler, key, files, diagnostics };
  const old = parseRecord(await readFile(join(folder, name), 'utf8').catch(() => ''));
  const written =
    (await writeWhole(folder, `${key}.wasm`, module.module)) &&
    (await writeWhole(folder, `${key}.dwarf.gz`, compiled.dwarf)) &&
    (await writeWhole(folder, name, `${JSON.stringify(record, undefined, 2)}\n`));
  if (written && old && old.key !== key)
    for (const ending of ['wasm', 'dwarf.gz'])
      await rm(join(folder, `${old.key}.${ending}`), { force: true }).catch(() => undefined);
  return written;
}

/** Undefined: a file is gone. */
async function keyOf(files: readonly string[], workspace: string, settings: RustSettings): Promise<string | undefined> {
  const hashes: (readonly [string, string])[] = [];
  for (const file of [...files].sort()) {
    const hash = await hashFile(workspace, file);
    if (hash === undefined) return undefined;
    hashes.push([file, hash]);
  }
  return hashOf(JSON.stringify([FLAGS_VERSION, await hashSdk(), settings.optimize, hashes]));
}

const hashFile = (workspace: string, file: string): Promise<string | undefined> =>
  readFile(join(workspace, file)).then(hashSource, () => undefined);

function parseRecord(text: string): Record | undefined {
  try {
    const json = JSON.parse(text) as Partial<Record>;
    const { source, contract, compiler, key, files, diagnostics } = json;
    if (typeof source !== 'string' || typeof contract !== 'string' || typeof compiler !== 'string') return undefined;
    // A key names a file.
    if (typeof key !== 'string' || !/^[0-9a-f]{64}$/.test(key)) return undefined;
    if (typeof files !== 'object' || Object.keys(files).some((file) => /^\/|\\|(^|\/)\.\.(\/|$)/.test(file)))
      return undefined;
    return { source, contract, compiler, key, files, diagnostics: Array.isArray(diagnostics) ? diagnostics : [] };
  } catch {
    return undefined;
  }
}
