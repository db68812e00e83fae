/** The files of one workspace, as an editor uses them. Writes are whole or not at all, deletions go to the workspace's own trash. */
import { randomUUID } from 'node:crypto';
import { lstat, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { hashOf } from '../../compiling/hash.ts';
import { isInside } from '../../compiling/is-inside.ts';
import { ok, type Result } from '../../core/result.ts';
import { confinedPath, fileError, OWN_FOLDER, type FileError } from './confined-path.ts';
import { replaceFile } from './replace-file.ts';

/** Larger files are no texts that somebody writes. */
export const MAX_TEXT_BYTES = 5_000_000;

export interface TextFile {
  readonly text: string;
  /** SHA-256 of the bytes: what a writer says it has seen. */
  readonly version: string;
}

type Answer<T> = Promise<Result<T, FileError>>;

const inMegabytes = (bytes: number): string => `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;

export class WorkspaceFiles {
  readonly root: string;
  readonly #now: () => number;

  /** @param root absolute and real. @param now milliseconds, for the names of deleted things. */
  constructor(root: string, now: () => number) {
    this.root = root;
    this.#now = now;
  }

  async absolute(path: string): Answer<string> {
    if (path === OWN_FOLDER || path.startsWith(`${OWN_FOLDER}/`))
      return fileError('outside', `${path} belongs to Interleave itself`);
    return confinedPath(this.root, path);
  }

  read(path: string): Answer<TextFile> {
    return this.#at(path, async (file) => {
      const { size } = await stat(file);
      if (size > MAX_TEXT_BYTES)
        return fileError(
          'tooLarge',
          `${path} has ${inMegabytes(size)}; the editor takes up to ${inMegabytes(MAX_TEXT_BYTES)}`,
        );
      return textOf(path, await readFile(file));
    });
  }

  /**
   * @param seen version that the writer began from: where the file has another one by now, nothing is written. Undefined: whatever
   * is there is replaced.
   */
  write(path: string, text: string, seen?: string): Answer<{ readonly version: string }> {
    return this.#at(path, async (file) => {
      if (seen !== undefined) {
        const now = await readFile(file).catch(() => undefined);
        if (now === undefined || hashOf(now) !== seen)
          return fileError('conflict', `${path} has changed on disk: compare, then overwrite or take what is there`);
      }
      const bytes = Buffer.from(text, 'utf8');
      if (bytes.length > MAX_TEXT_BYTES)
        return fileError(
          'tooLarge',
          `${path} would have ${inMegabytes(bytes.length)}; the editor takes up to ${inMegabytes(MAX_TEXT_BYTES)}`,
        );
      await mkdir(dirname(file), { recursive: true });
      await replaceFile(file, bytes);
      return ok({ version: hashOf(bytes) });
    });
  }

  create(path: string, kind: 'file' | 'folder'): Answer<void> {
    return this.#at(path, async (file) => {
      await mkdir(dirname(file), { recursive: true });
      if (kind === 'folder') await mkdir(file);
      else await writeFile(file, '', { flag: 'wx' });
      return ok(undefined);
    });
  }

  /** Renames or moves a file or a folder. */
  move(from: string, to: string): Answer<void> {
    return this.#at(from, async (source) => {
      const target = await this.absolute(to);
      if (!target.ok) return target;
      await lstat(source);
      if (isInside(target.value, source) && target.value !== source)
        return fileError('path', `${from} cannot be moved into itself`);
      // On systems that do not tell cases apart, Token.sol and token.sol are one.
      const taken = await lstat(target.value).catch(() => undefined);
      if (taken !== undefined && from.toLowerCase() !== to.toLowerCase())
        return fileError('exists', `${to} is there already: choose another name`);
      await mkdir(dirname(target.value), { recursive: true });
      await rename(source, target.value);
      return ok(undefined);
    });
  }

  /** Takes a file or a folder to the trash. @returns what brings it back with `restore`. */
  trash(path: string): Answer<{ readonly trashed: string }> {
    return this.#at(path, async (file) => {
      await lstat(file);
      const trashed = `${this.#now()}-${randomUUID().slice(0, 8)}`;
      const folder = join(this.root, OWN_FOLDER, 'trash', trashed);
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, 'path'), path);
      await rename(file, join(folder, 'content'));
      return ok({ trashed });
    });
  }

  /** @param trashed as `trash` gave it. @returns the path where it is again. */
  async restore(trashed: string): Answer<{ readonly path: string }> {
    if (!/^\d+-[0-9a-f]{8}$/.test(trashed))
      return fileError('path', `${JSON.stringify(trashed)} names nothing deleted`);
    const folder = join(this.root, OWN_FOLDER, 'trash', trashed);
    const path = await readFile(join(folder, 'path'), 'utf8').catch(() => undefined);
    if (path === undefined) return fileError('notFound', 'it is not in the trash any more');
    return this.#at(path, async (file) => {
      if ((await lstat(file).catch(() => undefined)) !== undefined)
        return fileError('exists', `${path} is there again: rename it, then restore`);
      await mkdir(dirname(file), { recursive: true });
      await rename(join(folder, 'content'), file);
      await rm(folder, { recursive: true, force: true });
      return ok({ path });
    });
  }

  async #at<T>(path: string, work: (file: string) => Promise<Result<T, FileError>>): Answer<T> {
    const file = await this.absolute(path);
    if (!file.ok) return file;
    try {
      return await work(file.value);
    } catch (error) {
      return fileError(...reason(path, error as NodeJS.ErrnoException));
    }
  }
}

/** UTF-8, else it is not for an editor. */
function textOf(path: string, bytes: Buffer): Result<TextFile, FileError> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.includes('\0')) return ok({ text, version: hashOf(bytes) });
  } catch {
    // Said below.
  }
  return fileError('notText', `${basename(path)} is not a text in UTF-8, so it cannot be shown here`);
}

function reason(path: string, error: NodeJS.ErrnoException): readonly [FileError['code'], string] {
  switch (error.code) {
    case 'ENOENT':
      return ['notFound', `there is no ${path}`];
    case 'EEXIST':
      return ['exists', `${path} is there already: choose another name`];
    case 'EISDIR':
      return ['path', `${path} is a folder`];
    case 'ENOTDIR':
      return ['path', `${path}: a part of it is a file, not a folder`];
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return ['io', `${path} may not be changed: check its permissions`];
    case 'ENOSPC':
      return ['io', `${path} was not written: the disk is full; free some space, then try again`];
    default:
      return ['io', `${path}: ${error.message}`];
  }
}
