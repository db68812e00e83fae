/** Compiles what a scenario's contracts and precompiles come from, each source once. */
import { dirname, resolve } from 'node:path';
import type { Artifact, Diagnostic } from '../../core/artifact.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Registry } from '../../registry.ts';
import type { Compiler, CompileOutput } from '../../sdk/compiler.ts';
import { parseContractAbi, type ContractAbi } from '../abi/contract-abi.ts';
import type { ContractSpec, PrecompileSpec, Scenario, SourceRef } from '../scenario/model.ts';
import { cacheFolder } from '../../compiling/cache-folder.ts';
import { compileFailure, scenarioFailure } from './failure.ts';
import type { RunFailure, RunOptions } from './report.ts';

export interface CompiledContract {
  /** undefined: only the ABI is known. */
  readonly artifact: Artifact | undefined;
  readonly abi: ContractAbi | undefined;
  /** All artifacts of the same compilation: where its libraries are. */
  readonly siblings: readonly Artifact[];
}

/** By the contract's name in the scenario. */
export type CompiledContracts = ReadonlyMap<string, CompiledContract>;

export async function compileContracts(
  registry: Registry,
  scenario: Scenario,
  hardfork: string,
  /** What has been compiled before, by absolute path. */
  ready: ReadonlyMap<string, Result<CompileOutput, readonly Diagnostic[]>>,
  note: (text: string) => void,
  { signal, optimize }: Pick<RunOptions, 'signal' | 'optimize'>,
): Promise<Result<CompiledContracts, RunFailure>> {
  const folder = dirname(resolve(scenario.file));
  const chosen = optimize === undefined ? {} : { optimize };
  const cacheDir = await cacheFolder();
  const compilers = new Map<unknown, Compiler>();
  const onPreparing = (what: string, percent: number): void => {
    if (percent === 0) note(`${what} ...`);
  };
  const outputs = new Map([...ready].map(([file, output]) => [file, Promise.resolve(output)]));
  const problem = (source: SourceRef, message: string, code?: string): RunFailure =>
    scenarioFailure([{ message, code, file: scenario.file, ...source.at }]);
  const compile = (source: SourceRef): Promise<Result<CompileOutput, readonly Diagnostic[]>> | undefined => {
    const module = registry.compilerFor(source.path);
    if (module === undefined) return undefined;
    const file = resolve(folder, source.path);
    let output = outputs.get(file);
    if (output !== undefined) return output;
    let compiler = compilers.get(module);
    if (compiler === undefined)
      compilers.set(module, (compiler = module.create({ onPreparing, ...(cacheDir !== undefined && { cacheDir }) })));
    outputs.set(file, (output = compiler.compile({ file, workspace: folder, hardfork, ...chosen }, signal)));
    return output;
  };
  const told = new Set<CompileOutput>();
  const wanted = [...scenario.precompiles, ...scenario.contracts];
  try {
    // All begin now: the compilers are processes of their own.
    for (const one of wanted) {
      const source = sourceOf(one);
      if (source) void compile(source);
    }
    const compiled = new Map<string, CompiledContract>();
    for (const contract of wanted) {
      const source = sourceOf(contract);
      if (source === undefined) {
        compiled.set(contract.name, { artifact: undefined, abi: undefined, siblings: [] });
        continue;
      }
      const output = await compile(source);
      if (output === undefined) {
        return err(
          problem(source, `no compiler for "${source.path}"; this version takes ${registry.extensions.join(' ')}`),
        );
      }
      if (!output.ok) {
        // Nothing in the file itself to point at: point at who asked for it.
        const [first] = output.error;
        const placed = output.error.some(({ line }) => line > 0);
        return err(
          placed || first === undefined ? compileFailure(output.error) : problem(source, withHint(first), first.code),
        );
      }
      for (const diagnostic of told.has(output.value) ? [] : output.value.diagnostics)
        if (diagnostic.severity === 'warning') note(warning(diagnostic));
      told.add(output.value);
      const chosen = choose(output.value.artifacts, source, purposeOf(contract));
      if (!chosen.ok) return err(problem(source, chosen.error));
      const abi = parseContractAbi(chosen.value.abi);
      if (!abi.ok) return err(problem(source, `${source.path}: ${abi.error}`));
      compiled.set(contract.name, { artifact: chosen.value, abi: abi.value, siblings: output.value.artifacts });
    }
    return ok(compiled);
  } finally {
    await Promise.all([...compilers.values()].map((compiler) => compiler.close()));
  }
}

const sourceOf = (one: ContractSpec | PrecompileSpec): SourceRef | undefined =>
  'kind' in one && one.kind === 'found' ? one.abi : one.source;

const withHint = ({ message, hint }: Diagnostic): string => (hint === undefined ? message : `${message} (${hint})`);

const warning = (diagnostic: Diagnostic): string => {
  const { file, line, column } = diagnostic;
  return `warning: ${[file, ...(line > 0 ? [line, column] : [])].join(':')}: ${withHint(diagnostic)}`;
};

/** What a source is wanted for: code to deploy or to bind to an address, or an ABI alone. */
type Purpose = 'deploy' | 'bind' | 'abi';

const purposeOf = (one: ContractSpec | PrecompileSpec): Purpose =>
  !('kind' in one) ? 'bind' : one.kind === 'found' ? 'abi' : 'deploy';

/** The contract or precompile that a source reference means. */
function choose(artifacts: readonly Artifact[], source: SourceRef, purpose: Purpose): Result<Artifact, string> {
  // A compilation lists the requested file's contracts first; imported ones are not meant unless named.
  const own = artifacts.filter((artifact) => artifact.source === artifacts[0]?.source);
  const names = (list: readonly Artifact[]): string => list.map((artifact) => artifact.contract).join(', ');
  const toBind = (name: string): Result<never, string> =>
    err(`${name} of ${source.path} is a precompile: bind it to an address under "precompiles:"`);
  if (source.contract !== undefined) {
    const found =
      own.find((artifact) => artifact.contract === source.contract) ??
      artifacts.find((artifact) => artifact.contract === source.contract);
    if (found === undefined)
      return err(`${source.path} has no contract ${source.contract}; it has ${names(own) || 'none'}`);
    if (purpose !== 'abi' && found.code.length === 0)
      return err(`${source.contract} of ${source.path} is abstract or an interface and cannot be deployed`);
    return purpose === 'deploy' && found.isPrecompile ? toBind(found.contract) : ok(found);
  }
  const precompiles = own.filter(({ isPrecompile }) => isPrecompile);
  const candidates =
    purpose === 'bind' && precompiles.length > 0
      ? precompiles
      : own.filter(({ code, isPrecompile }) => (purpose === 'abi' || code.length > 0) && !isPrecompile);
  const [only, ...others] = candidates;
  const [precompile] = precompiles;
  if (only === undefined)
    return precompile === undefined
      ? err(`${source.path} has no contract${purpose === 'abi' ? '' : ' that can be deployed'}`)
      : toBind(precompile.contract);
  if (others.length > 0)
    return err(`${source.path} has several contracts (${names(candidates)}); say which with "contract:"`);
  return ok(only);
}
