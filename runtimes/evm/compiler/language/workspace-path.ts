import { isAbsolute, relative, sep } from 'node:path';

/** With `/`; undefined: outside. */
export function workspacePath(workspace: string, path: string): string | undefined {
  const inside = relative(workspace, path);
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? undefined : inside.replaceAll(sep, '/');
}
