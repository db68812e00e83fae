/** Scopes and variables as rows of a tree. What is open, and what has changed, is known by name: references are new with every stop. */
import type { TreeRow } from '../../ui/virtual-tree.tsx';
import type { Scope, Variable } from './dap-shapes.ts';

export interface VariableNode {
  /** Names from the scope on: the same variable at another stop has the same. */
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly type: string;
  /** Name and value with names in place of addresses. */
  readonly shown: { readonly name: string; readonly value: string };
  /** To ask for what is in it; 0: nothing is. */
  readonly reference: number;
  /** `flaw`: an expression without a value; `value` says why. */
  readonly kind: 'scope' | 'variable' | 'more' | 'flaw';
  /** To ask for what it is in. */
  readonly parent: number;
  /** A cell of the state holds it: it can be waited for. */
  readonly hasCell: boolean;
  /** What an expression calls it; undefined: nothing does. */
  readonly expression: string | undefined;
}

/** Asked for at once; the next ones come when somebody wants them. */
export const PAGE = 500;

export interface VariableRow extends TreeRow {
  readonly node: VariableNode;
}

export const scopeNodes = (scopes: readonly Scope[]): readonly VariableNode[] =>
  scopes.map(({ name, variablesReference }) => ({
    id: name,
    name,
    value: '',
    type: '',
    shown: { name, value: '' },
    reference: variablesReference,
    kind: 'scope',
    parent: 0,
    hasCell: false,
    expression: undefined,
  }));

const WATCH = 'watch ';
/** Whether it is a watched expression, or in one. */
export const isWatched = (id: string): boolean => id.startsWith(WATCH);

/** @param told undefined: it is not known yet. */
export function watchNode(
  expression: string,
  told?: { readonly value: string; readonly type?: string; readonly reference?: number; readonly isFlaw?: boolean },
): VariableNode {
  const { value = '', type = '', reference = 0, isFlaw = false } = told ?? {};
  return {
    ...{ id: WATCH + expression, name: expression, value, type, reference, expression },
    shown: { name: expression, value },
    kind: isFlaw ? 'flaw' : 'variable',
    parent: 0,
    hasCell: false,
  };
}

/** @param reference of what they are in. @param from how many come before them. */
export function variableNodes(
  parent: string,
  reference: number,
  variables: readonly Variable[],
  from = 0,
): readonly VariableNode[] {
  const met = new Map<string, number>();
  const nodes = variables.map((variable) => {
    const { name, value, type = '', variablesReference, presentationHint, evaluateName } = variable;
    const shown = { name: variable.shownName ?? name, value: variable.shownValue ?? value };
    const before = met.get(name) ?? 0;
    met.set(name, before + 1);
    // An inner block may call another variable the same.
    const id = `${parent}/${name}${before === 0 ? '' : `#${before}`}`;
    const hasCell = presentationHint?.attributes?.includes('hasDataBreakpoint') === true;
    return {
      ...{ id, name, value, type, shown, hasCell, kind: 'variable' as const },
      ...{ reference: variablesReference, parent: reference, expression: evaluateName },
    };
  });
  if (variables.length < PAGE) return nodes;
  const more = {
    id: `${parent}/more ${from + PAGE}`,
    name: 'More',
    value: '',
    type: '',
    shown: { name: 'More', value: '' },
    reference,
    kind: 'more',
    parent: reference,
    hasCell: false,
    expression: undefined,
  } as const;
  return [...nodes, more];
}

/** @param children by the id of what they are in, as far as they are known. */
export function variableRows(
  roots: readonly VariableNode[],
  children: Readonly<Record<string, readonly VariableNode[]>>,
  open: ReadonlySet<string>,
): readonly VariableRow[] {
  const rows: VariableRow[] = [];
  const add = (nodes: readonly VariableNode[], level: number): void => {
    for (const [at, node] of nodes.entries()) {
      const isOpen = node.reference === 0 || node.kind === 'more' ? undefined : open.has(node.id);
      const type = node.type === '' ? '' : `, ${node.type}`;
      const isNamed = node.kind === 'scope' || node.kind === 'more';
      const text = isNamed ? node.name : `${node.shown.name} = ${node.shown.value}${type}`;
      rows.push({ id: node.id, level, text, open: isOpen, position: at + 1, siblings: nodes.length, node });
      if (isOpen === true) add(children[node.id] ?? [], level + 1);
    }
  };
  add(roots, 1);
  return rows;
}
