import { readFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { isInside } from '../../compiling/is-inside.ts';
import type { AbiJson, Artifact, Diagnostic } from '../../core/artifact.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { CompileOutput, CompileRequest, CompilerModule } from '../../sdk/compiler.ts';
import { wrapSource } from './envelope.ts';
import { manifest } from './manifest.ts';
import { parseProgram } from './parse-program.ts';
import { storageLayoutOf } from './storage-layout.ts';

/** Parsing is all there is to compile, and quick: it needs no process, no cache and no warming up. */
export const compilerModule: CompilerModule = {
  runtime: manifest.id,
  language: { id: 'stack', name: 'Stack' },
  extensions: ['.stack'],
  create: () => ({ compile, warm: () => undefined, close: () => Promise.resolve() }),
};

async function compile({ file, workspace }: CompileRequest): Promise<Result<CompileOutput, readonly Diagnostic[]>> {
  const label = relative(resolve(workspace), file).split(sep).join('/');
  const flaw = (message: string, more: Partial<Diagnostic> = {}): Result<never, readonly Diagnostic[]> =>
    err([{ severity: 'error', message, file: label, line: 0, column: 0, ...more }]);
  if (!isInside(resolve(file), resolve(workspace))) return flaw('the file is not in the workspace');
  const source = await readFile(file).catch((error: unknown) => String(error));
  if (typeof source === 'string') return flaw(`cannot be read: ${source}`);
  if (source.includes(0)) return flaw('the file is no text: it has a zero byte');
  const program = parseProgram(source.toString());
  if (!program.ok) return flaw(program.error.message, program.error);
  const artifact: Artifact = {
    runtime: manifest.id,
    contract: program.value.name,
    source: label,
    abi: program.value.abi as unknown as AbiJson,
    code: wrapSource(source),
    compiler: `stack ${manifest.version}`,
    storageLayout: storageLayoutOf(program.value.variables),
  };
  return ok({ artifacts: [artifact], diagnostics: [] });
}
