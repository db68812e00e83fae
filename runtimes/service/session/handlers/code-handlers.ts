import { err, ok, type Result } from '../../../core/result.ts';
import { NO_CONTRACT, type Artifact, type Diagnostic } from '../../../core/artifact.ts';
import { defaultHardfork } from '../../../registry.ts';
import type { LanguageService, OpenDocument } from '../../../sdk/language-service.ts';
import { parseContractAbi } from '../../../workspace/abi/contract-abi.ts';
import { examine } from '../../../workspace/doctor/doctor.ts';
import type { Compiled, CompiledContract } from '../../contract/code.ts';
import type { ServiceError } from '../../contract/error.ts';
import { checkScenarioFile } from '../../../workspace/editing/check-scenario-file.ts';
import { createScenarioLanguage, isScenario } from '../../../workspace/editing/scenario-language.ts';
import type { Handlers, RequestContext } from '../../server/handlers.ts';
import { scenarioContext } from '../scenarios.ts';
import type { Session } from '../session.ts';
import { serviceError } from './file-handlers.ts';

type CodeMethods = Extract<keyof Handlers, `code.${string}`>;
interface Question {
  readonly path: string;
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly library?: boolean | undefined;
}

export function codeHandlers(session: Session): Pick<Handlers, CodeMethods> {
  const ask = async <T>(
    { path, text, line, column, library = false }: Question,
    question: (
      language: LanguageService,
      document: OpenDocument,
      place: { line: number; column: number },
    ) => Promise<Result<T, string>>,
    none: T,
    { signal }: RequestContext,
  ): Promise<Result<T, ServiceError>> => {
    const file = await session.files.absolute(path);
    if (!file.ok) return err(serviceError(file.error));
    const document = { file: file.value, workspace: session.root, text, signal, ...(library && { library: path }) };
    const asked = (language: LanguageService): Promise<Result<T, string>> =>
      question(language, document, { line, column });
    const answer = isScenario(path, text)
      ? await asked(createScenarioLanguage(scenarioContext(session), path))
      : await session.compilers.ask(document, asked);
    if (signal.aborted) return err({ code: 'cancelled', message: 'cancelled' });
    if (answer === undefined) return ok(none);
    return answer.ok ? answer : err({ code: 'internal', message: answer.error });
  };
  return {
    'code.compile': async ({ path }, { signal }) => {
      const compiled = /\.ya?ml$/i.test(path) ? await check(session, path) : await compile(session, path, signal);
      if (compiled.ok) session.emit('code.compiled', compiled.value);
      return compiled;
    },
    'code.complete': (asked, context) =>
      ask(asked, (language, document, place) => language.complete(document, place), [], context),
    'code.hover': async (asked, context) => {
      const found = await ask(
        asked,
        (language, document, place) => language.hover(document, place),
        undefined,
        context,
      );
      return found.ok ? ok(found.value ?? null) : found;
    },
    'code.signatures': async (asked, context) => {
      const found = await ask(
        asked,
        (language, document, place) => language.signatures(document, place),
        undefined,
        context,
      );
      return found.ok ? ok(found.value ?? null) : found;
    },
    'code.define': (asked, context) =>
      ask(asked, (language, document, place) => language.define(document, place), [], context),
    'code.references': (asked, context) =>
      ask(asked, (language, document, place) => language.references(document, place), [], context),
    'code.format': async ({ path, text }, context) => {
      const asked = { path, text, line: 1, column: 1 };
      const laidOut = await ask<string | null>(asked, (language, document) => language.format(document), null, context);
      if (laidOut.ok) return ok({ text: laidOut.value });
      return err({ code: 'invalid', message: `${path}: ${laidOut.error.message}` });
    },
    'code.outline': (asked, context) =>
      ask({ ...asked, line: 1, column: 1 }, (language, document) => language.outline(document), [], context),
    'code.library': async ({ name }) => ok({ text: (await session.compilers.packagedFile(name)) ?? null }),
    'code.toolchains': async () => ok((await examine(session.root)).toolchains),
  };
}

async function compile(session: Session, path: string, signal: AbortSignal): Promise<Result<Compiled, ServiceError>> {
  const file = await session.files.absolute(path);
  if (!file.ok) return err(serviceError(file.error));
  const compiled = await session.compilers.compile(file.value, await hardforkOf(session), signal, true);
  if (!compiled.ok) return compiled;
  const { succeeded, diagnostics, artifacts, reads } = compiled.value;
  // What the file imports is compiled with it, but is deployed from where it stands.
  const own = artifacts.filter(({ source }) => source === path);
  // What nothing can be asked of (a library of internal functions) is what nobody means to deploy first.
  const order = own.toSorted((a, b) => Number(a.abi.length === 0) - Number(b.abi.length === 0));
  const contracts = order.map(describe);
  return ok({ path, succeeded, diagnostics: diagnostics.map(calmly), contracts, ...(reads && { reads }) });
}

/** A file without a contract is one that others use, or one that is begun: nothing is wrong with it in an editor. */
const calmly = (one: Diagnostic): Diagnostic => (one.code === NO_CONTRACT ? { ...one, severity: 'info' } : one);

/** A scenario has no code, but may be wrong; other YAML files are nobody's. */
async function check(session: Session, path: string): Promise<Result<Compiled, ServiceError>> {
  const file = await session.files.absolute(path);
  const read = await session.files.read(path);
  if (!file.ok) return err(serviceError(file.error));
  if (!read.ok) return err(serviceError(read.error));
  const { text } = read.value;
  const diagnostics = isScenario(path, text)
    ? await checkScenarioFile(file.value, path, text, scenarioContext(session))
    : [];
  return ok({ path, succeeded: diagnostics.length === 0, diagnostics, contracts: [] });
}

/** Contracts are compiled for the rules of the ledger that they will be deployed on. */
export async function hardforkOf(session: Session): Promise<string> {
  const live = await session.live();
  return live.ok ? live.value.file.config.hardfork : defaultHardfork;
}

function describe({ contract, source, runtime, code, abi, isPrecompile }: Artifact): CompiledContract {
  const parsed = parseContractAbi(abi);
  const entry = abi.find(({ type }) => type === 'constructor');
  return {
    contract,
    source,
    runtime,
    deployable: code.length > 0 && isPrecompile !== true,
    constructor: {
      inputs: parsed.ok ? parsed.value.constructorInputs : [],
      payable: entry?.['stateMutability'] === 'payable',
    },
  };
}
