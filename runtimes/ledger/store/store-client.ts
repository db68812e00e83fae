import { Worker } from 'node:worker_threads';
import type { LedgerConfig } from '../../core/block.ts';
import { err, type Result } from '../../core/result.ts';
import type { LedgerError } from '../ledger.ts';
import type {
  FromStore,
  Position,
  StoreAnswers,
  StoreKind,
  StoreOptions,
  StoreRequest,
  ToStore,
} from './store-protocol.ts';

type Settle = (result: Result<unknown, LedgerError>) => void;
export type Opened = Position & { readonly config: LedgerConfig };

/** A ledger's side of the thread that keeps its file. */
export class StoreClient {
  readonly #worker: Worker;
  readonly #file: string;
  readonly #waiting = new Map<number, Settle>();
  #next = 0;
  #gone: LedgerError | undefined;
  readonly opened: Promise<Result<Opened, LedgerError>>;
  readonly #ended: Promise<void>;

  constructor(options: StoreOptions) {
    this.#file = options.file;
    this.#worker = new Worker(new URL('./store-worker.ts', import.meta.url), { workerData: options });
    this.#ended = new Promise((resolve) => this.#worker.once('exit', () => resolve()));
    this.opened = new Promise((resolve) => {
      this.#worker.on('message', (message: FromStore) => {
        if (message.kind === 'opened') resolve(message.result);
        else this.#settle(message.id, message.result);
      });
      this.#worker.on('error', (error) => resolve(err(this.#lost(error.message))));
      this.#worker.on('exit', () => resolve(err(this.#lost('its thread ended'))));
    });
  }

  /** @param request its kind names what the answer is. */
  ask<K extends StoreKind>(request: Extract<StoreRequest, { kind: K }>): Promise<Result<StoreAnswers[K], LedgerError>> {
    if (this.#gone !== undefined) return Promise.resolve(err(this.#gone));
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve as Settle);
      this.#worker.postMessage({ id, request } satisfies ToStore);
    });
  }

  async close(): Promise<void> {
    const closed = this.#gone === undefined ? await this.ask<'close'>({ kind: 'close' }) : undefined;
    this.#gone = { code: 'storage', message: `${this.#file} is closed` };
    // It ends by itself; a thread that is stopped while SQLite still gives things back could take the process along.
    if (closed?.ok === false) await this.#worker.terminate();
    await this.#ended;
  }

  #settle(id: number, result: Result<unknown, LedgerError>): void {
    this.#waiting.get(id)?.(result);
    this.#waiting.delete(id);
  }

  #lost(why: string): LedgerError {
    this.#gone ??= { code: 'storage', message: `${this.#file}: ${why}; open the ledger again` };
    for (const id of [...this.#waiting.keys()]) this.#settle(id, err(this.#gone));
    return this.#gone;
  }
}
