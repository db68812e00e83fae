/** Solidity source to artifacts: reads the sources, chooses a solc, asks its process, and keeps the answers. */
import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../../core/artifact.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { createJsonProcess, type JsonProcess, type ProcessError } from '../../process/json-process.ts';
import type { CompileOutput, Compiler, CompileRequest, CompilerOptions } from '../../sdk/compiler.ts';
import type { LanguageService } from '../../sdk/language-service.ts';
import { hashOf } from '../../compiling/hash.ts';
import { inTurn } from '../../compiling/in-turn.ts';
import { createCompileCache } from './compile-cache.ts';
import { isObject } from '../../core/json-shape.ts';
import { findPackaged } from './import-resolver.ts';
import { createSolidityLanguage } from './language/solidity-language.ts';
import { workspacePath } from './language/workspace-path.ts';
import { chosenOptimizer, whyOptimized } from './optimizer.ts';
import { appFolder, chooseSolc, embeddedSolc, type SolcInstallation } from './solc-versions.ts';
import { readText } from './read-text.ts';
import { readSourceGraph, type SourceGraph } from './source-graph.ts';
import { DEFAULT_RUNS, parseSettings, standardInput, type SoliditySettings } from './standard-input.ts';
import { readStandardOutput, type SolcAnswer } from './standard-output.ts';

type Outcome = Result<CompileOutput, readonly Diagnostic[]>;

const DEADLINE_MS = 120_000;
const IDLE_MS = 30_000;

export type SolidityCompiler = Compiler & { readonly language: LanguageService };

export function createSolidityCompiler(options: CompilerOptions = {}): SolidityCompiler {
  const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
  const cache = createCompileCache(options.cacheDir);
  const embedded = embeddedSolc();
  const processes = new Map<string, JsonProcess<string, SolcAnswer>>();
  /** Questions have a process of their own: a compile that is cancelled takes its process along. */
  const answering = new Map<string, JsonProcess<string, SolcAnswer>>();
  const turn = inTurn();
  let closed = false;

  const processOf = (solc: SolcInstallation, among = processes): JsonProcess<string, SolcAnswer> => {
    const known = among.get(solc.soljson);
    if (known) return known;
    const created = createJsonProcess<string, SolcAnswer>({
      name: `solc ${solc.version}`,
      entry: join(import.meta.dirname, 'solc-entry.ts'),
      args: [solc.soljson],
      idleMs: options.idleMs ?? IDLE_MS,
      parse: parseAnswer,
    });
    among.set(solc.soljson, created);
    return created;
  };

  const ask = (
    solc: SolcInstallation,
    input: string,
    signal: AbortSignal | undefined,
  ): Promise<Result<SolcAnswer, ProcessError>> => {
    const key = hashOf(`${solc.version}\n${input}`);
    return turn(key, async () => {
      const known = await cache.get(key);
      if (known) return ok(known);
      const answer = await processOf(solc).request(input, { timeoutMs: deadlineMs, signal });
      if (answer.ok) await cache.put(key, answer.value);
      return answer;
    });
  };

  return {
    compile: async (request: CompileRequest, signal?: AbortSignal): Promise<Outcome> => {
      if (closed) return err([failure(request.file, 'the compiler is closed')]);
      const asked = parseSettings(request.settings ?? {});
      if (typeof asked === 'string') return err([failure(request.file, asked)]);
      const graph = await readSourceGraph({ file: request.file, workspace: request.workspace, appFolder });
      if (!graph.ok) return graph;
      const { entry } = graph.value;
      const folders = [dirname(request.file), request.workspace];
      const solc = await chooseSolc(graph.value, embedded, folders);
      if (!solc.ok) return solc;
      const settings = { ...graph.value.settings, ...asked };
      const attempt = async (optimizer: NonNullable<SoliditySettings['optimizer']>): Promise<Outcome> => {
        const input = standardInput(graph.value, solc.value.version, request.hardfork, { ...settings, optimizer });
        const answer = await ask(solc.value, JSON.stringify(input), signal);
        // Somebody else's answer to the same question may have come in time; whoever cancelled does not want it any more.
        if (answer.ok && signal?.aborted) return err([failure(entry, 'the compiler was cancelled')]);
        if (!answer.ok) return err([failure(entry, problemText(entry, answer.error))]);
        const output = readStandardOutput(graph.value, input.settings, answer.value);
        return output.ok ? ok({ ...output.value, reads: readsOf(graph.value, request.workspace) }) : output;
      };
      const chosen = chosenOptimizer(settings, request.optimize);
      if (chosen !== undefined) return attempt(chosen);
      // As it is written it can be stepped through exactly: what Hardhat, Foundry and Remix do as well.
      const plain = await attempt({ enabled: false, runs: DEFAULT_RUNS });
      const why = whyOptimized(entry, plain);
      if (why === undefined) return plain;
      const smaller = await attempt({ enabled: true, runs: DEFAULT_RUNS });
      if (!smaller.ok) return smaller;
      const { diagnostics } = smaller.value;
      return ok({ ...smaller.value, diagnostics: [...diagnostics, { ...failure(entry, why), severity: 'info' }] });
    },
    language: createSolidityLanguage(async (solc, input) => {
      const answer = await processOf(solc, answering).request(input, { timeoutMs: deadlineMs });
      return answer.ok ? answer : err(answer.error.message);
    }),
    packagedFile: async (workspace, name) => {
      const root = await realpath(workspace).catch(() => workspace);
      const found = await findPackaged(root, appFolder, name);
      const text = found && (await readText(found.real));
      return text?.ok ? text.value : undefined;
    },
    warm: () => {
      if (!closed) processOf(embedded).warm();
    },
    close: async () => {
      closed = true;
      await Promise.all([...processes.values(), ...answering.values()].map((one) => one.close()));
    },
  };
}

const readsOf = ({ units }: SourceGraph, workspace: string): readonly string[] =>
  [...units.values()].flatMap(({ logical }) => workspacePath(workspace, logical) ?? []);

function parseAnswer(message: unknown): SolcAnswer | undefined {
  if (!isObject(message)) return undefined;
  const { version, output } = message;
  return typeof version === 'string' && typeof output === 'string' ? { version, output } : undefined;
}

const failure = (file: string, message: string): Diagnostic => ({
  severity: 'error',
  message,
  file,
  line: 0,
  column: 0,
});

function problemText(file: string, problem: ProcessError): string {
  if (problem.kind === 'failed' && /call stack|out of bounds/.test(problem.message)) {
    return `${file} is too much for the compiler: an expression or a block is nested too deeply, or a name is too long`;
  }
  const why = problem.stderr.split('\n').findLast((line) => /error/i.test(line)) ?? '';
  return `compiling ${file}: ${problem.message}${why === '' ? '' : ` (${why.trim().slice(0, 300)})`}`;
}
