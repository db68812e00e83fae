/** Storage fields to slots and to the `storageLayout` JSON of solc. Every variable begins a slot of its own. */
import { err, ok, type Result } from '../../../core/result.ts';
import { integerType, sdkWord, type TypeProblem } from './abi-types.ts';
import type { Scope } from './scope.ts';
import type { SourceFile } from './source-graph.ts';
import {
  decoratorNames,
  FLAG,
  has,
  KIND,
  type AliasNode,
  type ClassNode,
  type Field,
  type TypeNode,
} from './syntax.ts';

/** A type in the layout. */
export interface StoredType {
  readonly id: string;
  readonly label: string;
  readonly slots: number;
  readonly shape:
    | { readonly kind: 'word' | 'counter'; readonly abi: string }
    | { readonly kind: 'mapping'; readonly key: StoredType; readonly value: StoredType }
    | { readonly kind: 'array'; readonly base: StoredType }
    | { readonly kind: 'struct' };
}

export interface StoredField {
  readonly label: string;
  readonly slot: number;
  readonly type: StoredType;
  readonly file: SourceFile;
  readonly node: Field;
}

interface LayoutType {
  readonly encoding: string;
  readonly label: string;
  readonly numberOfBytes: string;
  readonly key?: string;
  readonly value?: string;
  readonly base?: string;
  readonly members?: readonly LayoutField[];
}

interface LayoutField {
  readonly label: string;
  readonly slot: string;
  readonly offset: 0;
  readonly type: string;
}

export interface StorageLayout {
  readonly storage: readonly LayoutField[];
  readonly types: Readonly<Record<string, LayoutType>>;
}

const MAX_DEPTH = 16;
const HINT =
  'storage is made of Value<T>, StorageString, StorageBytes, Mapping<K, V>, StorageArray<T>, Counter and @storage classes';

