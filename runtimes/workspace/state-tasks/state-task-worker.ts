/** The thread of one task (`state-tasks.ts`). */
import { parentPort, workerData } from 'node:worker_threads';
import { installed } from '../../registry.ts';
import { runStateTask } from './run-state-task.ts';
import type { FromStateTask, StateTask } from './state-task.ts';

const port = parentPort;
if (port === null) throw new Error('a task runs in a worker thread');
const cancel = new AbortController();
port.on('message', () => cancel.abort());
const send = (message: FromStateTask): void => port.postMessage(message);
const result = await runStateTask(workerData as StateTask, {
  registry: installed,
  signal: cancel.signal,
  onProgress: (phase, done, total) => send({ kind: 'progress', phase, done, total }),
});
send({ kind: 'result', result });
port.close();
