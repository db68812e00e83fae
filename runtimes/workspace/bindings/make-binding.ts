/** A binding for a contract of any language: from its source, its ABI, or an artifact of other tools. */
import type { Artifact } from '../../core/artifact.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { compileFile } from '../run/compile-file.ts';
import type { RunFailure } from '../run/report.ts';
import { readBindingAbi } from './binding-abi.ts';
import type { Binding } from './binding.ts';
import { GENERATORS, type BindingLanguage } from './generators.ts';

export interface BindingOptions {
  /** Absolute path of a source, an ABI (JSON) or an artifact. */
  readonly file: string;
  /** Folder that its imports may lead to, if the file is in there; else its own folder. */
  readonly workspace: string;
  readonly to: BindingLanguage;
  /** Of the interface; otherwise `I` and the contract's name. */
  readonly name?: string;
  /** Which contract, where the file has several. */
  readonly contract?: string;
  readonly signal?: AbortSignal;
}

export interface MadeBinding extends Binding {
  readonly name: string;
  readonly contract: string;
}

export async function makeBinding(options: BindingOptions): Promise<Result<MadeBinding, RunFailure>> {
  const { file } = options;
  const compiled = await compileFile(file, options.workspace, options.signal);
  if (!compiled.ok) return compiled;
  const { output, path } = compiled.value;
  const made = bindArtifact(output.artifacts, path, options);
  return made.ok ? made : err({ kind: 'input', message: made.error, file });
}

/** Of what a file was compiled to. @param from what the file is called. The error is a sentence. */
export function bindArtifact(
  artifacts: readonly Artifact[],
  from: string,
  options: Pick<BindingOptions, 'to' | 'name' | 'contract'>,
): Result<MadeBinding, string> {
  const fail = (message: string): Result<never, string> => err(message);
  const artifact = choose(artifacts, options.contract);
  if (!artifact.ok) return fail(artifact.error);
  if (artifact.value.isPrecompile)
    return fail(
      `${artifact.value.contract} is a precompile: it has no functions to bind, but is called with bytes at its address`,
    );
  const abi = readBindingAbi(artifact.value.abi);
  if (!abi.ok) return fail(abi.error);
  if (abi.value.functions.length === 0) return fail('it has no functions to call, so there is nothing to bind');
  const contract = artifact.value.contract.replace(/\.abi$/, '');
  const name = options.name ?? interfaceName(contract);
  const made = GENERATORS[options.to]({ abi: abi.value, name, from });
  if (!made.ok) return fail(`${made.error}: choose another with --name`);
  return ok({ ...made.value, name, contract });
}

/** Of several contracts the only one that can be deployed, else the user has to say. */
function choose(artifacts: readonly Artifact[], contract: string | undefined): Result<Artifact, string> {
  const own = artifacts.filter(({ source }) => source === artifacts[0]?.source);
  const names = (list: readonly Artifact[]): string => list.map((artifact) => artifact.contract).join(', ') || 'none';
  if (contract !== undefined) {
    const found = [...own, ...artifacts].find((artifact) => artifact.contract === contract);
    return found ? ok(found) : err(`there is no contract ${contract} in it; it has ${names(own)}`);
  }
  const deployable = own.filter(({ code, isPrecompile }) => code.length > 0 && !isPrecompile);
  const [only, ...others] = own.length === 1 ? own : deployable;
  if (only === undefined && own.length === 0) return err('there is no contract in it');
  if (only === undefined || others.length > 0)
    return err(`it has several contracts (${names(own)}); say which with --contract`);
  return ok(only);
}

/** `token` is `IToken`; `IERC20` stays. */
function interfaceName(contract: string): string {
  const letters = contract.replaceAll(/[^A-Za-z0-9_]+(.)?/g, (_, next: string | undefined) =>
    (next ?? '').toUpperCase(),
  );
  if (/^I[A-Z]/.test(letters)) return letters;
  return `I${letters.charAt(0).toUpperCase()}${letters.slice(1)}`;
}
