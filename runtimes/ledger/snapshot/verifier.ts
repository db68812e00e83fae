/** Whether the records of a snapshot are what they claim to be, as they come: kinds in order, none twice, hashes, the state root. */
import { hash } from 'node:crypto';
import { parseCode, type CellKey, type CellValue } from '../../core/cell.ts';
import { checkCell, checkCode, checkPrecompiles } from '../check-commit.ts';
import type { CheckName } from './check-list.ts';
import {
  KINDS,
  noCounts,
  type ContractRecord,
  type RecordKind,
  type SnapshotHeader,
  type SnapshotRecord,
  type SnapshotTrailer,
} from './format.ts';
import { HistoryVerifier } from './history-verifier.ts';
import { StreamedRoot } from './streamed-root.ts';

export interface Flaw {
  readonly check: CheckName;
  readonly message: string;
}

const flaw = (check: CheckName, message: string): Flaw => ({ check, message });

export class SnapshotVerifier {
  readonly #header: SnapshotHeader;
  readonly #root: StreamedRoot;
  readonly #accounts: ReadonlySet<string> | undefined;
  readonly #history: HistoryVerifier | undefined;
  readonly #counts = noCounts();
  /** What was named last, of the kind that is being read. */
  #last = '';
  #section: RecordKind = 'code';
  /** Code by hash, and whether something names it. */
  readonly #codes = new Map<string, boolean>();
  readonly #artifacts = new Map<string, boolean>();

  constructor(header: SnapshotHeader) {
    this.#header = header;
    this.#root = new StreamedRoot(header.config);
    this.#accounts = header.accounts && new Set(header.accounts);
    this.#history = header.history && new HistoryVerifier(header, header.history);
  }

  take(record: SnapshotRecord): Flaw | undefined {
    const { kind } = record;
    this.#counts[kind]++;
    if (kind !== this.#section) {
      const misplaced = this.#enter(kind);
      if (misplaced !== undefined) return flaw('structure', misplaced);
    }
    switch (kind) {
      case 'cell':
        return this.#cell(record.key, record.value);
      case 'code':
        return this.#sorted(record.hash) ?? this.#code(record.hash, record.bytes);
      case 'preimage':
        return this.#sorted(record.hash) ?? asStructure(checkCode(record)?.message);
      case 'artifact':
        this.#artifacts.set(record.hash, false);
        if (hash('sha256', record.json, 'hex') !== record.hash)
          return flaw('structure', `the artifact ${record.hash} has another SHA-256`);
        if (!isJson(record.json)) return flaw('structure', `the artifact ${record.hash} is no JSON`);
        return this.#sorted(record.hash);
      case 'contract':
        return this.#contract(record);
      case 'change':
        return (
          this.#side(record.key, record.before) ?? this.#side(record.key, record.after) ?? this.#history?.take(record)
        );
      case 'record':
        return this.#namedBy(record.json) ?? this.#history?.take(record);
      case 'first':
      case 'block':
      case 'tx':
      case 'trace':
        return this.#history?.take(record);
    }
  }

