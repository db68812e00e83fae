/** A client of `cli dap`, on streams as an editor has them. */
import { PassThrough } from 'node:stream';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { FrameReader, frame } from '../../debug/dap/framing.ts';
import { serveDap } from './serve-dap.ts';

type Message = DebugProtocol.ProtocolMessage & {
  readonly command?: string;
  readonly event?: string;
  readonly success?: boolean;
  readonly message?: string;
  readonly request_seq?: number;
  readonly body?: unknown;
};

export class DapClient {
  readonly #input = new PassThrough();
  readonly #messages: Message[] = [];
  readonly #ended: Promise<void>;
  #waiting: (() => void) | undefined;
  #seq = 0;

  constructor(base: string) {
    const reader = new FrameReader();
    this.#ended = serveDap(
      {
        input: this.#input as AsyncIterable<Uint8Array>,
        write: (bytes) => {
          for (const message of reader.take(bytes)) if (message.ok) this.#messages.push(message.value as Message);
          this.#waiting?.();
        },
      },
      base,
    );
  }

  write(bytes: Uint8Array | string): void {
    this.#input.write(bytes);
  }

  send(command: string, args?: object): number {
    this.write(frame({ seq: ++this.#seq, type: 'request', command, ...(args && { arguments: args }) }));
    return this.#seq;
  }

  /** @throws Error with the adapter's words where it refuses. */
  async ask<T = object>(command: string, args?: object): Promise<T> {
    return this.answer<T>(this.send(command, args));
  }

  async answer<T = object>(seq: number): Promise<T> {
    const { success, message, body } = await this.#take(
      ({ type, request_seq: of }) => type === 'response' && of === seq,
    );
    if (success !== true) throw new Error(message);
    return (body ?? {}) as T;
  }

  async event<T = object>(...names: readonly string[]): Promise<T & { readonly event: string }> {
    const { event = '', body } = await this.#take((one) => one.type === 'event' && names.includes(one.event ?? ''));
    return { ...(body as T), event };
  }

  /** Opens a transaction, with breakpoints that `before` sets. */
  async launch(args: object, before: () => Promise<unknown> = () => Promise.resolve()): Promise<void> {
    await this.ask('initialize', { adapterID: 'interleave' });
    await this.event('initialized');
    const launched = this.send('launch', args);
    await before();
    await this.ask('configurationDone');
    await this.answer(launched);
  }

  /** Moves, and says why it stopped where. */
  async move(
    command: string,
    args: object = {},
  ): Promise<DebugProtocol.StoppedEvent['body'] & { readonly event: string }> {
    await this.ask(command, { threadId: 1, ...args });
    return this.event('stopped', 'terminated');
  }

  async stack(): Promise<readonly DebugProtocol.StackFrame[]> {
    return (await this.ask<DebugProtocol.StackTraceResponse['body']>('stackTrace', { threadId: 1 })).stackFrames;
  }

  async value(expression: string): Promise<string> {
    return (await this.ask<DebugProtocol.EvaluateResponse['body']>('evaluate', { expression })).result;
  }

  async close(): Promise<void> {
    this.#input.end();
    await this.#ended;
  }

  async #take(isWanted: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const at = this.#messages.findIndex(isWanted);
      const [found] = at < 0 ? [] : this.#messages.splice(at, 1);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => (this.#waiting = resolve));
    }
  }
}
