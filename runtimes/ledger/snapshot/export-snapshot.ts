/** Writes a snapshot: all of it or nothing, in memory that does not grow with the number of cells. */
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, type ZstdCompress } from 'node:zlib';
import type { AccountId } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { damaged, failureOf, sourceFailure, SnapshotError, taken, type SnapshotFailure } from './failure.ts';
import { MAX_LINE, noCounts, type Counts, type SnapshotHeader, type SnapshotRecord } from './format.ts';
import { headerLine, recordLine, trailerLine } from './lines.ts';
import type { SnapshotSource } from './snapshot-source.ts';
import { survey, type Survey } from './survey.ts';
import { publish, temporaryOf } from './whole-file.ts';

export interface ExportOptions {
  readonly source: SnapshotSource;
  /** Absolute path. */
  readonly file: string;
  /** What the header names as its writer, like `interleave 0.1.0`. */
  readonly program: string;
  /** Only these; all unless given. Never with history. */
  readonly accounts?: readonly AccountId[] | undefined;
  /** Unless true, state alone. */
  readonly history?: boolean | undefined;
  /** Unless true, a file that is there is left as it is and the export refused. */
  readonly replace?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Cells taken in; then cells written, of how many. */
  readonly onProgress?: ((phase: 'reading' | 'writing', done: number, total: number | undefined) => void) | undefined;
}

export interface Exported {
  readonly file: string;
  readonly header: SnapshotHeader;
  readonly counts: Counts;
  /** Of the uncompressed bytes before the trailer. */
  readonly sha256: string;
  /** Before and after compression. */
  readonly bytes: number;
  readonly fileBytes: number;
}

const CHUNK = 2 ** 18;
/** zstd's default: a higher level costs far more time than it saves space here. */
const LEVEL = 3;

export async function exportSnapshot(options: ExportOptions): Promise<Result<Exported, SnapshotFailure>> {
  const { source, file, history, signal, onProgress } = options;
  const temporary = temporaryOf(file);
  const accounts = options.accounts && [...new Set(options.accounts)].sort();
  let surveyed: Survey | undefined;
  try {
    check(options);
    surveyed = await survey(source, {
      accounts,
      history,
      signal,
      onProgress: (done) => onProgress?.('reading', done, undefined),
    });
    if (accounts === undefined && source.root !== undefined && source.root !== surveyed.stateRoot)
      throw new SnapshotError({ ...damaged(source.name, source.root, surveyed.stateRoot), file });
    const [empty] = surveyed.empty;
    if (empty !== undefined)
      throw unfit(file, `the account 0x${empty} holds nothing there`, 'Check the address and the block.');
    const header: SnapshotHeader = {
      program: options.program,
      config: source.config,
      block: source.block,
      accounts,
      history: history === true ? source.history?.header : undefined,
      stateRoot: surveyed.stateRoot,
    };
    const written = new Writing(options, header, surveyed);
    const level = { [constants.ZSTD_c_compressionLevel]: LEVEL, [constants.ZSTD_c_checksumFlag]: 1 };
    // Flushed: on the disk before it gets its name.
    const target = createWriteStream(temporary, { flags: 'w', flush: true });
    const zstd = createZstdCompress({ params: level });
    await pipeline(() => intoOneFrame(written, zstd), zstd, target, { signal });
    const { size } = await stat(temporary);
    await publish(temporary, file, options.replace === true);
    return ok({ file, header, ...written.summary, fileBytes: size });
  } catch (error) {
    await rm(temporary, { force: true });
    return err(sourceFailure(source.name, error) ?? failureOf(file, error));
  } finally {
    surveyed?.preimages?.close();
  }
}

function check({ source, file, accounts, history, replace }: ExportOptions): void {
  if (history === true && accounts !== undefined)
    throw unfit(file, 'some accounts alone have no history', 'Leave out the history or the choice of accounts.');
  if (history === true && source.history === undefined)
    throw unfit(file, `${source.name} has no history`, 'Export it without.');
  if (accounts?.length === 0) throw unfit(file, 'no account is chosen', 'Name one, or none to export all.');
  if (replace !== true && existsSync(file)) throw new SnapshotError(taken(file));
}

