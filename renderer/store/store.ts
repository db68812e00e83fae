/** The one store of a window: a slice per feature. It knows no React and no editor. */
import { createStore, type StateCreator, type StoreApi } from 'zustand/vanilla';
import { createAccountsSlice, type AccountsSlice } from '../features/accounts/slice.ts';
import { createBindingsSlice, type BindingsSlice } from '../features/bindings/slice.ts';
import { createCodeSlice, type CodeSlice } from '../features/problems/slice.ts';
import { createComparisonSlice, type ComparisonSlice } from '../features/comparison/slice.ts';
import { createContractsSlice, type ContractsSlice } from '../features/contracts/slice.ts';
import { createCureSlice, type CureSlice } from '../features/cure/slice.ts';
import { createBreakpointsSlice, type BreakpointsSlice } from '../features/debugger/breakpoints-slice.ts';
import { createDebugDetailSlice, type DebugDetailSlice } from '../features/debugger/detail-slice.ts';
import { createDebuggerSlice, type DebuggerSlice } from '../features/debugger/slice.ts';
import { createEditorSlice, type EditorSlice } from '../features/editor/slice.ts';
import { createTravelSlice, type TravelSlice } from '../features/editor/travel-slice.ts';
import { createExplorerSlice, type ExplorerSlice } from '../features/explorer/slice.ts';
import { createLedgerSlice, type LedgerSlice } from '../features/ledger/slice.ts';
import { createNoticesSlice, type NoticesSlice } from '../features/notices/slice.ts';
import { createScenarioSlice, type ScenarioSlice } from '../features/scenario/slice.ts';
import { createScheduleSlice, type ScheduleSlice } from '../features/schedule/slice.ts';
import { createSearchSlice, type SearchSlice } from '../features/search/slice.ts';
import { createSettingsSlice, type SettingsSlice } from '../features/settings/slice.ts';
import { createHelpSlice, type HelpSlice } from '../features/help/slice.ts';
import { createTourSlice, type TourSlice } from '../features/tour/slice.ts';
import { createSnapshotsSlice, type SnapshotsSlice } from '../features/snapshots/slice.ts';
import { createStateSlice, type StateSlice } from '../features/state/slice.ts';
import { createToolchainsSlice, type ToolchainsSlice } from '../features/toolchains/slice.ts';
import { createTrustSlice, type TrustSlice } from '../features/trust/slice.ts';
import { createTrafficSlice, type TrafficSlice } from '../features/traffic/slice.ts';
import { createTransactionsSlice, type TransactionsSlice } from '../features/transactions/slice.ts';
import { createWorkspaceSlice, type WorkspaceSlice } from '../features/welcome/slice.ts';
import { Memory } from './memory.ts';
import type { Page, Service } from './service.ts';

export type State = AccountsSlice &
  BindingsSlice &
  BreakpointsSlice &
  CodeSlice &
  ComparisonSlice &
  ContractsSlice &
  CureSlice &
  DebugDetailSlice &
  DebuggerSlice &
  EditorSlice &
  ExplorerSlice &
  LedgerSlice &
  HelpSlice &
  NoticesSlice &
  ScenarioSlice &
  ScheduleSlice &
  SearchSlice &
  SettingsSlice &
  SnapshotsSlice &
  StateSlice &
  ToolchainsSlice &
  TourSlice &
  TrafficSlice &
  TransactionsSlice &
  TravelSlice &
  TrustSlice &
  WorkspaceSlice;

export interface SliceContext {
  readonly set: (change: Partial<State> | ((state: State) => Partial<State>)) => void;
  readonly get: () => State;
  readonly service: Service;
  readonly page: Page;
  readonly memory: Memory;
}

export type Store = StoreApi<State>;

