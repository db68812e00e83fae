/** A debug adapter on two streams, as editors start one: `Content-Length` before each message. */
import { readFile } from 'node:fs/promises';
import { FrameReader, frame } from '../../debug/dap/framing.ts';
import { DapSession } from '../../debug/dap/dap-session.ts';
import { openScenario } from '../../workspace/debug/open-scenario.ts';
import { launchArguments } from './launch-arguments.ts';

export interface DapStreams {
  readonly input: AsyncIterable<Uint8Array>;
  readonly write: (bytes: Uint8Array) => void;
}

/** Until the client leaves or closes the stream. @param base what relative paths of `launch` begin at. */
export async function serveDap({ input, write }: DapStreams, base: string): Promise<void> {
  const session = new DapSession({
    send: (message) => write(frame(message)),
    open: async (args, context) => {
      const launch = launchArguments(args, base);
      return launch.ok ? openScenario(launch.value.options, launch.value.pick, context) : launch;
    },
    readFile: (path) => readFile(path, 'utf8').catch(() => undefined),
  });
  const reader = new FrameReader();
  const pending = new Set<Promise<void>>();
  try {
    for await (const bytes of input) {
      for (const message of reader.take(bytes)) {
        if (!message.ok) {
          write(
            frame({
              seq: 0,
              type: 'event',
              event: 'output',
              body: { category: 'stderr', output: `${message.error}\n` },
            }),
          );
          continue;
        }
        const handled = session.handle(message.value).finally(() => pending.delete(handled));
        pending.add(handled);
        if (isDisconnect(message.value)) return void (await handled);
      }
    }
  } finally {
    session.close();
    await Promise.all(pending);
  }
}

const isDisconnect = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'command' in message && message.command === 'disconnect';
