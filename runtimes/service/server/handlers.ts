import type { Result } from '../../core/result.ts';
import type { ServiceError } from '../contract/error.ts';
import type { Progress } from '../contract/message.ts';
import type { EventData, EventName, METHODS, Method, ResultOf } from '../contract/methods.ts';
import type { z } from 'zod';

export interface RequestContext {
  /** Aborted when the window cancels, or goes. */
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
}

export type Answer<T> = Promise<Result<T, ServiceError>>;

/** What answers each method; parameters have been checked. */
export type Handlers = {
  readonly [M in Method]: (
    params: z.output<(typeof METHODS)[M]['params']>,
    context: RequestContext,
  ) => Answer<ResultOf<M>>;
};

/** Tells all windows. */
export type Emit = <E extends EventName>(name: E, data: EventData<E>) => void;
