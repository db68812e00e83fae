/**
 * A lane's thread. It sits outside the event loop: it blocks until a message comes, so that synchronous engines can block on a
 * read or on a frame of another runtime, and so that the process's own loop is never starved by a long contract.
 */
import { receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import type { LedgerConfig } from '../core/block.ts';
import {
  decodeToExecutor,
  encodeFromExecutor,
  type FrameTask,
  type Task,
  type TaskResult,
  type ToExecutor,
  type TraceMode,
} from '../core/wire.ts';
import type { ExecutorModule } from '../sdk/runtime.ts';
import { LaneInbox } from './lane-inbox.ts';
import { LaneTracer } from './lane-tracer.ts';
import { Lane, type LaneLink, type LaneRuntimeFacts } from './lane.ts';
import { StepRecorder } from './step-recorder.ts';

export interface LaneWorkerData {
  readonly port: MessagePort;
  /** One Int32: messages posted to this lane so far. */
  readonly signal: SharedArrayBuffer;
  readonly lane: number;
  readonly runtime: LaneRuntimeFacts;
  readonly module: string;
  readonly config: LedgerConfig;
  readonly trace: TraceMode;
}

/** ms after which finished results are sent although the batch goes on. */
const FLUSH = 3;

const { port, signal, lane: laneNumber, runtime, module, config, trace } = workerData as LaneWorkerData;
const posted = new Int32Array(signal);
let received = 0;
/** Read past while the answer to a fetch was waited for. */
const early: ToExecutor[] = [];

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

const hasMail = (): boolean => early.length > 0 || Atomics.load(posted, 0) !== received;

function expect<K extends ToExecutor['kind']>(kind: K): Extract<ToExecutor, { kind: K }> {
  for (;;) {
    const message = receive();
    if (message.kind === kind) return message as Extract<ToExecutor, { kind: K }>;
    early.push(message);
  }
}

function send(message: Parameters<typeof encodeFromExecutor>[0]): void {
  const bytes = encodeFromExecutor(message);
  port.postMessage(bytes, [bytes.buffer]);
}

let results: TaskResult[] = [];
let reporting = -1;

function report(): void {
  tracer?.flush();
  if (results.length > 0) send({ kind: 'results', lane: laneNumber, batch: reporting, results });
  results = [];
}

/** What has been given to the lane and has not begun is given to others. */
function retire(): never {
  report();
  send({ kind: 'spent', lane: laneNumber });
  // Its process is about to be ended.
  for (;;) Atomics.wait(posted, 0, Atomics.load(posted, 0));
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
  call: (call) => {
    // What ran here before must be known where the frame runs.
    report();
    send({ kind: 'call', lane: laneNumber, ...call });
  },
  answer: (answer) => {
    tracer?.flush();
    send({ kind: 'return', lane: laneNumber, ...answer });
  },
  begin: (ref) => send({ kind: 'begin', lane: laneNumber, ...ref }),
  next: (ref) => {
    for (;;) {
      const news = inbox.take(early.shift() ?? receive(), ref);
      if (news !== undefined) return news;
    }
  },
};

const now = (): number => performance.now();
const recorder =
  trace === 'records'
    ? new StepRecorder((recording) => send({ kind: 'recording', lane: laneNumber, ...recording }))
    : undefined;
const tracer =
  trace === 'steps' ? new LaneTracer((steps) => send({ kind: 'trace', lane: laneNumber, steps })) : recorder;
const lane = new Lane(runtime, config, link, now, tracer);
const inbox = new LaneInbox(lane);
await lane.load((await import(module)) as ExecutorModule);
let run = (task: Task): Promise<TaskResult> => lane.run(task);
let serve = (frame: FrameTask): Promise<void> => lane.serve(frame);
if (recorder !== undefined) {
  run = async (task) => {
    recorder.begin(task);
    const result = await lane.run(task);
    recorder.end(result.kind === 'done' && result.effects.recorded);
    return result;
  };
  serve = (frame) => {
    recorder.begin(frame);
    return lane.serve(frame);
  };
}
port.postMessage('ready');

for (let flushed = now(); ;) {
  while (inbox.isEmpty || hasMail()) inbox.take(early.shift() ?? receive());
  const frame = inbox.takeFrame();
  if (frame !== undefined) {
    // It may take long, and what is done should not wait for it.
    report();
    await serve(frame);
    if (lane.isSpent) retire();
    continue;
  }
  const next = inbox.takeTask();
  if (next === undefined) continue;
  if (next.batch !== reporting) {
    reporting = next.batch;
    lane.begin();
    flushed = now();
  }
  const result = await run(next.task);
  results.push(result);
  if (lane.isSpent) retire();
  if (now() - flushed >= FLUSH || inbox.nextBatch !== reporting) {
    report();
    flushed = now();
  }
}
