/** The scenario of a run: from its file, or, where a contract is given instead, made for it. */
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isMap, parseDocument } from 'yaml';
import { setTrusted } from '../../compiling/trust.ts';
import type { Diagnostic } from '../../core/artifact.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { defaultHardfork, hardforks, installed, type Registry } from '../../registry.ts';
import type { CompileOutput } from '../../sdk/compiler.ts';
import { overriddenLanes } from '../scenario/lane-counts.ts';
import type { Scenario } from '../scenario/model.ts';
import { parseScenario } from '../scenario/parse.ts';
import { starterScenario } from '../scenario/starter.ts';
import { compileFile } from './compile-file.ts';
import { scenarioFailure } from './failure.ts';
import type { RunFailure, RunOptions } from './report.ts';

export interface LoadedScenario {
  readonly scenario: Scenario;
  /** The text of a scenario that was made for a contract. */
  readonly starter: string | undefined;
  /** What has been compiled by now, by absolute path. */
  readonly compiled: ReadonlyMap<string, Result<CompileOutput, readonly Diagnostic[]>>;
}

export async function loadScenario(options: RunOptions): Promise<Result<LoadedScenario, RunFailure>> {
  const { registry = installed } = options;
  const remembered = options.trust === true ? setTrusted(dirname(options.file), true) : ok(undefined);
  if (!remembered.ok) return err({ kind: 'storage', message: `the trust cannot be remembered: ${remembered.error}` });
  if (await isContract(options.file, registry)) return scenarioFor(options);
  let text: string;
  try {
    text = await readFile(options.file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const why =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'this is a folder; name the scenario file in it'
          : String(error);
    return err({ kind: 'input', message: `cannot read the scenario: ${why}`, file: options.file });
  }
  const scenario = parse(text, options.file, options);
  return scenario.ok ? ok({ scenario: scenario.value, starter: undefined, compiled: new Map() }) : scenario;
}

/** JSON is YAML, so a scenario may be JSON too: it has no ABI. */
async function isContract(file: string, registry: Registry): Promise<boolean> {
  if (registry.compilerFor(file) === undefined) return false;
  if (!/\.json$/i.test(file)) return true;
  const text = await readFile(file, 'utf8').catch(() => '');
  return /^\s*\[|"abi"\s*:/.test(text) || !/"(?:contracts|traffic)"\s*:/.test(text);
}

function parse(
  text: string,
  file: string,
  { policy, lanes, executors, seed, call, registry = installed }: RunOptions,
): Result<Scenario, RunFailure> {
  const parsed = parseScenario(call === undefined ? text : withCall(text, call), file, {
    hardforks,
    gasCap: (hardfork) => registry.gasCap(registry.ledgerConfig(1n, hardfork ?? defaultHardfork)),
  });
  if (!parsed.ok) return err(scenarioFailure(parsed.error));
  const scenario = parsed.value;
  return ok({
    ...scenario,
    policy: policy ?? scenario.policy,
    lanes: overriddenLanes(scenario.lanes, lanes, registry.ids),
    seed: seed ?? scenario.seed,
    executors: executors === undefined ? scenario.executors : new Map([...scenario.executors, ...executors]),
  });
}

/** What is no scenario stays what it is: whoever reads it says what is wrong. */
function withCall(text: string, call: NonNullable<RunOptions['call']>): string {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents)) return text;
  document.set('traffic', [call]);
  document.delete('expect');
  return document.toString();
}

async function scenarioFor(options: RunOptions): Promise<Result<LoadedScenario, RunFailure>> {
  const { file, signal, observer } = options;
  observer?.onPhase?.('compile');
  const compiled = await compileFile(file, options.workspace, signal, options.registry, options.optimize);
  if (!compiled.ok) return compiled;
  const { output, workspace, path } = compiled.value;
  const starter = starterScenario(path, output.artifacts);
  if (!starter.ok) return err({ kind: 'input', message: starter.error, file });
  // As if it stood there, so that a user who saves it there gets the same.
  const scenario = parse(starter.value, join(workspace, 'scenario.yaml'), options);
  if (!scenario.ok) return err({ kind: 'run', message: `no scenario could be made: ${scenario.error.message}` });
  return ok({ scenario: scenario.value, starter: starter.value, compiled: new Map([[resolve(file), ok(output)]]) });
}
