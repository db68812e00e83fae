/** Tabs of panels and of files, and what can be done with one. */
import { useEffect, useRef, useState, type JSX, type ReactNode } from 'react';
import type { IDockviewPanelHeaderProps } from 'dockview-react';
import { shownPath } from '../features/editor/library.ts';
import { hasUnsaved } from '../features/editor/slice.ts';
import { nameOf, parentOf } from '../features/explorer/tree-of.ts';
import { useApp } from '../store/use-app.ts';
import { ContextMenu, type MenuEntries } from '../ui/context-menu.tsx';
import { FileIcon } from '../ui/file-icon.tsx';
import { Icon } from '../ui/icon.tsx';
import { filePath, isPreview } from './dock.ts';
import { useWorkbench } from './workbench.ts';

interface TabMarks {
  /** Tells it apart from another file of its name. */
  readonly folder?: string | undefined;
  readonly preview?: boolean;
  readonly unsaved?: boolean;
  readonly icon?: ReactNode;
}

/** `x` and the menu are for the mouse; the keyboard has commands. */
export function Tab(props: IDockviewPanelHeaderProps & TabMarks): JSX.Element {
  const { api, folder, preview = false, unsaved = false, icon } = props;

  const { dock } = useWorkbench();
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number }>();
  const place = useRef<HTMLDivElement>(null);
  const name = `${api.title ?? ''}${preview ? ', preview' : ''}`;
  const about = [folder, unsaved ? 'not saved yet' : undefined].filter((part) => part !== undefined).join(', ');
  useEffect(() => {
    // The dock names its tabs by their titles alone.
    const tab = place.current?.closest('[role=tab]');
    tab?.setAttribute('aria-label', name);
    if (about === '') tab?.removeAttribute('aria-description');
    else tab?.setAttribute('aria-description', about);
  }, [name, about]);
  const isFile = filePath(api.id) !== undefined;
  const entries: MenuEntries = [
    ...(preview ? ([{ id: 'keep', text: 'Keep open', run: () => dock.keepOpen(api.id) }] as const) : []),
    { id: 'close', text: 'Close', run: () => api.close() },
    { id: 'others', text: 'Close others', run: () => dock.closeOthers(api.id) },
    ...(isFile
      ? (['-', { id: 'split', text: 'Split to the right', run: () => dock.splitRight(api.id) }] as const)
      : []),
  ];
  return (
    <div
      ref={place}
      className={`tab ${preview ? 'preview' : ''}`}
      onAuxClick={({ button }) => button === 1 && api.close()}
      onDoubleClick={() => dock.keepOpen(api.id)}
      onContextMenu={(event) => {
        event.preventDefault();
        setMenu({ x: event.clientX, y: event.clientY });
      }}
    >
      {icon}
      {unsaved && <span className="dot" role="img" aria-label="not saved yet" />}
      <span className="tab-title">{api.title}</span>
      {folder !== undefined && <span className="micro t3">{folder}</span>}
      <span
        className="x"
        aria-hidden="true"
        title="Close"
        onPointerDown={(event) => event.stopPropagation()}
        onClick={() => api.close()}
      >
        <Icon name="close" />
      </span>
      {menu && <ContextMenu label={`Tab ${api.title}`} at={menu} entries={entries} close={() => setMenu(undefined)} />}
    </div>
  );
}

export function FileTab(props: IDockviewPanelHeaderProps): JSX.Element {
  const path = filePath(props.api.id) ?? '';
  const unsaved = useApp(({ documents }) => hasUnsaved(documents[path]));
  const hasNamesake = useApp(({ documents }) =>
    Object.keys(documents).some((other) => other !== path && nameOf(other) === nameOf(path)),
  );
  return (
    <Tab
      {...props}
      folder={hasNamesake ? shownPath(parentOf(path)) || '.' : undefined}
      preview={isPreview(props.params)}
      unsaved={unsaved}
      icon={<FileIcon path={path} />}
    />
  );
}
