/** What the requests of a session work on. */
import type { Result } from '../../core/result.ts';
import type { Debugger, Stop } from '../debugger.ts';
import type { SourceTexts } from './source-texts.ts';

/** A transaction that is ready to be stepped through. */
export interface Opened {
  readonly debugger: Debugger;
  /** Of the transaction: `token.transfer(alice, 5)`. */
  readonly title: string;
  /** What its user should know first, a sentence each. */
  readonly notes: readonly string[];
}

/** What is there once a transaction is open. */
export interface Session {
  readonly opened: Opened;
  readonly debugger: Debugger;
  readonly sources: SourceTexts;
  readonly event: (event: string, body?: object) => void;
  /** The debugger has moved: what was shown is void. Told after the answer, as `terminated` is. */
  readonly stopped: (stop: Stop) => void;
  readonly terminated: () => void;
}

/** The answer's body. The error is a sentence, shown to the user. */
export type Answer = Result<object | undefined, string>;

export const done = (body?: object): Answer => ({ ok: true, value: body });
