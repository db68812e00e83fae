import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRustCompiler } from './rust-compiler.ts';
import { findRustToolchain } from './toolchain.ts';

const source = (value: number): string => `#![no_std]
use interleave::*;
contract! {
    pub struct Constant${value} {}
    impl Constant${value} {
        pub fn value() -> u64 { ${value} }
    }
}
`;

const toolchain = await findRustToolchain();
const required = process.env['INTERLEAVE_REQUIRE_ALL'] === '1';
let folder: string;
let cacheDir: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interleave-rust-'));
  cacheDir = await mkdtemp(join(tmpdir(), 'interleave-cache-'));
  for (const n of [1, 2, 3]) await writeFile(join(folder, `c${n}.rs`), source(n));
});
afterAll(async () => {
  for (const path of [folder, cacheDir]) await rm(path, { recursive: true, force: true });
});

test.skipIf(!toolchain.found && !required)(
  'contracts compiled side by side do not get in each other’s way, and leave nothing behind',
  async () => {
    const compiler = createRustCompiler({ cacheDir });
    const results = await Promise.all(
      [1, 2, 3].map((n) => compiler.compile({ file: join(folder, `c${n}.rs`), workspace: folder })),
    );
    await compiler.close();
    const names = results.map((result) => (result.ok ? result.value.artifacts[0]?.contract : result.error));
    expect(names).toEqual(['Constant1', 'Constant2', 'Constant3']);
    expect((await readdir(folder)).sort()).toEqual(['c1.rs', 'c2.rs', 'c3.rs']);
  },
  120_000,
);
