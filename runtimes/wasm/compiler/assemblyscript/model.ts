/** What a source declares: contracts, what they inherit, structs, events, errors, storage structs, interfaces. */
import type { Scope } from './scope.ts';
import type { SourceFile } from './source-graph.ts';
import { decoratorNames, KIND, type ClassNode, type TypeNode } from './syntax.ts';

export type Role = 'contract' | 'struct' | 'tuple' | 'event' | 'error' | 'storage' | 'interface';

export interface Declared {
  readonly role: Role;
  readonly file: SourceFile;
  readonly node: ClassNode;
}

const MARKS: readonly Role[] = ['struct', 'tuple', 'event', 'error', 'storage'];
const MAX_BASES = 64;

export function declaredIn(scope: Scope, file: SourceFile): readonly Declared[] {
  return file.statements
    .filter((statement): statement is ClassNode => statement.kind === KIND.class)
    .flatMap((node) => {
      const role = roleOf(scope, file, node);
      return role ? [{ role, file, node }] : [];
    });
}

function roleOf(scope: Scope, file: SourceFile, node: ClassNode): Role | undefined {
  const names = decoratorNames(node);
  const mark = MARKS.find((one) => names.includes(one));
  if (mark) return mark;
  if (names.includes('contract')) return 'contract';
  const root = rootOf(scope, file, node);
  return root === 'Contract' ? 'contract' : root === 'Interface' ? 'interface' : undefined;
}

/** A class and those it extends, the outermost first. */
export function lineOf(scope: Scope, contract: Declared): readonly Declared[] {
  const line: Declared[] = [contract];
  for (let next = baseOf(scope, contract.file, contract.node); next && line.length < MAX_BASES;) {
    line.unshift({ role: 'contract', ...next });
    next = baseOf(scope, next.file, next.node);
  }
  return line;
}

/** The class of the workspace that it extends. */
export function baseOf(
  scope: Scope,
  file: SourceFile,
  node: ClassNode,
): { readonly file: SourceFile; readonly node: ClassNode } | undefined {
  if (!node.extendsType) return undefined;
  const found = scope.ofType(file, node.extendsType);
  if (found.kind !== 'declared' || found.node.kind !== KIND.class) return undefined;
  return { file: found.file, node: found.node as ClassNode };
}

/** The class of the SDK that it extends, directly or not. */
function rootOf(scope: Scope, file: SourceFile, node: ClassNode): string | undefined {
  let at: { readonly file: SourceFile; readonly node: ClassNode } = { file, node };
  for (let i = 0; i < MAX_BASES; i++) {
    const type: TypeNode | null = at.node.extendsType;
    if (!type) return undefined;
    const found = scope.ofType(at.file, type);
    if (found.kind === 'sdk') return found.name;
    if (found.kind !== 'declared' || found.node.kind !== KIND.class) return undefined;
    at = { file: found.file, node: found.node as ClassNode };
  }
  return undefined;
}
