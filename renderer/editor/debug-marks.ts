/** Breakpoints and the line where the debugger stands, in every open text; a click beside a line sets a breakpoint there. */
import type { Breakpoint } from '../features/debugger/breakpoints.ts';
import { isLibrary } from '../features/editor/library.ts';
import { isCompilable } from '../features/problems/slice.ts';
import type { State, Store } from '../store/store.ts';
import { isDocument, pathOf } from './models.ts';
import type { Monaco } from './monaco.ts';

type Model = ReturnType<Monaco['editor']['createModel']>;

/** The command of the editor that is in front. */
export const TOGGLE_BREAKPOINT = 'interleave.toggleBreakpoint';

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
    const editor = any as ReturnType<Monaco['editor']['create']>;
    editor.onMouseDown(({ target }) => {
      if (target.type === monaco.editor.MouseTargetType.GUTTER_GLYPH_MARGIN)
        toggle(editor.getModel(), target.position.lineNumber);
    });
  });
  monaco.editor.addEditorAction({
    id: TOGGLE_BREAKPOINT,
    label: 'Set or remove a breakpoint',
    run: (editor) => toggle(editor.getModel(), editor.getPosition()?.lineNumber),
  });
}

const canBreak = (path: string, state: State): boolean => !isLibrary(path) && isCompilable(path, state);

function breakpointMark(monaco: Monaco, { line, condition, note }: Breakpoint) {
  const about = [
    condition === '' ? 'Breakpoint' : `Breakpoint, where ${condition}`,
    ...(note === undefined ? [] : [note]),
  ].join(': ');
  return {
    range: new monaco.Range(line, 1, line, 1),
    options: {
      description: 'breakpoint',
      glyphMarginClassName: `breakpoint-glyph ${condition === '' ? '' : 'conditional'} ${note === undefined ? '' : 'unmet'}`,
      glyphMarginHoverMessage: { value: about },
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
