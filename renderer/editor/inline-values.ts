/** Values of variables behind the lines that name them, in the file where the debugger stands. */
import { inlineValues, namedValues } from '../features/debugger/inline-values.ts';
import type { Store } from '../store/store.ts';
import { isDocument, pathOf } from './models.ts';
import type { Monaco } from './monaco.ts';

type Model = ReturnType<Monaco['editor']['createModel']>;

export function registerInlineValues(monaco: Monaco, store: Store): void {
  const shown = new WeakMap<Model, string[]>();

  const show = (model: Model): void => {
    if (!isDocument(model.uri) || model.isDisposed()) return;
    const { debug, settings } = store.getState();
    const before = shown.get(model) ?? [];
    const isHere = debug?.here !== undefined && debug.here.path === pathOf(model.uri);
    if (!isHere && before.length === 0) return;
    const here = isHere ? Math.min(debug.here.line, model.getLineCount()) : 0;
    const values =
      isHere && settings['editor.inlineValues']
        ? inlineValues(here, (line) => model.getLineContent(line), namedValues(debug.scopes, debug.children))
        : [];
    const marks = values.map(({ line, text }) => {
      const end = model.getLineMaxColumn(line);
      return {
        range: new monaco.Range(line, end, line, end),
        options: {
          description: 'inline value',
          showIfCollapsed: true,
          after: { content: `    ${text}`, inlineClassName: 'debug-inline' },
        },
      };
    });
    shown.set(model, model.deltaDecorations(before, marks));
  };

  store.subscribe((now, before) => {
    if (
      now.debug?.here !== before.debug?.here ||
      now.debug?.children !== before.debug?.children ||
      now.settings !== before.settings
    )
      for (const model of monaco.editor.getModels()) show(model);
  });
  monaco.editor.onDidCreateModel(show);
}
