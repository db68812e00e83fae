/** The service's side of one window: checks every message, runs requests side by side, ends them when they are cancelled. */
import type { ServiceError } from '../contract/error.ts';
import { MAX_MESSAGE, toService, type Channel, type FromService, type ToService } from '../contract/message.ts';
import { METHODS, type Method } from '../contract/methods.ts';
import type { Result } from '../../core/result.ts';
import type { Handlers, RequestContext } from './handlers.ts';

/** More than a window ever has under way: it is broken, or not a window. */
const MAX_UNDERWAY = 1_000;

export interface Served {
  readonly handlers: Handlers;
  /** Listens to events of all kinds until it is called off. */
  readonly subscribe: (listener: (name: string, data: unknown) => void) => () => void;
  /** A handler threw: a bug. */
  readonly onBug: (error: unknown) => void;
}

export function serveChannel(channel: Channel, { handlers, subscribe, onBug }: Served): void {
  const underway = new Map<number, AbortController>();
  const send = (message: FromService): void => channel.send(JSON.stringify(message));
  const stop = subscribe((name, data) => send({ kind: 'event', name, data }));
  channel.onClose(() => {
    stop();
    for (const request of underway.values()) request.abort();
  });
  channel.onMessage((text) => {
    const message = parse(text);
    // Nobody to answer to: there is no id.
    if (message === undefined) return channel.close();
    if (message.kind === 'cancel') return underway.get(message.id)?.abort();
    void answer(message);
  });

  async function answer({ id, method, params }: Extract<ToService, { kind: 'request' }>): Promise<void> {
    const refuse = (code: ServiceError['code'], text: string): void =>
      send({ kind: 'error', id, error: { code, message: text } });
    if (!isMethod(method)) return refuse('invalid', `the service has no method ${JSON.stringify(method.slice(0, 60))}`);
    if (underway.has(id)) return refuse('invalid', `request ${id} is under way already`);
    if (underway.size >= MAX_UNDERWAY) return refuse('invalid', 'too many requests are under way');
    const checked = METHODS[method].params.safeParse(params);
    if (!checked.success) return refuse('invalid', `${method}: ${checked.error.issues.map(issueText).join('; ')}`);
    const cancel = new AbortController();
    underway.set(id, cancel);
    const context: RequestContext = {
      signal: cancel.signal,
      progress: (progress) => send({ kind: 'progress', id, progress }),
    };
    try {
      const handle = handlers[method] as (
        given: unknown,
        its: RequestContext,
      ) => Promise<Result<unknown, ServiceError>>;
      const result = await handle(checked.data, context);
      // What was done although it was cancelled meanwhile has been done.
      if (result.ok) send({ kind: 'value', id, value: result.value });
      else send({ kind: 'error', id, error: result.error });
    } catch (error) {
      onBug(error);
      refuse('internal', `${method} failed: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      underway.delete(id);
    }
  }
}

const isMethod = (name: string): name is Method => Object.hasOwn(METHODS, name);

const issueText = ({ path, message }: { path: PropertyKey[]; message: string }): string =>
  path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`;

function parse(text: string): ToService | undefined {
  if (text.length > MAX_MESSAGE) return undefined;
  try {
    return toService.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
