import { hashOf } from '../../../compiling/hash.ts';
import { err, ok } from '../../../core/result.ts';
import { findInFiles, replaceInFiles, type SearchError } from '../../../workspace/search/search-files.ts';
import { ReplacedTexts } from '../../../workspace/search/replaced-texts.ts';
import type { ServiceError } from '../../contract/error.ts';
import type { Handlers, RequestContext } from '../../server/handlers.ts';
import type { Session } from '../session.ts';

type SearchMethods = 'search.find' | 'search.replace' | 'search.undo';

const failed = ({ code, message }: SearchError): { ok: false; error: ServiceError } =>
  err({ code: code === 'pattern' ? 'argument' : code, message });

const listening = ({ signal, progress }: RequestContext) => ({
  signal,
  onProgress: (done: number, total: number, path: string) => progress({ done, total, what: path }),
});

export function searchHandlers(session: Session): Pick<Handlers, SearchMethods> {
  const { root, files, watcher, now } = session;
  const kept = new ReplacedTexts(root, files);
  return {
    'search.find': async ({ query, replacement }, context) => {
      const paths = watcher.tree.entries.filter(({ kind }) => kind === 'file').map(({ path }) => path);
      const found = await findInFiles({ root, query, replacement, paths: paths.sort() }, listening(context));
      return found.ok ? found : failed(found.error);
    },
    'search.replace': async ({ query, replacement, files: wanted }, context) => {
      for (const { path } of wanted) {
        const inside = await files.absolute(path);
        if (!inside.ok) return err({ code: 'outside', message: inside.error.message });
      }
      const made = await replaceInFiles({ root, query, replacement, files: wanted }, listening(context));
      if (!made.ok) return failed(made.error);
      const { texts, changed } = made.value;
      const refused = changed.map((path) => ({ path, message: `${path} has changed since the search: search again` }));
      if (texts.length === 0) return ok({ written: [], matches: 0, refused, backup: null });
      const backup = await kept.keep(
        texts.map(({ path, before, text }) => ({ path, before, version: hashOf(Buffer.from(text, 'utf8')) })),
        now(),
      );
      if (!backup.ok) return err({ code: 'io', message: backup.error });
      const written: string[] = [];
      let matches = 0;
      for (const { path, before, text, count } of texts) {
        const done = await files.write(path, text, hashOf(Buffer.from(before, 'utf8')));
        if (done.ok) {
          written.push(path);
          matches += count;
        } else refused.push({ path, message: done.error.message });
      }
      await watcher.look(written);
      return ok({ written, matches, refused, backup: backup.value });
    },
    'search.undo': async ({ backup }) => {
      const back = await kept.bringBack(backup);
      if (!back.ok) return err({ code: 'notFound', message: back.error });
      await watcher.look(back.value.written);
      return ok({ ...back.value, matches: 0, backup: null });
    },
  };
}
