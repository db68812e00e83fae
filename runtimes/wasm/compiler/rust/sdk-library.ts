/** The contract SDK of the app: its sources, their hash, and the library compiled from them, once per compiler and settings. */
import { mkdir, readdir, readFile, rename, stat, rm } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../../../core/result.ts';
import { commonFlags, FLAGS_VERSION, sdkFlags, type RustSettings } from './flags.ts';
import { hashOf, hashSource } from '../../../compiling/hash.ts';
import { runRustc } from './run-rustc.ts';
import type { RustToolchain } from './toolchain.ts';

/** In the repository; a packaged app has `resources` beside `runtimes` too. */
export const SDK_FOLDER = resolve(import.meta.dirname, '../../../../resources/sdk/rust/src');

/** The hash of all sources of the SDK. */
export async function hashSdk(): Promise<string> {
  const files = await readdir(SDK_FOLDER, { recursive: true, withFileTypes: true });
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
  const names = paths.map((path) => relative(SDK_FOLDER, path).replaceAll(sep, '/')).sort();
  const hashes = await Promise.all(
    names.map(async (name) => [name, hashSource(await readFile(join(SDK_FOLDER, name)))]),
  );
  return hashOf(JSON.stringify(hashes));
}

/** Path of the compiled library in a folder, where it is made if it is not there yet. The error is one line. */
export async function sdkLibrary(
  folder: string,
  toolchain: RustToolchain,
  settings: RustSettings,
  signal: AbortSignal,
): Promise<Result<string, string>> {
  const about = [FLAGS_VERSION, await hashSdk(), toolchain.version, toolchain.rustc, settings];
  const own = join(folder, `rust-sdk-${hashOf(JSON.stringify(about)).slice(0, 32)}`);
  const library = join(own, 'libinterleave.rlib');
  if (await exists(library)) return ok(library);
  // Made under another name first: whoever looks for it never sees half of it.
  const temporary = join(folder, `.sdk-${randomUUID()}`);
  await mkdir(temporary, { recursive: true });
  const { args, env } = sdkFlags(toolchain);
  const out = ['-o', join(temporary, 'libinterleave.rlib'), join(SDK_FOLDER, 'lib.rs')];
  const remap = ['--remap-path-prefix', `${SDK_FOLDER}=interleave`];
  const run = await runRustc(toolchain.rustc, [...commonFlags(settings), ...args, ...remap, ...out], {
    cwd: temporary,
    signal,
    env,
  });
  if (run.code === 0) await rename(temporary, own).catch(() => undefined);
  await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
  if (await exists(library)) return ok(library);
  if (run.problem !== undefined) return err(`compiling the contract SDK ${run.problem}`);
  return err(`the contract SDK does not compile with ${toolchain.version}: ${firstError(run.stderr)}`);
}

function firstError(stderr: string): string {
  const line = stderr.split('\n').find((text) => text.includes('"level":"error"')) ?? stderr;
  return /"rendered":"(.*?[^\\])"/.exec(line)?.[1]?.replaceAll('\\n', ' ').slice(0, 400) ?? line.slice(0, 400);
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
