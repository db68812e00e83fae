import type { JSX } from 'react';
import type { IDockviewHeaderActionsProps } from 'dockview-react';
import { openHelp } from '../features/help/open-help.ts';
import { IconButton } from '../ui/controls.tsx';
import { filePath } from './dock.ts';
import { PANELS } from './panels.ts';
import { useWorkbench } from './workbench.ts';

interface Topic {
  readonly name: string;
  /** Of the guide; with `#`, a heading of it. */
  readonly page: string;
}

/** Of the guide itself there is no help. */
export function topicOf(panelId: string): Topic | undefined {
  if (panelId.startsWith('compare:')) return { name: 'Comparing files', page: 'workbench#files' };
  const path = filePath(panelId);
  if (path !== undefined)
    return /\.ya?ml$/i.test(path)
      ? { name: 'Scenarios', page: 'scenarios' }
      : { name: 'Languages', page: `languages${languageAnchor(path)}` };
  const panel = PANELS.find(({ id }) => id === panelId);
  return panel === undefined || panel.help === '' ? undefined : { name: panel.title, page: panel.help };
}

const LANGUAGE_ANCHORS: Readonly<Record<string, string>> = {
  sol: '#solidity',
  rs: '#rust',
  ts: '#assemblyscript',
  cs: '#c',
};

const languageAnchor = (path: string): string => LANGUAGE_ANCHORS[/\.(\w+)$/.exec(path)?.[1] ?? ''] ?? '';

/** At the right of a group's tabs: the page of the guide about what is in front. */
export function PanelHelp({ activePanel }: Pick<IDockviewHeaderActionsProps, 'activePanel'>): JSX.Element | null {
  const workbench = useWorkbench();
  const topic = activePanel && topicOf(activePanel.id);
  if (topic === undefined) return null;
  const [page = '', anchor] = topic.page.split('#');
  return (
    <div className="panel-help">
      <IconButton small icon="help" label={`Help: ${topic.name}`} onPress={() => openHelp(workbench, page, anchor)} />
    </div>
  );
}
