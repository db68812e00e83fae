/** A process at the other end of a message channel, however it was started: a child, an Electron utility process, a remote host. */
export interface RemoteProcess {
  /** undefined where the process is not on this machine. */
  readonly pid: number | undefined;
  send(message: Uint8Array): void;
  /** Ends it at once; `onExit` follows. */
  kill(): void;
}

export interface ProcessEvents {
  message(message: Uint8Array): void;
  /** Once, and last. `reason` is for people: exit code or signal, and the last lines it wrote to stderr. `signalled`: it did not end by itself. */
  exit(reason: string, signalled: boolean): void;
}

export interface ProcessSpec {
  /** Path or file URL of the module to run. */
  readonly entry: string;
  readonly args: readonly string[];
}

export type Launch = (spec: ProcessSpec, events: ProcessEvents) => RemoteProcess;
