/** A model per open document: undo and view survive a change of tabs. */
import { isLibrary, libraryPath, shownPath } from '../features/editor/library.ts';
import type { Monaco } from './monaco.ts';

type Model = ReturnType<Monaco['editor']['createModel']>;

const LIBRARY = 'library';

export const uriOf = (monaco: Monaco, path: string): ReturnType<Monaco['Uri']['file']> =>
  isLibrary(path) ? monaco.Uri.from({ scheme: LIBRARY, path: `/${shownPath(path)}` }) : monaco.Uri.file(`/${path}`);

export const pathOf = ({ scheme, path }: Pick<ReturnType<typeof uriOf>, 'scheme' | 'path'>): string =>
  scheme === LIBRARY ? libraryPath(path.slice(1)) : path.slice(1);

/** Whether it is the text of a tab; others are shown only to be compared. */
export const isDocument = ({ scheme }: Pick<ReturnType<typeof uriOf>, 'scheme'>): boolean =>
  scheme === 'file' || scheme === LIBRARY;

export function modelFor(monaco: Monaco, path: string, text: string): Model {
  const uri = uriOf(monaco, path);
  return monaco.editor.getModel(uri) ?? monaco.editor.createModel(text, undefined, uri);
}

/** What came from the disk, as an edit: it can be undone, and the cursor stays. */
export function replaceText(model: Model, text: string): void {
  if (model.getValue() === text) return;
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
}
