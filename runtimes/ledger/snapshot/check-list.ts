/** What an import checks, in the order in which it is told. */

const CHECKS = {
  file: 'the file can be read',
  compression: 'one whole zstd frame, and nothing after it',
  format: 'a snapshot, of a version that this program knows',
  configuration: 'the configuration is one that a ledger can have',
  structure: 'every line is well-formed, in its place and there once',
  codes: 'code is what its hash says, and all that is named is there',
  counts: 'as many lines of each kind as the trailer says',
  checksum: 'the SHA-256 of the trailer',
  stateRoot: 'the state root over all cells',
  history: 'the blocks follow each other, and lead to the cells',
  runtimes: 'the runtimes of this program accept the code',
  kind: 'well-formed, with nothing that this program would lose',
  chain: 'the chain that it is of can be gone on with',
  ledger: 'the new ledger is written',
} as const;

export type CheckName = keyof typeof CHECKS;

export interface Check {
  readonly name: CheckName;
  /** What is checked. */
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'not reached';
  /** What was found, where there is something to say. */
  readonly detail: string;
}

export class CheckList {
  readonly #status = new Map<CheckName, Pick<Check, 'status' | 'detail'>>();
  readonly #names: readonly CheckName[];

  constructor(names: readonly CheckName[]) {
    this.#names = names;
  }

  passed(name: CheckName, detail = ''): void {
    this.#status.set(name, { status: 'passed', detail });
  }

  failed(name: CheckName, detail: string): void {
    this.#status.set(name, { status: 'failed', detail });
  }

  get list(): readonly Check[] {
    return this.#names.map((name) => ({
      name,
      title: CHECKS[name],
      ...(this.#status.get(name) ?? { status: 'not reached', detail: '' }),
    }));
  }
}

/** Of a file in a format of others. */
export const FOREIGN_CHECKS: readonly CheckName[] = ['file', 'kind', 'chain', 'runtimes', 'ledger'];

/** Those that hold for a snapshot itself, whatever becomes of it. */
export const READ_CHECKS: readonly CheckName[] = [
  'file',
  'compression',
  'format',
  'configuration',
  'structure',
  'codes',
  'counts',
  'checksum',
  'stateRoot',
  'history',
];
