import type { JSX } from 'react';
import { useApp } from '../store/use-app.ts';
import { Icon } from './icon.tsx';
import { RuntimeGlyph } from './runtime-glyph.tsx';

/** The glyph of the runtime that a source file is for, else a plain page. */
export function FileIcon({ path }: { path: string }): JSX.Element {
  const runtime = useApp(
    ({ host }) =>
      host?.languages.find(({ extensions }) =>
        extensions.some((end) => end !== '.json' && path.toLowerCase().endsWith(end)),
      )?.runtime,
  );
  return runtime === undefined ? <Icon name="file" /> : <RuntimeGlyph runtime={runtime} />;
}
