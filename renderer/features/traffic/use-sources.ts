import { useMemo } from 'react';
import { useApp } from '../../store/use-app.ts';
import { isCompilable } from '../problems/slice.ts';

/** Files of the workspace that a compiler takes. */
export function useSources(): readonly { readonly id: string; readonly text: string }[] {
  const entries = useApp((state) => state.entries);
  const host = useApp((state) => state.host);
  return useMemo(
    () =>
      entries
        .filter(({ kind, path }) => kind === 'file' && !path.endsWith('.json') && isCompilable(path, { host }))
        .map(({ path }) => ({ id: path, text: path })),
    [entries, host],
  );
}
