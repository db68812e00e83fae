/**
 * Calls of members of the class library whose work depends on their input become calls of what Interleave.Sdk.dll has in their place.
 * Instructions keep their places and sizes: only opcodes and tokens change.
 */
import { TYPE } from './called-methods.ts';
import { decode, tokenIn, type Instruction } from './instruction.ts';
import { compress, handleOf, MeterError, tokenOf, type Handle, type Metadata } from './metadata.ts';
import type { MetadataPatch } from './metadata-patch.ts';
import { OP } from './opcodes.ts';
import { isValueType, refStructsIn, type Library } from './library.ts';
import { callText, staticCallText, type Replacement } from './replacements.ts';
import { TABLE } from './schema.ts';
import { openType, typeArgumentsOf, typesIn, withMethodParameters } from './signature-rewriting.ts';
import { isField, primitiveOf, SignatureReader, typeText } from './signature-text.ts';

const SDK = 'Interleave.Sdk';
const CONSTRUCTOR = '.ctor';
/** The one class with members that are replaced from which contracts' classes derive. */
const BASE = 'System.Object';
const IS_GENERIC = 0x10;
const HAS_THIS = 0x20;
/** In the blob of a MethodSpec. */
const INSTANTIATION = 0x0a;

/** How a member is called: `type` is what a constrained call is constrained to. */
interface Use {
  readonly token: number;
  readonly isVirtual: boolean;
  readonly constructs: boolean;
  readonly type: number;
}

export interface Redirector {
  /** The IL with its calls redirected; the same where there are none. */
  redirect(il: Buffer): Buffer;
}

/** `isSdk`: the assembly is Interleave.Sdk.dll, which has the methods itself. */
export function createRedirector(
  metadata: Metadata,
  patch: MetadataPatch,
  library: Library,
  isSdk: boolean,
): Redirector {
  const targets = new Targets(metadata, patch, library, isSdk);
  return { redirect: (il) => redirect(il, targets) };
}

function redirect(il: Buffer, targets: Targets): Buffer {
  const code = decode(il);
  let changed: Buffer | undefined;
  code.forEach((one, i) => {
    const use = useIn(one, code[i - 1]);
    const target = use === undefined ? undefined : targets.of(use);
    if (target === undefined) return;
    changed ??= Buffer.from(il);
    const isPointer = one.op === OP.ldftn || one.op === OP.ldvirtftn;
    if (isPointer && target.takesInstance)
      throw new MeterError(`${target.member} is made a delegate of: write a lambda that calls it`);
    if (!isPointer) changed.writeUInt8(OP.call, one.at);
    changed.writeUInt32LE(target.token, one.at + (isPointer ? 2 : 1));
    if (use?.type !== 0) changed.fill(OP.nop, (code[i - 1] as Instruction).at, one.at);
  });
  return changed ?? il;
}

function useIn(one: Instruction, before: Instruction | undefined): Use | undefined {
  switch (one.op) {
    case OP.call:
    case OP.callvirt:
    case OP.newobj:
    case OP.ldftn:
    case OP.ldvirtftn:
      return {
        token: tokenIn(one),
        isVirtual: one.op === OP.callvirt || one.op === OP.ldvirtftn,
        constructs: one.op === OP.newobj,
        type: before?.op === OP.constrained ? tokenIn(before) : 0,
      };
    default:
      return undefined;
  }
}

interface Target {
  readonly token: number;
  readonly member: string;
  readonly takesInstance: boolean;
}

/** A member of the class library, taken apart. */
interface Member {
  readonly name: string;
  /** Of its type; without type arguments. */
  readonly type: string;
  /** Signatures of the type and its arguments, as one blob each. */
  readonly self: Buffer;
  readonly typeArguments: readonly Buffer[];
  readonly signature: Buffer;
  readonly isStatic: boolean;
  readonly arity: number;
  readonly parameters: readonly string[];
  readonly result: string;
}

class Targets {
  readonly #metadata: Metadata;
  readonly #patch: MetadataPatch;
  readonly #library: Library;
  readonly #isSdk: boolean;
  readonly #known = new Map<string, Target | undefined>();
  readonly #methods = new Map<string, number>();
  readonly #types = new Map<string, Handle>();
  /** That the assembly declares. */
  readonly #refStructs: ReadonlySet<string>;

  constructor(metadata: Metadata, patch: MetadataPatch, library: Library, isSdk: boolean) {
    this.#metadata = metadata;
    this.#patch = patch;
    this.#library = library;
    this.#isSdk = isSdk;
    this.#refStructs = new Set(refStructsIn(metadata));
  }

