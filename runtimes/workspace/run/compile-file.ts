/** Compiles one file that the user named, without a scenario around it. */
import { dirname, relative, resolve, sep } from 'node:path';
import { err, ok, type Result } from '../../core/result.ts';
import { defaultHardfork, installed } from '../../registry.ts';
import { isInside } from '../../compiling/is-inside.ts';
import type { CompileOutput } from '../../sdk/compiler.ts';
import { cacheFolder } from '../../compiling/cache-folder.ts';
import { compileFailure } from './failure.ts';
import type { RunFailure } from './report.ts';

export interface CompiledFile {
  readonly output: CompileOutput;
  /** The folder that stands for the workspace. */
  readonly workspace: string;
  /** The file, from there, with `/`. */
  readonly path: string;
}

/** `file`, `folder`: absolute. Imports may lead into the folder if the file is in there, else only into the file's own folder. */
export async function compileFile(
  file: string,
  folder: string | undefined,
  signal: AbortSignal | undefined,
  registry = installed,
  optimize?: boolean,
): Promise<Result<CompiledFile, RunFailure>> {
  const workspace = folder !== undefined && isInside(file, folder) ? folder : dirname(file);
  const cacheDir = await cacheFolder();
  const compiler = registry.compilerFor(file)?.create(cacheDir === undefined ? {} : { cacheDir });
  if (compiler === undefined) {
    const message = `no compiler for this file; this version takes ${registry.extensions.join(' ')}`;
    return err({ kind: 'input', message, file });
  }
  try {
    const output = await compiler.compile(
      { file, workspace, hardfork: defaultHardfork, ...(optimize !== undefined && { optimize }) },
      signal,
    );
    if (signal?.aborted) return err({ kind: 'cancelled', message: 'cancelled' });
    if (!output.ok) return err(absolute(compileFailure(output.error), workspace));
    return ok({ output: output.value, workspace, path: relative(workspace, file).replaceAll(sep, '/') });
  } finally {
    await compiler.close();
  }
}

/** Compilers name files from the workspace's folder. */
function absolute(failure: RunFailure, workspace: string): RunFailure {
  const place = <T extends { readonly file?: string }>(problem: T): T =>
    problem.file === undefined ? problem : { ...problem, file: resolve(workspace, problem.file) };
  return { ...place(failure), ...(failure.more && { more: failure.more.map(place) }) };
}
