/** A window's side of the service: requests with answers as values, progress and cancelling, and events. Knows no transport. */
import { err, ok, type Result } from '../../core/result.ts';
import type { ServiceError } from '../contract/error.ts';
import { fromService, type Channel, type FromService, type Progress, type ToService } from '../contract/message.ts';
import {
  EVENTS,
  METHODS,
  type EventData,
  type EventName,
  type Method,
  type Params,
  type ResultOf,
} from '../contract/methods.ts';

export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: Progress) => void;
}

interface Waiting {
  readonly method: Method;
  readonly settle: (result: Result<unknown, ServiceError>) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

const LOST: ServiceError = { code: 'cancelled', message: 'the connection to the service was lost' };

export class ServiceClient {
  readonly #channel: Channel;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<EventName, Set<(data: never) => void>>();
  readonly #onFault: (message: string) => void;
  #next = 1;
  #closed = false;

  /** @param onFault a message that does not fit the contract: a bug, or another version on the other side. */
  constructor(channel: Channel, onFault: (message: string) => void = () => undefined) {
    this.#channel = channel;
    this.#onFault = onFault;
    channel.onMessage((text) => this.#hear(text));
    channel.onClose(() => this.#end());
  }

  request<M extends Method>(
    method: M,
    params: Params<M>,
    { signal, onProgress }: RequestOptions = {},
  ): Promise<Result<ResultOf<M>, ServiceError>> {
    if (this.#closed) return Promise.resolve(err(LOST));
    if (signal?.aborted) return Promise.resolve(err({ code: 'cancelled', message: 'cancelled' }));
    const id = this.#next++;
    return new Promise((resolve) => {
      const cancel = (): void => this.#send({ kind: 'cancel', id });
      const settle = (result: Result<unknown, ServiceError>): void => {
        this.#waiting.delete(id);
        signal?.removeEventListener('abort', cancel);
        resolve(result as Result<ResultOf<M>, ServiceError>);
      };
      this.#waiting.set(id, { method, settle, onProgress });
      signal?.addEventListener('abort', cancel);
      this.#send({ kind: 'request', id, method, params });
    });
  }

  on<E extends EventName>(name: E, listener: (data: EventData<E>) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  close(): void {
    this.#channel.close();
    this.#end();
  }

  #send(message: ToService): void {
    if (!this.#closed) this.#channel.send(JSON.stringify(message));
  }

  #hear(text: string): void {
    const message = parse(text);
    if (message === undefined)
      return this.#onFault(`the service sent something else than a message: ${text.slice(0, 80)}`);
    if (message.kind === 'event') return this.#tell(message.name, message.data);
    const waiting = this.#waiting.get(message.id);
    // Answers to what was cancelled may still come.
    if (waiting === undefined) return;
    if (message.kind === 'progress') waiting.onProgress?.(message.progress);
    else if (message.kind === 'error') waiting.settle(err(message.error));
    else {
      const value = METHODS[waiting.method].result.safeParse(message.value);
      if (value.success) waiting.settle(ok(value.data));
      else waiting.settle(err(this.#fault(`${waiting.method}: the answer does not fit: ${value.error.message}`)));
    }
  }

  #tell(name: string, data: unknown): void {
    if (!Object.hasOwn(EVENTS, name)) return this.#onFault(`unknown event ${name}`);
    const event = name as EventName;
    const parsed = EVENTS[event].safeParse(data);
    if (!parsed.success) return void this.#fault(`${name}: ${parsed.error.message}`);
    for (const listener of this.#listeners.get(event) ?? []) listener(parsed.data as never);
  }

  #fault(message: string): ServiceError {
    this.#onFault(message);
    return { code: 'internal', message };
  }

  #end(): void {
    this.#closed = true;
    for (const { settle } of [...this.#waiting.values()]) settle(err(LOST));
  }
}

function parse(text: string): FromService | undefined {
  try {
    return fromService.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
