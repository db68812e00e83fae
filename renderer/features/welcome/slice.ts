/** Which workspace is open, and how to open another. */
import type { HostInfo, WorkspaceInfo } from '../../../runtimes/service/contract/workspace.ts';
import type { SliceContext } from '../../store/store.ts';

export interface WorkspaceSlice {
  readonly connection: 'open' | 'lost';
  readonly host: HostInfo | undefined;
  readonly workspace: WorkspaceInfo | undefined;
  /** A workspace is being opened; its path or the name of its example. */
  readonly opening: string | undefined;
  readonly openError: string | undefined;
  /** Path of the open workspace, once its folder is not there any more. */
  readonly goneFolder: string | undefined;
  readonly createError: string | undefined;
  start(): Promise<void>;
  openWorkspace(path: string): Promise<boolean>;
  createFromExample(example: string): Promise<boolean>;
  /** The same, and shows where it can be run. */
  tryExample(example: string): Promise<void>;
  /** @param path empty: a free name in the home of workspaces. */
  createFromTemplate(template: string, language: string, path: string): Promise<boolean>;
  enterWorkspace(workspace: WorkspaceInfo | null): Promise<void>;
  connectionLost(): void;
}

export function createWorkspaceSlice({ set, get, service, memory }: SliceContext): WorkspaceSlice {
  /** An example is being made, from this workspace. */
  let trying: { readonly from: string | undefined } | undefined;
  const opened = async (
    what: string,
    work: ReturnType<typeof service.request<'host.open' | 'host.create' | 'host.createFromTemplate'>>,
    where: 'openError' | 'createError' = 'openError',
  ): Promise<boolean> => {
    set({ opening: what, openError: undefined, createError: undefined });
    const result = await work;
    set({ opening: undefined, [where]: result.ok ? undefined : result.error.message });
    return result.ok;
  };
  return {
    connection: 'open',
    host: undefined,
    workspace: undefined,
    opening: undefined,
    openError: undefined,
    createError: undefined,
    goneFolder: undefined,
    start: async () => {
      const [host] = await Promise.all([service.request('host.describe', {}), memory.load('user')]);
      get().settingsRemembered('user');
      get().tourRemembered();
      if (!host.ok) return get().notify({ kind: 'error', text: host.error.message });
      set({ host: host.value });
      await get().enterWorkspace(host.value.workspace);
    },
    openWorkspace: (path) => opened(path, service.request('host.open', { path: path.trim() })),
    createFromTemplate: (template, language, path) =>
      opened(
        template,
        service.request('host.createFromTemplate', {
          template,
          language,
          ...(path.trim() !== '' && { path: path.trim() }),
        }),
        'createError',
      ),
    createFromExample: (example) => opened(example, service.request('host.create', { example })),
    tryExample: async (example) => {
      trying = { from: get().workspace?.path };
      if (!(await get().createFromExample(example))) trying = undefined;
    },
    enterWorkspace: async (workspace) => {
      const same = workspace !== null && workspace.path === get().workspace?.path;
      if (same) return;
      get().leaveTraffic();
      get().leaveDocuments();
      get().leaveTravel();
      get().leaveDebugger();
      // The views of another workspace are gone before this one's memory comes.
      set({
        workspace: undefined,
        goneFolder: undefined,
        entries: [],
        tree: [],
        isTreeLoaded: workspace === null,
        trusted: undefined,
        isTrustShown: false,
      });
      if (workspace === null) return;
      await memory.load('workspace', workspace.path);
      set({ workspace });
      get().settingsRemembered('workspace');
      get().debuggerRemembered();
      await Promise.all([
        get().loadTree(),
        get().loadTrust(),
        get().loadLedger(),
        get().loadAccounts(),
        get().loadContracts(),
        get().loadTransactions(),
        get().loadRuns(),
        get().loadComparison(),
        get().loadTried(),
      ]);
      await get().bringBackUnsaved();
      // The one before may still be coming in.
      if (trying !== undefined && trying.from !== workspace.path && get().workspace?.path === workspace.path) {
        trying = undefined;
        set(({ scheduleTurn }) => ({ scheduleTurn: scheduleTurn + 1 }));
      }
      const host = await service.request('host.describe', {});
      if (!host.ok) return;
      set({ host: host.value });
      // Before this window came.
      if (host.value.isGone && host.value.workspace?.path === workspace.path) set({ goneFolder: workspace.path });
    },
    connectionLost: () => set({ connection: 'lost' }),
  };
}
