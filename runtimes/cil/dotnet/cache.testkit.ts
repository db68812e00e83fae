import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { buildToolchain } from './toolchain.ts';

/**
 * A cache of the test file's own, with nothing in it but our assemblies: contracts are compiled anew, what compiles them is not. Goes
 * when the tests end.
 */
export async function csharpCache(): Promise<string> {
  const built = await buildToolchain();
  if (!built.ok) throw new Error(built.error);
  const assemblies = dirname(built.value.compiler);
  const folder = mkdtempSync(join(tmpdir(), 'interleave-cache-'));
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  cpSync(assemblies, join(folder, basename(assemblies)), { recursive: true });
  return folder;
}
