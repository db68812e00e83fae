/** What stops working is said, with what to do about it; it does not take the rest along. */
import { bugText, programLog } from '../runtimes/service/host/program-log.ts';
import type { DesktopWindow, ElectronApi } from './electron-api.ts';

/** A page that is gone, or that has not answered for long. */
export function watchWindow({ dialog }: Pick<ElectronApi, 'dialog'>, window: DesktopWindow): void {
  let asking = false;
  const ask = async (message: string, detail: string, wait: string): Promise<boolean> => {
    // One question at a time.
    if (asking || window.isDestroyed()) return false;
    asking = true;
    const { response } = await dialog.showMessageBox({
      type: 'error',
      message,
      detail,
      buttons: ['Reload the window', wait],
      defaultId: 0,
      cancelId: 1,
    });
    asking = false;
    return response === 0 && !window.isDestroyed();
  };
  const reload = (): void => window.webContents.reload();
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const detail = `Its process ended (${reason}). Files, ledger and what you typed are kept.`;
    void ask('The window stopped working', detail, 'Close it').then((again) => {
      if (again) reload();
      else if (!window.isDestroyed()) window.destroy();
    });
  });
  window.on('unresponsive', () => {
    const detail = 'It may be busy with something long. What you typed is kept if it is loaded anew.';
    void ask('The window does not answer', detail, 'Wait').then((again) => again && reload());
  });
}

/** @param file where it is written down what happened. */
export function watchProgram(
  { app, dialog }: Pick<ElectronApi, 'app' | 'dialog'>,
  file: string,
): (error: unknown) => void {
  const note = programLog(file, () => Date.now());
  const bug = (error: unknown): void => note(bugText(error));
  app.on('child-process-gone', (_event, { type, name, reason, exitCode }) => {
    if (reason !== 'clean-exit' && reason !== 'killed') note(`${name ?? type} ended: ${reason}, code ${exitCode}`);
  });
  process.on('unhandledRejection', bug);
  process.on('uncaughtException', (error) => {
    bug(error);
    dialog.showErrorBox(
      'Interleave has to end',
      `${error.message}\n\nFiles and ledger are kept. Start it again; if this comes back, send the end of ${file}.`,
    );
    app.exit(1);
  });
  return bug;
}
