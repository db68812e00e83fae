/** What a compile has read (`--emit=dep-info`), and whether it was allowed to. */
import { readFile, realpath } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { isInside } from '../../../compiling/is-inside.ts';
import { err, ok, type Result } from '../../../core/result.ts';

export interface FilesRead {
  /** Workspace paths with `/`, sorted. */
  readonly files: readonly string[];
}

/** The error is what is wrong, as one sentence. */
export async function filesRead(depInfo: string, workspace: string): Promise<Result<FilesRead, string>> {
  const text = await readFile(depInfo, 'utf8').catch(() => '');
  const variable = /^# env-dep:([^=\n]+)/m.exec(text)?.[1];
  if (variable !== undefined)
    return err(`it reads the environment variable ${variable}: a contract must depend on its source alone`);
  // Makefile rules: `output: file file`, and an empty rule for each file; spaces in names are escaped.
  const rules = text.split('\n').filter((line) => /^(?:[^\s\\]|\\.)+:$/.test(line));
  const names = rules.map((line) => line.slice(0, -1).replaceAll('\\ ', ' '));
  const files: string[] = [];
  for (const name of new Set(names)) {
    const place = await workspacePath(name, workspace);
    if (place === undefined) return err(outside(name));
    files.push(place);
  }
  return ok({ files: files.sort() });
}

export const outside = (name: string): string =>
  `it reads ${name}, which is outside the workspace: only files of the workspace can be part of a contract`;

/** The path inside the workspace, links followed; undefined: it is elsewhere. */
export async function workspacePath(name: string, workspace: string): Promise<string | undefined> {
  const path = resolve(workspace, name);
  const real = await realpath(path).catch(() => path);
  return isInside(real, workspace) && isInside(path, workspace)
    ? relative(workspace, path).replaceAll(sep, '/')
    : undefined;
}
