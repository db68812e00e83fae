/** Breakpoints and the line where the debugger stands, in every open text; a click beside a line sets a breakpoint there. */
import { glyphClass, type Breakpoint } from '../features/debugger/breakpoints.ts';
import type { Gutter } from '../features/debugger/breakpoints-slice.ts';
import { isLibrary } from '../features/editor/library.ts';
import { isCompilable } from '../features/problems/slice.ts';
import type { State, Store } from '../store/store.ts';
import { isDocument, pathOf } from './models.ts';
import type { Monaco } from './monaco.ts';

type Model = ReturnType<Monaco['editor']['createModel']>;
type Editor = ReturnType<Monaco['editor']['create']>;

/** Commands of the editor that is in front. */
export const TOGGLE_BREAKPOINT = 'interleave.toggleBreakpoint';
export const EDIT_BREAKPOINT = 'interleave.editBreakpoint';
export const RUN_TO_CURSOR = 'interleave.runToCursor';
export const NEXT_TIME = 'interleave.nextTime';
export const LAST_TIME = 'interleave.lastTime';
/** Of an editor: whether a transaction is debugged. */
const DEBUGGING = 'interleaveDebugging';

export function registerDebugMarks(monaco: Monaco, store: Store): void {
  const shown = new Map<string, { readonly model: Model; ids: string[]; lines: readonly number[] }>();

  const show = (model: Model): void => {
    if (!isDocument(model.uri) || model.isDisposed()) return;
    const path = pathOf(model.uri);
    const { breakpoints, debug } = store.getState();
    const list = breakpoints[path] ?? [];
    const before = shown.get(path);
    if (before === undefined && list.length === 0 && debug?.here?.path !== path) return;
    const here = debug?.here?.path === path ? [hereMark(monaco, debug.here.line)] : [];
    const marks = [...list.map((one) => breakpointMark(monaco, one)), ...here];
    const ids = model.deltaDecorations(before?.model === model ? before.ids : [], marks);
    shown.set(path, { model, ids, lines: list.map(({ line }) => line) });
  };
  /** Breakpoints stay with their text. */
  const follow = (model: Model): void => {
    const path = pathOf(model.uri);
    const marks = shown.get(path);
    if (marks?.model !== model) return;
    const lines = marks.lines.map((line, n) => model.getDecorationRange(marks.ids[n] ?? '')?.startLineNumber ?? line);
    if (lines.some((line, n) => line !== marks.lines[n])) store.getState().moveBreakpoints(path, lines);
  };
  const toggle = (model: Model | null, line: number | undefined): void => {
    if (model === null || line === undefined) return;
    const path = pathOf(model.uri);
    if (canBreak(path, store.getState())) store.getState().toggleBreakpoint(path, line);
  };

  store.subscribe((now, before) => {
    if (now.breakpoints !== before.breakpoints || now.debug?.here !== before.debug?.here)
      for (const model of monaco.editor.getModels()) show(model);
  });
  monaco.editor.onDidCreateModel((model) => {
    show(model);
    model.onDidChangeContent(() => follow(model));
    model.onWillDispose(() => {
      if (shown.get(pathOf(model.uri))?.model === model) shown.delete(pathOf(model.uri));
    });
  });
  monaco.editor.onDidCreateEditor((any) => {
    if (any.getEditorType() !== monaco.editor.EditorType.ICodeEditor) return;
    const editor = any as Editor;
    editor.onMouseDown(({ target, event }) => {
      if (target.type === monaco.editor.MouseTargetType.GUTTER_GLYPH_MARGIN && event.leftButton)
        toggle(editor.getModel(), target.position.lineNumber);
    });
    editor.onContextMenu(({ target, event }) => {
      if (target.type !== monaco.editor.MouseTargetType.GUTTER_GLYPH_MARGIN) return;
      event.preventDefault();
      const { clientX: x, clientY: y } = event.browserEvent;
      openGutter(editor, target.position.lineNumber, { shows: 'menu', x, y });
    });
    const isDebugging = editor.createContextKey(DEBUGGING, store.getState().debug !== undefined);
    const stop = store.subscribe(({ debug }) => isDebugging.set(debug !== undefined));
    editor.onDidDispose(stop);
  });
  const openGutter = (editor: Editor, line: number, how: Pick<Gutter, 'shows' | 'x' | 'y'>): void => {
    const model = editor.getModel();
    if (model === null || !canBreak(pathOf(model.uri), store.getState())) return;
    store.getState().showGutter({ ...how, path: pathOf(model.uri), line });
  };
  const runTo = (id: string, label: string, how: 'cursor' | 'next' | 'previous'): void => {
    monaco.editor.addEditorAction({
      id,
      label,
      precondition: DEBUGGING,
      contextMenuGroupId: 'debug',
      run: (editor) => {
        const [model, position] = [editor.getModel(), editor.getPosition()];
        if (model && position) void store.getState().runToLine(pathOf(model.uri), position.lineNumber, how);
      },
    });
  };
  runTo(RUN_TO_CURSOR, 'Run to this line', 'cursor');
  runTo(NEXT_TIME, 'Go to the next time here', 'next');
  runTo(LAST_TIME, 'Go to the last time here', 'previous');
  monaco.editor.addEditorAction({
    id: EDIT_BREAKPOINT,
    label: 'Condition, count or message of the breakpoint',
    run: (any) => {
      const editor = any as Editor;
      const position = editor.getPosition();
      const at = position && editor.getScrolledVisiblePosition(position);
      const box = editor.getDomNode()?.getBoundingClientRect();
      if (!position || !at || !box) return;
      openGutter(editor, position.lineNumber, { shows: 'fields', x: box.left, y: box.top + at.top + at.height });
    },
  });
  monaco.editor.addEditorAction({
    id: TOGGLE_BREAKPOINT,
    label: 'Set or remove a breakpoint',
    run: (editor) => toggle(editor.getModel(), editor.getPosition()?.lineNumber),
  });
}

const canBreak = (path: string, state: State): boolean => !isLibrary(path) && isCompilable(path, state);

function breakpointMark(monaco: Monaco, one: Breakpoint) {
  const { line, condition, hits = '', log = '', note, isOff } = one;
  const about = [
    log === '' ? 'Breakpoint' : `Message: ${log}`,
    ...(condition === '' ? [] : [`where ${condition}`]),
    ...(hits === '' ? [] : [`at times ${hits}`]),
    ...(isOff === true ? ['switched off'] : note === undefined ? [] : [note]),
  ].join(', ');
  return {
    range: new monaco.Range(line, 1, line, 1),
    options: {
      description: 'breakpoint',
      glyphMarginClassName: glyphClass(one),
      // Not as markup: conditions are written by people.
      glyphMarginHoverMessage: { value: `\`\`\`text\n${about.replaceAll('`', "'")}\n\`\`\`` },
      stickiness: monaco.editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges,
    },
  };
}

const hereMark = (monaco: Monaco, line: number) => ({
  range: new monaco.Range(line, 1, line, 1),
  options: {
    description: 'debugger',
    isWholeLine: true,
    className: 'debug-line',
    glyphMarginClassName: 'debug-here',
    glyphMarginHoverMessage: { value: 'The debugger stands here' },
  },
});
