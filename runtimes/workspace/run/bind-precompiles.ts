/** Turns a scenario's precompiles into what the ledger begins with: their places in its configuration, and their code. */
import { keccak_256 } from '@noble/hashes/sha3.js';
import { builtinRuntime, type LedgerConfig, type Precompile, type PrecompileGas } from '../../core/block.ts';
import type { CodeBlob } from '../../core/effects.ts';
import { toHex } from '../../core/hex.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { Registry } from '../../registry.ts';
import type { PrecompileSpec, Scenario } from '../scenario/model.ts';
import type { CompiledContracts } from './compile-contracts.ts';
import { runFailure, scenarioFailure } from './failure.ts';
import type { PrecompileReport, RunFailure } from './report.ts';

export interface BoundPrecompiles {
  readonly config: LedgerConfig;
  readonly codes: readonly CodeBlob[];
  readonly reports: readonly PrecompileReport[];
}

/** `config`: the ledger's, without them. */
export function bindPrecompiles(
  registry: Registry,
  scenario: Scenario,
  compiled: CompiledContracts,
  config: LedgerConfig,
): Result<BoundPrecompiles, RunFailure> {
  const precompiles: Record<string, Precompile> = {};
  const codes: CodeBlob[] = [];
  const reports: PrecompileReport[] = [];
  for (const spec of scenario.precompiles) {
    const { name, address, gas, source } = spec;
    const problem = (place: PrecompileSpec['at'], message: string): Result<never, RunFailure> =>
      err(scenarioFailure([{ message, file: scenario.file, line: place.line, column: place.column }]));
    const own = builtinRuntime(config, address);
    if (own !== undefined)
      return problem(
        spec.at,
        `precompiles.${name}: ${own} has a precompile of its own at 0x${address} (${config.hardfork})`,
      );
    const artifact = compiled.get(name)?.artifact;
    if (artifact === undefined) return err(runFailure(`${name} was not compiled`));
    const module = registry.byId(artifact.runtime);
    const code =
      module?.precompile?.(artifact) ??
      err(`contracts of ${module?.manifest.name ?? artifact.runtime} cannot be precompiles`);
    if (!code.ok) return problem(source.at, `${source.path}: ${code.error}`);
    const hash = toHex(keccak_256(code.value));
    precompiles[address] = { runtime: artifact.runtime, code: hash, gas };
    codes.push({ hash, bytes: code.value });
    const { contract, runtime, compiler } = artifact;
    reports.push({
      name,
      contract,
      runtime,
      compiler,
      address,
      codeBytes: code.value.length,
      codeHash: hash,
      gas: describeGas(gas),
    });
  }
  return ok({ config: reports.length === 0 ? config : { ...config, precompiles }, codes, reports });
}

function describeGas(gas: PrecompileGas): string {
  if (gas.kind === 'metered') return 'metered';
  const perWord = gas.perWord === 0n ? '' : ` + ${gas.perWord} per word`;
  return `${gas.base}${perWord}${gas.speedup === 1 ? '' : `, speedup ${gas.speedup}`}`;
}