export class StorageTypes {
  readonly #scope: Scope;
  readonly #types: Record<string, LayoutType> = {};

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  layout(fields: readonly StoredField[]): StorageLayout {
    return { storage: entriesOf(fields), types: this.#types };
  }

  /** The fields of a contract or a storage struct, from a slot on. */
  fields(
    file: SourceFile,
    node: ClassNode,
    from: number,
    depth = 0,
  ): Result<{ readonly fields: readonly StoredField[]; readonly next: number }, TypeProblem> {
    const fields: StoredField[] = [];
    let slot = from;
    for (const member of node.members) {
      if (member.kind !== KIND.field || has(member, FLAG.static)) continue;
      const field = member as Field;
      if (!field.type)
        return err({ file, node: field, message: `the field ${field.name.text} needs a type`, hint: HINT });
      if (field.initializer)
        return err({
          file,
          node: field.initializer,
          message: `the storage field ${field.name.text} cannot have an initial value here`,
          hint: 'set it in the constructor',
        });
      const type = this.#stored(file, field.type, 'field', depth);
      if (!type.ok) return type;
      fields.push({ label: field.name.text, slot, type: type.value, file, node: field });
      slot += type.value.slots;
    }
    return ok({ fields, next: slot });
  }

  #stored(
    file: SourceFile,
    type: TypeNode,
    place: 'field' | 'inner' | 'key',
    depth: number,
  ): Result<StoredType, TypeProblem> {
    const text = file.text.slice(type.range.start, type.range.end);
    const problem = (message: string, hint?: string): Result<StoredType, TypeProblem> =>
      err({ file, node: type, message, hint: hint ?? HINT });
    if (depth > MAX_DEPTH) return problem(`"${text}" contains itself, or is nested too deeply`);
    const found = this.#scope.ofType(file, type);
    const [first, second] = type.typeArguments ?? [];
    const inner = (node: TypeNode, where: 'inner' | 'key' = 'inner'): Result<StoredType, TypeProblem> =>
      this.#stored(file, node, where, depth + 1);
    if (found.kind === 'declared') {
      const { node } = found;
      if (node.kind === KIND.type) return this.#stored(found.file, (node as AliasNode).type, place, depth + 1);
      if (node.kind === KIND.class && decoratorNames(node).includes('storage') && place !== 'key')
        return this.#struct(found.file, node as ClassNode, depth);
      const isStruct = place !== 'key' && decoratorNames(node).includes('struct');
      return problem(
        `"${text}" cannot ${place === 'key' ? 'be a key of a mapping' : 'lie in storage'}`,
        isStruct ? `a struct in storage is a class of its own: @storage class Stored${node.name.text} { .. }` : HINT,
      );
    }
    const { name } = found;
    const word = wordType(found.kind === 'sdk', name);
    if (word !== undefined && place !== 'field') return ok(this.#word(word, place === 'key'));
    if (word !== undefined) return problem(`a storage field of type ${text} is written Value<${text}>`);
    if (found.kind !== 'sdk' || place === 'key')
      return problem(`"${text}" cannot ${place === 'key' ? 'be a key of a mapping' : 'lie in storage'}`);
    if (name === 'Value' && first && place === 'field') {
      const value = inner(first);
      if (value.ok && value.value.shape.kind !== 'word')
        return problem(`Value<${value.value.label}> is too much: leave "Value" away`);
      return value;
    }
    if (name === 'StorageString') return ok(this.#word('string', false));
    if (name === 'StorageBytes') return ok(this.#word('bytes', false));
    if (name === 'Counter') return ok(this.#counter());
    if (name === 'Mapping' && first && second) {
      const key = inner(first, 'key');
      if (!key.ok) return key;
      const value = inner(second);
      return value.ok ? ok(this.#mapping(key.value, value.value)) : value;
    }
    if (name === 'StorageArray' && first) {
      const base = inner(first);
      return base.ok ? ok(this.#array(base.value)) : base;
    }
    if (name === 'Value' && place === 'inner')
      return problem(
        `write the type itself here, without Value: ${first ? file.text.slice(first.range.start, first.range.end) : 'T'}`,
      );
    return problem(`"${text}" cannot lie in storage`);
  }

  #word(abi: string, isKey: boolean): StoredType {
    const isLong = abi === 'string' || abi === 'bytes';
    const id = isLong ? `t_${abi}_${isKey ? 'memory_ptr' : 'storage'}` : `t_${abi}`;
    this.#types[id] = { encoding: isLong ? 'bytes' : 'inplace', label: abi, numberOfBytes: String(bytesOf(abi)) };
    return { id, label: abi, slots: 1, shape: { kind: 'word', abi } };
  }

  #counter(): StoredType {
    this.#types['t_counter'] = { encoding: 'inplace', label: 'counter', numberOfBytes: '32' };
    return { id: 't_counter', label: 'counter', slots: 1, shape: { kind: 'counter', abi: 'uint256' } };
  }

  #mapping(key: StoredType, value: StoredType): StoredType {
    const id = `t_mapping(${key.id},${value.id})`;
    const label = `mapping(${key.label} => ${value.label})`;
    this.#types[id] = { encoding: 'mapping', key: key.id, label, numberOfBytes: '32', value: value.id };
    return { id, label, slots: 1, shape: { kind: 'mapping', key, value } };
  }

  #array(base: StoredType): StoredType {
    const id = `t_array(${base.id})dyn_storage`;
    const label = `${base.label}[]`;
    this.#types[id] = { base: base.id, encoding: 'dynamic_array', label, numberOfBytes: '32' };
    return { id, label, slots: 1, shape: { kind: 'array', base } };
  }

  #struct(file: SourceFile, node: ClassNode, depth: number): Result<StoredType, TypeProblem> {
    const members = this.fields(file, node, 0, depth + 1);
    if (!members.ok) return members;
    const { fields, next } = members.value;
    if (next === 0) return err({ file, node: node.name, message: `the storage class ${node.name.text} has no fields` });
    const id = `t_struct(${node.name.text})_storage`;
    const label = `struct ${node.name.text}`;
    this.#types[id] = { encoding: 'inplace', label, members: entriesOf(fields), numberOfBytes: String(32 * next) };
    return ok({ id, label, slots: next, shape: { kind: 'struct' } });
  }
}

const entriesOf = (fields: readonly StoredField[]): readonly LayoutField[] =>
  fields.map(({ label, slot, type }) => ({ label, offset: 0, slot: String(slot), type: type.id }));

const wordType = (isSdk: boolean, name: string): string | undefined =>
  isSdk ? sdkWord(name) : name === 'string' ? 'string' : integerType(name);

function bytesOf(abi: string): number {
  if (abi === 'bool') return 1;
  if (abi === 'address') return 20;
  const size = /^bytes(\d+)$/.exec(abi)?.[1];
  if (size !== undefined) return Number(size);
  const bits = /^u?int(\d+)$/.exec(abi)?.[1];
  return bits === undefined ? 32 : Number(bits) / 8;
}
