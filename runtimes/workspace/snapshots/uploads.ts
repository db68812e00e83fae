/** Files that a window sends in pieces, beside the workspace's own until somebody has imported them; they go when the workspace is closed. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../core/result.ts';
import { OWN_FOLDER } from '../files/confined-path.ts';

interface Upload {
  readonly path: string;
  readonly size: number;
  readonly handle: FileHandle;
  taken: number;
  whole: boolean;
}

/** Bytes of all that are there at a time. */
export const MOST_BYTES = 4 * 2 ** 30;
const MOST_UPLOADS = 4;

export class Uploads {
  readonly #folder: string;
  readonly #files = new Map<string, Upload>();
  #cleared: Promise<void> | undefined;

  constructor(root: string) {
    this.#folder = join(root, OWN_FOLDER, 'uploads');
  }

  /** @param name what the user calls it: its ending may say what it is. @returns what the window calls it from now on. */
  async begin(name: string, size: number): Promise<Result<string, string>> {
    if (this.#files.size >= MOST_UPLOADS)
      return err('several files are being imported already: close their dialogs first');
    const others = [...this.#files.values()].reduce((sum, one) => sum + one.size, 0);
    if (size + others > MOST_BYTES)
      return err(`${name} is too large to be sent by a window: put it into the workspace's folder`);
    // What an earlier start left.
    this.#cleared ??= rm(this.#folder, { recursive: true, force: true });
    const id = randomBytes(12).toString('hex');
    const path = join(this.#folder, `${id}-${name.replaceAll(/[^\w.-]/g, '_').slice(-80)}`);
    try {
      await this.#cleared;
      await mkdir(this.#folder, { recursive: true });
      const handle = await open(path, 'wx', 0o600);
      this.#files.set(id, { path, size, handle, taken: 0, whole: false });
      return ok(id);
    } catch (error) {
      return err(`${name} was not taken: ${(error as Error).message}`);
    }
  }

  /** The next piece. @param offset of its first byte: whoever sends says where it belongs. */
  async add(id: string, offset: number, bytes: Uint8Array): Promise<Result<void, string>> {
    const upload = this.#files.get(id);
    if (upload === undefined || upload.whole) return err('this file is not being sent: begin anew');
    if (offset !== upload.taken || offset + bytes.length > upload.size)
      return err('pieces of the file came out of order: begin anew');
    upload.taken += bytes.length;
    try {
      await upload.handle.write(bytes, 0, bytes.length, offset);
      if (upload.taken === upload.size) {
        upload.whole = true;
        await upload.handle.close();
      }
      return ok(undefined);
    } catch (error) {
      await this.drop(id);
      return err(`the file was not taken: ${(error as Error).message}`);
    }
  }

  /** Where a file lies that came whole. */
  path(id: string): string | undefined {
    const upload = this.#files.get(id);
    return upload?.whole === true ? upload.path : undefined;
  }

  async drop(id: string): Promise<void> {
    const upload = this.#files.get(id);
    this.#files.delete(id);
    if (upload === undefined) return;
    if (!upload.whole) await upload.handle.close().catch(() => undefined);
    await rm(upload.path, { force: true });
  }

  async close(): Promise<void> {
    for (const id of [...this.#files.keys()]) await this.drop(id);
  }
}

export const sizeOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ size }) => size,
    () => undefined,
  );
