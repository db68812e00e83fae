/** C# source to artifacts: asks the compiler process, and keeps its answers and the assemblies that lanes will look for. */
import { join, resolve } from 'node:path';
import { NO_CONTRACT, type Diagnostic } from '../../core/artifact.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { hashOf } from '../../compiling/hash.ts';
import { inTurn } from '../../compiling/in-turn.ts';
import { Newest } from '../../compiling/newest.ts';
import { createJsonProcess, type ProcessError } from '../../process/json-process.ts';
import type { CompileOutput, Compiler, CompileRequest, CompilerOptions } from '../../sdk/compiler.ts';
import type { LanguageService } from '../../sdk/language-service.ts';
import { keepAssembly } from '../dotnet/assembly-store.ts';
import { buildToolchain } from '../dotnet/toolchain.ts';
import { readToolchainSources } from '../dotnet/toolchain-sources.ts';
import { manifest } from '../manifest.ts';
import { contractArtifact } from './contract-artifact.ts';
import { failed, parseReply, type CscReply, type ProcessRequest } from './csc-protocol.ts';
import { createCSharpLanguage } from './csharp-language.ts';
import { readSources, type Sources } from './read-sources.ts';
import { createReplyStore } from './reply-store.ts';

export type CSharpCompiler = Compiler & { readonly language: LanguageService };
type Outcome = Result<CompileOutput, readonly Diagnostic[]>;

export const COMPILER = `C# (Roslyn, ${manifest.version})`;
const DEADLINE_MS = 180_000;
const IDLE_MS = 60_000;
/** Somebody types on while a file is compiled: .NET and Roslyn take longer to come up than most files to be compiled. */
const PATIENCE_MS = 10_000;
/** Refusals kept in memory: while somebody types, most replies are. */
const KEPT = 16;
const PREPARING = 'building the C# toolchain (once on this machine)';
/** As ContractCompiler.cs calls it. */
const DECLARES_NONE = 'ILW100';
const WARM_UP =
  'using Interleave; public class WarmUp : Contract { [Storage] public UInt256 Total { get; private set; } public void Add(UInt256 more) => Total += more; }';

export function createCSharpCompiler(options: CompilerOptions = {}): CSharpCompiler {
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  const csc = createJsonProcess<ProcessRequest, unknown>({
    name: 'the C# compiler',
    entry: join(import.meta.dirname, 'csc-entry.ts'),
    idleMs: options.idleMs ?? IDLE_MS,
    parse: (message) => message,
  });
  const turn = inTurn();
  const { key: toolchainKey } = readToolchainSources();
  const store = createReplyStore(options.cacheDir);
  const refused = new Newest<CscReply>(KEPT);
  let closed = false;

  /** The toolchain is built before the deadline of anything begins; who is cancelled does not wait for it. */
  const prepare = async (signal?: AbortSignal): Promise<Result<unknown, ProcessError>> => {
    const problem = (kind: 'failed' | 'cancelled', message: string): Result<never, ProcessError> =>
      err({ kind, message, stderr: '' });
    const built = buildToolchain(undefined, (percent) => options.onPreparing?.(PREPARING, percent));
    const given = await (signal === undefined ? built : Promise.race([built, aborted(signal)]));
    if (given === undefined) return problem('cancelled', 'the C# compiler was cancelled');
    return given.ok ? given : problem('failed', given.error);
  };
  const request = async (body: ProcessRequest, signal?: AbortSignal): Promise<Result<unknown, ProcessError>> => {
    const prepared = await prepare(signal);
    return prepared.ok ? csc.request(body, { timeoutMs: deadlineMs, signal, patienceMs: PATIENCE_MS }) : prepared;
  };

  const ask = (sources: Sources, signal: AbortSignal | undefined): Promise<Result<CscReply, ProcessError>> => {
    const key = hashOf(JSON.stringify([toolchainKey, sources]));
    return turn(key, async () => {
      const known = refused.get(key) ?? (await store.get(key));
      if (known) return ok(known);
      const answer = await request({ files: sources }, signal);
      if (!answer.ok) return answer;
      const reply = parseReply(answer.value);
      if (reply === undefined) return err({ kind: 'protocol', message: 'an answer of the wrong shape', stderr: '' });
      if (failed(reply.diagnostics)) refused.put(key, reply);
      else await store.put(key, reply);
      return ok(reply);
    });
  };

  return {
    compile: async (request: CompileRequest, signal?: AbortSignal): Promise<Outcome> => {
      if (closed) return fail(request.file, 'the compiler is closed');
      const setting = Object.keys(request.settings ?? {})[0];
      if (setting !== undefined) return fail(request.file, `the C# compiler has no setting "${setting}"`);
      const sources = await readSources(request.file, request.workspace);
      if (!sources.ok) return fail(request.file, sources.error);
      const [entry = ''] = sources.value[0] ?? [];
      const answer = await ask(sources.value, signal);
      if (signal?.aborted) return fail(entry, 'the compiler was cancelled');
      if (!answer.ok) return fail(entry, problemText(entry, answer.error));
      const { diagnostics, files: paths, image } = answer.value;
      const placed = diagnostics.map((one) => ({
        ...one,
        ...(one.file === '' && { file: entry }),
        ...(one.code === DECLARES_NONE && { code: NO_CONTRACT }),
      }));
      if (failed(placed)) return err(placed);
      const texts = new Map(sources.value);
      const files = paths.map((path) => [path, texts.get(path) ?? ''] as const);
      if (options.cacheDir !== undefined)
        await keepAssembly(options.cacheDir, toolchainKey, files, Buffer.from(image, 'base64'));
      return ok({
        artifacts: answer.value.contracts.map((one) =>
          contractArtifact(one, one.source, { files }, COMPILER, { workspace: resolve(request.workspace) }),
        ),
        diagnostics: placed,
      });
    },
    // Never cancelled: that would end the process.
    language: createCSharpLanguage((question) => request(question)),
    warm: () => {
      if (!closed) void request({ files: [['WarmUp.cs', WARM_UP]] });
    },
    close: async () => {
      closed = true;
      await csc.close();
    },
  };
}

/** Settles when it is cancelled, if ever. */
const aborted = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });

/** How the end of a compile shows that it was beyond what the process has. */
const LIMITS: readonly (readonly [RegExp, string])[] = [
  [/out of memory|OutOfMemory|allocation failed/i, 'it takes more memory than there is'],
  // The last is .NET's own stack, which lies in its memory.
  [/Maximum call stack|stack overflow|StackOverflow|memory access out of bounds/i, 'something in it nests too deeply'],
];

const fail = (file: string, message: string): Result<never, readonly Diagnostic[]> =>
  err([{ severity: 'error', message, file, line: 0, column: 0 }]);

/** What is known, and no more: a process may end for reasons that are none of the file's. */
export function problemText(file: string, { kind, message, stderr }: ProcessError): string {
  if (kind === 'timeout') return `${file} is too much for the compiler: ${message}`;
  const why = LIMITS.find(([sign]) => sign.test(`${message}\n${stderr}`))?.[1];
  if (why !== undefined && (kind === 'crashed' || kind === 'failed'))
    return `${file} is too much for the compiler: ${why}`;
  return kind === 'crashed'
    ? `${message} while it compiled ${file}, and did not say why: compile it again`
    : `compiling ${file}: ${message}`;
}