  /** What must hold once all is read; a check that is passed is told. */
  end(trailer: SnapshotTrailer, digest: string, passed: (check: CheckName, detail?: string) => void): Flaw | undefined {
    // A file without cells never came to where these are looked at.
    const precompiles = checkPrecompiles(this.#header.config, (code) => this.#codes.has(code));
    if (precompiles !== undefined) return flaw('configuration', precompiles);
    passed('configuration');
    const unnamed = this.#unnamed();
    if (unnamed !== undefined) return flaw('structure', unnamed);
    passed('structure');
    passed('codes', `${this.#codes.size}`);
    const differs = KINDS.find((kind) => trailer.counts[kind] !== this.#counts[kind]);
    if (differs !== undefined)
      return flaw(
        'counts',
        `it has ${this.#counts[differs]} lines of ${differs}, of ${trailer.counts[differs]} that its trailer names`,
      );
    passed('counts', `${this.#counts.cell} cells`);
    if (digest !== trailer.sha256)
      return flaw('checksum', `its SHA-256 is ${digest}, where the trailer says ${trailer.sha256}: it was changed`);
    passed('checksum', digest);
    const root = this.#root.root();
    if (root !== this.#header.stateRoot)
      return flaw(
        'stateRoot',
        `the state root of its cells is ${root}, where the header says ${this.#header.stateRoot}`,
      );
    passed('stateRoot', root);
    const history = this.#history?.end();
    if (history !== undefined) return history;
    passed('history', this.#history === undefined ? 'there is none' : `${this.#counts.block} blocks`);
    return undefined;
  }

  close(): void {
    this.#root.close();
  }

  #enter(kind: RecordKind): string | undefined {
    const history = this.#header.history !== undefined;
    if (!history && KINDS.indexOf(kind) >= KINDS.indexOf('first'))
      return `a ${kind} in a snapshot whose header says that it has no history`;
    const goesBack = KINDS.indexOf(kind) < KINDS.indexOf(this.#section);
    if (goesBack && kind !== 'block') return `a ${kind} after a ${this.#section}: it must stand before`;
    this.#section = kind;
    this.#last = '';
    return undefined;
  }

  #sorted(name: string): Flaw | undefined {
    const last = this.#last;
    this.#last = name;
    if (name > last) return undefined;
    return flaw(
      'structure',
      name === last ? `${name} is there twice` : `${name} comes after ${last}: expected it before`,
    );
  }

  #code(codeHash: string, bytes: Uint8Array): Flaw | undefined {
    this.#codes.set(codeHash, false);
    const error = checkCode({ hash: codeHash, bytes });
    return error && flaw('codes', error.message);
  }

  #cell(key: CellKey, value: CellValue): Flaw | undefined {
    const error = checkCell(key, value, (code) => this.#codes.has(code));
    if (error !== undefined) return flaw(error.code === 'code' ? 'codes' : 'structure', error.message);
    if (value === '') return flaw('structure', `${key} holds nothing: such cells are left out`);
    const account = key.slice(0, key.indexOf('/'));
    if (this.#accounts?.has(account) === false)
      return flaw('structure', `${key} is of an account that the header does not name`);
    const unsorted = this.#sorted(key);
    if (unsorted !== undefined) return unsorted;
    this.#root.add(key, value);
    return this.#nameCode(key, value);
  }

  /** What a cell held before or after a block. */
  #side(key: CellKey, value: CellValue): Flaw | undefined {
    const error = checkCell(key, value, (code) => this.#codes.has(code));
    if (error !== undefined) return flaw(error.code === 'code' ? 'codes' : 'structure', error.message);
    return this.#nameCode(key, value);
  }

  #nameCode(key: CellKey, value: CellValue): Flaw | undefined {
    if (!key.endsWith('/c') || value === '') return undefined;
    const code = parseCode(value)?.hash ?? '';
    if (!this.#codes.has(code)) return flaw('codes', `${key} names code ${code}, which is not there`);
    this.#codes.set(code, true);
    return undefined;
  }

  #namedBy(json: string): Flaw | undefined {
    const { codes } = JSON.parse(json) as { readonly codes: readonly string[] };
    for (const code of codes) {
      if (!this.#codes.has(code)) return flaw('codes', `a record names code ${code}, which is not there`);
      this.#codes.set(code, true);
    }
    return undefined;
  }

  #contract({ account, name, artifact, block }: ContractRecord): Flaw | undefined {
    if (!this.#artifacts.has(artifact))
      return flaw('structure', `${name} has the artifact ${artifact}, which is not there`);
    this.#artifacts.set(artifact, true);
    if (this.#accounts?.has(account) === false)
      return flaw('structure', `${name} is of an account that the header does not name`);
    if (this.#header.history === undefined ? block !== this.#header.block : block > this.#header.block)
      return flaw('structure', `${name} is noted at block ${block}, which is not that of the cells`);
    return this.#sorted(`${account} at block ${String(block).padStart(16, '0')}`);
  }

  /** What nothing names would not be there if it had been exported. */
  #unnamed(): string | undefined {
    const { precompiles = {} } = this.#header.config;
    for (const { code } of Object.values(precompiles)) this.#codes.set(code, true);
    const code = [...this.#codes].find(([, isNamed]) => !isNamed)?.[0];
    if (code !== undefined) return `nothing names the code ${code}`;
    const artifact = [...this.#artifacts].find(([, isNamed]) => !isNamed)?.[0];
    return artifact === undefined ? undefined : `no contract has the artifact ${artifact}`;
  }
}

const asStructure = (message: string | undefined): Flaw | undefined =>
  message === undefined ? undefined : flaw('structure', message);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
