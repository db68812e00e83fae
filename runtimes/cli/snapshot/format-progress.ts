import type { FormatProgress } from '../../workspace/formats/state-format.ts';
import type { Host } from '../host.ts';
import { createProgress } from '../progress.ts';

/** Progress of what names its phase each time. */
export function formatProgress(host: Host): { readonly show: FormatProgress; clear(): void } {
  const progress = createProgress(host);
  let phase = '';
  return {
    show: (name, done, total) => {
      if (name !== phase) progress.begin(name);
      phase = name;
      progress.onProgress(done, total);
    },
    clear: () => progress.clear(),
  };
}
