import { useEffect, useRef, useState, type JSX } from 'react';
import { loadEditor } from '../../editor/load-editor.ts';
import { modelFor } from '../../editor/models.ts';
import type { Monaco } from '../../editor/monaco.ts';
import { useWorkbench } from '../../shell/workbench.ts';
import { useApp } from '../../store/use-app.ts';
import { Button } from '../../ui/controls.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Beginnings } from './beginnings.tsx';
import { editorOptions } from './editor-options.ts';
import { isLibrary, shownPath } from './library.ts';
import './editor.css';

type CodeEditor = ReturnType<Monaco['editor']['create']>;
type ViewState = ReturnType<CodeEditor['saveViewState']>;

/** Where the cursor and the scroll bar were when a tab was left. */
const viewStates = new Map<string, ViewState>();

export interface EditorViewProps {
  readonly path: string;
  /** Of several views of a file, the one that is meant when a place is to be shown. */
  readonly isInFront: () => boolean;
}

export function EditorView({ path, isInFront }: EditorViewProps): JSX.Element {
  const { store } = useWorkbench();
  const isOpen = useApp(({ documents }) => documents[path] !== undefined);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    if (!isOpen)
      void store
        .getState()
        .loadFile(path)
        .then((there) => setMissing(!there));
  }, [store, path, isOpen]);
  if (missing && !isOpen)
    return (
      <p className="editor-missing">
        {isLibrary(path)
          ? `${shownPath(path)} belongs to a package that is not found any more: install it, or close this tab.`
          : `${path} is not there any more.`}
      </p>
    );
  return (
    <div className="editor">
      <Trouble path={path} />
      <Breadcrumb path={path} />
      <Beginnings path={path} />
      {isOpen && <CodeView path={path} isInFront={isInFront} />}
    </div>
  );
}

function Breadcrumb({ path }: { path: string }): JSX.Element {
  const parts = shownPath(path).split('/');
  return (
    <div className="crumb" aria-hidden="true">
      {parts.map((part, n) => (
        <span key={parts.slice(0, n + 1).join('/')} className="row">
          {n > 0 && <Icon name="chevron" />}
          {part}
        </span>
      ))}
      {isLibrary(path) && <span className="tag">read-only</span>}
    </div>
  );
}

/** What keeps a text from being saved stands beside it, with the ways out. */
function Trouble({ path }: { path: string }): JSX.Element | null {
  const { store, dock } = useWorkbench();
  const trouble = useApp(({ documents }) => documents[path]?.trouble);
  if (trouble === undefined) return null;
  const { keepMine, takeTheirs } = store.getState();
  return (
    <div className="banner warning" role="alert">
      <Icon name="warning" />
      <span className="grow">{trouble.message}</span>
      <Button kind="small" onPress={() => void keepMine(path)}>
        {trouble.kind === 'conflict' ? 'Keep what is here' : 'Save again'}
      </Button>
      {trouble.kind === 'conflict' && (
        <Button kind="small" onPress={() => dock.compare(path, path)}>
          Compare
        </Button>
      )}
      {trouble.kind === 'conflict' && (
        <Button kind="small" onPress={() => void takeTheirs(path)}>
          Take what is on disk
        </Button>
      )}
    </div>
  );
}

function CodeView({ path, isInFront }: EditorViewProps): JSX.Element {
  const inFront = useRef(isInFront);
  useEffect(() => {
    inFront.current = isInFront;
  }, [isInFront]);
  const { store, service } = useWorkbench();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let editor: CodeEditor | undefined;
    let stop: (() => void) | undefined;
    let gone = false;
    void loadEditor(store, service).then((monaco) => {
      const document = store.getState().documents[path];
      if (gone || place.current === null || document === undefined) return;
      const model = modelFor(monaco, path, document.text);
      editor = monaco.editor.create(place.current, {
        model,
        ariaLabel: isLibrary(path) ? `${shownPath(path)}, read-only` : path,
        readOnly: isLibrary(path),
        readOnlyMessage: { value: 'Files of packages cannot be changed here.' },
        automaticLayout: true,
        bracketPairColorization: { enabled: true },
        fixedOverflowWidgets: true,
        // Breakpoints stand there.
        glyphMargin: true,
        fontFamily: getComputedStyle(place.current).fontFamily,
        ...editorOptions(store.getState().settings),
        padding: { top: 4 },
        renderLineHighlight: 'line',
        scrollBeyondLastLine: false,
        stickyScroll: { enabled: false },
      });
      const viewState = viewStates.get(path);
      if (viewState) editor.restoreViewState(viewState);
      let turn = goTo(editor, path, store.getState().reveal, 0);
      const stands = (): void => {
        const at = editor?.getPosition();
        if (at && editor?.hasTextFocus()) store.getState().stood({ path, line: at.lineNumber, column: at.column });
      };
      editor.onDidChangeCursorPosition(stands);
      editor.onDidFocusEditorText(stands);
      stands();
      stop = store.subscribe(({ reveal, settings }, before) => {
        if (settings !== before.settings) editor?.updateOptions(editorOptions(settings));
        if (editor) turn = inFront.current() ? goTo(editor, path, reveal, turn) : Math.max(turn, reveal?.turn ?? 0);
      });
    });
    return () => {
      gone = true;
      stop?.();
      if (editor) viewStates.set(path, editor.saveViewState());
      editor?.dispose();
    };
  }, [store, service, path]);
  return <div className="code-view" ref={place} />;
}

/** Goes where somebody asked to be taken, once. @returns the turn that is done. */
function goTo(
  editor: CodeEditor,
  path: string,
  reveal: ReturnType<ReturnType<typeof useWorkbench>['store']['getState']>['reveal'],
  turn: number,
): number {
  if (reveal === undefined || reveal.path !== path || reveal.turn <= turn) return turn;
  if (reveal.place !== undefined) {
    const position = { lineNumber: reveal.place.line, column: reveal.place.column };
    editor.setPosition(position);
    editor.revealPositionInCenterIfOutsideViewport(position);
  }
  if (reveal.isQuiet !== true) editor.focus();
  return reveal.turn;
}
