/** What commands do to the editor that is in front: nothing, where none is. */
import type { Monaco } from './monaco.ts';
import { pathOf } from './models.ts';

let there: Monaco | undefined;

/** Once it is loaded. */
export function actOn(monaco: Monaco): void {
  there = monaco;
}

/** @param path of the file in front. @returns when it is done. */
export async function runEditorAction(id: string, path: string | undefined): Promise<void> {
  if (there === undefined || path === undefined) return;
  const editors = there.editor.getEditors().filter((one) => {
    const model = one.getModel();
    return model !== null && model.uri.scheme === 'file' && pathOf(model.uri) === path;
  });
  const editor = editors.find((one) => one.hasTextFocus()) ?? editors[0];
  editor?.focus();
  const action = editor?.getAction(id);
  if (action) await action.run();
  // Undo and its like are commands, not actions.
  else editor?.trigger('menu', id, null);
}
