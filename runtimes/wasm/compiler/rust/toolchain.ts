/** Finds a Rust compiler that can make Wasm modules: with the standard library of that target, and a linker. */
import { execFile } from 'node:child_process';
import { access, constants, readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

export const TARGET = 'wasm32-unknown-unknown';

export interface RustToolchain {
  readonly found: true;
  /** Path of the compiler. */
  readonly rustc: string;
  /** As the compiler gives it: `rustc 1.63.0`. */
  readonly version: string;
  /** Path of the linker. */
  readonly linker: string;
}

export interface NoRustToolchain {
  readonly found: false;
  /** What was looked at and what it lacks, one sentence. */
  readonly message: string;
  /** The command that installs what is missing. */
  readonly install: string;
}

const APT = 'apt-get install rustc libstd-rust-dev-wasm32 lld';
const RUSTUP = `rustup target add ${TARGET}`;
const EXE = process.platform === 'win32' ? '.exe' : '';
/** `rustc` of rustup may have to find out which toolchain is meant. */
const ASK_MS = 20_000;

/**
 * The first of INTERLEAVE_RUSTC, the compilers on PATH, /usr/bin/rustc and ~/.cargo/bin/rustc that has all it needs.
 * INTERLEAVE_RUSTC=none: none is looked for.
 */
export async function findRustToolchain(): Promise<RustToolchain | NoRustToolchain> {
  const lacking: string[] = [];
  const named = process.env['INTERLEAVE_RUSTC'];
  const elsewhere = [...(await onPath('rustc')), '/usr/bin/rustc', join(homedir(), '.cargo', 'bin', `rustc${EXE}`)];
  const candidates = new Set(
    named === 'none' ? [] : [...(named === undefined || named === '' ? [] : [named]), ...elsewhere],
  );
  for (const rustc of candidates) {
    if (rustc !== named && !(await isExecutable(rustc))) continue;
    const result = await examine(rustc);
    if (typeof result !== 'string') return result;
    lacking.push(`${rustc} ${result}`);
  }
  const install = (await isDebian()) ? APT : RUSTUP;
  if (lacking.length === 0) {
    const first = install === APT ? '' : ' (install Rust with rustup first)';
    return { found: false, message: `no Rust compiler was found${first}`, install };
  }
  return { found: false, message: `no Rust compiler here can make Wasm modules: ${lacking.join('; ')}`, install };
}

/** The toolchain, or what it lacks, to follow its path in a sentence. */
async function examine(rustc: string): Promise<RustToolchain | string> {
  const about = await ask(rustc, ['-vV']);
  const release = about === undefined ? undefined : /^release: (.+)$/m.exec(about)?.[1];
  const host = about === undefined ? undefined : /^host: (.+)$/m.exec(about)?.[1];
  if (release === undefined || host === undefined) return 'does not run';
  const version = /^(\d+)\.(\d+)/.exec(release);
  if (version && Number(version[1]) === 1 && Number(version[2]) < 63)
    return `is ${release}; 1.63 is the oldest that will do`;
  const library = await ask(rustc, ['--print', 'target-libdir', '--target', TARGET]);
  const files = library === undefined ? [] : await readdir(library.trim()).catch(() => []);
  if (!files.some((file) => file.startsWith('libcore'))) return `(${release}) lacks the ${TARGET} standard library`;
  const sysroot = (await ask(rustc, ['--print', 'sysroot']))?.trim() ?? '';
  const linker = await findLinker(join(sysroot, 'lib', 'rustlib', host, 'bin', `rust-lld${EXE}`));
  if (linker === undefined) return `(${release}) lacks a linker: rust-lld or wasm-ld`;
  return { found: true, rustc, version: `rustc ${release}`, linker };
}

async function findLinker(own: string): Promise<string | undefined> {
  const versions = Array.from({ length: 20 }, (_, i) => `wasm-ld-${String(30 - i)}`);
  const candidates = [own];
  for (const name of ['rust-lld', 'wasm-ld', ...versions]) candidates.push(...(await onPath(name)));
  for (const linker of candidates) {
    if (!(await isExecutable(linker))) continue;
    const flavor = isGenericLinker(linker) ? ['-flavor', 'wasm'] : [];
    if ((await ask(linker, [...flavor, '--version'])) !== undefined) return linker;
  }
  return undefined;
}

/** rust-lld is a linker for all formats, which has to be told. */
export const isGenericLinker = (linker: string): boolean => /rust-lld(\.exe)?$/.test(linker);

async function onPath(name: string): Promise<readonly string[]> {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found: string[] = [];
  for (const folder of folders) {
    const path = join(folder, `${name}${EXE}`);
    if (await isExecutable(path)) found.push(path);
  }
  return found;
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

const isDebian = (): Promise<boolean> =>
  readFile('/etc/debian_version').then(
    () => true,
    () => false,
  );

/** What a program prints; undefined if it fails. */
function ask(program: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(program, [...args], { timeout: ASK_MS, windowsHide: true }, (error, stdout) => {
      resolve(error ? undefined : stdout);
    });
  });
}
