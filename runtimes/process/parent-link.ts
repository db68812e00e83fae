/** A process's way to whoever launched it: frames on stdin and stdout, or Electron's port to the parent where there is one. */
import { frame, FrameDecoder } from './framing.ts';

/** What an Electron utility process finds at `process.parentPort`. */
export interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
}

export interface ParentLink {
  send(message: Uint8Array): void;
}

export interface ParentEvents {
  message(message: Uint8Array<ArrayBuffer>): void;
  /** What came is no message. */
  bad(error: unknown): void;
}

export const parentPort = (): ParentPort | undefined =>
  (process as unknown as { readonly parentPort?: ParentPort }).parentPort;

/** Ends the process when the parent is gone. */
export function openParentLink(events: ParentEvents): ParentLink {
  const port = parentPort();
  if (port !== undefined) {
    // The system ends utility processes with their parent.
    port.on('message', ({ data }) => {
      if (data instanceof Uint8Array) deliver(events, new Uint8Array(data));
      else events.bad(new Error('a message that is no bytes'));
    });
    return { send: (message) => port.postMessage(message) };
  }
  const decoder = new FrameDecoder();
  process.stdin.on('data', (chunk: Buffer) => {
    try {
      for (const message of decoder.push(chunk)) events.message(message);
    } catch (error) {
      events.bad(error);
    }
  });
  process.stdin.on('end', () => process.exit(0));
  return { send: (message) => void process.stdout.write(frame(message)) };
}

function deliver(events: ParentEvents, message: Uint8Array<ArrayBuffer>): void {
  try {
    events.message(message);
  } catch (error) {
    events.bad(error);
  }
}
