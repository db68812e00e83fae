/** The kit's cases as data: test files make tests of them, and the kit's own tests see which of them a broken runtime fails. */
import type { Capability, RuntimeAdapter } from './adapter.ts';
import type { ProbeLab } from './probe-lab.ts';

export interface ConformanceCase {
  readonly group: string;
  readonly name: string;
  /** Whether the runtime has what the case needs. Where it has not, the refusal is tested instead (`capability-cases.ts`). */
  readonly applies: boolean;
  /** Throws where the runtime does not conform. */
  readonly run: () => Promise<void>;
}

type Body = () => Promise<void> | void;

/** What the parts of the kit add their cases to. */
export class Cases {
  readonly all: ConformanceCase[] = [];
  readonly #adapter: RuntimeAdapter;
  #group = '';
  #applies = true;

  constructor(adapter: RuntimeAdapter) {
    this.#adapter = adapter;
  }

  /** Groups do not nest. `applies: false`: none of its cases does. */
  readonly describe = (group: string, body: () => void, applies = true): void => {
    this.#group = group;
    this.#applies = applies;
    body();
  };

  readonly test = (name: string, run: Body, applies = true): void => {
    this.all.push({ group: this.#group, name, applies: applies && this.#applies, run: async () => run() });
  };

  /** A `test` for what only runtimes with the capability do. */
  readonly testWith =
    (capability: Capability) =>
    (name: string, run: Body): void =>
      this.test(name, run, this.#adapter.lacks?.[capability] === undefined);
}

/** `lab` may be asked for when a case runs. */
export type Suite = (cases: Cases, adapter: RuntimeAdapter, lab: () => ProbeLab) => void;
