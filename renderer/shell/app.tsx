import { useEffect, useState, type JSX } from 'react';
import { I18nProvider } from 'react-aria-components';
import { warmEditor } from '../editor/load-editor.ts';
import { BindingsDialog } from '../features/bindings/bindings-dialog.tsx';
import { Notices } from '../features/notices/notices-view.tsx';
import { HelpView } from '../features/help/help-view.tsx';
import { TrustDialog } from '../features/trust/trust-dialog.tsx';
import { TourStrip } from '../features/tour/tour-strip.tsx';
import { WelcomeView } from '../features/welcome/welcome-view.tsx';
import { AppStore, useApp } from '../store/use-app.ts';
import { Icon } from '../ui/icon.tsx';
import { ActivityBar } from './activity-bar.tsx';
import { COMMANDS, type Command, type PaletteMode } from './commands.ts';
import { DockView } from './dock-view.tsx';
import { commandFor } from './keys.ts';
import { isReachable } from './reachable.ts';
import { systemMenus } from './menu-commands.ts';
import { GutterMenu } from '../features/debugger/gutter-menu.tsx';
import { Palette } from './palette.tsx';
import { StatusBar } from './status-bar.tsx';
import { TitleBar } from './title-bar.tsx';
import { useWorkbench, WorkbenchContext, type Workbench } from './workbench.ts';
import './shell.css';

export const App = ({ workbench }: { workbench: Workbench }): JSX.Element => (
  <AppStore value={workbench.store}>
    <WorkbenchContext value={workbench}>
      {/* Numbers look the same everywhere; the words are English. */}
      <I18nProvider locale="en-GB">
        <Shell />
      </I18nProvider>
    </WorkbenchContext>
  </AppStore>
);

function Shell(): JSX.Element {
  const workbench = useWorkbench();
  const theme = useApp((state) => state.theme);
  const motion = useApp((state) => state.settings['window.motion']);
  const workspace = useApp((state) => state.workspace);
  const helpPage = useApp((state) => state.helpPage);
  const ready = useApp(({ host }) => host !== undefined);
  const lost = useApp(({ connection }) => connection === 'lost');
  const gone = useApp(({ goneFolder }) => goneFolder);
  const keyMap = useApp((state) => state.keyMap);
  const [palette, setPalette] = useState<PaletteMode | undefined>(undefined);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  useEffect(() => {
    document.documentElement.dataset['motion'] = motion;
  }, [motion]);
  useEffect(() => {
    document.title = workspace ? `${workspace.name} · Interleave` : 'Interleave';
  }, [workspace]);
  const hasWorkspace = workspace !== undefined;
  useEffect(() => {
    if (hasWorkspace) warmEditor(workbench.store, workbench.service);
  }, [workbench, hasWorkspace]);
  useEffect(() => {
    const run = (command: Command): void => {
      if (isReachable(command)) command.run({ ...workbench, palette: setPalette });
    };
    const onKey = (event: KeyboardEvent): void => {
      const command = commandFor(event, workbench.store.getState().keyMap);
      if (command === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      run(command);
    };
    // Before the editor, which has keys of its own.
    addEventListener('keydown', onKey, true);
    // The desktop window's menu.
    workbench.desktop?.onCommand((id) => {
      const command = COMMANDS.find((one) => one.id === id);
      if (command !== undefined) run(command);
    });
    return () => removeEventListener('keydown', onKey, true);
  }, [workbench]);
  useEffect(() => {
    workbench.desktop?.setMenus(systemMenus(workspace !== undefined, keyMap));
  }, [workbench, workspace, keyMap]);
  return (
    <div className="app">
      <TitleBar openPalette={setPalette} />
      <ActivityBar />
      <main className="main">
        {lost && (
          <div className="banner error" role="alert">
            <span className="grow">
              <b>The connection to the program is lost.</b> What you typed is kept in this browser. Start the program
              again and open the address it prints.
            </span>
          </div>
        )}
        {gone !== undefined && (
          <div className="banner error" role="alert">
            <Icon name="error" />
            <span className="grow">
              <b>The folder of this workspace was deleted: {gone}.</b> What you typed is kept here, and saving a file
              makes the folder again. The ledger was in it and lasts only until the program ends: export a snapshot to
              keep it.
            </span>
          </div>
        )}
        <TourStrip />
        <Notices />
        <div className="main-body">
          {!ready ? null : workspace === undefined ? (
            helpPage === undefined ? (
              <WelcomeView />
            ) : (
              <HelpView />
            )
          ) : (
            <DockView key={workspace.path} workspace={workspace.path} />
          )}
        </div>
      </main>
      <StatusBar />
      <TrustDialog />
      <BindingsDialog />
      <GutterMenu />
      {palette !== undefined && <Palette mode={palette} close={() => setPalette(undefined)} change={setPalette} />}
    </div>
  );
}
