/** What an expression of names, calls and indices is: its type, and what its last name means. */
import { textOf } from '../../../core/json-shape.ts';
import { nameOf, type AstNode } from './ast.ts';
import { CodeBefore, type Step } from './expression.ts';
import { FUNCTIONS, VARIABLES, type GlobalMember } from './globals.ts';
import { membersOf } from './members.ts';
import type { Program } from './program.ts';
import { lookUp, type Named, type Scene } from './scope.ts';
import { calledType, ELEMENTARY, getterType, indexedType, typeOfDeclaration, type SolidityType } from './types.ts';

export interface Meaning {
  readonly type: SolidityType | undefined;
  /** What the last name is declared as; several for overloads. */
  readonly nodes: readonly AstNode[];
  readonly builtIn: readonly GlobalMember[];
}

const NOTHING: Meaning = { type: undefined, nodes: [], builtIn: [] };

export function evaluate(
  program: Program,
  scene: Scene,
  names: readonly Named[],
  steps: readonly Step[],
): Meaning | undefined {
  let meaning: Meaning | undefined;
  for (const [n, step] of steps.entries()) {
    if (step.kind === 'name')
      meaning = n === 0 ? first(program, scene, names, step.name) : next(program, scene, meaning, step.name);
    else if (step.kind === 'index') {
      const indexed = meaning?.type && indexedType(meaning.type);
      meaning = indexed && { ...NOTHING, type: indexed };
    } else if (n === 0) meaning = inParentheses(program, scene, names, step.inside);
    else meaning = called(program, scene, names, meaning, step.inside, steps[n - 1]);
    if (meaning === undefined) return undefined;
  }
  return meaning;
}

function first(program: Program, scene: Scene, names: readonly Named[], name: string): Meaning | undefined {
  if (name === 'this') return scene.contract && { ...NOTHING, type: { kind: 'value', of: scene.contract } };
  if (name === 'super') return scene.contract && { ...NOTHING, type: { kind: 'super', of: scene.contract } };
  const nodes = lookUp(names, name);
  if (nodes[0]) return { ...NOTHING, type: typeOfDeclaration(program, nodes[0]), nodes };
  if ((VARIABLES as readonly string[]).includes(name)) return { ...NOTHING, type: { kind: 'global', name } };
  if (name === 'payable') return { ...NOTHING, type: { kind: 'elementaryName', name: 'address payable' } };
  if (ELEMENTARY.test(name)) return { ...NOTHING, type: { kind: 'elementaryName', name } };
  const builtIn = FUNCTIONS.filter((one) => one.name === name);
  return builtIn.length > 0 ? { ...NOTHING, builtIn } : undefined;
}

function next(program: Program, scene: Scene, before: Meaning | undefined, name: string): Meaning | undefined {
  if (before?.type === undefined) return undefined;
  const members = membersOf(program, before.type, scene);
  const nodes = lookUp(members.named, name);
  const [node] = nodes;
  if (node === undefined) {
    const builtIn = members.builtIn.filter((one) => one.name === name);
    const gives = builtIn[0]?.gives ?? '';
    const type: SolidityType | undefined = gives === '' ? undefined : { kind: 'elementary', name: gives };
    return builtIn.length > 0 ? { type, nodes: [], builtIn } : undefined;
  }
  return { type: typeOfDeclaration(program, node), nodes, builtIn: [] };
}

function called(
  program: Program,
  scene: Scene,
  names: readonly Named[],
  before: Meaning | undefined,
  inside: string,
  callee: Step | undefined,
): Meaning | undefined {
  if (before === undefined) return undefined;
  const [node] = before.nodes;
  // A getter is called from outside.
  if (node?.nodeType === 'VariableDeclaration' && before.type && textOf(node['visibility']) === 'public')
    return { ...NOTHING, type: getterType(before.type) };
  if (callee?.kind === 'name' && callee.name === 'type' && node === undefined) {
    const of = evaluate(program, scene, names, [{ kind: 'name', name: inside.trim() }])?.type;
    return of && { ...NOTHING, type: { kind: 'meta', of } };
  }
  const gives = before.builtIn[0]?.gives ?? '';
  const type: SolidityType | undefined =
    before.builtIn.length > 0
      ? gives === ''
        ? undefined
        : { kind: 'elementary', name: gives }
      : before.type && calledType(program, before.type);
  return type && { ...NOTHING, type };
}

/** `(a.b)`, and `(new Token())`. */
function inParentheses(program: Program, scene: Scene, names: readonly Named[], inside: string): Meaning | undefined {
  // What is nested deeper than anybody writes is not followed.
  if (inside.length > 1_000) return undefined;
  const text = inside.trim().replace(/^new\s+/, '');
  const chain = new CodeBefore(text).chain(text.length);
  return chain?.start === 0 ? evaluate(program, scene, names, chain.steps) : undefined;
}

export const isCallable = (node: AstNode): boolean =>
  ['FunctionDefinition', 'EventDefinition', 'ErrorDefinition', 'ModifierDefinition'].includes(node.nodeType) ||
  (node.nodeType === 'StructDefinition' && nameOf(node) !== '');
