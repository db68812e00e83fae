/** Interleave.Compiler.dll in this thread: sources in, contracts and their assembly out. */
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { AbiJson, Diagnostic } from '../../core/artifact.ts';
import { checkAssembly } from '../allowed/check-assembly.ts';
import { readClassLibrary } from '../allowed/class-library.ts';
import { boundProblem, type BoundProblem } from '../bounds/assembly-bounds.ts';
import { checkSources } from '../bounds/check-sources.ts';
import type { KeptDebug } from '../debug/debug-store.ts';
import { makeDebugTable, type DebugTable, type TableParts } from '../debug/debug-table.ts';
import { bootDotnet, type Dotnet } from '../dotnet/boot.ts';
import { classLibrary, compilerLibraries, packageFolder } from '../dotnet/package-folder.ts';
import { packParts, unpackParts } from '../dotnet/parts.ts';
import { readLibrary, type Library } from '../meter/library.ts';
import { meter } from '../meter/meter.ts';
import { MeterError } from '../meter/metadata.ts';
import type { Toolchain } from '../dotnet/toolchain.ts';
import type { LanguageRequest } from './csc-protocol.ts';

const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

export interface CscAnswer {
  readonly diagnostics: readonly Diagnostic[];
  /** Paths of the files that belong to the contracts, the entry first. */
  readonly files: readonly string[];
  readonly contracts: readonly {
    readonly name: string;
    readonly abi: AbiJson;
    /** Path of the file that declares it. */
    readonly source: string;
    readonly layout: unknown;
    readonly nonDeterministic: boolean;
    /** A function of bytes: no contract. */
    readonly isPrecompile: boolean;
  }[];
  readonly image: Uint8Array;
  /** Where it was asked for, and the compiler can tell. */
  readonly debug?: KeptDebug;
}

export interface Csc {
  /** The entry first. */
  compile(files: readonly (readonly [path: string, text: string])[], forDebugging?: boolean): CscAnswer;
  /** JSON of the shape that the question asks for. */
  ask(request: LanguageRequest): unknown;
}

type Facts = Omit<CscAnswer, 'image' | 'debug'>;

/** Asks the compiler where something is declared. */
type PlaceOf = (problem: BoundProblem) => Pick<Diagnostic, 'file' | 'line' | 'column'> | null;

const NO_PLACE = { file: '', line: 0, column: 0 } as const;

/** What the meter cannot take, is too large, or refers to what contracts may not use, is an error of the source. */
function metered(facts: Facts, image: Uint8Array, library: Library, placeOf: PlaceOf): CscAnswer {
  const failed = (problem: Omit<Diagnostic, 'severity'>): CscAnswer => {
    const diagnostic = { severity: 'error', ...problem } as const;
    return { ...facts, diagnostics: [diagnostic, ...facts.diagnostics], contracts: [], image: new Uint8Array() };
  };
  try {
    const paying = meter(image, library);
    const beyond = boundProblem(paying);
    if (beyond !== undefined) {
      const { code, message, hint } = beyond;
      return failed({ ...NO_PLACE, ...placeOf(beyond), code, message, hint });
    }
    const problems = checkAssembly(paying, allowed).slice(0, PROBLEMS);
    const message = `what the compiler makes of it is not allowed: ${problems.join('; ')}`;
    // Nobody has told where it is.
    return problems.length === 0 ? { ...facts, image: paying } : failed({ ...NO_PLACE, code: 'ILW0101', message });
  } catch (error) {
    if (!(error instanceof MeterError || error instanceof RangeError)) throw error;
    return failed({ ...NO_PLACE, code: 'ILW0100', message: `it cannot be metered: ${error.message}` });
  }
}

/** undefined: it does not compile without its paths, or not to the same. */
function tableOf(parts: TableParts): DebugTable | undefined {
  if (parts.pdb.length === 0) return undefined;
  try {
    return makeDebugTable(parts);
  } catch (error) {
    if (error instanceof MeterError || error instanceof RangeError) return undefined;
    throw error;
  }
}

const NOTHING = { contracts: [], image: new Uint8Array() } as const;
/** About a file that the compiler is kept from. */
const NO_ANSWER = { complete: [], hover: null, signatures: null, define: [], references: [], outline: [] } as const;

const allowed = readClassLibrary();
/** Told of an assembly that is not allowed. */
const PROBLEMS = 5;

/** The compiler by itself: nothing is metered or checked yet. */
export function bootCompiler(toolchain: Toolchain): Promise<Dotnet> {
  const own = dirname(toolchain.sdk);
  return bootDotnet(basename(toolchain.compiler), {
    libraries: compilerLibraries,
    assemblies: [toolchain.compiler, toolchain.sdk],
    onAsk: (message) => {
      const [question, name = ''] = unpackParts(message).map(textOf);
      if (question !== 'reference' || name !== basename(name)) throw new Error(`no answer to ${String(question)}`);
      return readFileSync(join(name.startsWith('Interleave.') ? own : packageFolder, name));
    },
  });
}

export async function startCsc(toolchain: Toolchain): Promise<Csc> {
  const library = readLibrary(readFileSync(toolchain.sdk), classLibrary());
  const dotnet = await bootCompiler(toolchain);
  return {
    ask: ({ question, place, files: all }) => {
      const { files } = checkSources(all);
      if (files[0]?.[0] !== all[0]?.[0]) return NO_ANSWER[question];
      const facts = ['language', question, String(place.line), String(place.column)];
      return JSON.parse(textOf(dotnet.call(packParts([...facts, ...files.flat()]))));
    },
    compile: (all, forDebugging = false) => {
      const { files, problems } = checkSources(all);
      const [entry = ''] = all[0] ?? [];
      if (files[0]?.[0] !== entry) return { ...NOTHING, files: [entry], diagnostics: problems };
      const word = forDebugging ? 'compile for debugging' : 'compile';
      const [json, image, placed, pdb, plain, plainPdb] = unpackParts(dotnet.call(packParts([word, ...files.flat()])));
      const { edits, ...facts } = JSON.parse(textOf(json)) as Facts & { readonly edits: TableParts['edits'] };
      const placeOf: PlaceOf = ({ type, method }) =>
        JSON.parse(textOf(dotnet.call(packParts(['place', type, method, ...files.flat()]))));
      if (image !== undefined && image.length > 0) {
        const answer = metered(facts, image, library, placeOf);
        if (placed === undefined || pdb === undefined || answer.image.length === 0) return answer;
        const unoptimised = { image: plain ?? new Uint8Array(), pdb: plainPdb ?? new Uint8Array() };
        const texts = new Map(files);
        const own = facts.files.map((path) => [path, texts.get(path) ?? ''] as const);
        const table = tableOf({ image, placed, pdb, unoptimised, files: own, edits, library });
        return { ...answer, ...(table && { debug: { image, table } }) };
      }
      // What is missed may be in a file that was left out.
      return { ...facts, diagnostics: [...facts.diagnostics, ...problems], image: new Uint8Array() };
    },
  };
}
