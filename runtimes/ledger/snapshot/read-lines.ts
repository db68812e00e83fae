/** The lines of a compressed file as they come, in memory that is bounded by the longest of them. */
import { isAscii, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import type { CheckList, CheckName } from './check-list.ts';
import { cancelled, SnapshotError, storageFailure } from './failure.ts';
import { MAX_LINE } from './format.ts';
import { ZstdFrame, type FrameFlaw } from './zstd-frame.ts';

export interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** Where it begins in the uncompressed bytes. */
  readonly byte: number;
  /** SHA-256 of all bytes before it, 64 hex digits: of lines that begin with a brace, as header and trailer do. */
  readonly before: string | undefined;
}

interface Place {
  readonly line: number;
  readonly byte: number;
}

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Compressed bytes read so far, and in all. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

const NEWLINE = 0x0a;
const BRACE = 0x7b;
const CHUNK = 2 ** 16;

const DAMAGED = 'Take another copy of the file, or export it again.';
const FLAWS: Readonly<Record<FrameFlaw, readonly [string, string]>> = {
  'not zstd': ['it is not compressed with zstd', 'Name a file that "snapshot export" has written.'],
  cut: ['it ends in the middle: a part is missing', DAMAGED],
  more: ['something follows the end of the compressed data', DAMAGED],
};

/** Other files that are easily taken for a snapshot, by how they begin. */
const OTHERS: readonly (readonly [string, string, string])[] = [
  ['1f8b', 'it is compressed with gzip, not zstd', 'Name a file that "snapshot export" has written.'],
  ['53514c697465', 'it is an SQLite file, not a snapshot', 'A ledger file needs no import: it is used as it is.'],
  ['7b22666f726d6174', 'it is an uncompressed snapshot', 'Compress it: zstd FILE.'],
];

/**
 * Batches of lines. @throws SnapshotError (`compression`, `structure`, `cancelled`, `storage`); the checks `file` and `compression` are
 * noted here.
 */
export async function* readLines(
  file: string,
  checks: CheckList,
  { signal, onProgress }: ReadOptions,
): AsyncGenerator<readonly Line[]> {
  const total = await sizeOf(file, checks);
  const fail = (check: CheckName, message: string, advice: string, place: Partial<Place> = {}) => {
    checks.failed(check, message);
    return new SnapshotError({ code: 'refused', message, file, advice, ...place, checks: checks.list });
  };
  const frame = new ZstdFrame();
  let read = 0;
  let start = '';
  const flawed = (flaw: FrameFlaw): SnapshotError => {
    const other = OTHERS.find(([bytes]) => start.startsWith(bytes));
    const [message, advice] =
      flaw === 'not zstd' && other !== undefined ? (other.slice(1) as [string, string]) : FLAWS[flaw];
    return fail('compression', total === 0 ? 'it is empty' : message, advice);
  };
  const zstd = createZstdDecompress({ chunkSize: CHUNK });
  const flow = pipeline(
    createReadStream(file, { highWaterMark: CHUNK }),
    async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        if (start === '') start = chunk.toString('hex', 0, 16);
        const flaw = frame.push(chunk);
        if (flaw !== undefined) throw flawed(flaw);
        read += chunk.length;
        onProgress?.(read, total);
        yield chunk;
      }
      const flaw = frame.end();
      if (flaw !== undefined) throw flawed(flaw);
    },
    zstd,
    { signal },
  );
  // Whoever reads is told; where nobody reads any more, nobody needs to be.
  flow.catch(() => undefined);

  const splitter = new LineSplitter();
  try {
    for await (const chunk of zstd as AsyncIterable<Buffer>) {
      const lines = splitter.push(chunk);
      if (splitter.open > MAX_LINE)
        throw fail('structure', `a line has more than ${MAX_LINE} bytes`, DAMAGED, splitter.place);
      if (lines.length > 0) yield lines;
      if (splitter.badText !== undefined)
        throw fail('structure', 'the line is no UTF-8 text', DAMAGED, splitter.badText);
    }
    await flow;
  } catch (error) {
    if (error instanceof SnapshotError) throw error;
    if (signal?.aborted) throw new SnapshotError(cancelled(file, checks.list));
    const { code } = error as { code?: unknown };
    if (typeof code === 'string' && (code.startsWith('ZSTD_') || code === 'Z_BUF_ERROR')) {
      const end = frame.end();
      if (end !== undefined && read === total) throw flawed(end);
      throw fail('compression', 'its compressed data is damaged', DAMAGED, splitter.place);
    }
    if (code === undefined) throw error;
    checks.failed('file', String((error as Error).message));
    throw new SnapshotError(storageFailure(file, error, checks.list));
  } finally {
    zstd.destroy();
  }
  checks.passed('compression');
  if (splitter.open > 0) throw fail('structure', 'the last line has no end', DAMAGED, splitter.place);
}

async function sizeOf(file: string, checks: CheckList): Promise<number> {
  try {
    const found = await stat(file);
    if (!found.isFile()) {
      const message = found.isDirectory() ? 'this is a folder, not a snapshot' : 'this is no regular file';
      checks.failed('file', message);
      throw new SnapshotError({ code: 'storage', message, file, advice: 'Name the file.', checks: checks.list });
    }
    checks.passed('file', `${found.size} bytes`);
    return found.size;
  } catch (error) {
    if (error instanceof SnapshotError) throw error;
    const failure = storageFailure(file, error);
    checks.failed('file', failure.message);
    throw new SnapshotError({ ...failure, checks: checks.list });
  }
}

class LineSplitter {
  readonly #digest = createHash('sha256');
  /** What has come of a line whose end has not. */
  #parts: Buffer[] = [];
  #number = 1;
  #byte = 0;
  /** Bytes of the line that is open. */
  open = 0;
  /** The first line that is no text; nothing is read after it. */
  badText: Place | undefined;

  /** Where the line that is open begins. */
  get place(): Place {
    return { line: this.#number, byte: this.#byte };
  }

  /** Lines that end in the chunk. */
  push(chunk: Buffer): readonly Line[] {
    const lines: Line[] = [];
    let start = 0;
    /** From where on the chunk is not in the digest yet. */
    let fresh = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const isWhole = this.#parts.length === 0;
      const bytes = isWhole ? chunk.subarray(start, end) : Buffer.concat([...this.#parts, chunk.subarray(0, end)]);
      const text = textOf(bytes);
      if (text === undefined) {
        this.badText = this.place;
        return lines;
      }
      let before: string | undefined;
      if (bytes[0] === BRACE) {
        this.#digest.update(chunk.subarray(fresh, start));
        fresh = start;
        before = this.#digest.copy().digest('hex');
      }
      lines.push({ text, number: this.#number, byte: this.#byte, before });
      for (const part of this.#parts) this.#digest.update(part);
      this.#parts = [];
      this.#number++;
      this.#byte += bytes.length + 1;
      start = end + 1;
    }
    this.#digest.update(chunk.subarray(fresh, start));
    if (start < chunk.length) this.#parts.push(chunk.subarray(start));
    this.open = this.#parts.reduce((sum, { length }) => sum + length, 0);
    return lines;
  }
}

function textOf(bytes: Buffer): string | undefined {
  if (isAscii(bytes)) return bytes.toString('latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}
