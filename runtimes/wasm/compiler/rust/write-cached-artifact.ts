import type { Diagnostic } from '../../../core/artifact.ts';
import { ok, type Result } from '../../../core/result.ts';
import { createRustCompiler } from './rust-compiler.ts';

/**
 * Compiles a contract, unless what `.artifacts` of its workspace holds is still right, and keeps it there. Paths are absolute.
 * The value says in a few words what there is now.
 */
export async function writeCachedArtifact(
  file: string,
  workspace: string,
): Promise<Result<string, readonly Diagnostic[]>> {
  const compiler = createRustCompiler({ keepInWorkspace: true });
  const result = await compiler.compile({ file, workspace });
  await compiler.close();
  if (!result.ok) return result;
  const [artifact] = result.value.artifacts;
  return ok(
    artifact ? `${artifact.contract}, ${String(artifact.code.length)} bytes, by ${artifact.compiler}` : 'nothing',
  );
}
