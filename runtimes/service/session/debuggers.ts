/** Debuggers of a workspace, each a session of the debug adapter. A window opens one and closes it; the last few are kept. */
import { readFile } from 'node:fs/promises';
import { err, ok, type Result } from '../../core/result.ts';
import { DapSession } from '../../debug/dap/dap-session.ts';
import type { Replayer } from '../../debug/replayer.ts';
import type { Registry } from '../../registry.ts';
import type { DebugTarget } from '../../workspace/debug/debug-target.ts';
import { openDebugger } from '../../workspace/debug/open-debugger.ts';
import { createReplayer } from '../../workspace/trace/create-replayer.ts';
import type { ServiceError } from '../contract/error.ts';
import type { Emit, RequestContext } from '../server/handlers.ts';

/** Each holds its steps in memory. */
const KEPT = 2;

interface Response {
  readonly type: string;
  readonly request_seq?: number;
  readonly success?: boolean;
  readonly message?: string;
  readonly event?: string;
  readonly body?: unknown;
}

interface Open {
  readonly dap: DapSession;
  /** It reads what the live ledger keeps. */
  readonly isOfLedger: boolean;
  readonly waiting: Map<number, (response: Response) => void>;
}

export class Debuggers {
  readonly #registry: Registry;
  readonly #emit: Emit;
  readonly #open = new Map<number, Open>();
  /** Its executors are started with the first transaction. */
  #replayer: Replayer | undefined;
  #last = 0;
  #seq = 0;

  constructor(registry: Registry, emit: Emit) {
    this.#registry = registry;
    this.#emit = emit;
  }

  /** Runs the transaction once more and waits for its client at the beginning. */
  async open(
    target: DebugTarget,
    isOfLedger: boolean,
    { signal, progress }: RequestContext,
  ): Promise<Result<{ readonly session: number; readonly title: string }, ServiceError>> {
    const id = ++this.#last;
    const replayer = (this.#replayer ??= createReplayer(this.#registry));
    const waiting = new Map<number, (response: Response) => void>();
    let { title } = target;
    const dap = new DapSession({
      send: (message) => this.#take(id, waiting, message as Response),
      readFile: (path) => readFile(path, 'utf8').catch(() => undefined),
      open: async (_, context) => {
        const opened = await openDebugger(target, {
          registry: this.#registry,
          replayer,
          signal: AbortSignal.any([signal, context.signal]),
          onProgress: (message, percent) => progress({ what: message, done: percent ?? 0, total: 100 }),
        });
        if (opened.ok) title = opened.value.title;
        return opened;
      },
    });
    this.#open.set(id, { dap, waiting, isOfLedger });
    await this.ask(id, 'initialize', {});
    const launched = await this.ask(id, 'launch', {});
    if (!launched.ok) {
      this.close(id);
      return signal.aborted ? err({ code: 'cancelled', message: 'cancelled' }) : launched;
    }
    for (const old of [...this.#open.keys()].slice(0, -KEPT))
      this.#end(old, `Of the transactions that are debugged, the last ${KEPT} are kept: this one was closed.`);
    return ok({ session: id, title });
  }

  ask(session: number, command: string, args: unknown): Promise<Result<{ readonly body: unknown }, ServiceError>> {
    const open = this.#open.get(session);
    if (open === undefined)
      return Promise.resolve(
        err({ code: 'notFound', message: 'this debugger was closed: open the transaction again' }),
      );
    const seq = ++this.#seq;
    return new Promise((resolve) => {
      open.waiting.set(seq, ({ success, message = '', body }) =>
        resolve(success === true ? ok({ body: body ?? {} }) : err({ code: 'refused', message })),
      );
      void open.dap.handle({ seq, type: 'request', command, arguments: args });
    });
  }

  close(session: number): void {
    const open = this.#open.get(session);
    if (open === undefined) return;
    this.#open.delete(session);
    open.dap.close();
    for (const answer of open.waiting.values())
      answer({ type: 'response', success: false, message: 'the debugger was closed' });
  }

  /** The live ledger is about to be closed, or to be another. */
  ledgerCloses(): void {
    for (const [session, { isOfLedger }] of [...this.#open])
      if (isOfLedger) this.#end(session, 'The ledger of the transaction that was debugged is closed.');
  }

  /** Its window hears why. */
  #end(session: number, why: string): void {
    this.#emit('debug.event', { session, event: 'terminated', body: { why } });
    this.close(session);
  }

  closeAll(): void {
    for (const session of [...this.#open.keys()]) this.close(session);
    this.#replayer?.close();
    this.#replayer = undefined;
  }

  #take(session: number, waiting: Open['waiting'], message: Response): void {
    if (message.type === 'event') {
      if (this.#open.has(session))
        this.#emit('debug.event', { session, event: message.event ?? '', body: message.body ?? {} });
      return;
    }
    const answer = waiting.get(message.request_seq ?? -1);
    waiting.delete(message.request_seq ?? -1);
    answer?.(message);
  }
}
