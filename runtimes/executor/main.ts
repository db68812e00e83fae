/**
 * Entry of an executor process: `main.ts <module> <lanes> <runtime> <version>`. Its own thread only routes: frames from the kernel to lanes, results of
 * lanes to the kernel. It holds no truth and ends with its parent.
 */
import { MessageChannel, Worker } from 'node:worker_threads';
import { decodeToExecutor, encodeFromExecutor, PROTOCOL, route } from '../core/wire.ts';
import type { FromExecutor, ToExecutor } from '../core/wire.ts';
import { openParentLink } from '../process/parent-link.ts';

const [module, laneCount, runtime, runtimeVersion] = process.argv.slice(2);
if (module === undefined || runtime === undefined || runtimeVersion === undefined)
  throw new Error('usage: main.ts <module> <lanes> <runtime> <version>');
const count = Number(laneCount);

// Frames own stdout; whatever a library prints must not end up among them.
console.log = console.info = console.debug = console.error;

interface LaneThread {
  deliver(message: Uint8Array<ArrayBuffer>): void;
}

const lanes: LaneThread[] = [];

function send(message: FromExecutor): void {
  kernel.send(encodeFromExecutor(message));
}

let failing = false;

/** The first reason is the one that counts: what follows from it comes here as well. */
function fail(message: string): void {
  if (failing) return;
  failing = true;
  send({ kind: 'fatal', message });
  // stdout to a pipe is written synchronously, except on Windows: give it a turn.
  setImmediate(() => process.exit(1));
}

type Configuration = Extract<ToExecutor, { kind: 'configure' }>;

function startLane(lane: number, { deterministic, trace, config }: Configuration, onReady: () => void): LaneThread {
  const { port1, port2 } = new MessageChannel();
  const signal = new SharedArrayBuffer(4);
  const posted = new Int32Array(signal);
  const workerData = { port: port2, signal, lane, runtime: { id: runtime, deterministic }, module, config, trace };
  const worker = new Worker(new URL('./lane-worker.ts', import.meta.url), {
    workerData,
    transferList: [port2],
    stdout: true,
    // Most of what a transaction allocates dies with it: a larger nursery lets it die there.
    // The stack has room for the deepest call tree: 1,024 frames, 64 of them changes of runtime. Meters trip long before.
    resourceLimits: { maxYoungGenerationSizeMb: 96, stackSizeMb: 64 },
  });
  worker.stdout.pipe(process.stderr);
  worker.on('error', (error: unknown) =>
    fail(`lane ${lane}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  );
  worker.on('exit', (code) => fail(`lane ${lane} ended with code ${code}`));
  port1.on('message', (message: Uint8Array | 'ready') => {
    if (message === 'ready') onReady();
    else kernel.send(message);
  });
  return {
    deliver: (message) => {
      port1.postMessage(message, [message.buffer]);
      Atomics.add(posted, 0, 1);
      Atomics.notify(posted, 0);
    },
  };
}

function configure(configuration: Configuration): void {
  let waiting = count;
  const onReady = (): void => {
    if (--waiting === 0)
      send({
        kind: 'ready',
        protocol: PROTOCOL,
        runtime: runtime as string,
        version: runtimeVersion as string,
        lanes: count,
      });
  };
  for (let lane = 0; lane < count; lane++) lanes.push(startLane(lane, configuration, onReady));
}

const kernel = openParentLink({
  message: (message) => {
    const { kind, lane } = route(message);
    if (kind !== 'configure') return lanes[lane]?.deliver(message);
    const request = decodeToExecutor(message);
    if (request.kind === 'configure' && request.protocol === PROTOCOL) configure(request);
    else fail(`this executor speaks protocol ${PROTOCOL}`);
  },
  bad: (error) => fail(`bad message from the kernel: ${error instanceof Error ? error.message : String(error)}`),
});
