/** History and snapshots: where the ledger stands, the files that carry a state, what is under way with them. */
import type { ServiceError } from '../../../runtimes/service/contract/error.ts';
import type { Standing, TimelineBlock } from '../../../runtimes/service/contract/history.ts';
import type { Method, Params, ResultOf } from '../../../runtimes/service/contract/methods.ts';
import type {
  Exporting,
  FileRef,
  SnapshotFile,
  StateDiff,
  StateRef,
  Verdict,
} from '../../../runtimes/service/contract/snapshots.ts';
import type { Result } from '../../../runtimes/core/result.ts';
import type { SliceContext } from '../../store/store.ts';
import { sendFile, type SentFile } from './send-file.ts';

/** A state, as people call it. */
export interface NamedState {
  readonly ref: StateRef;
  readonly text: string;
}

export const stateOf = ({ id, number }: TimelineBlock): NamedState => ({
  ref: { block: id },
  text: `block ${number}`,
});

/** Where the ledger stands. */
export const CURRENT = ({ at }: Standing): NamedState => ({ ref: { block: at }, text: 'current state' });

export interface Importing {
  readonly file: FileRef;
  readonly verdict: Verdict;
}

export interface SnapshotsSlice {
  readonly standing: Standing | undefined;
  /** The newest first, as many as were asked for. */
  readonly timeline: readonly TimelineBlock[];
  readonly allBlocks: boolean;
  readonly snapshotFiles: readonly SnapshotFile[];
  /** The one thing that is under way. */
  readonly snapshotWork:
    { readonly what: string; readonly done: number; readonly total: number | undefined } | undefined;
  readonly snapshotError: string | undefined;
  /** A file that was checked, and waits for a decision. */
  readonly importing: Importing | undefined;
  /** What the next state is compared with. */
  readonly diffFrom: NamedState | undefined;
  readonly stateDiff: { readonly before: string; readonly after: string; readonly diff: StateDiff } | undefined;
  loadHistory(): Promise<void>;
  loadOlderBlocks(): Promise<void>;
  loadSnapshots(): Promise<void>;
  historyChanged(moved: boolean): Promise<void>;
  /** Reverts, undoes, branches: whatever moves the ledger. */
  moveLedger<M extends Extract<Method, `history.${string}`>>(method: M, params: Params<M>): Promise<boolean>;
  /** From anywhere in the window: goes one step and says so. */
  stepLedger(step: 'undo' | 'redo' | 'revert'): Promise<void>;
  exportState(request: Exporting): Promise<boolean>;
  /** Reads and checks a file; its dialog follows. */
  checkFile(file: FileRef): Promise<void>;
  checkSent(file: SentFile): Promise<void>;
  importFile(how: 'replace' | 'fork'): Promise<void>;
  closeImport(): void;
  cancelSnapshotWork(): void;
  startDiff(from: NamedState | undefined): void;
  compareStates(before: NamedState, after: NamedState): Promise<void>;
  closeDiff(): void;
  /** The bytes of a file in `snapshots`, for the page to keep; undefined: it cannot be read, and that was said. */
  readSnapshot(name: string): Promise<readonly Uint8Array[] | undefined>;
}

const PAGE = 200;
/** Cells of a comparison that are listed. */
const LISTED = 5_000;

const STEPPED = { undo: 'Undone', redo: 'Done again', revert: 'Reverted' } as const;

const UNDO_IMPORT = 'Undo import';

