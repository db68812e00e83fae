import { readAmount, type Field } from './shape.ts';
import type { Source } from './source.ts';

/** What bounds the gas of one transaction. */
export interface GasRules {
  /** The most that one transaction may have under the scenario's hardfork; undefined: no limit. */
  readonly cap: bigint | undefined;
  /** Of a block. */
  readonly gasLimit: bigint | undefined;
}

/** The gas of an entry: as given, else the default, but never more than the block or the hardfork (EIP-7825) leaves to a transaction. */
export function readGas(
  source: Source,
  field: Field | undefined,
  what: string,
  byDefault: bigint,
  { cap, gasLimit }: GasRules,
): bigint | undefined {
  const most = [cap, gasLimit].reduce((a, b) => (a === undefined || (b !== undefined && b < a) ? b : a), undefined);
  if (!field) return most !== undefined && most < byDefault ? most : byDefault;
  const gas = readAmount(source, field.value, what, { min: 1n, max: 2n ** 63n - 1n });
  if (gas === undefined || most === undefined || gas <= most) return gas;
  const why = most === cap ? 'EIP-7825 allows a transaction' : 'gasLimit leaves to a transaction';
  return source.report(source.at(field.value), `${what} must be at most ${most}, which is what ${why}`);
}
