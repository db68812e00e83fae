/**
 * A process of its own that answers one request at a time: for compilers, whose work is synchronous, takes much memory
 * and cannot be interrupted other than by ending the process. The child is started when needed, ends when idle, and is replaced
 * after a crash, a timeout or a cancellation. Its module calls `serveJson` (serve-json.ts).
 */
import { err, ok, type Result } from '../core/result.ts';
import { startJsonChild, type JsonChild } from './json-child.ts';

export type ProcessErrorKind = 'crashed' | 'timeout' | 'cancelled' | 'closed' | 'failed' | 'protocol';

export interface ProcessError {
  readonly kind: ProcessErrorKind;
  /** One line for people. */
  readonly message: string;
  /** The end of what the process wrote to stderr. */
  readonly stderr: string;
}

export interface JsonProcessOptions<Response> {
  /** What it is called in messages. */
  readonly name: string;
  /** Absolute path of the child's module. */
  readonly entry: string;
  readonly args?: readonly string[];
  /** Without work for this long, the process ends. */
  readonly idleMs: number;
  /** Validates an answer; undefined: it has the wrong shape. */
  readonly parse: (message: unknown) => Response | undefined;
}

export interface RequestOptions {
  /** Counted from when the process is free to begin; then it is killed. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /**
   * Where starting anew costs more than what is under way: so long after it was cancelled the process may go on, and is killed only then.
   * Who has cancelled is told at once. Absent: 0.
   */
  readonly patienceMs?: number;
}

export interface JsonProcess<Request, Response> {
  /** Requests queue up. Never rejects. */
  request(body: Request, options: RequestOptions): Promise<Result<Response, ProcessError>>;
  /** Starts the process ahead of the first request. */
  warm(): void;
  readonly pid: number | undefined;
  /** Kills the process; requests under way get `closed`. Resolves when it is gone. */
  close(): Promise<void>;
}

interface Job<Request, Response> {
  readonly id: number;
  readonly body: Request;
  readonly options: RequestOptions;
  readonly finish: (result: Result<Response, ProcessError>) => void;
}

const STDERR_KEPT = 4096;

export function createJsonProcess<Request, Response>(
  options: JsonProcessOptions<Response>,
): JsonProcess<Request, Response> {
  type Work = Job<Request, Response>;
  const { name } = options;
  const queue: Work[] = [];
  const alive = new Map<JsonChild, Promise<void>>();
  let active: Work | undefined;
  let child: JsonChild | undefined;
  let stderr = '';
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let nextId = 0;

  const failure = (kind: ProcessErrorKind, message: string): Result<Response, ProcessError> =>
    err({ kind, message, stderr: stderr.trim() });

  const settle = (result: Result<Response, ProcessError>): void => {
    const job = active;
    active = undefined;
    clearTimeout(timer);
    job?.finish(result);
    pump();
  };

  /** Forgets the child before it is killed, so that its end is not taken for a crash. */
  const kill = (): void => {
    const old = child;
    child = undefined;
    old?.kill();
  };

  const onMessage = (message: unknown): void => {
    const job = active;
    const reply = (typeof message === 'object' ? message : undefined) as
      { id?: unknown; body?: unknown; error?: unknown } | undefined | null;
    if (!job || !reply || reply.id !== job.id) {
      kill();
      settle(failure('protocol', `${name} sent a message that answers nothing`));
      return;
    }
    if (typeof reply.error === 'string') {
      kill(); // a compiler that threw may be left in any state
      settle(failure('failed', `${name} failed: ${reply.error}`));
      return;
    }
    const response = options.parse(reply.body);
    if (response === undefined) kill();
    settle(response === undefined ? failure('protocol', `${name} sent an answer of the wrong shape`) : ok(response));
  };

  const start = (): JsonChild => {
    if (child) return child;
    stderr = '';
    let leave = (): void => undefined;
    const gone = new Promise<void>((resolve) => (leave = resolve));
    const own: JsonChild = startJsonChild(
      { name, entry: options.entry, args: options.args ?? [] },
      {
        message: (message) => {
          if (child === own) onMessage(message);
        },
        stderr: (text) => {
          if (child === own) stderr = (stderr + text).slice(-STDERR_KEPT);
        },
        ended: (how) => {
          if (child !== own) return;
          child = undefined;
          if (active) settle(failure('crashed', `${name} ${how}`));
        },
        gone: () => leave(),
      },
    );
    child = own;
    alive.set(own, gone);
    void gone.then(() => alive.delete(own));
    return own;
  };

  const rest = (): void => {
    child?.hold(false);
    clearTimeout(timer);
    timer = setTimeout(kill, options.idleMs).unref();
  };

  const pump = (): void => {
    if (active) return;
    const job = queue.shift();
    if (!job) {
      if (child) rest();
      return;
    }
    active = job;
    clearTimeout(timer);
    const target = start();
    target.hold(true);
    timer = setTimeout(() => {
      kill();
      settle(
        failure('timeout', `${name} did not answer within ${String(job.options.timeoutMs / 1000)} s and was stopped`),
      );
    }, job.options.timeoutMs);
    target.send({ id: job.id, body: job.body });
  };

  return {
    request: (body, requestOptions) =>
      new Promise((resolve) => {
        const { signal } = requestOptions;
        const cancelled = failure('cancelled', `${name} was cancelled`);
        if (closed) return resolve(failure('closed', `${name} is closed`));
        if (signal?.aborted) return resolve(cancelled);
        const abort = (): void => {
          const queued = queue.indexOf(job);
          if (queued >= 0) {
            queue.splice(queued, 1);
            job.finish(cancelled);
          } else if (active === job) {
            const end = (): void => {
              if (active !== job) return;
              kill();
              settle(cancelled);
            };
            if (requestOptions.patienceMs === undefined) return end();
            job.finish(cancelled);
            setTimeout(end, requestOptions.patienceMs).unref();
          }
        };
        const job: Work = {
          id: nextId++,
          body,
          options: requestOptions,
          finish: (result) => {
            signal?.removeEventListener('abort', abort);
            resolve(result);
          },
        };
        signal?.addEventListener('abort', abort, { once: true });
        queue.push(job);
        pump();
      }),
    warm: () => {
      if (closed || child) return;
      start();
      rest();
    },
    get pid() {
      return child?.pid;
    },
    close: async () => {
      closed = true;
      clearTimeout(timer);
      // Whoever waits for its end must live to see it.
      for (const one of alive.keys()) one.hold(true);
      kill();
      const answer = failure('closed', `${name} is closed`);
      for (const job of queue.splice(0)) job.finish(answer);
      if (active) settle(answer);
      await Promise.all(alive.values());
    },
  };
}
