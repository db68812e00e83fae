/** `.dll` to artifacts: assemblies that were compiled elsewhere, from workspaces that the user trusts. */
import { dirname, join } from 'node:path';
import { hashOf } from '../../compiling/hash.ts';
import { readWorkspaceFile, workspaceName } from '../../compiling/source-file.ts';
import { allowCode, isTrusted } from '../../compiling/trust.ts';
import type { Diagnostic } from '../../core/artifact.ts';
import { NOT_TRUSTED } from '../../core/not-trusted.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { createJsonProcess } from '../../process/json-process.ts';
import type { CompileOutput, Compiler, CompileRequest, CompilerOptions } from '../../sdk/compiler.ts';
import { buildToolchain } from '../dotnet/toolchain.ts';
import { MOST_BYTES } from '../foreign/take-assembly.ts';
import { parseAssemblyReply, type AssemblyReply, type AssemblyRequest } from './assembly-protocol.ts';
import { contractArtifact } from './contract-artifact.ts';

type Outcome = Result<CompileOutput, readonly Diagnostic[]>;

const DEADLINE_MS = 60_000;
const IDLE_MS = 30_000;

export function createAssemblyCompiler(options: CompilerOptions = {}): Compiler {
  const process = createJsonProcess<AssemblyRequest, AssemblyReply>({
    name: 'the check of assemblies',
    entry: join(import.meta.dirname, 'assembly-entry.ts'),
    idleMs: options.idleMs ?? IDLE_MS,
    parse: parseAssemblyReply,
  });
  let closed = false;
  return {
    compile: async ({ file, workspace, settings }: CompileRequest, signal?: AbortSignal): Promise<Outcome> => {
      const name = workspaceName(file, workspace);
      if (closed) return fail(name, 'the compiler is closed');
      const setting = Object.keys(settings ?? {})[0];
      if (setting !== undefined) return fail(name, `unknown setting "${setting}": assemblies are taken as they are`);
      const image = await readWorkspaceFile(file, workspace, MOST_BYTES);
      if (!image.ok) return fail(name, `${name} ${image.error.message}`);
      if (!isTrusted(dirname(file))) return err([untrusted(name)]);
      const toolchain = await buildToolchain();
      if (!toolchain.ok) return fail(name, toolchain.error);
      const request = { image: Buffer.from(image.value).toString('base64'), sdk: toolchain.value.sdk };
      const answer = await process.request(request, { timeoutMs: options.deadlineMs ?? DEADLINE_MS, signal });
      if (signal?.aborted) return fail(name, 'the compiler was cancelled');
      if (!answer.ok) return fail(name, `checking ${name}: ${answer.error.message}`);
      if ('problem' in answer.value) return fail(name, `${name} cannot be deployed: ${answer.value.problem}`);
      // Lanes look for it there: what is on a ledger says nothing of who trusts it.
      allowCode(dirname(file), hashOf(image.value));
      return ok({
        artifacts: answer.value.contracts.map((one) =>
          contractArtifact(one, name, { files: [], assembly: image.value }, 'none'),
        ),
        diagnostics: [],
      });
    },
    warm: () => undefined,
    close: async () => {
      closed = true;
      await process.close();
    },
  };
}

const fail = (file: string, message: string): Result<never, readonly Diagnostic[]> =>
  err([{ severity: 'error', message, file, line: 0, column: 0 }]);

const untrusted = (file: string): Diagnostic => ({
  severity: 'error',
  message: `${file} was compiled elsewhere, and assemblies like that run only in a workspace that you trust`,
  hint: 'if you know where it comes from, trust the workspace: --trust on the command line; its C# source needs no trust',
  code: NOT_TRUSTED,
  file,
  line: 0,
  column: 0,
});
