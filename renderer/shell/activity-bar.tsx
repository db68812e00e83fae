import { useSyncExternalStore, type JSX } from 'react';
import { Button } from 'react-aria-components';
import { problemsOf } from '../features/problems/slice.ts';
import { useApp } from '../store/use-app.ts';
import { Icon } from '../ui/icon.tsx';
import { PANELS, type PanelId } from './panels.ts';
import { useWorkbench } from './workbench.ts';

/** They are opened from elsewhere: settings below, those of the debugger from its panel. */
const ELSEWHERE: ReadonlySet<PanelId> = new Set(['keys', 'settings', 'gas', 'machine']);

export function ActivityBar(): JSX.Element {
  const { dock, store } = useWorkbench();
  const workspace = useApp((state) => state.workspace);
  const compiled = useApp((state) => state.compiled);
  const choice = useApp((state) => state.settings['window.theme']);
  const shown = useSyncExternalStore(dock.onShown, dock.shown);
  const errors = problemsOf(compiled).filter(({ severity }) => severity === 'error').length;
  return (
    <nav className="activity" aria-label="Panels">
      {workspace &&
        PANELS.filter(({ id }) => !ELSEWHERE.has(id)).map(({ id, title, icon, keys }) => (
          <Button key={id} aria-label={title} className={shown.has(id) ? 'shown' : ''} onPress={() => dock.show(id)}>
            <span title={keys === '' ? title : `${title} (${keys})`}>
              <Icon name={icon} />
            </span>
            {id === 'problems' && errors > 0 && <span className="badge err">{errors}</span>}
          </Button>
        ))}
      <span className="gap" />
      {workspace && (
        <Button
          aria-label="Settings"
          className={shown.has('settings') ? 'shown' : ''}
          onPress={() => dock.show('settings')}
        >
          <span title="Settings (Ctrl+,)">
            <Icon name="settings" />
          </span>
        </Button>
      )}
      <Button aria-label={`Theme: ${choice}. Change it`} onPress={() => store.getState().nextTheme()}>
        <span title={`Theme: ${choice}`}>
          <Icon name="theme" />
        </span>
      </Button>
    </nav>
  );
}
