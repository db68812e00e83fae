/** Whether solc's optimiser is on where nobody has said so. */
import type { Diagnostic } from '../../core/artifact.ts';
import { count } from '../../core/glance.ts';
import { objectOf, textOf } from '../../core/json-shape.ts';
import type { Result } from '../../core/result.ts';
import type { CompileOutput } from '../../sdk/compiler.ts';
import { DEFAULT_RUNS, type SoliditySettings } from './standard-input.ts';

/** Bytes that an account may hold: EIP-170. */
const MAX_CODE = 24_576;

/** undefined: left open. @param optimize what is asked for whatever the project says. */
export function chosenOptimizer(
  settings: SoliditySettings,
  optimize: boolean | undefined,
): SoliditySettings['optimizer'] {
  if (optimize !== undefined) return { runs: DEFAULT_RUNS, ...settings.optimizer, enabled: optimize };
  // Code by way of Yul is made for it: without it the stack is too deep for most contracts.
  return settings.optimizer ?? (settings.viaIR === true ? { enabled: true, runs: DEFAULT_RUNS } : undefined);
}

/** Why a file has to be optimised, as a sentence; undefined: it need not be. @param plain what came of it without. */
export function whyOptimized(entry: string, plain: Result<CompileOutput, readonly Diagnostic[]>): string | undefined {
  const how = 'so it is compiled with the optimiser, and can be stepped through by approximation only';
  if (!plain.ok)
    return plain.error.some(({ message }) => message.includes('Stack too deep'))
      ? `without the optimiser the stack is too deep, ${how}`
      : undefined;
  const large = plain.value.artifacts.find((one) => one.source === entry && runtimeBytes(one.debug) > MAX_CODE);
  if (large === undefined) return undefined;
  const size = count(runtimeBytes(large.debug));
  return `without the optimiser ${large.contract} has ${size} bytes, more than the ${count(MAX_CODE)} that an account may hold (EIP-170), ${how}`;
}

/** Its hex without `0x`, places of libraries included. */
const runtimeBytes = (debug: unknown): number =>
  textOf(objectOf(objectOf(debug)['deployedBytecode'])['object']).length / 2;
