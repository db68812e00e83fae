/** Formatting, where the language has a formatter; what it says when it cannot is a notice. */
import type { Service } from '../store/service.ts';
import type { Store } from '../store/store.ts';
import { shown } from './asking.ts';
import { LANGUAGES } from './language-features.ts';
import type { Monaco } from './monaco.ts';

export function registerFormatting(monaco: Monaco, store: Store, service: Service): void {
  for (const language of LANGUAGES)
    monaco.languages.registerDocumentFormattingEditProvider(language, {
      displayName: 'Interleave',
      provideDocumentFormattingEdits: async (model, _options, token) => {
        const version = model.getVersionId();
        const answer = await service.request('code.format', shown(model));
        // What was typed meanwhile is worth more.
        if (token.isCancellationRequested || model.getVersionId() !== version) return [];
        if (!answer.ok) store.getState().notify({ kind: 'warning', text: answer.error.message });
        const text = answer.ok ? answer.value.text : null;
        // The editor makes small edits of it, so that cursors stay where they are.
        return text === null || text === model.getValue() ? [] : [{ range: model.getFullModelRange(), text }];
      },
    });
}
