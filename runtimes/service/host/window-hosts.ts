/** Which window has which service, in a program with windows of its own: windows on the same workspace share one, and so the same live state. */
import { realpath } from 'node:fs/promises';
import type { ServiceHost } from './service-host.ts';

export class WindowHosts<Window> {
  /** The window used last is the last. */
  readonly #hosts = new Map<Window, ServiceHost>();
  readonly #closing = new Set<Promise<void>>();

  /** The window used last. */
  get current(): Window | undefined {
    return [...this.#hosts.keys()].at(-1);
  }

  /** The service of the window used last. */
  get shown(): ServiceHost | undefined {
    return [...this.#hosts.values()].at(-1);
  }

  of(window: Window | undefined): ServiceHost | undefined {
    return window && this.#hosts.get(window);
  }

  /** The window has this service from now on, and is in use. */
  use(window: Window, host = this.#hosts.get(window)): void {
    this.#hosts.delete(window);
    if (host) this.#hosts.set(window, host);
  }

  find(suits: (window: Window) => boolean): Window | undefined {
    return [...this.#hosts.keys()].find(suits);
  }

  /** The window that shows a workspace. @param path of its folder, by whatever name. */
  async showing(path: string): Promise<Window | undefined> {
    const real = await realpath(path).catch(() => path);
    return this.find((window) => this.of(window)?.workspace?.path === real);
  }

  /** The window is gone. The last window of a service takes it along. */
  drop(window: Window): void {
    const host = this.#hosts.get(window);
    this.#hosts.delete(window);
    if (host && ![...this.#hosts.values()].includes(host)) void this.#close(host);
  }

  /** Ends every service, or gives up waiting for that. @param grace how long it waits (ms): the ledger needs nobody to close it. */
  async close(grace: number): Promise<void> {
    for (const host of new Set(this.#hosts.values())) void this.#close(host);
    const late = new Promise<void>((done) => setTimeout(done, grace).unref());
    await Promise.race([Promise.all(this.#closing), late]);
  }

  #close(host: ServiceHost): Promise<void> {
    const closing: Promise<void> = host
      .close()
      .catch(() => undefined)
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
    return closing;
  }
}
