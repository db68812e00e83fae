/**
 * What a window remembers: kept by the browser at once, and by the service a moment later, so that neither the page's end nor the
 * program's loses it, nor another port or another browser hides it. Of two, the later counts.
 */
import type { Page, Service } from './service.ts';

export type Scope = 'user' | 'workspace';

interface Kept {
  /** Null: forgotten, which the service may not know yet. */
  readonly text: string | null;
  readonly time: number;
}

/** What is remembered in a burst goes to the service together (ms). */
const PAUSE = 150;

export class Memory {
  readonly #page: Page;
  readonly #service: Service;
  readonly #kept = { user: new Map<string, Kept>(), workspace: new Map<string, Kept>() };
  readonly #pending = { user: new Set<string>(), workspace: new Set<string>() };
  #workspace = '';
  #timer: (() => void) | undefined;
  /** Where the service keeps it. */
  readonly folders = { user: '', workspace: '' };
  /** Told once when the service cannot keep something: the browser still does. */
  onRefused: (message: string) => void = () => undefined;

  constructor(service: Service, page: Page) {
    this.#service = service;
    this.#page = page;
  }

  get(scope: Scope, name: string): string | undefined {
    return this.#entry(scope, name)?.text ?? undefined;
  }

  /** @param text undefined: forgets it. */
  set(scope: Scope, name: string, text: string | undefined): void {
    if (text === undefined && this.#entry(scope, name) === undefined) return;
    const kept = { text: text ?? null, time: this.#page.now() };
    this.#kept[scope].set(name, kept);
    try {
      this.#page.storage.setItem(this.#key(scope, name), JSON.stringify(kept));
    } catch {
      // The browser has no room left: the service has.
      this.#page.storage.removeItem(this.#key(scope, name));
    }
    this.#pending[scope].add(name);
    this.#timer ??= this.#page.later(() => void this.flush(), PAUSE);
  }

  /** Forgets what another workspace was, and takes what the service remembers. @param workspace its path. */
  async load(scope: Scope, workspace = ''): Promise<void> {
    if (scope === 'workspace') {
      await this.flush();
      this.#workspace = workspace;
      this.#kept.workspace.clear();
    }
    const answer = await this.#service.request(scope === 'user' ? 'host.recall' : 'workspace.recall', {});
    if (!answer.ok || (scope === 'workspace' && this.#workspace !== workspace)) return;
    this.folders[scope] = answer.value.folder;
    for (const { name, text, time } of answer.value.items) {
      const own = this.#entry(scope, name);
      // What this browser has kept longer than the service has known it goes there now.
      if (own !== undefined && own.time > time) this.#pending[scope].add(name);
      else this.#kept[scope].set(name, { text, time });
    }
    await this.flush();
  }

  /** Names that begin so. */
  names(scope: Scope, start: string): readonly string[] {
    return [...this.#kept[scope]]
      .filter(([name, { text }]) => name.startsWith(start) && text !== null)
      .map(([name]) => name);
  }

  /** Another window has remembered something. */
  took(scope: Scope, name: string, text: string | null): void {
    this.#kept[scope].set(name, { text, time: this.#page.now() });
  }

  async flush(): Promise<void> {
    this.#timer?.();
    this.#timer = undefined;
    const work = (['user', 'workspace'] as const).flatMap((scope) => {
      const names = [...this.#pending[scope]];
      this.#pending[scope].clear();
      return names.map(async (name) => {
        const kept = this.#entry(scope, name);
        if (kept === undefined) return;
        const key = this.#key(scope, name);
        const method = scope === 'user' ? 'host.remember' : 'workspace.remember';
        const done = await this.#service.request(method, { name, ...kept });
        if (!done.ok && done.error.code === 'io') this.onRefused(done.error.message);
        // What is forgotten everywhere need not be remembered to be.
        if (done.ok && kept.text === null && this.#kept[scope].get(name) === kept) {
          this.#kept[scope].delete(name);
          this.#page.storage.removeItem(key);
        }
      });
    });
    await Promise.all(work);
  }

  #entry(scope: Scope, name: string): Kept | undefined {
    const known = this.#kept[scope].get(name);
    if (known !== undefined) return known;
    const kept = parse(this.#page.storage.getItem(this.#key(scope, name)));
    if (kept !== undefined) this.#kept[scope].set(name, kept);
    return kept;
  }

  #key(scope: Scope, name: string): string {
    return scope === 'user' ? `interleave:${name}` : `interleave:${this.#workspace}:${name}`;
  }
}

function parse(json: string | null): Kept | undefined {
  try {
    const { text, time } = JSON.parse(json ?? '') as Partial<Record<keyof Kept, unknown>>;
    return (typeof text === 'string' || text === null) && typeof time === 'number' ? { text, time } : undefined;
  } catch {
    return undefined;
  }
}
