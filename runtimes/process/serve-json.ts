/** The child's side of json-process.ts: answers each request with what `handle` returns, or comes to; ends with its parent. */
import { parentPort } from './parent-link.ts';

interface JsonRequest {
  readonly id: number;
  readonly body: unknown;
}

export function serveJson(handle: (body: unknown) => unknown): void {
  const port = parentPort();
  const send = (message: object): void => {
    if (port) port.postMessage(message);
    else process.send?.(message);
  };
  const hear = async ({ id, body }: JsonRequest): Promise<void> => {
    try {
      send({ id, body: await handle(body) });
    } catch (error) {
      send({ id, error: error instanceof Error ? error.message : String(error) });
    }
  };
  if (port) {
    port.on('message', ({ data }) => void hear(data as JsonRequest));
  } else {
    process.on('message', (message) => void hear(message as JsonRequest));
    process.on('disconnect', () => process.exit(0));
  }
}
