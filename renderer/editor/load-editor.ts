/** Loads the editor once, and joins it with the store: theme, problems, language features, definitions in other files. */
import { problemsOf } from '../features/problems/slice.ts';
import type { Service } from '../store/service.ts';
import type { Store } from '../store/store.ts';
import { applyEditorTheme } from './editor-theme.ts';
import { registerLanguageFeatures } from './language-features.ts';
import { showMarkers } from './markers.ts';
import { pathOf } from './models.ts';
import type { Monaco } from './monaco.ts';

let loading: Promise<Monaco> | undefined;

export function loadEditor(store: Store, service: Service): Promise<Monaco> {
  loading ??= import('./monaco.ts').then(({ monaco }) => {
    join(monaco, store, service);
    return monaco;
  });
  return loading;
}

function join(monaco: Monaco, store: Store, service: Service): void {
  registerLanguageFeatures(monaco, service);
  applyEditorTheme(monaco, store.getState().theme);
  store.subscribe((state, before) => {
    // After the page has the theme's tokens.
    if (state.theme !== before.theme) requestAnimationFrame(() => applyEditorTheme(monaco, state.theme));
    if (state.compiled !== before.compiled) showMarkers(monaco, problemsOf(state.compiled));
    if (state.documents !== before.documents) dropClosed(monaco, Object.keys(state.documents));
  });
  monaco.editor.onDidCreateModel(() => showMarkers(monaco, problemsOf(store.getState().compiled)));
  monaco.editor.registerEditorOpener({
    openCodeEditor: (_source, resource, target) => {
      const at =
        target &&
        ('lineNumber' in target ? target : { lineNumber: target.startLineNumber, column: target.startColumn });
      const place = at && { line: at.lineNumber, column: at.column };
      return store.getState().openFile(pathOf(resource), place);
    },
  });
}

function dropClosed(monaco: Monaco, open: readonly string[]): void {
  const paths = new Set(open);
  for (const model of monaco.editor.getModels())
    if (model.uri.scheme === 'file' && !paths.has(pathOf(model.uri))) model.dispose();
}
