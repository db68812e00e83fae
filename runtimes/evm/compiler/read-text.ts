import { readFile, stat } from 'node:fs/promises';
import { err, ok, type Result } from '../../core/result.ts';

/** Larger sources are refused: people write kilobytes, and a compiler hangs on tens of megabytes. */
export const MAX_TEXT_BYTES = 5 * 2 ** 20;

const mebibytes = (bytes: number): string => `${String(Math.round((bytes / 2 ** 20) * 10) / 10)} MiB`;

/** The text of a file of valid UTF-8. The error continues a sentence that begins with the file's name: `does not exist`. */
export async function readText(path: string, limit = MAX_TEXT_BYTES): Promise<Result<string, string>> {
  try {
    // Before opening: opening a named pipe would wait for its writer.
    const stats = await stat(path);
    if (stats.isDirectory()) return err('is a folder, not a file');
    if (!stats.isFile()) return err('is not a regular file');
    if (stats.size > limit) return err(`has ${mebibytes(stats.size)}; files over ${mebibytes(limit)} are refused`);
    return decode(await readFile(path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return err('does not exist');
    if (code === 'EACCES' || code === 'EPERM') return err('may not be read (permission denied)');
    return err(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function decode(bytes: Uint8Array): Result<string, string> {
  if (bytes.includes(0)) return err('is a binary file, not text');
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return err('is not valid UTF-8 text');
  }
}
