import type { Layout } from './report/layout.ts';

export interface Problem {
  readonly message: string;
  /** As seen from where the command was called. */
  readonly file?: string | undefined;
  /** From 1. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** Why a command has nothing to report. */
export interface Failure extends Problem {
  readonly more?: readonly Problem[] | undefined;
  /** What the user can do about it. */
  readonly advice?: string | undefined;
  /** What was checked before it was refused, in the order in which it is checked. */
  readonly checks?: readonly CheckLine[] | undefined;
}

export interface CheckLine {
  readonly name: string;
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'not reached';
  readonly detail: string;
}

/** What a command has to say when it is done. One place writes it, so that `--json` never gets a second object on stdout. */
export type Answer =
  | {
      readonly kind: 'report';
      readonly exitCode: number;
      readonly json: object;
      /** For people; ends without a line break. */
      readonly text: (layout: Layout) => string;
      /** Said on stderr after the report, with `--json` too. */
      readonly note?: string | undefined;
    }
  | { readonly kind: 'help'; readonly exitCode: 0; readonly text: string }
  /** It said what it had to say (by `write`) while it ran. */
  | { readonly kind: 'told'; readonly exitCode: number }
  | { readonly kind: 'failure'; readonly exitCode: number; readonly failure: Failure };

export const refusal = (exitCode: number, failure: Failure): Answer => ({ kind: 'failure', exitCode, failure });
