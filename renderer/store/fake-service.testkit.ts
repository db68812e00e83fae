/** A service for tests of the store: files in memory, and whatever else a test answers itself. */
import { err, ok } from '../../runtimes/core/result.ts';
import type { EventData, EventName, Method } from '../../runtimes/service/contract/methods.ts';
import { createAppStore, type Store } from './store.ts';
import type { Page, Service } from './service.ts';

type Answers = Partial<Record<Method, (params: never) => unknown>>;

export class FakeService implements Service {
  /** Text by path; its version is the text itself. */
  readonly files = new Map<string, string>();
  readonly asked: string[] = [];
  answers: Answers = {};
  readonly #listeners = new Map<EventName, (data: never) => void>();

  request: Service['request'] = (method, params) => {
    this.asked.push(method);
    return Promise.resolve(this.#answer(method, params as never)) as never;
  };

  on: Service['on'] = (name, listener) => {
    this.#listeners.set(name, listener);
    return () => undefined;
  };

  emit<E extends EventName>(name: E, data: EventData<E>): void {
    this.#listeners.get(name)?.(data as never);
  }

  #answer(method: Method, params: { path: string; text: string; seen?: string }): unknown {
    const own = this.answers[method];
    if (own !== undefined) return own(params as never);
    const { path, text, seen } = params;
    const there = this.files.get(path);
    if (method === 'files.read')
      return there === undefined
        ? err({ code: 'notFound', message: `there is no ${path}` })
        : ok({ text: there, version: there });
    if (method === 'files.write') {
      if (seen !== undefined && seen !== there) return err({ code: 'conflict', message: `${path} has changed` });
      this.files.set(path, text);
      return ok({ version: text });
    }
    if (method.endsWith('.recall')) return ok({ folder: '/own', items: [] });
    if (method.endsWith('.remember')) return ok({});
    return err({ code: 'notFound', message: `nobody answers ${method}` });
  }
}

export interface TestPage extends Page {
  /** Lets all that was put off happen now. */
  passTime(): Promise<void>;
}

export function testPage(kept = new Map<string, string>()): TestPage {
  const waiting = new Set<() => void>();
  let now = 1_000;
  return {
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    },
    now: () => ++now,
    later: (work) => {
      waiting.add(work);
      return () => void waiting.delete(work);
    },
    prefersDark: true,
    prefersContrast: false,
    passTime: async () => {
      const due = [...waiting];
      waiting.clear();
      for (const work of due) work();
      await settled();
    },
  };
}

/** Answers have come, and what followed from them. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

export function testStore(service: FakeService, page: Page): Store {
  const store = createAppStore(service, page);
  store.setState({ workspace: { name: 'ws', path: '/ws' } });
  return store;
}
