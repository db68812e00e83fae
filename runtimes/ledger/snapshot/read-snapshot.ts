/** Reads a snapshot and checks it while it is read: whatever was altered, cut or made up is refused with its place. */
import type { CheckList } from './check-list.ts';
import { SnapshotError, type SnapshotFailure } from './failure.ts';
import { FORMAT_VERSION, type SnapshotHeader, type SnapshotRecord, type SnapshotTrailer } from './format.ts';
import { headerLine, headerOf, recordLine, recordOf, trailerLine, trailerOf } from './lines.ts';
import { migrated, versionOf } from './migrations.ts';
import { readLines, type Line, type ReadOptions } from './read-lines.ts';
import { ShapeError } from './shape.ts';
import { SnapshotVerifier, type Flaw } from './verifier.ts';

export interface SnapshotReading {
  readonly header: SnapshotHeader;
  /** Its version of the format, before migration. */
  readonly version: number;
  /** Once `records` has ended. @throws Error before. */
  trailer(): SnapshotTrailer;
  /**
   * All records in their order. What comes is well-formed and in its place; whether it is whole and unaltered is known once it has ended.
   * @throws SnapshotError
   */
  readonly records: AsyncIterable<readonly SnapshotRecord[]>;
}

const DAMAGED = 'Take another copy of the file, or export it again.';

/** Reads the header. @throws SnapshotError where it is refused; records are read, and the rest checked, as they are asked for. */
export async function readSnapshot(file: string, checks: CheckList, options: ReadOptions): Promise<SnapshotReading> {
  const reader = new Reader(file, checks);
  const lines = readLines(file, checks, options);
  try {
    const first = await lines.next();
    const [line, ...rest] = first.done === true ? [] : first.value;
    const { header, version } = reader.header(line);
    let trailer: SnapshotTrailer | undefined;
    async function* records(): AsyncGenerator<readonly SnapshotRecord[]> {
      const verifier = new SnapshotVerifier(header);
      try {
        yield reader.records(rest, version, verifier);
        for await (const batch of lines) yield reader.records(batch, version, verifier);
        trailer = reader.end(verifier);
      } finally {
        verifier.close();
        await lines.return(undefined);
      }
    }
    return {
      header,
      version,
      records: records(),
      trailer: () => {
        if (trailer === undefined) throw new Error('the trailer is asked for before all records are read');
        return trailer;
      },
    };
  } catch (error) {
    await lines.return(undefined);
    throw error;
  }
}

class Reader {
  readonly #file: string;
  readonly #checks: CheckList;
  #trailer: { readonly line: Line; readonly trailer: SnapshotTrailer } | undefined;
  /** Place in its block of the next transaction. */
  #index = 0;

  constructor(file: string, checks: CheckList) {
    this.#file = file;
    this.#checks = checks;
  }

  header(line: Line | undefined): { readonly header: SnapshotHeader; readonly version: number } {
    if (line === undefined) throw this.#refuse({ check: 'format', message: 'it has no line at all' }, undefined);
    const json = this.#parse(line, 'format');
    const version = versionOf(json);
    if (typeof version !== 'number')
      throw this.#refuse({ check: 'format', message: version.problem }, line, version.advice);
    return this.#shaped(line, 'configuration', () => {
      const [header] = version === FORMAT_VERSION ? [json] : migrated(json, version);
      const read = headerOf(header);
      if (version === FORMAT_VERSION && headerLine(read) !== line.text)
        throw new ShapeError('the header is written in another way than this program does');
      this.#checks.passed('format', `version ${version}, written by ${read.program}`);
      return { header: read, version };
    });
  }

  records(lines: readonly Line[], version: number, verifier: SnapshotVerifier): readonly SnapshotRecord[] {
    const records: SnapshotRecord[] = [];
    for (const line of lines) {
      if (this.#trailer !== undefined)
        throw this.#refuse({ check: 'structure', message: 'a line after the trailer' }, line);
      const json = this.#parse(line, 'structure');
      if (line.before !== undefined) {
        this.#trailer = { line, trailer: this.#readTrailer(line, json, version) };
        continue;
      }
      for (const one of version === FORMAT_VERSION ? [json] : migrated(json, version)) {
        const record = this.#shaped(line, 'structure', () =>
          this.#record(one, version === FORMAT_VERSION ? line : undefined),
        );
        const flaw = verifier.take(record);
        if (flaw !== undefined) throw this.#refuse(flaw, line);
        records.push(record);
      }
    }
    return records;
  }

  end(verifier: SnapshotVerifier): SnapshotTrailer {
    if (this.#trailer === undefined)
      throw this.#refuse({ check: 'structure', message: 'it has no trailer: a part is missing at its end' }, undefined);
    const { trailer, line } = this.#trailer;
    const flaw = verifier.end(trailer, line.before ?? '', (check, detail) => this.#checks.passed(check, detail));
    if (flaw !== undefined) throw this.#refuse(flaw, undefined);
    return trailer;
  }

  #record(json: unknown, line: Line | undefined): SnapshotRecord {
    const record = recordOf(json, this.#index);
    if (line !== undefined && recordLine(record) !== line.text)
      throw new ShapeError('the line is written in another way than this program does');
    if (record.kind === 'block') this.#index = 0;
    else if (record.kind === 'tx') this.#index++;
    return record;
  }

  #readTrailer(line: Line, json: unknown, version: number): SnapshotTrailer {
    return this.#shaped(line, 'structure', () => {
      const [trailer] = version === FORMAT_VERSION ? [json] : migrated(json, version);
      const read = trailerOf(trailer);
      if (version === FORMAT_VERSION && trailerLine(read) !== line.text)
        throw new ShapeError('the trailer is written in another way than this program does');
      return read;
    });
  }

  #parse(line: Line, check: Flaw['check']): unknown {
    try {
      return JSON.parse(line.text);
    } catch {
      throw this.#refuse({ check, message: `the line is no JSON: ${JSON.stringify(line.text.slice(0, 60))}` }, line);
    }
  }

  #shaped<T>(line: Line, check: Flaw['check'], read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      throw this.#refuse({ check, message: error.message }, line);
    }
  }

  #refuse({ check, message }: Flaw, line: Line | undefined, advice = DAMAGED): SnapshotError {
    this.#checks.failed(check, message);
    const failure: SnapshotFailure = { code: 'refused', message, file: this.#file, advice, checks: this.#checks.list };
    return new SnapshotError(line === undefined ? failure : { ...failure, line: line.number, byte: line.byte });
  }
}
