/** AssemblyScript source to artifacts: asks the compiler process, and keeps its answers. */
import type { LanguageService } from '../../../sdk/language-service.ts';
import { createAssemblyScriptLanguage } from '../language/languages.ts';
import { readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Artifact, Diagnostic } from '../../../core/artifact.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { inTurn } from '../../../compiling/in-turn.ts';
import { createJsonProcess, type ProcessError } from '../../../process/json-process.ts';
import type { CompileOutput, Compiler, CompileRequest, CompilerOptions } from '../../../sdk/compiler.ts';
import { wrapModule } from '../../module/envelope.ts';
import { isFunctionOfBytes } from '../../precompile.ts';
import type { DebugSource, WasmDebug } from '../../debug/wasm-debug.ts';
import { createAnswerStore, hashFolder, keyOf } from './answer-store.ts';
import { parseAnswer, type AscAnswer, type AscRequest, type AscSuccess } from './asc-protocol.ts';
import { parseAscSettings } from './asc-settings.ts';
import { COMPILER, PLAN_VERSION, SDK_PATH } from './versions.ts';

type Outcome = Result<CompileOutput, readonly Diagnostic[]>;

const DEADLINE_MS = 120_000;
const IDLE_MS = 30_000;
/** Of the SDK. */
const WARM_UP = 'warm-up.ts';

export function createAssemblyScriptCompiler(
  options: CompilerOptions = {},
): Compiler & { readonly language: LanguageService } {
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  const store = createAnswerStore(options.cacheDir);
  const asc = createJsonProcess<AscRequest, AscAnswer>({
    name: COMPILER,
    entry: join(import.meta.dirname, 'asc-entry.ts'),
    idleMs: options.idleMs ?? IDLE_MS,
    parse: parseAnswer,
  });
  const turn = inTurn();
  let sdkHash: Promise<string> | undefined;
  let closed = false;

  const ask = async (
    request: AscRequest,
    signal: AbortSignal | undefined,
  ): Promise<Result<AscAnswer, ProcessError>> => {
    sdkHash ??= hashFolder(SDK_PATH);
    const key = keyOf([COMPILER, PLAN_VERSION, await sdkHash, request]);
    return turn(key, async () => {
      const known = await store.get(key, request.workspace);
      if (known) return ok(known);
      const answer = await asc.request(request, { timeoutMs: deadlineMs, signal });
      if (answer.ok && answer.value.ok) await store.put(key, answer.value);
      return answer;
    });
  };

  return {
    compile: async (request: CompileRequest, signal?: AbortSignal): Promise<Outcome> => {
      if (closed) return fail(request.file, 'the compiler is closed');
      const settings = request.settings ?? {};
      const problem = parseAscSettings(settings);
      if (typeof problem === 'string') return fail(request.file, problem);
      const place = await locate(request);
      if (!place.ok) return place;
      const { workspace, entry } = place.value;
      const answer = await ask({ workspace, entry, settings }, signal);
      if (signal?.aborted) return fail(entry, 'the compiler was cancelled');
      if (!answer.ok) return fail(entry, problemText(entry, answer.error));
      if (!answer.value.ok) return err(answer.value.diagnostics);
      const sources = await sourcesOf(answer.value, workspace);
      return ok({ artifacts: artifactsOf(answer.value, entry, sources), diagnostics: answer.value.diagnostics });
    },
    language: createAssemblyScriptLanguage(),
    warm: () => {
      // A small contract, so that what the first one needs is loaded, compiled by the engine and hot.
      if (!closed) void asc.request({ workspace: SDK_PATH, entry: WARM_UP, settings: {} }, { timeoutMs: deadlineMs });
    },
    close: async () => {
      closed = true;
      await asc.close();
    },
  };
}

/** Both as real paths, so that no link leads out of the workspace. */
async function locate(
  request: CompileRequest,
): Promise<Result<{ readonly workspace: string; readonly entry: string }, readonly Diagnostic[]>> {
  const folder = resolve(request.workspace);
  const workspace = await realpath(folder).catch(() => folder);
  const path = resolve(request.file);
  const file = await realpath(path).catch(() => undefined);
  if (file === undefined) return fail(request.file, `${request.file} does not exist`);
  const stats = await stat(file).catch(() => undefined);
  if (!stats?.isFile()) return fail(request.file, `${request.file} is not a file`);
  const entry = relative(workspace, file).replaceAll(sep, '/');
  if (entry.startsWith('../') || isAbsolute(entry))
    return fail(request.file, `${request.file} is outside the workspace ${workspace}`);
  return ok({ workspace, entry });
}

/** As they are now: they were compiled a moment ago, or have the hashes of those that were. In the order in which they were read. */
const sourcesOf = (answer: AscSuccess, workspace: string): Promise<readonly DebugSource[]> =>
  Promise.all(
    Object.keys(answer.files).map(async (name) => {
      const path = join(workspace, name);
      return { name, path, text: await readFile(path, 'utf8').catch(() => '') };
    }),
  );

const artifactsOf = (answer: AscSuccess, source: string, sources: readonly DebugSource[]): readonly Artifact[] =>
  answer.contracts.map(({ name, abi, layout, module, rows }) => ({
    runtime: 'wasm',
    contract: name,
    source,
    abi,
    code: wrapModule(Buffer.from(module, 'base64')),
    ...(isFunctionOfBytes(abi, layout) && { isPrecompile: true }),
    compiler: COMPILER,
    ...(layout === null ? {} : { storageLayout: layout }),
    ...(rows !== undefined && { debug: { kind: 'rows', data: rows, sources } satisfies WasmDebug }),
  }));

const fail = (file: string, message: string): Result<never, readonly Diagnostic[]> =>
  err([{ severity: 'error', message, file, line: 0, column: 0 }]);

function problemText(file: string, problem: ProcessError): string {
  if (problem.kind === 'crashed' || /call stack/.test(problem.message)) {
    const why = problem.stderr.split('\n').find((line) => /Error|assertion/i.test(line)) ?? '';
    return `${file} is too much for the compiler: ${problem.message}${why === '' ? '' : ` (${why.replace(/^\W+/, '').slice(0, 300)})`}`;
  }
  return `compiling ${file}: ${problem.message}`;
}
