import { mkdir, open } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { AccountId } from '../../../core/cell.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { LiveLedger } from '../../../workspace/live/live-ledger.ts';
import { forkWorkspace } from '../../../workspace/snapshots/fork-workspace.ts';
import { LedgerSwaps } from '../../../workspace/snapshots/ledger-swaps.ts';
import { SNAPSHOTS } from '../../../workspace/snapshots/snapshot-folder.ts';
import { startStateTask } from '../../../workspace/state-tasks/state-tasks.ts';
import type { ServiceError } from '../../contract/error.ts';
import { PIECE, type FileRef, type StateRef } from '../../contract/snapshots.ts';
import type { Handlers, RequestContext } from '../../server/handlers.ts';
import type { Session } from '../session.ts';
import { fileListed, verdictOf, verdictOfFlaw, type Shown } from '../snapshot-views.ts';
import { serviceError } from './file-handlers.ts';
import { accountOf } from './ledger-handlers.ts';

type SnapshotMethods = Extract<keyof Handlers, `snapshots.${string}`>;
type Failed = { readonly ok: false; readonly error: ServiceError };

const failed = (code: ServiceError['code'], message: string): Failed => err({ code, message });

/** Windows hear of it a few times a second. */
const PROGRESS_MS = 100;

export function snapshotHandlers(session: Session): Pick<Handlers, SnapshotMethods> {
  const { root, files, uploads, snapshots, watcher, now } = session;

  const following = ({ signal, progress }: RequestContext) => {
    let [told, phase] = [0, ''];
    return {
      signal,
      onProgress: (what: string, done: number, total: number | undefined) => {
        if (what === phase && now() - told < PROGRESS_MS) return;
        [told, phase] = [now(), what];
        progress({ what, done, ...(total !== undefined && { total }) });
      },
    };
  };
  const inFolder = async (name: string): Promise<Result<string, ServiceError>> => {
    const path = await files.absolute(`${SNAPSHOTS}/${name}`);
    return path.ok ? path : err(serviceError(path.error));
  };
  const fileOf = async (ref: FileRef): Promise<Result<Shown, ServiceError>> => {
    if ('name' in ref) {
      const path = await inFolder(ref.name);
      return path.ok ? ok({ path: path.value, name: ref.name }) : path;
    }
    const path = uploads.path(ref.upload);
    if (path === undefined) return failed('notFound', 'the file did not come whole: choose it again');
    return ok({ path, name: basename(path).replace(/^[0-9a-f]+-/, '') });
  };
  const placeOf = async (ref: StateRef, live: LiveLedger) => {
    const { file } = live.file;
    if ('block' in ref) return ok({ file, position: `#${ref.block}` });
    if ('branch' in ref) return ok({ file, position: ref.branch });
    const found = await fileOf(ref);
    return found.ok ? ok({ file: found.value.path, position: undefined }) : found;
  };

  return {
    'snapshots.list': async (_, { signal }) => ok((await snapshots.list(signal)).map(fileListed)),
    'snapshots.export': async ({ name, format, block, accounts, history, replace }, context) => {
      const live = await session.live();
      if (!live.ok) return live;
      const file = await inFolder(name);
      if (!file.ok) return file;
      const chosen: AccountId[] = [];
      for (const text of accounts ?? []) {
        const account = accountOf(live.value, text);
        if (!account.ok) return account;
        chosen.push(account.value);
      }
      await mkdir(dirname(file.value), { recursive: true });
      const at = block ?? live.value.file.at;
      const done = await startStateTask(
        {
          kind: 'export',
          from: { file: live.value.file.file, position: `#${at}` },
          file: file.value,
          format,
          accounts: accounts && chosen,
          history,
          replace,
        },
        following(context),
      );
      if (!done.ok) {
        const { code, message, advice } = done.error;
        if (code === 'cancelled') return failed('cancelled', 'cancelled: no file was written');
        return failed(code === 'storage' ? 'io' : 'refused', `${name}: ${message}. ${advice}`);
      }
      const { fileBytes, stateRoot, omitted, counts } = done.value;
      const known = {
        format,
        block: done.value.block,
        stateRoot,
        cells: counts['cell'],
        accounts: format === 'snapshot' ? accounts && chosen.length : counts['account'],
        hasHistory: history,
      };
      await snapshots.learned(name, { known, flaw: '' });
      await watcher.look([`${SNAPSHOTS}/${name}`]);
      return ok({ name, size: fileBytes, block: done.value.block, stateRoot: `0x${stateRoot}`, omitted });
    },
    'snapshots.inspect': async ({ file }, context) => {
      const shown = await fileOf(file);
      if (!shown.ok) return shown;
      const found = await startStateTask({ kind: 'inspect', file: shown.value.path }, following(context));
      if (found.ok) return ok(await verdictOf(shown.value, found.value));
      if (found.error.code === 'cancelled') return failed('cancelled', 'cancelled');
      return ok(await verdictOfFlaw(shown.value, found.error));
    },
    'snapshots.import': async ({ file, how }, context) => {
      const shown = await fileOf(file);
      if (!shown.ok) return shown;
      const swaps = await LedgerSwaps.open(root);
      const ledger = await swaps.newFile();
      const made = await startStateTask({ kind: 'import', file: shown.value.path, ledger }, following(context));
      if (!made.ok) {
        if (made.error.code === 'cancelled') return failed('cancelled', 'cancelled: nothing was changed');
        return ok({ verdict: await verdictOfFlaw(shown.value, made.error), workspace: null });
      }
      const verdict = await verdictOf(shown.value, made.value);
      if (how === 'fork') {
        const forked = await forkWorkspace(root, ledger);
        return forked.ok ? ok({ verdict, workspace: forked.value }) : failed('io', forked.error);
      }
      const opened = await session.replaceLive(
        () => swaps.put(ledger, `import of ${shown.value.name}`),
        () => swaps.reverse('undo'),
      );
      if (!opened.ok) return opened;
      session.emit('history.changed', { moved: true });
      return ok({ verdict, workspace: null });
    },
    'snapshots.diff': async ({ before, after, limit }, context) => {
      const live = await session.live();
      if (!live.ok) return live;
      const first = await placeOf(before, live.value);
      if (!first.ok) return first;
      const second = await placeOf(after, live.value);
      if (!second.ok) return second;
      const labels = new Map([...live.value.names].map(([name, account]) => [account, name]));
      const found = await startStateTask(
        { kind: 'diff', before: first.value, after: second.value, limit, labels },
        following(context),
      );
      if (!found.ok) {
        const { code, message, advice } = found.error;
        return failed(
          code === 'cancelled' ? 'cancelled' : 'refused',
          code === 'cancelled' ? 'cancelled' : `${message}. ${advice}`,
        );
      }
      const side = ({ block, stateRoot }: typeof found.value.before) => ({
        block,
        stateRoot: stateRoot === null ? null : `0x${stateRoot}`,
      });
      return ok({ ...found.value, before: side(found.value.before), after: side(found.value.after) });
    },
    'snapshots.upload': async ({ name, size }) => {
      const begun = await uploads.begin(name, size);
      return begun.ok ? ok({ upload: begun.value }) : failed('refused', begun.error);
    },
    'snapshots.piece': async ({ upload, offset, data }) => {
      const taken = await uploads.add(upload, offset, Buffer.from(data, 'base64'));
      return taken.ok ? ok({}) : failed('io', taken.error);
    },
    'snapshots.discard': async ({ upload }) => {
      await uploads.drop(upload);
      return ok({});
    },
    'snapshots.read': async ({ name, offset }) => {
      const path = await inFolder(name);
      if (!path.ok) return path;
      try {
        const handle = await open(path.value);
        try {
          const bytes = Buffer.alloc(PIECE);
          const { bytesRead } = await handle.read(bytes, 0, PIECE, offset);
          const { size } = await handle.stat();
          return ok({ data: bytes.subarray(0, bytesRead).toString('base64'), size });
        } finally {
          await handle.close();
        }
      } catch (error) {
        return failed('io', `${name} cannot be read: ${(error as Error).message}`);
      }
    },
  };
}
