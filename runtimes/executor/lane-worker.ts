/**
 * A lane's thread. It sits outside the event loop: it blocks until a message comes, so that synchronous engines can block on a
 * read, and so that the process's own loop is never starved by a long contract.
 */
import { receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { decodeToExecutor, encodeFromExecutor, type TaskResult, type ToExecutor } from '../core/wire.ts';
import type { LedgerConfig } from '../core/block.ts';
import type { ExecutorModule } from '../sdk/runtime.ts';
import { Lane, type LaneLink } from './lane.ts';

export interface LaneWorkerData {
  readonly port: MessagePort;
  /** One Int32: messages posted to this lane so far. */
  readonly signal: SharedArrayBuffer;
  readonly lane: number;
  readonly module: string;
  readonly config: LedgerConfig;
}

/** ms after which finished results are sent although the batch goes on. */
const FLUSH = 3;

const { port, signal, lane: laneNumber, module, config } = workerData as LaneWorkerData;
const posted = new Int32Array(signal);
let received = 0;
const inbox: ToExecutor[] = [];

function receive(): ToExecutor {
  for (;;) {
    const entry = receiveMessageOnPort(port) as { message: Uint8Array } | undefined;
    if (entry !== undefined) {
      received = (received + 1) | 0;
      return decodeToExecutor(entry.message);
    }
    // Where a message is announced but not here yet, wait is over at once or after a ms: the announcement is not repeated.
    if (Atomics.load(posted, 0) === received) Atomics.wait(posted, 0, received);
    else Atomics.wait(posted, 0, Atomics.load(posted, 0), 1);
  }
}

function expect<K extends ToExecutor['kind']>(kind: K): Extract<ToExecutor, { kind: K }> {
  for (;;) {
    const message = receive();
    if (message.kind === kind) return message as Extract<ToExecutor, { kind: K }>;
    inbox.push(message);
  }
}

function send(message: Parameters<typeof encodeFromExecutor>[0]): void {
  const bytes = encodeFromExecutor(message);
  port.postMessage(bytes, [bytes.buffer]);
}

const link: LaneLink = {
  fetch: (key, index) => {
    send({ kind: 'fetch', lane: laneNumber, key, index });
    return expect('answer').answer;
  },
  fetchCode: (hash) => {
    send({ kind: 'fetchCode', lane: laneNumber, hash });
    return expect('code').code;
  },
};

const now = (): number => performance.now();
const lane = new Lane(config, link, now);
await lane.load((await import(module)) as ExecutorModule);
port.postMessage('ready');

for (;;) {
  const message = inbox.shift() ?? receive();
  if (message.kind === 'block') lane.enterBlock(message.context);
  else if (message.kind === 'batch') {
    const batch = message.batch.id;
    let results: TaskResult[] = [];
    let flushed = now();
    lane.begin(message.batch);
    for (const task of message.batch.tasks) {
      results.push(await lane.run(task));
      if (now() - flushed < FLUSH) continue;
      send({ kind: 'results', lane: laneNumber, batch, results });
      results = [];
      flushed = now();
    }
    if (results.length > 0) send({ kind: 'results', lane: laneNumber, batch, results });
  }
}
