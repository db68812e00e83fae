/** How the processes of json-process.ts are started: as children of Node, with messages over its IPC, unless the program says otherwise. */
import { fork } from 'node:child_process';
import type { ProcessSpec } from './transport.ts';

export interface JsonChild {
  /** undefined: it has not started, or is gone. */
  readonly pid: number | undefined;
  send(message: unknown): void;
  /** Ends it at once. */
  kill(): void;
  /** An idle child must not keep its parent running. */
  hold(held: boolean): void;
}

export interface JsonChildEvents {
  message(message: unknown): void;
  stderr(text: string): void;
  /** It ended, in words that follow its name, with all that it wrote. */
  ended(how: string): void;
  /** The process is no more. May come before `ended`, which waits for what it wrote. */
  gone(): void;
}

/** `name`: for people. */
export type StartJsonChild = (spec: ProcessSpec & { readonly name: string }, events: JsonChildEvents) => JsonChild;

export const forkJsonChild: StartJsonChild = ({ entry, args }, events) => {
  const child = fork(entry, [...args], {
    execPath: process.execPath,
    execArgv: [], // the parent's --inspect and test hooks are not for the child
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.stderr?.on('data', (chunk: Buffer) => events.stderr(chunk.toString('utf8')));
  (child.stderr as { unref?: () => void } | null)?.unref?.();
  child.on('message', (message) => events.message(message));
  child.on('error', (error) => {
    events.ended(`could not run: ${error.message}`);
    if (child.pid === undefined) events.gone();
  });
  child.once('close', (code, signal) =>
    events.ended(signal ? `was ended by ${signal}` : `ended with code ${String(code)}`),
  );
  // Not its 'close': that waits for stderr, which is not held and which a grandchild could keep open.
  child.once('exit', () => events.gone());
  return {
    get pid() {
      return child.pid;
    },
    send: (message) => {
      child.send(message as Parameters<typeof child.send>[0], (error) => {
        // Its end is then reported like any other crash.
        if (error) child.kill('SIGKILL');
      });
    },
    kill: () => void child.kill('SIGKILL'),
    hold: (held) => {
      if (held) {
        child.ref();
        child.channel?.ref();
      } else {
        child.unref();
        child.channel?.unref();
      }
    },
  };
};

let chosen: StartJsonChild = forkJsonChild;

export const startJsonChild: StartJsonChild = (spec, events) => chosen(spec, events);

/** For the whole program, before the first is started: it is the program that knows what processes it may have. */
export function startJsonChildrenBy(start: StartJsonChild): void {
  chosen = start;
}
