/** Rust source to artifacts: a stored one if nothing has changed, else by rustc and the contract SDK. */
import { mkdtemp, readFile, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { hashOf } from '../../../compiling/hash.ts';
import { isInside } from '../../../compiling/is-inside.ts';
import type { Diagnostic } from '../../../core/artifact.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { CompileOutput, Compiler, CompileRequest, CompilerOptions } from '../../../sdk/compiler.ts';
import { ARTIFACTS_FOLDER, readStored, recordName, writeStored } from './artifact-store.ts';
import { compileContract } from './compile-contract.ts';
import { dwarfDebug } from './dwarf-debug.ts';
import { workspacePath } from './files-read.ts';
import { parseRustSettings, type RustSettings } from './flags.ts';
import { toArtifact } from './module-artifact.ts';
import { sdkLibrary } from './sdk-library.ts';
import type { LanguageService } from '../../../sdk/language-service.ts';
import { createRustLanguage } from '../language/languages.ts';
import { findRustToolchain, type NoRustToolchain, type RustToolchain } from './toolchain.ts';

type Outcome = Result<CompileOutput, readonly Diagnostic[]>;

const DEADLINE_MS = 120_000;
const MAX_SOURCE_BYTES = 5 * 2 ** 20;

export interface RustCompilerOptions extends CompilerOptions {
  /** Keeps what it compiles in `.artifacts` of the workspace too: for examples, so that they run without a Rust compiler. */
  readonly keepInWorkspace?: boolean;
}

export function createRustCompiler(
  options: RustCompilerOptions = {},
): Compiler & { readonly language: LanguageService } {
  const closing = new AbortController();
  const running = new Set<Promise<unknown>>();
  let toolchain: Promise<RustToolchain | NoRustToolchain> | undefined;
  let temporary: Promise<string> | undefined;
  let library: { readonly key: string; readonly made: Promise<Result<string, string>> } | undefined;

  const findToolchain = async (): Promise<RustToolchain | NoRustToolchain> => {
    toolchain ??= findRustToolchain();
    const found = await toolchain;
    // Somebody may install it meanwhile.
    if (!found.found) toolchain = undefined;
    return found;
  };
  const workFolder = (): Promise<string> => (temporary ??= mkdtemp(join(tmpdir(), 'interleave-rust-')));

  /** Several compiles that begin at once wait for one library; it is not cancelled with the one that began it. */
  const findLibrary = async (found: RustToolchain, settings: RustSettings): Promise<Result<string, string>> => {
    const key = JSON.stringify([found, settings]);
    if (library?.key !== key) {
      const limit = AbortSignal.any([closing.signal, AbortSignal.timeout(options.deadlineMs ?? DEADLINE_MS)]);
      const made = sdkLibrary(options.cacheDir ?? (await workFolder()), found, settings, limit);
      library = { key, made };
    }
    const result = await library.made;
    const gone = result.ok && !(await exists(result.value));
    if (!result.ok || gone) library = undefined;
    return gone ? findLibrary(found, settings) : result;
  };

  const compile = async (request: CompileRequest, signal: AbortSignal | undefined): Promise<Outcome> => {
    if (closing.signal.aborted) return fail(request.file, 'the compiler is closed');
    const settings = parseRustSettings(request.settings ?? {});
    if (typeof settings === 'string') return fail(request.file, settings);
    const workspace = await realpath(resolve(request.workspace)).catch(() => resolve(request.workspace));
    const file = await realpath(resolve(request.file)).catch(() => resolve(request.file));
    const problem = await checkSource(file, request.file);
    if (problem !== undefined) return fail(request.file, problem);
    if (!isInside(file, workspace)) return fail(request.file, `${request.file} is outside the workspace ${workspace}`);
    const source = (await workspacePath(file, workspace)) ?? request.file;

    const shelves = shelvesOf(options.cacheDir, workspace, source, settings);
    for (const { folder, name } of shelves) {
      const stored = await readStored(folder, name, workspace, settings);
      if (stored) return ok({ artifacts: [stored.artifact], diagnostics: stored.diagnostics });
    }
    const found = await findToolchain();
    if (!found.found)
      return fail(source, `Rust contracts need a Rust compiler: ${found.message}`, `run: ${found.install}`);
    const sdk = await unlessAborted(findLibrary(found, settings), signal);
    if (sdk === undefined) return fail(source, 'the compiler was cancelled');
    if (!sdk.ok) return fail(source, sdk.error);
    const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
    const deadline = AbortSignal.timeout(deadlineMs);
    const limit = AbortSignal.any([closing.signal, deadline, ...(signal ? [signal] : [])]);
    const result = await compileContract({ toolchain: found, library: sdk.value, workspace, source, settings, limit });
    if (signal?.aborted) return fail(source, 'the compiler was cancelled');
    if (closing.signal.aborted) return fail(source, 'the compiler is closed');
    if (deadline.aborted && !result.ok)
      return fail(source, `compiling ${source} took longer than ${String(deadlineMs)} ms`);
    if (!result.ok) return result;
    const compiled = result.value;
    for (const { folder, name, isWorkspace } of shelves) {
      if (isWorkspace && options.keepInWorkspace !== true) continue;
      const written = await writeStored(folder, name, workspace, settings, compiled);
      if (isWorkspace && !written) return fail(source, `${join(folder, name)} cannot be written`);
    }
    const debug = await dwarfDebug(compiled.dwarf, workspace, compiled.files);
    const artifact = toArtifact(compiled.module, source, found.version, debug);
    return ok({ artifacts: [artifact], diagnostics: compiled.diagnostics });
  };

  return {
    compile: async (request, signal) => {
      const work = compile(request, signal);
      running.add(work);
      try {
        return await work;
      } finally {
        running.delete(work);
      }
    },
    language: createRustLanguage(),
    warm: () => {
      void (async () => {
        const found = await findToolchain();
        if (found.found && !closing.signal.aborted) await findLibrary(found, { optimize: 's' });
      })();
    },
    close: async () => {
      closing.abort();
      await Promise.all([...running, library?.made]);
      if (temporary) await rm(await temporary, { recursive: true, force: true }).catch(() => undefined);
    },
  };
}

/** Does not wait for what others still want; undefined: aborted. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T | undefined> {
  if (!signal) return work;
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      resolve(undefined);
    };
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort);
    });
  });
}

/** Where compiled modules are kept: with the workspace, then in the cache. */
function shelvesOf(cacheDir: string | undefined, workspace: string, source: string, settings: RustSettings) {
  const own = { folder: join(workspace, ARTIFACTS_FOLDER), name: recordName(source), isWorkspace: true };
  if (cacheDir === undefined) return [own];
  const key = hashOf(JSON.stringify([workspace, source, settings])).slice(0, 32);
  return [own, { folder: cacheDir, name: `rust-${key}.json`, isWorkspace: false }];
}

async function checkSource(path: string, name: string): Promise<string | undefined> {
  const stats = await stat(path).catch(() => undefined);
  if (!stats) return `${name} does not exist`;
  if (!stats.isFile()) return `${name} is not a file`;
  if (stats.size > MAX_SOURCE_BYTES) return `${name} has ${String(stats.size)} bytes; files over 5 MiB are refused`;
  const content = await readFile(path).catch(() => undefined);
  return content ? undefined : `${name} may not be read`;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const fail = (file: string, message: string, hint?: string): Outcome =>
  err([{ severity: 'error', message, file, line: 0, column: 0, ...(hint === undefined ? {} : { hint }) }]);
