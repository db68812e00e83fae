/** Loads the editor once, and joins it with the store: theme, problems, language features, definitions in other files. */
import { problemsOf } from '../features/problems/slice.ts';
import type { Service } from '../store/service.ts';
import type { State, Store } from '../store/store.ts';
import { actOn } from './editor-actions.ts';
import { applyEditorTheme } from './editor-theme.ts';
import { registerFormatting } from './format-provider.ts';
import { registerLanguageFeatures } from './language-features.ts';
import { registerCodeLenses } from './code-lenses.ts';
import { registerDebugHover } from './debug-hover.ts';
import { registerDebugMarks } from './debug-marks.ts';
import { registerGasMarks } from './gas-marks.ts';
import { registerInlineValues } from './inline-values.ts';
import { showMarkers } from './markers.ts';
import { isDocument, pathOf, replaceText } from './models.ts';
import { takeTypedText } from './typed-text.ts';
import type { Monaco } from './monaco.ts';
import { registerQuickFixes } from './quick-fixes.ts';
import { registerSolidity } from './solidity-grammar.ts';
import { nextFrame } from './next-frame.ts';
import { registerSymbolFeatures } from './symbol-features.ts';

let loading: Promise<Monaco> | undefined;

/**
 * In steps, with frames between them, or nothing would be drawn meanwhile: the editor's scripts run, then those of its features, they join the
 * store, the first editor is made.
 */
export function loadEditor(store: Store, service: Service): Promise<Monaco> {
  loading ??= load(store, service).catch((error: unknown) => {
    // The next file tries again.
    loading = undefined;
    throw error;
  });
  return loading;
}

/** Ahead of the first file, once the page has nothing else to do. */
export function warmEditor(store: Store, service: Service): void {
  const idle = globalThis.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 500));
  idle(() => void loadEditor(store, service).catch(() => undefined));
}

async function load(store: Store, service: Service): Promise<Monaco> {
  await import('monaco-editor/editor/editor.api.js');
  await nextFrame();
  const { monaco } = await import('./monaco.ts');
  await nextFrame();
  join(monaco, store, service);
  await nextFrame();
  return monaco;
}

function join(monaco: Monaco, store: Store, service: Service): void {
  registerSolidity(monaco);
  registerLanguageFeatures(monaco, store, service);
  registerSymbolFeatures(monaco, store, service);
  registerCodeLenses(monaco, store, service);
  registerFormatting(monaco, store, service);
  registerQuickFixes(monaco, store);
  registerDebugMarks(monaco, store);
  registerDebugHover(monaco, store);
  registerGasMarks(monaco, store);
  registerInlineValues(monaco, store);
  actOn(monaco);
  takeTypedText(monaco);
  applyEditorTheme(monaco, store.getState().theme);
  store.subscribe((state, before) => {
    // After the page has the theme's tokens.
    if (state.theme !== before.theme) requestAnimationFrame(() => applyEditorTheme(monaco, state.theme));
    if (state.compiled !== before.compiled) showMarkers(monaco, problemsOf(state.compiled));
    if (state.documents !== before.documents) followDocuments(monaco, state.documents, before.documents);
  });
  monaco.editor.onDidCreateModel((model) => {
    showMarkers(monaco, problemsOf(store.getState().compiled));
    // Others are shown only to be compared.
    if (model.uri.scheme !== 'file') return;
    model.onDidChangeContent(() => store.getState().edit(pathOf(model.uri), model.getValue()));
  });
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

/** Texts that came from elsewhere are shown; models of what is closed go. */
function followDocuments(monaco: Monaco, now: State['documents'], before: State['documents']): void {
  for (const model of monaco.editor.getModels()) {
    if (!isDocument(model.uri)) continue;
    const path = pathOf(model.uri);
    const document = now[path];
    if (document === undefined) model.dispose();
    else if (document.revision !== before[path]?.revision) replaceText(model, document.text);
  }
}
