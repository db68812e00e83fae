/** Entry of the desktop program. */
import * as electron from 'electron';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as programHost from '../runtimes/service/host/program-host.ts';
import { startDesktop } from './start-desktop.ts';

/** Of this file as it is built. */
const ROOT = join(import.meta.dirname, '../../..');
/** What runs in processes of its own lies beside the archive, as files. */
const PROGRAM = ROOT.replace(/app\.asar$/, 'app.asar.unpacked');

void startDesktop(electron as never, {
  env: process.env,
  args: process.argv.slice(electron.app.isPackaged ? 1 : 2),
  platform: process.platform,
  page: join(ROOT, 'renderer/dist'),
  preload: join(import.meta.dirname, '../preload/preload.cjs'),
  loadHost: async () => {
    const url = pathToFileURL(join(PROGRAM, 'runtimes/service/host/program-host.ts')).href;
    const loaded = (await import(/* @vite-ignore */ url)) as typeof programHost;
    return loaded.createProgramHost;
  },
  onOpen: () => process.stdout.write('the workbench is open\n'),
}).catch((error: unknown) => {
  electron.dialog.showErrorBox(
    'Interleave did not start',
    `${error instanceof Error ? error.message : String(error)}\n\nInstall it anew, or use it in a browser: npm start -- --browser`,
  );
  electron.app.exit(1);
});
