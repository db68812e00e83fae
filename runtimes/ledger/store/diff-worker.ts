/** The thread of one comparison (`diff-blocks.ts`). */
import { parentPort, workerData } from 'node:worker_threads';
import { BATCH, type DiffTask, type FromDiff } from './diff-blocks.ts';
import { History } from './history.ts';
import { openForReading } from './open-database.ts';

const port = parentPort;
if (port === null) throw new Error('a comparison runs in a worker thread');
const { file, from, to } = workerData as DiffTask;
const send = (message: FromDiff): void => port.postMessage(message);
const db = openForReading(file);
try {
  // Whatever is committed meanwhile.
  db.exec('BEGIN');
  const found = new History(db).diff(from, to, (done) => send({ kind: 'progress', done }));
  // Columns of texts are cloned faster than objects, and small lots do not keep the other side for long.
  for (let n = 0; n < found.length; n += BATCH) {
    const lot = found.slice(n, n + BATCH);
    const [keys, before, after] = [
      lot.map(({ key }) => key),
      lot.map((one) => one.before),
      lot.map((one) => one.after),
    ];
    send({ kind: 'lot', keys, before, after });
  }
  send({ kind: 'end' });
} finally {
  db.close();
}
