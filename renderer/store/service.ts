/** What slices see of the service: a client of the contract, whatever carries it. */
import type { Result } from '../../runtimes/core/result.ts';
import type { RequestOptions } from '../../runtimes/service/client/service-client.ts';
import type { ServiceError } from '../../runtimes/service/contract/error.ts';
import type { EventData, EventName, Method, Params, ResultOf } from '../../runtimes/service/contract/methods.ts';

export interface Service {
  request<M extends Method>(
    method: M,
    params: Params<M>,
    options?: RequestOptions,
  ): Promise<Result<ResultOf<M>, ServiceError>>;
  on<E extends EventName>(name: E, listener: (data: EventData<E>) => void): () => void;
}

/** What slices see of the page; tests give them another one. */
export interface Page {
  /** Kept by this browser, from one visit to the next. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Milliseconds since 1970. */
  now(): number;
  later(work: () => void, ms: number): () => void;
  readonly prefersDark: boolean;
  readonly prefersContrast: boolean;
}
