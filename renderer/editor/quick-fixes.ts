/** What the workbench itself can do about a problem. */
import { NOT_TRUSTED } from '../../runtimes/core/not-trusted.ts';
import { TRUST } from '../features/trust/slice.ts';
import type { Store } from '../store/store.ts';
import type { Monaco } from './monaco.ts';

const SHOW_TRUST = 'interleave.trust';

export function registerQuickFixes(monaco: Monaco, store: Store): void {
  monaco.editor.registerCommand(SHOW_TRUST, () => store.getState().showTrust(true));
  monaco.languages.registerCodeActionProvider('yaml', {
    provideCodeActions: (_model, _range, { markers }) => {
      const fixable = markers.filter(({ code }) => code === NOT_TRUSTED);
      const fix = { title: TRUST, kind: 'quickfix', diagnostics: fixable, command: { id: SHOW_TRUST, title: TRUST } };
      return { actions: fixable.length > 0 ? [fix] : [], dispose: () => undefined };
    },
  });
}
