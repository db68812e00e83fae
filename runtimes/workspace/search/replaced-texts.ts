/** What files were before texts in them were replaced, so that it can be taken back: in the workspace's own folder. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../core/result.ts';
import { OWN_FOLDER } from '../files/confined-path.ts';
import type { WorkspaceFiles } from '../files/workspace-files.ts';

const manifest = z.array(z.object({ path: z.string(), before: z.string(), version: z.string() }));
export type ReplacedFile = z.infer<typeof manifest>[number];

/** Older ones go. */
const KEPT = 20;
const ID = /^\d+-[0-9a-f]{8}$/;

export class ReplacedTexts {
  readonly #folder: string;
  readonly #files: WorkspaceFiles;

  constructor(root: string, files: WorkspaceFiles) {
    this.#folder = join(root, OWN_FOLDER, 'replaced');
    this.#files = files;
  }

  /** Before anything is written. @param now milliseconds. @returns its name. */
  async keep(files: readonly ReplacedFile[], now: number): Promise<Result<string, string>> {
    const id = `${now}-${randomUUID().slice(0, 8)}`;
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(join(this.#folder, `${id}.json`), JSON.stringify(files));
      const old = (await readdir(this.#folder)).sort().slice(0, -KEPT);
      await Promise.all(old.map((name) => rm(join(this.#folder, name), { force: true })));
      return ok(id);
    } catch (error) {
      return err(`nothing was replaced: what is there now could not be kept first: ${(error as Error).message}`);
    }
  }

  /** Files that somebody changed since stay as they are. */
  async bringBack(
    id: string,
  ): Promise<Result<{ readonly written: string[]; readonly refused: { path: string; message: string }[] }, string>> {
    let kept: readonly ReplacedFile[];
    try {
      if (!ID.test(id)) throw new Error(id);
      kept = manifest.parse(JSON.parse(await readFile(join(this.#folder, `${id}.json`), 'utf8')));
    } catch {
      return err('what was replaced is not kept any more');
    }
    const written: string[] = [];
    const refused: { path: string; message: string }[] = [];
    for (const { path, before, version } of kept) {
      const done = await this.#files.write(path, before, version);
      if (done.ok) written.push(path);
      else refused.push({ path, message: done.error.message });
    }
    return ok({ written, refused });
  }
}
