import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { err, ok, type Result } from '../../core/result.ts';
import { OWN_FOLDER } from '../files/confined-path.ts';
import { isLeftOut } from '../files/file-tree.ts';
import { LIVE_LEDGER } from '../live/live-scenario.ts';
import { SNAPSHOTS } from './snapshot-folder.ts';

/** A new workspace beside this one, with its files and another ledger. @param ledger is moved there. @returns its folder. */
export async function forkWorkspace(root: string, ledger: string): Promise<Result<string, string>> {
  const folder = await freeFolder(root);
  try {
    await cp(root, folder, {
      recursive: true,
      errorOnExist: true,
      force: false,
      // The root itself is copied, whatever it is called.
      filter: (path) => path === root || (!isLeftOut(basename(path)) && path !== join(root, SNAPSHOTS)),
    });
    await mkdir(join(folder, OWN_FOLDER), { recursive: true });
    await rename(ledger, join(folder, LIVE_LEDGER));
    return ok(folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    await rm(ledger, { force: true }).catch(() => undefined);
    return err(`the new workspace ${folder} was not made: ${(error as Error).message}`);
  }
}

async function freeFolder(root: string): Promise<string> {
  const [parent, name] = [dirname(root), `${basename(root)}-fork`];
  for (let n = 1; ; n++) {
    const folder = join(parent, n === 1 ? name : `${name}-${n}`);
    const isTaken = await stat(folder).then(
      () => true,
      () => false,
    );
    if (!isTaken) return folder;
  }
}
