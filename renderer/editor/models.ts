/** A model per open document: undo and view survive a change of tabs. */
import type { Monaco } from './monaco.ts';

type Model = ReturnType<Monaco['editor']['createModel']>;

export const uriOf = (monaco: Monaco, path: string): ReturnType<Monaco['Uri']['file']> => monaco.Uri.file(`/${path}`);

export const pathOf = (uri: ReturnType<typeof uriOf>): string => uri.path.slice(1);

export function modelFor(monaco: Monaco, path: string, text: string): Model {
  const uri = uriOf(monaco, path);
  return monaco.editor.getModel(uri) ?? monaco.editor.createModel(text, undefined, uri);
}

/** What came from the disk, as an edit: it can be undone, and the cursor stays. */
export function replaceText(model: Model, text: string): void {
  if (model.getValue() === text) return;
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
}