export function createAppStore(service: Service, page: Page, memory = new Memory(service, page)): Store {
  const create: StateCreator<State> = (set, get) => {
    const context: SliceContext = { set, get, service, page, memory };
    return {
      ...createNoticesSlice(context),
      ...createSettingsSlice(context),
      ...createWorkspaceSlice(context),
      ...createHelpSlice(context),
      ...createTrustSlice(context),
      ...createTourSlice(context),
      ...createExplorerSlice(context),
      ...createSearchSlice(context),
      ...createEditorSlice(context),
      ...createTravelSlice(context),
      ...createScenarioSlice(context),
      ...createScheduleSlice(context),
      ...createComparisonSlice(context),
      ...createCureSlice(context),
      ...createBreakpointsSlice(context),
      ...createDebuggerSlice(context),
      ...createDebugDetailSlice(context),
      ...createTrafficSlice(context),
      ...createBindingsSlice(context),
      ...createCodeSlice(context),
      ...createLedgerSlice(context),
      ...createAccountsSlice(context),
      ...createContractsSlice(context),
      ...createTransactionsSlice(context),
      ...createSnapshotsSlice(context),
      ...createStateSlice(context),
      ...createToolchainsSlice(context),
    };
  };
  const store = createStore<State>(create);
  listen(store, service, memory);
  memory.onRefused = (text) => store.getState().notify({ kind: 'warning', text });
  return store;
}

/** Whether a contract, not a scenario, was compiled. */
const hasCompiledOther = (now: State['compiled'], before: State['compiled']): boolean =>
  now !== before && Object.keys(now).some((path) => now[path] !== before[path] && !/\.ya?ml$/i.test(path));

/** Whatever any window does, all are told. */
function listen(store: Store, service: Service, memory: Memory): void {
  const { getState: state } = store;
  store.subscribe((now, before) => {
    if (now.isTouring) now.checkTour();
    if (now.moved !== before.moved && now.moved !== undefined) now.renameBreakpoints(now.moved.from, now.moved.to);
  });
  store.subscribe((now, before) => {
    const path = now.trafficPath;
    if (path !== undefined && now.documents[path]?.text !== before.documents[path]?.text) now.followTraffic();
    else if (path !== undefined && hasCompiledOther(now.compiled, before.compiled)) now.followContracts();
  });
  service.on('host.workspace', ({ workspace }) => void state().enterWorkspace(workspace));
  service.on('memory.changed', ({ scope, name, text }) => {
    if ((memory.get(scope, name) ?? null) === text) return;
    memory.took(scope, name, text);
    state().settingsRemembered(scope);
    state().debuggerTook(name);
  });
  service.on('workspace.trust', ({ trusted }) => state().tookTrust(trusted));
  service.on('files.changed', ({ changes }) => {
    state().filesChanged(changes);
    state().sourcesChanged(changes);
    if (changes.some(({ path }) => path.startsWith('snapshots/'))) void state().loadSnapshots();
  });
  service.on('workspace.gone', ({ path }) => store.setState({ goneFolder: path }));
  service.on('code.preparing', (preparing) => state().tookPreparing(preparing));
  service.on('code.compiled', (compiled) => state().tookCompiled(compiled));
  service.on('ledger.block', ({ head, time, transactions }) => {
    state().tookBlock(head, time);
    state().tookTransactions(transactions);
    void state().loadAccounts();
    void state().loadContracts();
    void state().historyChanged(false);
    void state().stateMoved(null);
  });
  service.on('history.changed', ({ moved }) => {
    void state().historyChanged(moved);
    if (moved) void state().stateMoved(null);
  });
  service.on('run.progress', (progress) => {
    state().tookRunProgress(progress);
    void state().followRun(progress);
    if (progress.phase === 'traffic') state().stateRuns(progress.run);
  });
  service.on('debug.event', (event) => state().tookDebugEvent(event));
  service.on('run.done', (run) => {
    state().tookRun(run);
    void state().followEnd(run);
    void state().stateMoved(run.id);
  });
  service.on('compare.progress', (progress) => state().followComparison(progress));
  service.on('compare.changed', (comparison) => void state().tookComparison(comparison));
  service.on('ledger.time', (time) => state().tookTime(time));
  service.on('ledger.executors', (executors) => state().tookExecutors(executors));
  service.on('accounts.changed', () => void state().loadAccounts());
  service.on('contracts.changed', () => void state().loadContracts());
}
