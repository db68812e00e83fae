/** The thread that keeps a ledger's file. Blocks that arrive while one is written are written after it and made durable together. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { err, ok } from '../../core/result.ts';
import { RootKeeper } from './root-keeper.ts';
import { Store } from './store.ts';
import { isStoreError, storageError } from './store-error.ts';
import type { FromStore, StoreKind, StoreAnswers, StoreOptions, ToStore } from './store-protocol.ts';

const options = workerData as StoreOptions;
const port = threadPort();

function threadPort(): MessagePort {
  if (parentPort === null) throw new Error('the store runs in a worker thread');
  return parentPort;
}

const send = (message: FromStore): void => port.postMessage(message);
const failed = (id: number, error: unknown): void =>
  send({ kind: 'answer', id, result: err(storageError(options.file, error)) });
const answer = <K extends StoreKind>(id: number, value: StoreAnswers[K]): void =>
  send({ kind: 'answer', id, result: ok(value) });

function serve(store: Store): void {
  const roots = new RootKeeper(store);
  let queue: ToStore[] = [];
  /** Blocks written but not yet durable, by the request that brought them. */
  let written: { readonly id: number; readonly block: number }[] = [];

  const flush = (): void => {
    if (written.length === 0) return;
    const blocks = written;
    written = [];
    try {
      store.sync();
      for (const { id, block } of blocks) answer<'commit'>(id, { block });
    } catch (error) {
      for (const { id } of blocks) failed(id, error);
    }
  };

  const take = ({ id, request }: ToStore): void => {
    if (request.kind !== 'commit') {
      flush();
      if (store.givenUp !== undefined && request.kind !== 'close') return failed(id, store.givenUp);
    }
    switch (request.kind) {
      case 'commit': {
        const block = store.commit(request.block);
        written.push({ id, block });
        roots.committed(block, request.block.keys, request.block.after);
        return;
      }
      case 'loaded':
        roots.check().catch(() => undefined);
        answer<'loaded'>(id, undefined);
        return;
      case 'root':
        void roots.root().then(
          (root) => answer<'root'>(id, root),
          (error: unknown) => failed(id, error),
        );
        return;
      case 'prove':
        void roots.prove(request.key).then(
          (proof) => answer<'prove'>(id, proof),
          (error: unknown) => failed(id, error),
        );
        return;
      case 'note':
        store.note(request.contract);
        break;
      case 'move': {
        const moved = store.move(request.branch, request.block, request.what);
        roots.moved(moved.cells);
        store.sync();
        answer<'move'>(id, moved);
        return;
      }
      case 'branch':
        store.branch(request.name, request.block, request.what);
        break;
      case 'dropBranch':
        store.dropBranch(request.name, request.what);
        break;
      case 'prune':
        answer<'prune'>(id, store.prune(request.traces));
        return;
      case 'close':
        roots.close();
        store.close();
        answer<'close'>(id, undefined);
        port.close();
        return;
    }
    store.sync();
    answer<'note' | 'branch' | 'dropBranch'>(id, undefined);
  };

  const drain = (): void => {
    const taken = queue;
    queue = [];
    for (const message of taken) {
      try {
        if (store.givenUp === undefined || message.request.kind === 'close') take(message);
        else failed(message.id, store.givenUp);
      } catch (error) {
        // Blocks before it stand; those after it would not follow.
        flush();
        failed(message.id, error);
      }
    }
    flush();
  };

  port.on('message', (message: ToStore) => {
    if (queue.push(message) === 1) setImmediate(drain);
  });
}

try {
  const store = new Store(options);
  send({ kind: 'opened', result: ok({ ...store.at, config: store.config }) });
  serve(store);
} catch (error) {
  if (!isStoreError(error)) throw error;
  send({ kind: 'opened', result: err(storageError(options.file, error)) });
}
