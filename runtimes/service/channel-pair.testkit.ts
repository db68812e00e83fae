/** A window and the service in one process: every message passes as text. */
import type { Channel } from './contract/message.ts';

class Side implements Channel {
  other: Side | undefined;
  readonly listeners: ((text: string) => void)[] = [];
  readonly #closes: (() => void)[] = [];
  closed = false;

  send(text: string): void {
    const { other } = this;
    queueMicrotask(() => {
      if (!this.closed) for (const listener of other?.listeners ?? []) listener(text);
    });
  }

  onMessage(listener: (text: string) => void): void {
    this.listeners.push(listener);
  }

  onClose(listener: () => void): void {
    this.#closes.push(listener);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const listener of this.#closes) listener();
    this.other?.close();
  }
}

export function channelPair(): readonly [Channel, Channel] {
  const [a, b] = [new Side(), new Side()];
  a.other = b;
  b.other = a;
  return [a, b];
}
