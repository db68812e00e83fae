/** The thread of probes: one after the other, for as long as they are asked for. A task with another configuration needs another thread. */
import { parentPort } from 'node:worker_threads';
import type { ProbeTask } from '../core/probe.ts';
import { AccessProbe } from './access-probe.ts';

const port = parentPort;
if (port === null) throw new Error('probes run in a worker thread');
const probe = new AccessProbe();
port.on('message', (task: ProbeTask) => void probe.run(task).then((answer) => port.postMessage(answer)));
