/** What the files of a language declare: those of a workspace, looked at again when they change, and those of the SDK. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { OpenDocument } from '../../../sdk/language-service.ts';
import type { Declared, Scan } from './declared.ts';

export interface IndexedFile {
  /** Workspace path; undefined: of the SDK. */
  readonly path: string | undefined;
  readonly text: string;
  readonly declared: readonly Declared[];
}

/** A workspace with more is looked at in part. */
const MOST_FILES = 400;
const MOST_BYTES = 1_000_000;

export class SourceIndex {
  readonly #scan: Scan;
  readonly #extension: string;
  readonly #sdk: string;
  readonly #known = new Map<string, { readonly version: string; readonly file: IndexedFile }>();

  constructor(scan: Scan, extension: string, sdk: string) {
    this.#scan = scan;
    this.#extension = extension;
    this.#sdk = sdk;
  }

  /** The open file first, then those of the workspace, then the SDK's. */
  async files({ file, workspace, text }: OpenDocument): Promise<readonly IndexedFile[]> {
    const own: IndexedFile = { path: slashed(workspace, file), text, declared: this.#scan(text) };
    const others = (await this.#list(workspace)).filter((path) => path !== file);
    const near = await Promise.all(others.map((path) => this.#read(path, slashed(workspace, path))));
    const sdk = await Promise.all((await this.#list(this.#sdk)).map((path) => this.#read(path, undefined)));
    return [own, ...near, ...sdk].filter((one) => one !== undefined);
  }

  async #read(path: string, shown: string | undefined): Promise<IndexedFile | undefined> {
    try {
      const { mtimeMs, size } = await stat(path);
      if (size > MOST_BYTES) return undefined;
      const version = `${mtimeMs}:${size}`;
      const known = this.#known.get(path);
      if (known?.version === version) return known.file;
      const text = await readFile(path, 'utf8');
      const file = { path: shown, text, declared: this.#scan(text) };
      this.#known.set(path, { version, file });
      return file;
    } catch {
      return undefined;
    }
  }

  async #list(root: string): Promise<readonly string[]> {
    const found: string[] = [];
    const visit = async (folder: string): Promise<void> => {
      for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
        if (found.length >= MOST_FILES) return;
        if (entry.name.startsWith('.') || ['node_modules', 'target', 'testdata'].includes(entry.name)) continue;
        if (entry.isDirectory()) await visit(join(folder, entry.name));
        else if (entry.isFile() && entry.name.endsWith(this.#extension)) found.push(join(folder, entry.name));
      }
    };
    await visit(root);
    return found;
  }
}

const slashed = (root: string, path: string): string => relative(root, path).replaceAll(sep, '/');
