/** How the SDK and contracts are compiled. */
import { isGenericLinker, TARGET, type RustToolchain } from './toolchain.ts';

/** Changed whenever the flags below or the handling of modules change what comes out: a part of the key of cached artifacts. */
export const FLAGS_VERSION = 1;

export interface RustSettings {
  /** rustc's opt-level. */
  readonly optimize: 's' | 'z' | '2' | '3';
}

const STACK_BYTES = 65_536;

/** The settings of a request, or what is wrong with them. */
export function parseRustSettings(settings: Readonly<Record<string, unknown>>): RustSettings | string {
  for (const name of Object.keys(settings))
    if (name !== 'optimize') return `unknown setting '${name}' of Rust; known is: optimize`;
  const optimize = settings['optimize'] ?? 's';
  if (optimize !== 's' && optimize !== 'z' && optimize !== '2' && optimize !== '3')
    return `the setting 'optimize' of Rust is one of 's', 'z', '2', '3'`;
  return { optimize };
}

/** For the SDK and for contracts. The oldest feature set, so that newer compilers do not use what the host refuses. */
export function commonFlags(settings: RustSettings): readonly string[] {
  return [
    ...['--target', TARGET, '--edition', '2021'],
    ...['-C', `opt-level=${settings.optimize}`, '-C', 'codegen-units=1'],
    ...['-C', 'panic=abort', '-C', 'overflow-checks=on', '-C', 'embed-bitcode=yes'],
    ...['-C', 'target-cpu=mvp', '-C', 'target-feature=+bulk-memory,+mutable-globals'],
    // For the debugger. It is taken out of the module, whose code is the same without.
    ...['-C', 'debuginfo=2'],
    ...['--error-format=json', '--json=diagnostic-short'],
  ];
}

/** Before 1.68 an allocator needs a handler of its own for lack of memory, which only unstable Rust could declare. */
export function sdkFlags(toolchain: RustToolchain): { args: readonly string[]; env: Readonly<Record<string, string>> } {
  const minor = Number(/ 1\.(\d+)/.exec(toolchain.version)?.[1] ?? '99');
  const own = ['--crate-type', 'rlib', '--crate-name', 'interleave', '--cap-lints', 'allow'];
  if (minor >= 68) return { args: own, env: {} };
  return { args: [...own, '--cfg', 'interleave_alloc_error_handler'], env: { RUSTC_BOOTSTRAP: 'interleave' } };
}

export function contractFlags(toolchain: RustToolchain): readonly string[] {
  return [
    ...['--crate-type', 'cdylib', '--crate-name', 'contract', '-C', 'lto=fat'],
    ...['-C', `linker=${toolchain.linker}`],
    ...(isGenericLinker(toolchain.linker) ? [] : ['-C', 'linker-flavor=wasm-ld']),
    ...['-C', `link-arg=-zstack-size=${String(STACK_BYTES)}`, '-C', 'link-arg=--no-entry'],
  ];
}
