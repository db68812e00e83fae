import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRustCompiler } from './rust-compiler.ts';

const EXAMPLES = join(import.meta.dirname, '../../../../resources/examples');
// Other files are modules of these.
const sources = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.rs') && /^(contract|precompile)! *\{/m.test(readFileSync(join(EXAMPLES, path), 'utf8')),
);

let before: string | undefined;
beforeEach(() => {
  before = process.env['INTERLEAVE_RUSTC'];
  process.env['INTERLEAVE_RUSTC'] = 'none';
});
afterEach(() => {
  if (before === undefined) delete process.env['INTERLEAVE_RUSTC'];
  else process.env['INTERLEAVE_RUSTC'] = before;
});

// Where this fails, an example or the SDK has changed: node runtimes/wasm/compiler/rust/cache-examples.ts resources/examples/<name>
test.each(sources)(
  '%s needs no Rust toolchain: its stored artifact is that of this source and this SDK',
  async (path) => {
    const compiler = createRustCompiler();
    const [example = ''] = path.split(/[\\/]/);
    const result = await compiler.compile({ file: join(EXAMPLES, path), workspace: join(EXAMPLES, example) });
    await compiler.close();
    expect(result.ok ? [] : result.error).toEqual([]);
    expect(result.ok && result.value.artifacts[0]?.code.length).toBeGreaterThan(1_000);
  },
);
