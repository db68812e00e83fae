import { sep } from 'node:path';

/** Whether a path is a folder or lies in it. Both are absolute and normal; links are the caller's affair. */
export const isInside = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
