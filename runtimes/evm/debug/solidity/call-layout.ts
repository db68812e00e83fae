/** Where the variables of a function are on the stack, modifiers and constructors around it included. */
import { numberOf } from '../../../core/json-shape.ts';
import {
  childrenOf,
  nameOf,
  nodeOf,
  nodesOf,
  parametersOf,
  rangeOf,
  type AstNode,
  type ByteRange,
} from '../../compiler/language/ast.ts';
import { localScope, stackVariables, type StackVariable } from './local-scope.ts';
import type { ProgramIndex } from './program-index.ts';

/** Slots count from the stack's height when the function begins: its arguments lie below. */
export interface CallLayout {
  /** The modifier that the place is in. */
  readonly modifier?: { readonly node: AstNode; readonly parameters: readonly StackVariable[] };
  readonly parameters: readonly StackVariable[];
  readonly returns: readonly StackVariable[];
  readonly locals: readonly StackVariable[];
}

export interface Place {
  /** Id of the source. */
  readonly file: number;
  readonly range: ByteRange;
}

/** Of an instruction: `range` in its source, and within how many modifiers it is, as the source map says. */
export interface Spot extends Place {
  readonly modifiers: number;
  /** The statement of a modifier, the nth one around the function, whose code comes last before the instruction. */
  before(modifier: AstNode, nth: number): ByteRange | undefined;
}

/** The range lies within the node's source. */
export const isWithin = (node: AstNode, { file, range }: Place): boolean => {
  const own = rangeOf(node.src);
  return own !== undefined && fileOf(node) === file && own.start <= range.start && range.end <= own.end;
};

const fileOf = ({ src }: AstNode): number => Number(src.slice(src.lastIndexOf(':') + 1));

export class CallLayouts {
  readonly #program: ProgramIndex;
  readonly #contract: AstNode | undefined;

  constructor(program: ProgramIndex, contract: AstNode | undefined) {
    this.#program = program;
    this.#contract = contract;
  }

  /** The modifiers that are run around a function, in their order; undefined: a constructor of a base. */
  modifiersOf(node: AstNode): readonly (AstNode | undefined)[] {
    return nodesOf(node['modifiers']).map((invocation) => {
      const path = nodeOf(invocation['modifierName']);
      const declared = this.#program.declarations.get(numberOf(path?.['referencedDeclaration']))?.node;
      return declared?.nodeType === 'ModifierDefinition' ? this.#mostDerived(declared) : undefined;
    });
  }

  /** undefined: the function has nothing at the spot. */
  layout(node: AstNode, spot: Spot): CallLayout | undefined {
    if (node.nodeType === 'YulFunctionDefinition') return this.#yulLayout(node, spot);
    const own = parametersOf(node);
    const size = stackVariables(this.#program, own, 0).height;
    const parameters = stackVariables(this.#program, own, -size).variables;
    const returns = stackVariables(this.#program, parametersOf(node, 'returnParameters'), 0);
    const body = nodeOf(node['body']);
    const modifiers = this.modifiersOf(node);
    const isInBody = isWithin(node, spot);
    const index = isInBody ? modifiers.length : this.#modifierAt(modifiers, spot);
    if (index < 0) return undefined;
    let height = returns.height;
    for (const [n, modifier] of modifiers.slice(0, index).entries())
      height = this.#aroundHeight(modifier, n, spot, height);
    const common = { parameters, returns: returns.variables };
    if (isInBody) {
      const locals = body === undefined ? [] : localScope(this.#program, body, spot.range, height).variables;
      return { ...common, locals };
    }
    const modifier = modifiers[index];
    const modifierBody = nodeOf(modifier?.['body']);
    if (modifier === undefined || modifierBody === undefined) return { ...common, locals: [] };
    const given = stackVariables(this.#program, parametersOf(modifier), height);
    const { variables } = localScope(this.#program, modifierBody, spot.range, given.height);
    return { ...common, modifier: { node: modifier, parameters: given.variables }, locals: variables };
  }

  /** Words that the arguments of a constructor take. */
  parameterSlots(node: AstNode): number {
    return stackVariables(this.#program, parametersOf(node), 0).height;
  }

  #modifierAt(modifiers: readonly (AstNode | undefined)[], spot: Spot): number {
    const there = (modifier: AstNode | undefined): boolean => modifier !== undefined && isWithin(modifier, spot);
    // The source map's count is right but for instructions that the peephole optimiser has put in.
    return there(modifiers[spot.modifiers]) ? spot.modifiers : modifiers.findIndex(there);
  }

  /** Words where what a modifier is around begins. */
  #aroundHeight(modifier: AstNode | undefined, nth: number, spot: Spot, height: number): number {
    const body = nodeOf(modifier?.['body']);
    if (modifier === undefined || body === undefined) return height;
    const given = stackVariables(this.#program, parametersOf(modifier), height);
    const places = placeholders(body).sort((a, b) => a.start - b.start);
    // One that has several has the function's code several times, in their order.
    const last = places.length > 1 ? spot.before(modifier, nth) : undefined;
    const range = places.find(({ start }) => last !== undefined && start >= last.start) ?? places[0];
    return range === undefined ? given.height : localScope(this.#program, body, range, given.height).height;
  }

  #mostDerived(modifier: AstNode): AstNode {
    if (
      modifier['virtual'] !== true &&
      modifier['overrides'] === undefined &&
      nodesOf(modifier['baseModifiers']).length === 0
    )
      return modifier;
    const name = nameOf(modifier);
    for (const contract of this.linearized()) {
      const own = nodesOf(contract['nodes']).find(
        (node) => node.nodeType === 'ModifierDefinition' && nameOf(node) === name,
      );
      if (own !== undefined) return own;
    }
    return modifier;
  }

  /** The contract and its bases, the most derived one first. */
  linearized(): readonly AstNode[] {
    const ids = this.#contract?.['linearizedBaseContracts'];
    if (!Array.isArray(ids)) return [];
    return ids.flatMap((id: unknown) => this.#program.declarations.get(numberOf(id))?.node ?? []);
  }

  /** Arguments of a function of inline assembly lie the other way round, and so do its results. */
  #yulLayout(node: AstNode, spot: Spot): CallLayout | undefined {
    if (!isWithin(node, spot)) return undefined;
    const type = { kind: 'unknown' as const, label: '' };
    const word = (one: AstNode, slot: number): StackVariable => ({ name: nameOf(one), type, location: 'stack', slot });
    const parameters = nodesOf(node['parameters']);
    const returns = nodesOf(node['returnVariables']);
    const body = nodeOf(node['body']);
    return {
      parameters: parameters.map((one, n) => word(one, -1 - n)),
      returns: returns.map((one, n) => word(one, returns.length - 1 - n)),
      locals: body === undefined ? [] : localScope(this.#program, body, spot.range, returns.length).variables,
    };
  }
}

/** Where `_` stands in a modifier. */
function placeholders(node: AstNode): ByteRange[] {
  if (node.nodeType !== 'PlaceholderStatement') return childrenOf(node).flatMap(placeholders);
  const range = rangeOf(node.src);
  return range === undefined ? [] : [range];
}
