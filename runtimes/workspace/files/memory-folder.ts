/** What windows remember, as files of one folder: named texts, and texts of files that are not saved yet. Of two, the later counts. */
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf } from '../../compiling/hash.ts';
import { inTurn } from '../../compiling/in-turn.ts';
import { ok, type Result } from '../../core/result.ts';
import { fileError, type FileError } from './confined-path.ts';
import { replaceFile } from './replace-file.ts';

export interface Remembered {
  readonly name: string;
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

const UNSAVED = 'unsaved/';
const PLAIN = /^[a-z][a-z-]*\.json$/;

export class MemoryFolder {
  readonly folder: string;
  readonly #names: ReadonlySet<string>;
  /** When a name was written last: what was sent earlier may come later. */
  readonly #times = new Map<string, number>();
  readonly #turn = inTurn();

  /** @param folder absolute; made with the first text. @param names files of it that are texts to remember; others are not looked at. */
  constructor(folder: string, names: readonly string[]) {
    this.folder = folder;
    this.#names = new Set(names.filter((name) => PLAIN.test(name)));
  }

  /** What cannot be read is not remembered: it stays where it is. */
  async read(): Promise<readonly Remembered[]> {
    const plain = [...this.#names].map(async (name): Promise<Remembered | undefined> => {
      const file = join(this.folder, name);
      const [text, seen] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
      return { name, text, time: seen.mtimeMs };
    });
    const unsaved = readdir(join(this.folder, UNSAVED)).then((names) =>
      all(
        names
          .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
          .map(async (name) => unsavedOf(await readFile(join(this.folder, UNSAVED, name), 'utf8'))),
      ),
    );
    const both = await Promise.all([all(plain), unsaved.catch(() => [])]);
    return both.flat();
  }

  /** @param text null: forgets it. */
  write(name: string, text: string | null, time: number): Promise<Result<void, FileError>> {
    return this.#turn(name, async () => {
      if ((this.#times.get(name) ?? 0) > time) return ok(undefined);
      const isUnsaved = name.startsWith(UNSAVED);
      if (!isUnsaved && !this.#names.has(name)) return fileError('path', `nothing is remembered as ${name}`);
      this.#times.set(name, time);
      const file = isUnsaved
        ? join(this.folder, UNSAVED, `${hashOf(name).slice(0, 32)}.json`)
        : join(this.folder, name);
      try {
        if (text === null) await rm(file, { force: true });
        else {
          await mkdir(isUnsaved ? join(this.folder, UNSAVED) : this.folder, { recursive: true });
          await replaceFile(file, Buffer.from(isUnsaved ? JSON.stringify({ name, text, time }) : text, 'utf8'));
        }
        return ok(undefined);
      } catch (error) {
        return fileError('io', `${file} could not be written: ${(error as Error).message}`);
      }
    });
  }
}

/** Those that could be read. */
async function all(reading: readonly Promise<Remembered | undefined>[]): Promise<readonly Remembered[]> {
  const read = await Promise.all(reading.map((one) => one.catch(() => undefined)));
  return read.filter((one) => one !== undefined);
}

function unsavedOf(json: string): Remembered | undefined {
  const { name, text, time } = JSON.parse(json) as Partial<Record<keyof Remembered, unknown>>;
  if (typeof name !== 'string' || !name.startsWith(UNSAVED) || typeof text !== 'string' || typeof time !== 'number')
    return undefined;
  return { name, text, time };
}
