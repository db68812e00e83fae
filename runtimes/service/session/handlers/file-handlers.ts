import { err, ok, type Result } from '../../../core/result.ts';
import type { FileError } from '../../../workspace/files/confined-path.ts';
import type { ServiceError } from '../../contract/error.ts';
import type { Handlers } from '../../server/handlers.ts';
import type { Session } from '../session.ts';

type FileMethods =
  'files.tree' | 'files.read' | 'files.write' | 'files.create' | 'files.move' | 'files.trash' | 'files.restore';

const answer = <T, R>(result: Result<T, FileError>, shape: (value: T) => R): Result<R, ServiceError> =>
  result.ok ? ok(shape(result.value)) : err(serviceError(result.error));

export function serviceError({ code, message }: FileError): ServiceError {
  return { code: code === 'path' ? 'invalid' : code, message };
}

export function fileHandlers(session: Session): Pick<Handlers, FileMethods> {
  const { files, watcher } = session;
  const same = <T>(value: T): T => value;
  const nothing = (): Record<string, never> => ({});
  /** Windows hear of it at once, not when the system gets round to telling. */
  const told = async <T>(paths: readonly string[], work: Promise<T>): Promise<T> => {
    const result = await work;
    await watcher.look(paths);
    return result;
  };
  return {
    'files.tree': async () => {
      await watcher.look();
      const { entries, cut } = watcher.tree;
      return ok({ entries: entries.map(({ path, kind }) => ({ path, kind })), cut });
    },
    'files.read': async ({ path }) => answer(await files.read(path), same),
    'files.write': async ({ path, text, seen }) => answer(await told([path], files.write(path, text, seen)), same),
    'files.create': async ({ path, kind }) => answer(await told([path], files.create(path, kind)), nothing),
    'files.move': async ({ from, to }) => answer(await told([from, to], files.move(from, to)), nothing),
    'files.trash': async ({ path }) => answer(await told([path], files.trash(path)), same),
    'files.restore': async ({ trashed }) => {
      const restored = await files.restore(trashed);
      if (restored.ok) await watcher.look([restored.value.path]);
      return answer(restored, same);
    },
  };
}
