import { err, ok } from '../../core/result.ts';
import type { MemoryFolder } from '../../workspace/files/memory-folder.ts';
import type { Handlers } from '../server/handlers.ts';

/** Layouts and unsaved texts are each window's own business; settings are everybody's. */
const SHARED = 'settings.json';

/** @param memory undefined: nothing is remembered. @param changed told of what other windows show as well. */
export function memoryHandlers(
  memory: MemoryFolder | undefined,
  changed: (name: string, text: string | null) => void,
): { readonly recall: Handlers['host.recall']; readonly remember: Handlers['host.remember'] } {
  return {
    recall: async () => ok({ folder: memory?.folder ?? '', items: (await memory?.read()) ?? [] }),
    remember: async ({ name, text, time }) => {
      const written = (await memory?.write(name, text, time)) ?? ok(undefined);
      if (!written.ok) return err({ code: 'io', message: written.error.message });
      if (name === SHARED) changed(name, text);
      return ok({});
    },
  };
}
