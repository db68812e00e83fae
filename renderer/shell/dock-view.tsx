import { useEffect, useRef, type FunctionComponent, type JSX } from 'react';
import {
  DockviewReact,
  type DockviewApi,
  type DockviewReadyEvent,
  type DockviewTheme,
  type IDockviewPanelProps,
} from 'dockview-react';
import 'dockview-react/dist/styles/dockview.css';
import { AccountsView } from '../features/accounts/accounts-view.tsx';
import { ContractsView } from '../features/contracts/contracts-view.tsx';
import { EditorView } from '../features/editor/editor-view.tsx';
import { hasUnsaved } from '../features/editor/slice.ts';
import { ExplorerView } from '../features/explorer/explorer-view.tsx';
import { ProblemsView } from '../features/problems/problems-view.tsx';
import { ToolchainsView } from '../features/toolchains/toolchains-view.tsx';
import { CompareView } from '../features/compare/compare-view.tsx';
import { DebuggerView } from '../features/debugger/debugger-view.tsx';
import { GasView } from '../features/debugger/gas-view.tsx';
import { MachineView } from '../features/debugger/machine-view.tsx';
import { ComparisonView } from '../features/comparison/comparison-view.tsx';
import { HelpView } from '../features/help/help-view.tsx';
import { KeysView } from '../features/keys/keys-view.tsx';
import { SettingsView } from '../features/settings/settings-view.tsx';
import { ScheduleView } from '../features/schedule/schedule-view.tsx';
import { SearchView } from '../features/search/search-view.tsx';
import { SnapshotsView } from '../features/snapshots/snapshots-view.tsx';
import { TrafficView } from '../features/traffic/traffic-view.tsx';
import { StateView } from '../features/state/state-view.tsx';
import { TransactionsView } from '../features/transactions/transactions-view.tsx';
import { WelcomeView } from '../features/welcome/welcome-view.tsx';
import { filePath } from './dock.ts';
import { PanelHelp } from './panel-help.tsx';
import type { PanelId } from './panels.ts';
import { FileTab, Tab } from './tabs.tsx';
import { useWorkbench } from './workbench.ts';

const THEME: DockviewTheme = { name: 'interleave', className: 'dock' };

const COMPONENTS: Readonly<Record<PanelId | 'file' | 'compare', FunctionComponent<IDockviewPanelProps>>> = {
  explorer: () => <ExplorerView />,
  search: () => <SearchView />,
  contracts: () => <ContractsView />,
  accounts: () => <AccountsView />,
  transactions: () => <TransactionsView />,
  snapshots: () => <SnapshotsView />,
  state: () => <StateView />,
  problems: () => <ProblemsView />,
  settings: () => <SettingsView />,
  keys: () => <KeysView />,
  help: () => <HelpView />,
  traffic: () => <TrafficView />,
  schedule: () => <ScheduleView />,
  debug: () => <DebuggerView />,
  gas: () => <GasView />,
  machine: () => <MachineView />,
  comparison: () => <ComparisonView />,
  toolchains: () => <ToolchainsView />,
  welcome: () => <WelcomeView />,
  compare: ({ params }) => {
    const { left, right } = params as { left?: unknown; right?: unknown };
    return <CompareView left={String(left)} right={String(right)} />;
  },
  file: ({ params, api }) => (
    <EditorView
      path={String((params as { path?: unknown }).path)}
      isInFront={() => api.isActive && api.isGroupActive}
    />
  ),
};

export function DockView({ workspace }: { workspace: string }): JSX.Element {
  const { dock, store } = useWorkbench();
  const ready = useRef<DockviewApi | undefined>(undefined);
  useEffect(() => {
    if (ready.current !== undefined) dock.resume(ready.current);
    let { reveal, moved, contractFocus, scheduleTurn, comparisonTurn, trafficTurn, exploredTurn, debugTurn } =
      store.getState();
    const stop = store.subscribe((state) => {
      if (state.contractFocus !== contractFocus) {
        contractFocus = state.contractFocus;
        if (contractFocus !== undefined) dock.show('contracts');
      }
      if (state.scheduleTurn !== scheduleTurn) {
        scheduleTurn = state.scheduleTurn;
        dock.show('schedule');
      }
      if (state.trafficTurn !== trafficTurn) {
        trafficTurn = state.trafficTurn;
        dock.show('traffic');
      }
      if (state.exploredTurn !== exploredTurn) {
        exploredTurn = state.exploredTurn;
        dock.show('state');
      }
      if (state.debugTurn !== debugTurn) {
        debugTurn = state.debugTurn;
        dock.show('debug');
      }
      if (state.comparisonTurn !== comparisonTurn) {
        comparisonTurn = state.comparisonTurn;
        dock.show('comparison');
      }
      if (state.moved !== moved) {
        moved = state.moved;
        if (moved !== undefined) dock.moveFiles(moved.from, moved.to);
      }
      // Who writes in what was only looked at means to keep it.
      const preview = dock.previewPath;
      if (preview !== undefined && hasUnsaved(state.documents[preview])) dock.keepOpen();
      if (state.reveal === reveal || state.reveal === undefined) return;
      reveal = state.reveal;
      dock.openFile(reveal.path, reveal.isPreview);
    });
    return () => {
      stop();
      dock.detach();
    };
  }, [dock, store]);
  const onReady = ({ api }: DockviewReadyEvent): void => {
    ready.current = api;
    dock.attach(api);
    // What was in front when the window was left is what is meant again.
    const front = api.groups
      .map(({ activePanel }) => filePath(activePanel?.id ?? ''))
      .find((path) => path !== undefined);
    if (front !== undefined) store.getState().setActive(front);
    api.onDidActivePanelChange((event) => {
      const path = filePath(api.activePanel?.id ?? '');
      if (event !== undefined && path !== undefined) store.getState().setActive(path);
    });
    api.onDidRemovePanel(({ id }) => {
      const path = filePath(id);
      if (path === undefined || store.getState().workspace?.path !== workspace) return;
      // Its other views still show it.
      if (!api.panels.some((other) => other.id !== id && filePath(other.id) === path))
        void store.getState().closeFile(path);
    });
  };
  return (
    <DockviewReact
      theme={THEME}
      components={COMPONENTS}
      tabComponents={{ file: FileTab }}
      defaultTabComponent={Tab}
      rightHeaderActionsComponent={PanelHelp}
      disableFloatingGroups
      onReady={onReady}
    />
  );
}
