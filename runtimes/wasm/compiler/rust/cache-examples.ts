/**
 * `node runtimes/wasm/compiler/rust/cache-examples.ts <workspace>..`: compiles every Rust contract of a workspace and keeps the
 * modules in its `.artifacts` folder, so that it runs where there is no Rust compiler.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { writeCachedArtifact } from './write-cached-artifact.ts';

const workspaces = process.argv.slice(2);
if (workspaces.length === 0) {
  process.stderr.write('usage: node runtimes/wasm/compiler/rust/cache-examples.ts <workspace>..\n');
  process.exitCode = 2;
}
for (const given of workspaces) {
  const workspace = resolve(given);
  const entries = await readdir(workspace, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.rs'));
  for (const file of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    // Other files are modules of these.
    if (!/^\s*(?:contract|precompile)!\s*\{/m.test(await readFile(file, 'utf8'))) continue;
    const result = await writeCachedArtifact(file, workspace);
    const name = relative(workspace, file).replaceAll(sep, '/');
    if (result.ok) process.stdout.write(`${given}: ${name}: ${result.value}\n`);
    else {
      process.exitCode = 1;
      for (const { file: place, line, column, message } of result.error)
        process.stderr.write(`${given}: ${place}:${String(line)}:${String(column)}: ${message}\n`);
    }
  }
}
