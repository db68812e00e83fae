import { stat } from 'node:fs/promises';
import type { Diagnostic } from '../../core/artifact.ts';

/**
 * Why there is nothing of a source to deploy or to call, as one sentence.
 * @param path what people call it; @param file absolute.
 */
export async function whyNotCompiled(path: string, file: string, diagnostics: readonly Diagnostic[]): Promise<string> {
  const isThere = await stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isThere) return `there is no file ${path}: create it, or correct the path`;
  const first = diagnostics.find(({ severity }) => severity === 'error');
  return `${path} does not compile: ${first?.message ?? 'its compiler gives no reason'}`;
}
