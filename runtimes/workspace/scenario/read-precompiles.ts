import { isMap, isScalar, type Node } from 'yaml';
import type { PrecompileGas } from '../../core/block.ts';
import type { AccountId } from '../../core/cell.ts';
import { LIMITS } from './defaults.ts';
import type { PrecompileSpec } from './model.ts';
import { isContractName, readSourceRef } from './read-contracts.ts';
import { describe, readAddress, readAmount, readInteger, readMap, shorten, type Field } from './shape.ts';
import type { Source } from './source.ts';

const KEYS = ['at', 'source', 'contract', 'gas'];

/** The section `precompiles`. `taken`: names of the contracts, which live in the same space. */
export function readPrecompiles(source: Source, node: Node, taken: ReadonlySet<string>): readonly PrecompileSpec[] {
  const fields = readMap(source, node, 'precompiles');
  if (!fields) return [];
  if (fields.size > LIMITS.precompiles) {
    source.report(source.at(node), `precompiles: ${fields.size}; a scenario has at most ${LIMITS.precompiles}`);
    return [];
  }
  const places = new Map<AccountId, string>();
  return [...fields.values()].flatMap((field) => {
    const spec = readPrecompile(source, field, taken);
    if (!spec) return [];
    const other = places.get(spec.address);
    if (other !== undefined)
      source.report(field.at, `precompiles.${spec.name} is at the address of precompiles.${other}`);
    places.set(spec.address, spec.name);
    return [spec];
  });
}

function readPrecompile(
  source: Source,
  { key: name, at, value: node }: Field,
  taken: ReadonlySet<string>,
): PrecompileSpec | undefined {
  const what = `precompiles.${shorten(name)}`;
  if (!isContractName(name))
    return source.report(
      at,
      `${what} is not a name; use letters, digits, "_" and "-", begin with a letter, and write the address behind "at"`,
    );
  if (taken.has(name)) source.report(at, `${what}: there is a contract of that name`);
  const fields = readMap(source, node, what, KEYS);
  if (!fields) return undefined;
  const [place, file, price] = ['at', 'source', 'gas'].map((key) => fields.get(key));
  if (!place) source.report(at, `${what} needs "at": the address that it is called at`);
  if (!file) source.report(at, `${what} needs "source": the file with its code`);
  if (!price) source.report(at, `${what} needs "gas": metered, or { base: 3000, perWord: 12 }`);
  const address = place && readAddress(source, place.value, `at of ${what}`);
  const ref = file && readSourceRef(source, fields, 'source', what);
  const gas = price && readPrecompileGas(source, price.value, `gas of ${what}`);
  return address && ref && gas && { name, at, address, source: ref, gas };
}

function readPrecompileGas(source: Source, node: Node, what: string): PrecompileGas | undefined {
  const value = source.follow(node);
  if (!value) return undefined;
  if (isScalar(value) && value.value === 'metered') return { kind: 'metered' };
  if (!isMap(value))
    return source.report(
      source.at(node),
      `${what} must be metered, or a map such as { base: 3000, perWord: 12 }, not ${describe(value)}`,
    );
  const fields = readMap(source, value, what, ['base', 'perWord', 'speedup']);
  if (!fields) return undefined;
  if (!fields.has('base')) return source.report(source.at(node), `${what} needs "base": what every call costs`);
  const amount = (key: string): bigint | undefined => {
    const field = fields.get(key);
    return field ? readAmount(source, field.value, `${key} of ${what}`, { min: 0n, max: LIMITS.precompileGas }) : 0n;
  };
  const given = fields.get('speedup');
  const [base, perWord] = [amount('base'), amount('perWord')];
  const speedup = given ? readInteger(source, given.value, `speedup of ${what}`, 1, LIMITS.speedup) : 1;
  if (base === undefined || perWord === undefined || speedup === undefined) return undefined;
  if (base === 0n && perWord === 0n)
    return source.report(source.at(node), `${what} is nothing: work that costs nothing would have no bound`);
  return { kind: 'declared', base, perWord, speedup };
}