  of(use: Use): Target | undefined {
    const key = JSON.stringify(use);
    if (!this.#known.has(key)) this.#known.set(key, this.#find(use));
    return this.#known.get(key);
  }

  #find({ token, isVirtual, constructs, type }: Use): Target | undefined {
    const handle = handleOf(token);
    const isSpec = handle.table === TABLE.methodSpec;
    const { table, row } = isSpec ? this.#metadata.coded(TABLE.methodSpec, handle.row, 0) : handle;
    if (table !== TABLE.memberRef) return undefined;
    const member = this.#member(row);
    if (member === undefined || constructs !== (member.name === CONSTRUCTOR)) return undefined;
    const own = isSpec ? typesIn(this.#metadata, this.#metadata.blob(TABLE.methodSpec, handle.row, 1), 1) : [];
    if (type !== 0) return this.#constrained(member, own, type);
    const count = member.typeArguments.length;
    const parameters = member.parameters.map((one) => shifted(one, 0, count));
    const call = (instance: readonly string[], result: string): string =>
      callText(`${member.type}.${member.name}`, {
        arity: count + member.arity,
        parameters: [...instance, ...parameters],
        result,
      });
    const instance = withArguments(member.type, count);
    const result = shifted(member.result, 0, count);
    const found = (text: string): Replacement | undefined => this.#library.replacements.byCall.get(text);
    const all = [...member.typeArguments, ...own];
    if (constructs) {
      const one = found(call([], instance));
      return one && this.#target(one, member, all, this.#signature(member, all.length, 'constructor', 0));
    }
    if (member.isStatic) {
      const text = call([], result);
      const one = found(staticCallText(text)) ?? found(text);
      return one && this.#target(one, member, all, this.#signature(member, all.length, 'static', 0));
    }
    // Not virtual is a call of a base class's member, which means that one and no other. Of what no class derives from, it is one where the
    // compiler knows that there is an instance.
    const byValue = isVirtual || member.type !== BASE ? found(call([instance], result)) : undefined;
    if (byValue !== undefined)
      return this.#target(byValue, member, all, this.#signature(member, all.length, 'instance', 0));
    const byRef = found(call([`${instance}&`], result));
    return byRef && this.#target(byRef, member, all, this.#signature(member, all.length, 'byRef', 0));
  }

  #constrained(member: Member, own: readonly Buffer[], type: number): Target | undefined {
    const self = this.#typeSignature(handleOf(type));
    const name = new SignatureReader(this.#metadata, self).type();
    // A type of the class library that has a replacement of its own for what it overrides.
    const typeArguments = typeArgumentsOf(this.#metadata, self);
    const overriding = { ...member, type: name.replace(/<.*/, ''), self, typeArguments };
    const instance = `${withArguments(overriding.type, typeArguments.length)}&`;
    const direct = this.#library.replacements.byCall.get(
      callText(`${overriding.type}.${member.name}`, {
        arity: typeArguments.length + member.arity,
        parameters: [instance, ...member.parameters.map((one) => shifted(one, 0, typeArguments.length))],
        result: shifted(member.result, 0, typeArguments.length),
      }),
    );
    if (direct !== undefined) {
      const all = [...typeArguments, ...own];
      return this.#target(direct, overriding, all, this.#signature(overriding, all.length, 'byRef', 0));
    }
    // What lies on the stack alone can be no type argument; what it overrides is metered where it is.
    if (this.#library.isRefStruct(overriding.type) || this.#refStructs.has(overriding.type)) return undefined;
    const count = member.typeArguments.length;
    const text = callText(`${member.type}.${member.name}`, {
      arity: 1 + count + member.arity,
      parameters: ['!!0&', ...member.parameters.map((one) => shifted(one, 1, count))],
      result: shifted(member.result, 1, count),
    });
    const one = this.#library.replacements.byCall.get(text);
    if (one === undefined) return undefined;
    const all = [self, ...member.typeArguments, ...own];
    return this.#target(one, member, all, this.#signature(member, all.length, 'self', 1));
  }

  #target(replacement: Replacement, member: Member, generics: readonly Buffer[], signature: Buffer): Target {
    const method = this.#isSdk
      ? { table: TABLE.methodDef, row: replacement.method }
      : handleOf(this.#reference(replacement, signature));
    const token =
      generics.length === 0
        ? tokenOf(method.table, method.row)
        : this.#instance(method, Buffer.concat([Buffer.of(INSTANTIATION), compress(generics.length), ...generics]));
    const takesInstance = !member.isStatic && member.name !== CONSTRUCTOR;
    return { token, member: `${member.type}.${member.name}`, takesInstance };
  }

  #instance(method: Handle, blob: Buffer): number {
    return this.#once(`${String(tokenOf(method.table, method.row))} ${blob.toString('latin1')}`, () =>
      this.#patch.add(TABLE.methodSpec, [method, this.#patch.blob(blob)]),
    );
  }

