/** A file appears under its name when it is whole and on the disk, or not at all. */
import { link, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../store/sync-folder.ts';

/** File systems without hard links say one of these. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL']);

/** Where a file is written until it is whole: beside it, so that it can be renamed. */
export const temporaryOf = (file: string): string => `${file}.part-${process.pid}`;

/** Gives a file that is on the disk its name. @throws EEXIST where the name is taken and not to be replaced. */
export async function publish(temporary: string, file: string, replace: boolean): Promise<void> {
  if (replace || !(await linked(temporary, file))) await rename(temporary, file);
  syncFolder(dirname(file));
}

/** A link is refused where the name is taken, which a rename is not; false where there are no links. */
async function linked(temporary: string, file: string): Promise<boolean> {
  try {
    await link(temporary, file);
  } catch (error) {
    if (NO_LINKS.has(String((error as { code?: unknown }).code))) return false;
    throw error;
  }
  await unlink(temporary);
  return true;
}

/** Pieces that are written at a time, in characters. */
const CHUNK = 2 ** 18;

/**
 * Writes a text beside its place, for `publish`; whoever calls takes it away where this throws. Others run meanwhile.
 * @param onProgress bytes written so far; may throw, to end it.
 */
export async function writePieces(
  temporary: string,
  pieces: Iterable<string>,
  onProgress: (bytes: number) => void,
): Promise<void> {
  const handle = await open(temporary, 'w');
  try {
    let text = '';
    let bytes = 0;
    const flush = async (): Promise<void> => {
      const chunk = Buffer.from(text);
      text = '';
      for (let done = 0; done < chunk.length;) done += (await handle.write(chunk, done)).bytesWritten;
      bytes += chunk.length;
      onProgress(bytes);
    };
    for (const piece of pieces) {
      text += piece;
      if (text.length >= CHUNK) await flush();
    }
    await flush();
    await handle.sync();
  } finally {
    await handle.close();
  }
}
