import type { PackedRows } from '../../debug/wasm-debug.ts';
import { WORKSPACE_FOLDER, type Plan } from './plan.ts';
import {
  FLAG,
  has,
  KIND,
  type ClassNode,
  type Declaration,
  type ExportDefaultNode,
  type Method,
  type Node,
} from './syntax.ts';

type Parameters = PackedRows['parameters'];

/** What the source says of the parameters of functions: asc's optimiser keeps no names of locals. `functions`: names by number, as asc gives them. */
export function packParameters(plan: Plan, functions: Readonly<Record<string, string>>): Parameters {
  const declared = new Map<string, Parameters[string]>();
  for (const [path, { file }] of plan.sources) {
    const module = `${WORKSPACE_FOLDER}/${path.replace(/\.ts$/, '')}`;
    for (const node of file.statements) {
      const statement = node.kind === KIND.exportDefault ? (node as ExportDefaultNode).declaration : node;
      if (isFunction(statement)) declared.set(`${module}/${statement.name.text}`, parametersOf(statement, file.text));
      if (!isClass(statement)) continue;
      for (const member of statement.members.filter(isFunction)) {
        const isStatic = has(member, FLAG.static);
        const name = `${module}/${statement.name.text}${isStatic ? '.' : '#'}${member.name.text}`;
        const own = parametersOf(member, file.text);
        declared.set(name, isStatic ? own : [['this', statement.name.text], ...own]);
      }
    }
  }
  return Object.fromEntries(
    Object.entries(functions).flatMap(([index, name]) => {
      const found = declared.get(name);
      return found === undefined || found.length === 0 ? [] : [[index, found]];
    }),
  );
}

const isClass = (node: Node): node is ClassNode => node.kind === KIND.class;
const isFunction = (node: Node): node is Method & Declaration =>
  (node.kind === KIND.function || node.kind === KIND.method) && (node as Method).typeParameters === null;

const parametersOf = ({ signature }: Method, text: string): Parameters[string] =>
  signature.parameters.map(({ name, type }) => [name.text, text.slice(type.range.start, type.range.end)]);
