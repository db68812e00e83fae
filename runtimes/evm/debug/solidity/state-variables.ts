/** The state variables of a contract, those of its bases included. */
import { isObject, listOf, numberOf, objectOf, textOf } from '../../../core/json-shape.ts';
import type { MachineView, Variable } from '../../../sdk/debug-info.ts';
import { nameOf, nodeOf, nodesOf, rangeOf, type AstNode } from '../../compiler/language/ast.ts';
import { withoutValue } from './compound-variable.ts';
import { constantValue, type ConstantValue } from './constant-value.ts';
import { textOfBytes, wordAt } from './memory-variable.ts';
import type { ProgramIndex } from './program-index.ts';
import { typeOfVariable, type SolidityType } from './solidity-type.ts';
import { storageVariable, type StoragePlace } from './storage-variable.ts';
import type { StorageView } from './storage-view.ts';
import { bytesText, wordText } from './value-text.ts';

/** Where solc lets a constructor keep immutables until it ends: a word each, from here on. */
const IMMUTABLES = 0x80;

interface StateVariable {
  readonly name: string;
  readonly type: SolidityType;
  readonly node: AstNode;
  readonly place: StoragePlace | undefined;
  /** Of an immutable: its offset in deployed code, and among all immutables. */
  readonly immutable?: { readonly offset: number | undefined; readonly index: number };
}

export interface StateSource {
  readonly program: ProgramIndex;
  /** The contract and its bases, the most derived one first. */
  readonly contracts: readonly AstNode[];
  readonly storageLayout: unknown;
  /** By AST id, of deployed code. */
  readonly immutableReferences: unknown;
  readonly isCreation: boolean;
}

export class StateVariables {
  readonly #source: StateSource;
  #all: readonly StateVariable[] | undefined;

  constructor(source: StateSource) {
    this.#source = source;
  }

  variables(view: MachineView, storage: StorageView): readonly Variable[] {
    this.#all ??= this.#find();
    return this.#all.map((variable) => this.#variable(variable, view, storage));
  }

  #find(): readonly StateVariable[] {
    const { program, contracts, storageLayout, immutableReferences } = this.#source;
    const places = placesById(storageLayout);
    const references = objectOf(immutableReferences);
    const declared = [...contracts].reverse().flatMap((contract) =>
      nodesOf(contract['nodes'])
        .filter((node) => node.nodeType === 'VariableDeclaration')
        .map((node) => ({ contract, node })),
    );
    const names = new Map<string, number>();
    for (const { node } of declared) names.set(nameOf(node), (names.get(nameOf(node)) ?? 0) + 1);
    let immutables = 0;
    return declared.map(({ contract, node }) => {
      // Private variables of two contracts may have the same name.
      const name = names.get(nameOf(node)) === 1 ? nameOf(node) : `${nameOf(contract)}.${nameOf(node)}`;
      const id = numberOf(node['id']);
      const common = { name, node, type: typeOfVariable(program, node), place: places.get(id) };
      if (node['mutability'] !== 'immutable') return common;
      const offset = listOf(references[id]).map((range) => numberOf(objectOf(range)['start']))[0];
      return { ...common, immutable: { offset, index: immutables++ } };
    });
  }

  #variable({ name, type, node, place, immutable }: StateVariable, view: MachineView, storage: StorageView): Variable {
    const { label } = type;
    if (immutable !== undefined) {
      const at = this.#source.isCreation ? IMMUTABLES + 32 * immutable.index : immutable.offset;
      const bytes = this.#source.isCreation ? view.memory : view.code;
      if (at === undefined || bytes === undefined || at + 32 > bytes.length)
        return withoutValue(name, label, 'immutable: written into the code');
      return { name, type: label, ...wordText(type, wordAt(bytes, at)) };
    }
    if (node['mutability'] === 'constant') return this.#constant(name, type, node);
    if (textOf(node['storageLocation']) === 'transient')
      return withoutValue(name, label, 'transient: the trace does not tell');
    return place === undefined
      ? withoutValue(name, label, 'nowhere in storage')
      : storageVariable(name, type, storage, place);
  }

  #constant(name: string, type: SolidityType, node: AstNode): Variable {
    const { program } = this.#source;
    const value = constantValue(program, nodeOf(node['value']));
    if (value !== undefined) {
      const known = ofConstant(name, type, value);
      if (known !== undefined) return known;
    }
    const range = rangeOf(nodeOf(node['value'])?.src);
    const file = program.files.get(program.declarations.get(numberOf(node['id']))?.file ?? -1);
    const text = range && file?.lines.textBetween(range.start, range.end);
    return withoutValue(name, type.label, (text ?? 'constant').replaceAll(/\s+/g, ' ').slice(0, 200));
  }
}

function ofConstant(name: string, type: SolidityType, value: ConstantValue): Variable | undefined {
  const common = { name, type: type.label };
  if (type.kind === 'text')
    return value instanceof Uint8Array ? textOfBytes(name, type, value, value.length) : undefined;
  if (typeof value === 'boolean')
    return type.kind === 'bool' ? { ...common, ...wordText(type, value ? 1n : 0n) } : undefined;
  if (type.kind === 'fixedBytes') {
    const bytes = value instanceof Uint8Array ? value : undefined;
    const word =
      bytes === undefined
        ? BigInt.asUintN(256, (value as bigint) << BigInt(256 - 8 * type.bytes))
        : wordAt(
            Uint8Array.from({ length: 32 }, (_, n) => bytes[n] ?? 0),
            0,
          );
    return { ...common, ...wordText(type, word) };
  }
  if (value instanceof Uint8Array) {
    // A hash that is made a number.
    if (value.length !== 32) return { ...common, ...bytesText(false, value, value.length) };
    return { ...common, ...wordText(type, wordAt(value, 0)) };
  }
  return { ...common, ...wordText(type, BigInt.asUintN(256, value)) };
}

/** By AST id. */
function placesById(layout: unknown): ReadonlyMap<number, StoragePlace> {
  const places = new Map<number, StoragePlace>();
  for (const item of listOf(objectOf(layout)['storage'])) {
    if (!isObject(item) || !/^\d{1,78}$/.test(textOf(item['slot']))) continue;
    places.set(numberOf(item['astId']), {
      slot: BigInt(textOf(item['slot'])),
      offset: Math.max(0, numberOf(item['offset'])),
    });
  }
  return places;
}