  #reference({ typeSpace, typeName, name }: Replacement, signature: Buffer): number {
    return this.#once(`${typeSpace}.${typeName}.${name} ${signature.toString('latin1')}`, () =>
      this.#patch.add(TABLE.memberRef, [
        this.#type(typeSpace, typeName),
        this.#patch.text(name),
        this.#patch.blob(signature),
      ]),
    );
  }

  #once(key: string, make: () => number): number {
    let token = this.#methods.get(key);
    if (token === undefined) this.#methods.set(key, (token = make()));
    return token;
  }

  #type(space: string, name: string): Handle {
    const key = `${space}.${name}`;
    let type = this.#types.get(key);
    if (type === undefined) {
      const scope = { table: TABLE.assemblyRef, row: this.#sdk() };
      type = handleOf(this.#patch.add(TABLE.typeRef, [scope, this.#patch.text(name), this.#patch.text(space)]));
      this.#types.set(key, type);
    }
    return type;
  }

  #sdk(): number {
    for (let row = 1; row <= this.#metadata.count(TABLE.assemblyRef); row++)
      if (this.#metadata.text(TABLE.assemblyRef, row, 6) === SDK) return row;
    throw new MeterError('the assembly does not refer to Interleave.Sdk');
  }

  /** Of the static method: the member's own, with the instance before its parameters. */
  #signature(
    { signature, self, typeArguments }: Member,
    generics: number,
    how: 'static' | 'constructor' | 'instance' | 'byRef' | 'self',
    shift: number,
  ): Buffer {
    const count = typeArguments.length;
    const read = new SignatureReader(this.#metadata, signature);
    const flags = read.byte();
    if ((flags & IS_GENERIC) !== 0) read.number();
    const parameters = read.number();
    const resultAt = read.at;
    read.type();
    const open = openType(self, count, shift);
    const first = {
      static: Buffer.alloc(0),
      constructor: Buffer.alloc(0),
      instance: open,
      byRef: Buffer.concat([Buffer.of(TYPE.byRef), open]),
      self: Buffer.of(TYPE.byRef, TYPE.methodParameter, 0),
    }[how];
    const moved = (part: Buffer): Buffer => withMethodParameters(this.#metadata, part, shift, count);
    return Buffer.concat([
      Buffer.of((flags & ~(HAS_THIS | IS_GENERIC)) | (generics > 0 ? IS_GENERIC : 0)),
      ...(generics > 0 ? [compress(generics)] : []),
      compress(parameters + (first.length > 0 ? 1 : 0)),
      how === 'constructor' ? open : moved(signature.subarray(resultAt, read.at)),
      first,
      moved(signature.subarray(read.at)),
    ]);
  }

  #member(row: number): Member | undefined {
    const metadata = this.#metadata;
    const parent = metadata.coded(TABLE.memberRef, row, 0);
    const signature = metadata.blob(TABLE.memberRef, row, 2);
    if (isField(signature) || (parent.table !== TABLE.typeRef && parent.table !== TABLE.typeSpec)) return undefined;
    const self = this.#typeSignature(parent);
    const typeArguments = typeArgumentsOf(metadata, self);
    // Arrays of more than one dimension have members of their own; nothing replaces them.
    if (parent.table === TABLE.typeSpec && typeArguments.length === 0) return undefined;
    const { isStatic, arity, parameters, result } = new SignatureReader(metadata, signature).method();
    const type = typeText(metadata, parent).replace(/<.*/, '');
    const name = metadata.text(TABLE.memberRef, row, 1);
    return { name, type, self, typeArguments, signature, isStatic, arity, parameters, result };
  }

  #typeSignature(type: Handle): Buffer {
    if (type.table === TABLE.typeSpec) return this.#metadata.blob(TABLE.typeSpec, type.row, 0);
    const name = typeText(this.#metadata, type);
    const primitive = primitiveOf(name);
    if (primitive !== undefined) return Buffer.of(primitive);
    const kind = this.#isValueType(type, name) ? TYPE.valueType : TYPE.class;
    return Buffer.concat([Buffer.of(kind), compress(type.row * 4 + (type.table === TABLE.typeRef ? 1 : 0))]);
  }

  #isValueType(type: Handle, name: string): boolean {
    return type.table === TABLE.typeDef ? isValueType(this.#metadata, type.row) : this.#library.isValueType(name);
  }
}

/** `!0` of a type with `count` parameters as that of a method that has them first, after `shift` others. */
const shifted = (text: string, shift: number, count: number): string =>
  text.replace(
    /(!!?)(\d+)/g,
    (_, kind: string, index: string) => `!!${String(Number(index) + shift + (kind === '!!' ? count : 0))}`,
  );

const withArguments = (type: string, count: number): string =>
  count === 0 ? type : `${type}<${Array.from({ length: count }, (_, i) => `!!${String(i)}`).join(',')}>`;
