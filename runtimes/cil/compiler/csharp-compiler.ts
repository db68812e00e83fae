/** C# source to artifacts: asks the compiler process, and keeps its answers and the assemblies that lanes will look for. */
import { join } from 'node:path';
import type { Artifact, Diagnostic } from '../../core/artifact.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { hashOf } from '../../compiling/hash.ts';
import { inTurn } from '../../compiling/in-turn.ts';
import { Newest } from '../../compiling/newest.ts';
import { createJsonProcess, type ProcessError } from '../../process/json-process.ts';
import type { CompileOutput, Compiler, CompileRequest, CompilerOptions } from '../../sdk/compiler.ts';
import type { LanguageService } from '../../sdk/language-service.ts';
import { keepAssembly } from '../dotnet/assembly-store.ts';
import { readToolchainSources } from '../dotnet/toolchain-sources.ts';
import { packSource, wrapSource } from '../envelope.ts';
import { manifest } from '../manifest.ts';
import { failed, parseReply, type CscReply, type ProcessRequest } from './csc-protocol.ts';
import { createCSharpLanguage } from './csharp-language.ts';
import { readSources, type Sources } from './read-sources.ts';
import { createReplyStore } from './reply-store.ts';

export type CSharpCompiler = Compiler & { readonly language: LanguageService };
type Outcome = Result<CompileOutput, readonly Diagnostic[]>;

export const COMPILER = `C# (Roslyn, ${manifest.version})`;
/** The first compile of a machine builds the toolchain too. */
const DEADLINE_MS = 180_000;
const IDLE_MS = 60_000;
/** Refusals kept in memory: while somebody types, most replies are. */
const KEPT = 16;
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

  const ask = (sources: Sources, signal: AbortSignal | undefined): Promise<Result<CscReply, ProcessError>> => {
    const key = hashOf(JSON.stringify([toolchainKey, sources]));
    return turn(key, async () => {
      const known = refused.get(key) ?? (await store.get(key));
      if (known) return ok(known);
      const answer = await csc.request({ files: sources }, { timeoutMs: deadlineMs, signal });
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
      const placed = diagnostics.map((one) => (one.file === '' ? { ...one, file: entry } : one));
      if (failed(placed)) return err(placed);
      const texts = new Map(sources.value);
      const files = paths.map((path) => [path, texts.get(path) ?? ''] as const);
      if (options.cacheDir !== undefined)
        await keepAssembly(options.cacheDir, toolchainKey, files, Buffer.from(image, 'base64'));
      return ok({ artifacts: artifactsOf(answer.value, files), diagnostics: placed });
    },
    // Never cancelled: that would end the process.
    language: createCSharpLanguage((request) => csc.request(request, { timeoutMs: deadlineMs })),
    warm: () => {
      if (!closed) void csc.request({ files: [['WarmUp.cs', WARM_UP]] }, { timeoutMs: deadlineMs });
    },
    close: async () => {
      closed = true;
      await csc.close();
    },
  };
}

const artifactsOf = ({ contracts }: CscReply, files: Sources): readonly Artifact[] =>
  contracts.map(({ name, source, abi, layout, isPrecompile, nonDeterministic }) => ({
    runtime: manifest.id,
    contract: name,
    source,
    abi,
    code: wrapSource(
      packSource({
        compiler: manifest.version,
        contract: name,
        ...(isPrecompile && { kind: 'precompile' }),
        ...(nonDeterministic && { nonDeterministic }),
        files,
      }),
    ),
    ...(isPrecompile && { isPrecompile }),
    compiler: COMPILER,
    storageLayout: layout,
  }));

/** How the end of a compile shows that it was beyond what the process has. */
const LIMITS: readonly (readonly [RegExp, string])[] = [
  [/out of memory/i, 'it takes more memory than there is'],
  [/stack|Maximum call|has ended/i, 'something in it nests too deeply'],
];

const fail = (file: string, message: string): Result<never, readonly Diagnostic[]> =>
  err([{ severity: 'error', message, file, line: 0, column: 0 }]);

function problemText(file: string, problem: ProcessError): string {
  const said = `${problem.message}\n${problem.stderr}`;
  const why = LIMITS.find(([sign]) => sign.test(said))?.[1];
  if (why !== undefined) return `${file} is too much for the compiler: ${why}`;
  return problem.kind === 'crashed'
    ? `${file} is too much for the compiler: ${problem.message}`
    : `compiling ${file}: ${problem.message}`;
}
