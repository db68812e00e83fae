import type { ContractSpec, Entry, Expectation, Position, ValueSpec } from './model.ts';

export interface Use {
  readonly name: string;
  readonly at: Position;
}

/** Contracts whose addresses the values need. */
export function contractsIn(values: readonly ValueSpec[]): readonly Use[] {
  return values.flatMap((value) => {
    if (value.kind === 'contract') return [{ name: value.name, at: value.at }];
    if (value.kind === 'list') return contractsIn(value.items);
    if (value.kind === 'oneOf') return contractsIn(value.options);
    if (value.kind === 'record') return contractsIn(value.fields.map((field) => field.value));
    return [];
  });
}

/** Names of the contracts that must have an address before this part of a scenario can be planned. */
export function contractsUsed(part: ContractSpec | Entry | Expectation): readonly string[] {
  return [...new Set(uses(part).map((use) => use.name))];
}

function uses(part: ContractSpec | Entry | Expectation): readonly Use[] {
  if ('equals' in part) {
    const { target } = part;
    const read =
      target.kind === 'call' ? [{ name: target.read.contract, at: part.at }, ...contractsIn(target.read.args)] : [];
    const of =
      target.kind === 'balance' && target.of.kind === 'contract' ? [{ name: target.of.name, at: part.at }] : [];
    return [...read, ...of, ...contractsIn([part.equals])];
  }
  if ('section' in part) {
    const to = part.to.kind === 'contract' ? [{ name: part.to.name, at: part.to.at }] : [];
    return [...to, ...contractsIn([...part.args, part.value, part.fee])];
  }
  if (part.kind === 'deploy') return contractsIn([...part.args, part.value]);
  if (part.where.kind !== 'call') return [];
  return [{ name: part.where.read.contract, at: part.at }, ...contractsIn(part.where.read.args)];
}
