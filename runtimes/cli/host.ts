export interface OutputStream {
  write(text: string): void;
  readonly isTTY: boolean;
  /** undefined where it is no terminal. */
  readonly columns: number | undefined;
}

/** What the command line sees of its process; tests give it another one. */
export interface Host {
  readonly out: OutputStream;
  readonly err: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the user stands: paths of the command line are relative to it. */
  readonly base: string;
  /** Milliseconds, for the display of progress only. */
  now(): number;
  /** Aborted by a signal of the user; its reason is a `Cancellation`. */
  readonly signal: AbortSignal;
}

export interface Cancellation {
  readonly signal: string;
  readonly exitCode: number;
}
