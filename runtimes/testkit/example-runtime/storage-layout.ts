import type { Variable } from './program.ts';

/** As solc gives it ("Layout of State Variables in Storage"), so that cells have names: each variable has a slot of its own. */
export function storageLayoutOf(variables: readonly Variable[]): unknown {
  const types: Record<string, unknown> = {};
  const typeId = (type: string): string => {
    const [, key, value] = /^mapping\((\w+) => (.+)\)$/.exec(type) ?? [];
    types[type] =
      key === undefined || value === undefined
        ? { encoding: 'inplace', label: type, numberOfBytes: '32' }
        : { encoding: 'mapping', label: type, numberOfBytes: '32', key: typeId(key), value: typeId(value) };
    return type;
  };
  const storage = variables.map(({ name, type }, slot) => ({
    label: name,
    slot: String(slot),
    offset: 0,
    type: typeId(type),
  }));
  return { storage, types };
}
