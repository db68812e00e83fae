/** Which workspaces were open, the newest first, in a file of the user's. */
import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { writeWhole } from '../../compiling/write-whole.ts';
import { recentWorkspace, type RecentWorkspace } from '../contract/workspace.ts';
import { isFolder } from './examples.ts';

const KEPT = 10;

/** @param file absolute; undefined: nothing is remembered. */
export class RecentWorkspaces {
  readonly #file: string | undefined;

  constructor(file: string | undefined) {
    this.#file = file;
  }

  /** Those that are still there. */
  async list(): Promise<readonly RecentWorkspace[]> {
    const all = await this.#read();
    const there = await Promise.all(all.map(({ path }) => isFolder(path)));
    return all.filter((_, i) => there[i]);
  }

  async opened(path: string, now: number): Promise<void> {
    if (this.#file === undefined) return;
    const others = (await this.#read()).filter((one) => one.path !== path);
    const list = [{ name: basename(path), path, opened: now }, ...others].slice(0, KEPT);
    await writeWhole(dirname(this.#file), basename(this.#file), JSON.stringify(list));
  }

  async #read(): Promise<readonly RecentWorkspace[]> {
    if (this.#file === undefined) return [];
    try {
      return z.array(recentWorkspace).parse(JSON.parse(await readFile(this.#file, 'utf8')));
    } catch {
      return [];
    }
  }
}
