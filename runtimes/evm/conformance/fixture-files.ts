import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';

export interface FixtureFile {
  /** Path inside the source, with `/`. */
  readonly file: string;
  readonly text: string;
}

/** The fixtures cannot be read at all. */
export class FixtureSourceError extends Error {
  override readonly name = 'FixtureSourceError';
}

const ARCHIVE = /\.(?:tar|tar\.gz|tgz|tar\.xz|txz)$/;

/**
 * The JSON files of a folder (in order of their paths) or of a tar archive, plain, gzipped or xz (in its order). Files and folders
 * whose name begins with a dot are left out. @throws FixtureSourceError
 */
export async function* fixtureFiles(source: string): AsyncGenerator<FixtureFile> {
  const found = await stat(source).catch(() => undefined);
  if (found === undefined) throw new FixtureSourceError(`no such folder or archive: ${source}`);
  if (found.isDirectory()) yield* inFolder(source);
  else if (ARCHIVE.test(source)) yield* inArchive(source);
  else if (source.endsWith('.json')) yield { file: path.basename(source), text: await readFile(source, 'utf8') };
  else
    throw new FixtureSourceError(
      `${source} is neither a folder nor a .tar, .tar.gz or .tar.xz archive nor a .json file`,
    );
}

async function* inFolder(root: string): AsyncGenerator<FixtureFile> {
  const names = await readdir(root, { recursive: true });
  for (const name of names.map((entry) => entry.split(path.sep).join('/')).sort()) {
    if (isFixture(name)) yield { file: name, text: await readFile(path.join(root, name), 'utf8') };
  }
}

async function* inArchive(source: string): AsyncGenerator<FixtureFile> {
  const archive = extract();
  // A failure reaches the loop below as the failure of the archive.
  const feeding = pipeline(await unpacked(source), archive).catch(() => undefined);
  try {
    for await (const entry of archive) {
      const file = entry.header.name.replace(/^\.\//, '');
      if (entry.header.type === 'file' && isFixture(file)) yield { file, text: await text(entry) };
      else entry.resume();
    }
  } catch (error) {
    throw new FixtureSourceError(
      `${source} cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`,
    );
  } finally {
    archive.destroy();
    await feeding;
  }
}

async function unpacked(source: string): Promise<Readable> {
  const file = createReadStream(source);
  if (source.endsWith('gz')) return file.compose(createGunzip()) as unknown as Readable;
  if (!source.endsWith('xz')) return file;
  const { default: xz } = await import('xz-decompress');
  return Readable.fromWeb(new xz.XzReadableStream(Readable.toWeb(file)));
}

const isFixture = (name: string): boolean =>
  name.endsWith('.json') && !name.split('/').some((part) => part.startsWith('.'));