const unfit = (file: string, message: string, advice: string): SnapshotError =>
  new SnapshotError({ code: 'source', message, file, advice, checks: [] });

/**
 * Node's compressor ends its frame with the last chunk where it knows of the end by then, and adds an empty frame at the end itself. So the
 * last chunk is taken in before the end comes.
 */
async function* intoOneFrame(written: Writing, zstd: ZstdCompress): AsyncGenerator<Buffer> {
  yield* written.chunks();
  await new Promise<void>((resolve, reject) => {
    zstd.write(written.trailer(), (error) => (error ? reject(error) : resolve()));
  });
}

/** The lines on their way to the file. */
class Writing {
  readonly #options: ExportOptions;
  readonly #header: SnapshotHeader;
  readonly #survey: Survey;
  readonly #digest = createHash('sha256');
  readonly #counts = noCounts();
  #bytes = 0;
  #sha256 = '';

  constructor(options: ExportOptions, header: SnapshotHeader, found: Survey) {
    this.#options = options;
    this.#header = header;
    this.#survey = found;
  }

  get summary(): Pick<Exported, 'counts' | 'sha256' | 'bytes'> {
    return { counts: this.#counts, sha256: this.#sha256, bytes: this.#bytes };
  }

  *chunks(): Generator<Buffer> {
    let text = '';
    for (const line of this.#lines()) {
      text += line;
      text += '\n';
      if (text.length < CHUNK) continue;
      yield this.#chunk(text);
      text = '';
    }
    if (text !== '') yield this.#chunk(text);
  }

  /** After all chunks. */
  trailer(): Buffer {
    this.#sha256 = this.#digest.digest('hex');
    const trailer = Buffer.from(`${trailerLine({ counts: this.#counts, sha256: this.#sha256 })}\n`);
    this.#bytes += trailer.length;
    return trailer;
  }

  #chunk(text: string): Buffer {
    const bytes = Buffer.from(text);
    this.#digest.update(bytes);
    this.#bytes += bytes.length;
    this.#options.onProgress?.('writing', this.#counts.cell, this.#survey.cells);
    return bytes;
  }

  *#lines(): Generator<string> {
    yield headerLine(this.#header);
    for (const record of this.#records()) {
      this.#counts[record.kind]++;
      const line = recordLine(record);
      if (line.length > MAX_LINE / 2 && Buffer.byteLength(line) > MAX_LINE) throw this.#tooLong(record);
      yield line;
    }
  }

  *#records(): Generator<SnapshotRecord> {
    const { source, history } = this.#options;
    const { codes, contracts, preimages } = this.#survey;
    for (const hash of codes) yield { kind: 'code', hash, bytes: this.#code(hash) };
    for (const [key, value] of source.cells(this.#header.accounts)) yield { kind: 'cell', key, value };
    for (const [hash, bytes] of preimages ?? (history === true ? source.preimages?.all() : undefined) ?? [])
      yield { kind: 'preimage', hash, bytes };
    for (const hash of [...new Set(contracts.map(({ artifact }) => artifact))].sort())
      yield { kind: 'artifact', hash, ...source.artifact(hash) };
    for (const contract of contracts) yield { kind: 'contract', ...contract };
    if (history === true) yield* source.history?.records() ?? [];
  }

  #code(hash: string): Uint8Array {
    const bytes = this.#options.source.code(hash);
    if (bytes !== undefined) return bytes;
    throw unfit(
      this.#options.file,
      `the ledger is damaged: it lacks the code ${hash}`,
      'Restore a backup or import a snapshot.',
    );
  }

  #tooLong(record: SnapshotRecord): SnapshotError {
    const what = 'hash' in record ? `${record.kind} ${record.hash}` : `a ${record.kind}`;
    return unfit(this.#options.file, `${what} takes more than ${MAX_LINE} bytes`, 'A snapshot cannot hold it.');
  }
}
