/** One open workspace: its files, its compilers and its live ledger, shared by all windows. */
import { realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { err, ok, type Result } from '../../core/result.ts';
import { inTurn } from '../../compiling/in-turn.ts';
import type { Registry } from '../../registry.ts';
import { OWN_FOLDER } from '../../workspace/files/confined-path.ts';
import { MemoryFolder } from '../../workspace/files/memory-folder.ts';
import { TreeWatcher } from '../../workspace/files/watch-tree.ts';
import { WorkspaceFiles } from '../../workspace/files/workspace-files.ts';
import { LiveLedger } from '../../workspace/live/live-ledger.ts';
import { SnapshotFolder } from '../../workspace/snapshots/snapshot-folder.ts';
import { Uploads } from '../../workspace/snapshots/uploads.ts';
import type { ServiceError } from '../contract/error.ts';
import type { ExecutorView, Head, LedgerTime } from '../contract/ledger.ts';
import type { Emit } from '../server/handlers.ts';
import { Comparisons } from './comparisons.ts';
import { Cures } from './cures.ts';
import { Debuggers } from './debuggers.ts';
import { WorkspaceCompilers } from './compilers.ts';
import { Runs } from './runs.ts';
import { Views } from './views.ts';

export interface SessionOptions {
  /** Absolute path of a folder. */
  readonly folder: string;
  readonly registry: Registry;
  readonly emit: Emit;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export class Session {
  readonly name: string;
  readonly root: string;
  readonly registry: Registry;
  readonly files: WorkspaceFiles;
  /** What windows remember of it. */
  readonly memory: MemoryFolder;
  readonly compilers: WorkspaceCompilers;
  readonly emit: Emit;
  readonly watcher: TreeWatcher;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly runs: Runs;
  readonly comparisons: Comparisons;
  readonly cures: Cures;
  readonly debuggers: Debuggers;
  readonly uploads: Uploads;
  readonly snapshots: SnapshotFolder;
  #live: Promise<Result<LiveLedger, string>>;
  readonly #turn = inTurn();
  #closed = false;
  /** Undefined once it is gone: that is told once. */
  #folder: string | undefined;

  private constructor({ registry, emit, now }: SessionOptions, root: string) {
    this.root = root;
    this.name = basename(root);
    this.registry = registry;
    this.emit = emit;
    this.now = now;
    this.files = new WorkspaceFiles(root, now);
    this.memory = new MemoryFolder(join(root, OWN_FOLDER), ['settings.json', 'settings-damaged.json', 'layout.json']);
    this.compilers = new WorkspaceCompilers(registry, root, (what, percent) =>
      emit('code.preparing', { what, percent }),
    );
    this.watcher = new TreeWatcher(root, (changes) => {
      emit('files.changed', { changes });
      if (changes.some(({ what }) => what === 'removed')) void this.#lookForFolder();
    });
    this.runs = new Runs({ root, registry, emit });
    const isBusy = (): boolean => this.runs.list().some(({ state }) => state === 'running');
    this.comparisons = new Comparisons({ root, registry, emit, isBusy });
    const { files, comparisons, runs } = this;
    this.cures = new Cures({ root, registry, files, comparisons, runs });
    this.debuggers = new Debuggers(registry, emit);
    this.uploads = new Uploads(root);
    this.snapshots = new SnapshotFolder(root, registry);
    this.#live = this.#openLive();
  }

  static async open(options: SessionOptions): Promise<Session> {
    const session = new Session(options, await realpath(options.folder));
    session.#folder = await folderId(session.root);
    await session.watcher.start();
    void session.#warm();
    return session;
  }

  /** The ledger, once it is open. */
  async live(): Promise<Result<LiveLedger, ServiceError>> {
    const live = await this.#live;
    return live.ok ? live : err({ code: 'ledger', message: live.error });
  }

  /**
   * Another ledger in place of the live one: `swap` is called while nobody has it open, `back` where the new one does not open. Whoever asks for
   * the ledger meanwhile waits.
   */
  replaceLive(
    swap: () => Promise<Result<void, string>>,
    back: () => Promise<Result<void, string>>,
  ): Promise<Result<LiveLedger, ServiceError>> {
    return this.#turn('live', async () => {
      const before = await this.#live;
      let flaw = '';
      this.debuggers.ledgerCloses();
      this.#live = (async () => {
        if (before.ok) await before.value.end();
        const swapped = await swap();
        if (!swapped.ok) flaw = swapped.error;
        const opened = await this.#openLive();
        if (opened.ok || !swapped.ok) return opened;
        flaw = `the new ledger does not open: ${opened.error}`;
        await back();
        return this.#openLive();
      })();
      const live = await this.#live;
      if (!live.ok) return err({ code: 'ledger', message: live.error });
      void this.#warm();
      return flaw === '' ? live : err({ code: 'ledger', message: flaw });
    });
  }

  get isGone(): boolean {
    return this.#folder === undefined;
  }

  /** A folder that is made again under the same name is another one. */
  async #lookForFolder(): Promise<void> {
    const now = await folderId(this.root);
    if (now === this.#folder || this.#folder === undefined || this.#closed) return;
    this.#folder = undefined;
    this.emit('workspace.gone', { path: this.root });
  }

  #openLive(): Promise<Result<LiveLedger, string>> {
    const { root, registry, now } = this;
    return LiveLedger.open({ root, registry, now, onExecutor: () => void this.#tellExecutors() });
  }

  /** What was just committed, told to every window. An error where the ledger's file fails meanwhile. */
  async tellBlock(
    live: LiveLedger,
    sent: readonly Parameters<Views['transaction']>[0][],
  ): Promise<Result<void, ServiceError>> {
    const views = new Views(live);
    const head = await headOf(live);
    if (!head.ok) return head;
    this.emit('ledger.block', {
      head: head.value,
      time: timeOf(live),
      transactions: sent.map((one) => views.transaction(one)),
    });
    return ok(undefined);
  }

  async executors(): Promise<Result<readonly ExecutorView[], ServiceError>> {
    const live = await this.live();
    return live.ok ? ok(executorsOf(live.value)) : live;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.watcher.close();
    this.debuggers.closeAll();
    await this.runs.close();
    await this.comparisons.close();
    await this.cures.discard();
    await this.compilers.close();
    await this.uploads.close();
    const live = await this.#live;
    if (live.ok) await live.value.close();
  }

  /** The first compile and the first transaction should not wait for processes to start. */
  async #warm(): Promise<void> {
    const live = await this.#live;
    if (!live.ok || this.#closed) return;
    const paths = this.watcher.tree.entries.map(({ path }) => path);
    for (const runtime of this.compilers.warm(paths)) live.value.warm(runtime);
    for (const { artifact } of live.value.contracts.all) live.value.warm(artifact.runtime);
  }

  async #tellExecutors(): Promise<void> {
    const executors = await this.executors();
    if (executors.ok && !this.#closed) this.emit('ledger.executors', executors.value);
  }
}

/** Where the ledger stands. An error where its file fails meanwhile. */
export async function headOf({ file }: LiveLedger): Promise<Result<Head, ServiceError>> {
  const { number, id } = file.head();
  const stateRoot = await file.stateRoot();
  if (!stateRoot.ok) return err({ code: 'ledger', message: stateRoot.error.message });
  return ok({ number, hash: `0x${id}`, stateRoot: `0x${stateRoot.value}` });
}

export const timeOf = ({ time, nextTime }: LiveLedger): LedgerTime => ({
  newest: Number(time),
  next: nextTime === undefined ? null : Number(nextTime),
});

const executorsOf = (live: LiveLedger): readonly ExecutorView[] =>
  live.executors.map(({ id, runtime, pid, restarts }) => ({
    id,
    runtime,
    restarts,
    ...(pid !== undefined && { pid }),
  }));

/** What tells a folder from another one of the same name; undefined: there is none. */
const folderId = (path: string): Promise<string | undefined> =>
  stat(path, { bigint: true }).then(
    ({ dev, ino }) => `${dev} ${ino}`,
    () => undefined,
  );
