import { createRequire } from 'node:module';
import type { ToolchainReport } from '../sdk/runtime-module.ts';
import { findRustToolchain, TARGET } from './compiler/rust/toolchain.ts';
import { manifest } from './manifest.ts';

/** The engine, and the compilers of all languages that become Wasm. */
export async function toolchains(): Promise<readonly ToolchainReport[]> {
  return [
    {
      kind: 'host',
      name: 'V8',
      found: true,
      version: process.versions.v8,
      where: 'bundled',
      message: `host interface ${manifest.version}`,
    },
    await rust(),
    bundled('assemblyscript', 'assemblyscript'),
    bundled('wabt', 'wasm'),
  ];
}

async function rust(): Promise<ToolchainReport> {
  const common = { kind: 'compiler', name: 'rustc', language: 'rust' } as const;
  const found = await findRustToolchain();
  if (!found.found) return { ...common, found: false, message: found.message, install: found.install };
  const version = found.version.replace(/^rustc /, '');
  return { ...common, found: true, version, where: found.rustc, message: `${TARGET}, linker ${found.linker}` };
}

/** An npm package that belongs to the app; it is missing only where somebody took it away. */
function bundled(name: string, language: string): ToolchainReport {
  const common = { kind: 'compiler', name, language } as const;
  try {
    const { version } = createRequire(import.meta.url)(`${name}/package.json`) as { readonly version: string };
    return { ...common, found: true, version, where: 'bundled' };
  } catch {
    return { ...common, found: false, message: `the package ${name} is not there`, install: 'npm ci' };
  }
}
