import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes a file so that nobody ever finds half of it, and makes the folder. Says whether it was written and never fails: what cannot
 * be kept is compiled again.
 */
export async function writeWhole(folder: string, name: string, content: string | Uint8Array): Promise<boolean> {
  const temporary = join(folder, `.${randomUUID()}.tmp`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(temporary, content);
    await rename(temporary, join(folder, name));
    return true;
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
    return false;
  }
}

/** The same for a thread that never comes back to its event loop. */
export function writeWholeSync(folder: string, name: string, content: string | Uint8Array): boolean {
  const temporary = join(folder, `.${randomUUID()}.tmp`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(temporary, content);
    renameSync(temporary, join(folder, name));
    return true;
  } catch {
    rmSync(temporary, { force: true });
    return false;
  }
}
