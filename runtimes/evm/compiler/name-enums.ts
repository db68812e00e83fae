/**
 * Members of enums, which solc tells in the AST alone, written into its ABI (`enumMembers` beside `internalType`) and its storage
 * layout (`enumMembers` of a type): who reads those knows a value by its name. Others do not know the key and pass over it.
 */
import { isObject, listOf, numberOf, objectOf, textOf, type JsonObject } from '../../core/json-shape.ts';

interface Enums {
  /** By `Bank.Mood`; undefined: several with this name differ. */
  readonly byName: ReadonlyMap<string, readonly string[] | undefined>;
  readonly byId: ReadonlyMap<number, readonly string[]>;
}

/** @param asts of all sources of a compilation. */
export function enumsOf(asts: readonly unknown[]): Enums {
  const byName = new Map<string, readonly string[] | undefined>();
  const byId = new Map<number, readonly string[]>();
  const nodesOf = (node: unknown): readonly JsonObject[] => listOf(objectOf(node)['nodes']).map(objectOf);
  const nodes = asts.flatMap((ast) => nodesOf(ast).flatMap((node) => [node, ...nodesOf(node)]));
  for (const node of nodes) {
    if (node['nodeType'] !== 'EnumDefinition') continue;
    const members = listOf(node['members']).map((member) => textOf(objectOf(member)['name']));
    const name = textOf(node['canonicalName']) || textOf(node['name']);
    const isOther = byName.has(name) && byName.get(name)?.join() !== members.join();
    byName.set(name, isOther ? undefined : members);
    byId.set(numberOf(node['id']), members);
  }
  return { byName, byId };
}

/** An ABI's entries, or parameters of one. */
export function nameEnums(list: unknown, enums: Enums): readonly JsonObject[] {
  return listOf(list)
    .filter(isObject)
    .map((item) => {
      const named = /^enum ([\w$.]+)(?:\[\d*\])*$/.exec(textOf(item['internalType']))?.[1];
      const members = named === undefined ? undefined : enums.byName.get(named);
      const inner = ['inputs', 'outputs', 'components'].filter((key) => Array.isArray(item[key]));
      return {
        ...item,
        ...Object.fromEntries(inner.map((key) => [key, nameEnums(item[key], enums)])),
        ...(members && { enumMembers: members }),
      };
    });
}

export function nameEnumsOfLayout(layout: JsonObject, { byId }: Enums): JsonObject {
  const types = Object.entries(objectOf(layout['types'])).map(([id, type]) => {
    const members = byId.get(Number(/^t_enum\(.*\)(\d+)$/.exec(id)?.[1] ?? -1));
    return [id, members && isObject(type) ? { ...type, enumMembers: members } : type] as const;
  });
  return { ...layout, ...(isObject(layout['types']) && { types: Object.fromEntries(types) }) };
}
