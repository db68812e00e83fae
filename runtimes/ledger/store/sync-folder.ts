import { closeSync, constants, fsyncSync, openSync } from 'node:fs';

/** So that the names of new files are as durable as what is in them. Windows has no such call and needs none. @throws the system's error. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, constants.O_RDONLY);
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