export function createSnapshotsSlice({ set, get, service }: SliceContext): SnapshotsSlice {
  let running: AbortController | undefined;
  let loading = false;
  /** One at a time, with progress and an end. */
  const work = async <M extends Method>(
    what: string,
    method: M,
    params: Params<M>,
  ): Promise<Result<ResultOf<M>, ServiceError> | undefined> => {
    if (running !== undefined) return undefined;
    const own = (running = new AbortController());
    set({ snapshotWork: { what, done: 0, total: undefined }, snapshotError: undefined });
    const answer = await service.request(method, params, {
      signal: own.signal,
      onProgress: ({ what: phase, done, total }) => set({ snapshotWork: { what: `${what}: ${phase}`, done, total } }),
    });
    running = undefined;
    set({ snapshotWork: undefined });
    if (!answer.ok && answer.error.code !== 'cancelled') set({ snapshotError: answer.error.message });
    return answer;
  };
  const drop = (file: FileRef | undefined): void => {
    if (file !== undefined && 'upload' in file) void service.request('snapshots.discard', { upload: file.upload });
  };
  return {
    standing: undefined,
    timeline: [],
    allBlocks: false,
    snapshotFiles: [],
    snapshotWork: undefined,
    snapshotError: undefined,
    importing: undefined,
    diffFrom: undefined,
    stateDiff: undefined,
    loadHistory: async () => {
      const [standing, blocks] = await Promise.all([
        service.request('history.describe', {}),
        service.request('history.blocks', { limit: PAGE }),
      ]);
      if (standing.ok) set({ standing: standing.value });
      else set({ snapshotError: standing.error.message });
      if (blocks.ok) set({ timeline: blocks.value, allBlocks: blocks.value.length < PAGE });
    },
    loadOlderBlocks: async () => {
      const last = get().timeline.at(-1);
      if (loading || get().allBlocks || last === undefined) return;
      loading = true;
      const page = await service.request('history.blocks', { before: last.id, limit: PAGE });
      loading = false;
      if (!page.ok) return;
      set(({ timeline }) => ({
        timeline: [...timeline, ...page.value.filter(({ id }) => id < last.id)],
        allBlocks: page.value.length < PAGE,
      }));
    },
    loadSnapshots: async () => {
      const files = await service.request('snapshots.list', {});
      if (files.ok) set({ snapshotFiles: files.value });
    },
    historyChanged: async (moved) => {
      // Undo would take back what came since.
      set(({ notices }) => ({ notices: notices.filter(({ action }) => action?.label !== UNDO_IMPORT) }));
      if (get().standing !== undefined) await get().loadHistory();
      if (!moved) return;
      set({ selectedTransaction: undefined });
      await Promise.all([get().loadLedger(), get().loadAccounts(), get().loadContracts(), get().loadTransactions()]);
    },
    moveLedger: async (method, params) => {
      const answer = await service.request(method, params);
      set({ snapshotError: answer.ok ? undefined : answer.error.message });
      return answer.ok;
    },
    stepLedger: async (step) => {
      if (get().standing === undefined) await get().loadHistory();
      const { standing, timeline } = get();
      const here = timeline.find(({ id }) => id === standing?.at);
      const what = step === 'revert' ? `block ${(here?.number ?? 1) - 1} is the current state` : standing?.[step];
      const parent = here?.parent ?? undefined;
      if (what === undefined || what === null || (step === 'revert' && parent === undefined))
        return get().notify({ kind: 'info', text: `There is nothing to ${step}.` });
      const isDone =
        step === 'revert' && parent !== undefined
          ? await get().moveLedger('history.revert', { block: parent })
          : await get().moveLedger(step === 'redo' ? 'history.redo' : 'history.undo', {});
      const { snapshotError } = get();
      if (!isDone) get().notify({ kind: 'error', text: snapshotError ?? `It was not possible to ${step}.` });
      else get().notify({ kind: 'info', text: `${STEPPED[step]}: ${what}.` });
    },
    exportState: async (request) => {
      const done = await work(`writing ${request.name}`, 'snapshots.export', request);
      if (done?.ok !== true) return false;
      const { name, omitted } = done.value;
      if (omitted.length > 0) get().notify({ kind: 'info', text: `Not in ${name}: ${omitted.join('; ')}.` });
      await get().loadSnapshots();
      return true;
    },
    checkFile: async (file) => {
      const checked = await work('checking', 'snapshots.inspect', { file });
      if (checked?.ok === true) set({ importing: { file, verdict: checked.value } });
      else drop(file);
    },
    checkSent: async (file) => {
      if (running !== undefined) return;
      const own = (running = new AbortController());
      const sent = await sendFile(service, file, own.signal, (done) =>
        set({ snapshotWork: { what: `reading ${file.name}`, done, total: file.size }, snapshotError: undefined }),
      );
      running = undefined;
      set({ snapshotWork: undefined });
      if (sent.ok) await get().checkFile(sent.value);
      else if (sent.error.code !== 'cancelled') set({ snapshotError: sent.error.message });
    },
    importFile: async (how) => {
      const { importing } = get();
      if (importing === undefined) return;
      const { file } = importing;
      const done = await work(`importing ${importing.verdict.file}`, 'snapshots.import', { file, how });
      if (done?.ok !== true) return;
      const { verdict, workspace } = done.value;
      if (verdict.flaw !== null) return set({ importing: { file, verdict } });
      get().closeImport();
      if (workspace === null)
        return get().notify({
          kind: 'info',
          text: `${verdict.file} is the live ledger now.`,
          action: { label: UNDO_IMPORT, run: () => void get().moveLedger('history.undo', {}) },
        });
      const opened = await service.request('host.open', { path: workspace });
      if (!opened.ok) get().notify({ kind: 'error', text: opened.error.message });
    },
    closeImport: () => {
      drop(get().importing?.file);
      set({ importing: undefined });
    },
    cancelSnapshotWork: () => running?.abort(),
    startDiff: (diffFrom) => set({ diffFrom }),
    compareStates: async (before, after) => {
      const found = await work('comparing', 'snapshots.diff', { before: before.ref, after: after.ref, limit: LISTED });
      if (found?.ok === true)
        set({
          stateDiff: { before: before.text, after: after.text, diff: found.value },
          diffFrom: undefined,
        });
    },
    closeDiff: () => set({ stateDiff: undefined }),
    readSnapshot: async (name) => {
      const pieces: Uint8Array[] = [];
      for (let offset = 0; ;) {
        const piece = await service.request('snapshots.read', { name, offset });
        if (!piece.ok) {
          set({ snapshotError: piece.error.message });
          return undefined;
        }
        if (piece.value.data === '') return pieces;
        const bytes = Uint8Array.from(atob(piece.value.data), (character) => character.charCodeAt(0));
        pieces.push(bytes);
        offset += bytes.length;
      }
    },
  };
}

/** Ids of the blocks that led to where the ledger stands, as far as they are listed. */
export function currentLine(timeline: readonly TimelineBlock[], at: number | undefined): ReadonlySet<number> {
  const line = new Set<number>();
  let next = at;
  // Parents come after their children.
  for (const { id, parent } of timeline) {
    if (id !== next) continue;
    line.add(id);
    next = parent ?? undefined;
  }
  return line;
}
