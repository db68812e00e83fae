/** rustfmt, where it is installed beside the Rust compiler. */
import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../../../core/result.ts';
import { findRustToolchain } from './toolchain.ts';

const TIMEOUT_MS = 20_000;
const INSTALL =
  'Rust is formatted by rustfmt, which is not there: rustup component add rustfmt, or apt-get install rustfmt';

/** What stands in `contract!` is left as it is: rustfmt does not look into macros. The error says why the text stays as it is. */
export async function formatRust(text: string): Promise<Result<string, string>> {
  const found = await findRustToolchain();
  const rustfmt = await firstThere([
    ...(found.found ? [join(dirname(found.rustc), `rustfmt${process.platform === 'win32' ? '.exe' : ''}`)] : []),
    '/usr/bin/rustfmt',
  ]);
  if (rustfmt === undefined) return err(INSTALL);
  return new Promise((resolve) => {
    // Away from the workspace: its configuration could name files of its own.
    const args = ['--edition', '2021', '--emit', 'stdout', '--quiet', '--config', 'max_width=120'];
    const child = execFile(
      rustfmt,
      args,
      { cwd: tmpdir(), timeout: TIMEOUT_MS, maxBuffer: 16 * 2 ** 20 },
      (error, stdout, stderr) => {
        const why = stderr.split('\n').find((line) => /error/.test(line)) ?? error?.message ?? '';
        resolve(error || stdout === '' ? err(`it cannot be formatted: ${why.slice(0, 300)}`) : ok(stdout));
      },
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(text);
  });
}

async function firstThere(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths)
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  return undefined;
}
