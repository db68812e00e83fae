import type { Monaco } from './monaco.ts';

/**
 * Several lines that come at once without being pasted (dictation, text expanders, tools) are put in as they are: the editor would indent
 * each of them after the one before.
 */
export function takeTypedText(monaco: Monaco): void {
  monaco.editor.registerCommand('type', (_services, { text }: { readonly text: string }) => {
    const editor = monaco.editor.getEditors().find((one) => one.hasTextFocus());
    editor?.trigger(text.length > 1 && text.includes('\n') ? 'insert' : 'keyboard', 'type', { text });
  });
}
