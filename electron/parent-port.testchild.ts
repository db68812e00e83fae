/** Loaded before a process's own module: gives it the port to its parent that an Electron utility process has, over Node's IPC. */
import { EventEmitter } from 'node:events';

const port = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown): void => void process.send?.(message),
});
// Messages wait for whoever listens first.
port.once('newListener', () => process.on('message', (data) => port.emit('message', { data })));
process.on('disconnect', () => process.exit(0));
Object.assign(process, { parentPort: port });
// Its IPC is the fake's affair: an entry must not find it.
Object.defineProperty(port, 'postMessage', { value: process.send?.bind(process) });
Object.assign(process, { send: undefined });
