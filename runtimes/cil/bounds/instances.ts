/**
 * All that generics of an assembly are used with when it runs: the engine makes code and layout of each, which nobody pays for. Everything
 * that is not generic is taken to run; what it names is followed, with what type parameters stand for by then, until nothing new comes up
 * or the limit is reached. Methods of a type are all taken to run once the type is used, and so are all that override a generic method.
 */
import { decode, tokenIn } from '../meter/instruction.ts';
import { isValueType } from '../meter/library.ts';
import { handleOf, type Handle, type Metadata } from '../meter/metadata.ts';
import { readBody } from '../meter/method-body.ts';
import { OP } from '../meter/opcodes.ts';
import type { PeFile } from '../meter/pe-file.ts';
import { TABLE } from '../meter/schema.ts';
import { ClosedTypes, NOTHING_GIVEN, TooManyParts, type ClosedType, type Given } from './closed-types.ts';
import { LIMITS } from './limits.ts';
import { ValueSizes } from './value-sizes.ts';

/** Rows of MethodDef (0: it is about the type) and TypeDef that a problem is with. */
export interface InstanceProblem {
  readonly kind: 'growing' | 'too many' | 'too large';
  readonly type: number;
  readonly method: number;
}

interface Work {
  readonly type: number;
  readonly method: number;
  readonly given: Given;
}

interface Body {
  /** Token of the signature of its variables; 0: there are none. */
  readonly locals: number;
  /** What its instructions name. */
  readonly named: readonly Handle[];
}

/** Instructions that name a type, a member or a method (ECMA-335, III). */
const NAMING = new Set<number>([
  ...[OP.call, OP.callvirt, OP.newobj, OP.ldftn, OP.ldvirtftn, OP.constrained, OP.newarr, OP.box, OP.sizeof],
  ...[0x70, 0x71, 0x74, 0x75, 0x79, 0x7b, 0x7c, 0x7d, 0x7e, 0x7f, 0x80, 0x81, 0x8f, 0xa3, 0xa4, 0xa5, 0xd0, 0xfe15],
]);
const VIRTUAL = 0x40;

export function instanceProblem(file: PeFile, metadata: Metadata): InstanceProblem | undefined {
  return new Instances(file, metadata).run();
}

class Instances {
  readonly #file: PeFile;
  readonly #metadata: Metadata;
  readonly #types: ClosedTypes;
  readonly #sizes: ValueSizes;
  readonly #generic: ReadonlySet<string>;
  /** By method: many instances have the same. */
  readonly #bodies = new Map<number, Body>();
  readonly #seen = new Set<string>();
  readonly #work: Work[] = [];
  /** Generic methods that may be overridden, by name: what they were called with; and who may override them. */
  readonly #calls = new Map<string, (readonly ClosedType[])[]>();
  readonly #overrides = new Map<string, Work[]>();

  constructor(file: PeFile, metadata: Metadata) {
    this.#file = file;
    this.#metadata = metadata;
    this.#types = new ClosedTypes(metadata);
    this.#sizes = new ValueSizes(metadata, this.#types);
    this.#generic = genericRows(metadata);
  }

  run(): InstanceProblem | undefined {
    const metadata = this.#metadata;
    let at: Work = { type: 1, method: 0, given: NOTHING_GIVEN };
    try {
      for (let type = 1; type <= metadata.count(TABLE.typeDef); type++)
        if (!this.#isGeneric(TABLE.typeDef, type)) this.#use({ type, method: 0, given: NOTHING_GIVEN });
      for (let next = this.#work.pop(); next !== undefined; next = this.#work.pop()) {
        at = next;
        if (this.#seen.size > LIMITS.instances) return { kind: 'too many', type: at.type, method: at.method };
        const tooLarge = at.method === 0 ? this.#lookAtType(at) : this.#lookAtMethod(at);
        if (tooLarge) return { kind: 'too large', type: at.type, method: at.method };
      }
      return undefined;
    } catch (error) {
      if (!(error instanceof TooManyParts)) throw error;
      return { kind: 'growing', type: at.type, method: at.method };
    }
  }

  #isGeneric(table: number, row: number): boolean {
    return this.#generic.has(`${table}.${row}`);
  }

  #use(work: Work): void {
    const { type, method, given } = work;
    const ids = [given.type, given.method].map((types) => types.map(({ id }) => id).join()).join('|');
    const key = `${type}.${method}|${ids}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#work.push(work);
  }

  /** Its fields, what it derives from, and all of its methods that have no type parameters of their own. */
  #lookAtType({ type, given }: Work): boolean {
    const metadata = this.#metadata;
    const base = metadata.coded(TABLE.typeDef, type, 3);
    if (base.row !== 0) this.#name(base, given);
    for (let row = 1; row <= metadata.count(TABLE.interfaceImpl); row++)
      if (metadata.value(TABLE.interfaceImpl, row, 0) === type)
        this.#name(metadata.coded(TABLE.interfaceImpl, row, 1), given);
    const fields = metadata.owned(type, 4);
    for (let row = fields.from; row < fields.to; row++)
      for (const one of this.#types.signature(metadata.blob(TABLE.field, row, 2), given)) this.#typeIsUsed(one);
    const methods = metadata.owned(type, 5);
    for (let method = methods.from; method < methods.to; method++) {
      if (!this.#isGeneric(TABLE.methodDef, method)) this.#use({ type, method, given });
      else if (this.#isVirtual(method)) this.#mayOverride({ type, method, given });
    }
    const isValue = isValueType(metadata, type) && !this.#isDataOfCompiler(type);
    const self = this.#types.of({ table: TABLE.typeDef, row: type }, isValue, given.type);
    return this.#sizes.of(self) > LIMITS.valueBytes;
  }

  /** What arrays are filled with has a type of its size; no value has it. */
  #isDataOfCompiler(type: number): boolean {
    const outer = this.#metadata.outerType(type);
    return outer !== 0 && this.#metadata.text(TABLE.typeDef, outer, 1).startsWith('<PrivateImplementationDetails>');
  }

  #lookAtMethod({ method, given }: Work): boolean {
    const metadata = this.#metadata;
    const used = [...this.#types.signature(metadata.blob(TABLE.methodDef, method, 4), given)];
    const address = metadata.value(TABLE.methodDef, method, 0);
    if (address !== 0) {
      const { locals, named } = this.#bodyOf(method, address);
      if (locals !== 0)
        used.push(...this.#types.signature(metadata.blob(TABLE.standAloneSig, handleOf(locals).row, 0), given));
      for (const handle of named) this.#name(handle, given);
    }
    return used.filter((one) => this.#typeIsUsed(one)).length > 0;
  }

  #bodyOf(method: number, address: number): Body {
    let body = this.#bodies.get(method);
    if (body === undefined) {
      const { il, locals } = readBody(this.#file.bytes, this.#file.offsetOf(address));
      const tokens = new Set(decode(il).flatMap((one) => (NAMING.has(one.op) ? [tokenIn(one)] : [])));
      this.#bodies.set(method, (body = { locals, named: [...tokens].map(handleOf) }));
    }
    return body;
  }

  /** Whether it is a value that is too large. */
  #typeIsUsed(type: ClosedType): boolean {
    const { of, args } = type;
    if (of?.table === TABLE.typeDef && args.length > 0)
      this.#use({ type: of.row, method: 0, given: { type: args, method: [] } });
    else if (of !== undefined && args.length > 0) this.#foreign(type);
    for (const one of args) this.#typeIsUsed(one);
    return type.isValue && this.#sizes.of(type) > LIMITS.valueBytes;
  }

  /** One of another assembly counts, too. */
  #foreign({ id }: ClosedType): void {
    this.#seen.add(`foreign ${id}`);
  }

  #name(handle: Handle, given: Given): void {
    const metadata = this.#metadata;
    switch (handle.table) {
      case TABLE.typeSpec:
        this.#typeIsUsed(this.#types.named(handle, given));
        break;
      case TABLE.memberRef:
        this.#owner(handle, given);
        break;
      case TABLE.methodSpec: {
        const method = this.#types.signature(metadata.blob(TABLE.methodSpec, handle.row, 1), given);
        this.#call(metadata.coded(TABLE.methodSpec, handle.row, 0), method, given);
      }
    }
  }

  /** Of a member of a generic type: that type's arguments. */
  #owner({ row }: Handle, given: Given): ClosedType | undefined {
    const parent = this.#metadata.coded(TABLE.memberRef, row, 0);
    if (parent.table !== TABLE.typeSpec) return undefined;
    const type = this.#types.named(parent, given);
    this.#typeIsUsed(type);
    return type;
  }

  /** A generic method is called. */
  #call(target: Handle, args: readonly ClosedType[], given: Given): void {
    const metadata = this.#metadata;
    for (const one of args) this.#typeIsUsed(one);
    if (target.table === TABLE.methodDef) {
      const type = metadata.ownerOfMethod(target.row);
      this.#use({ type, method: target.row, given: { type: [], method: args } });
      if (this.#isVirtual(target.row)) this.#callVirtual(this.#nameOf(target.row), args);
      return;
    }
    const owner = this.#owner(target, given);
    this.#seen.add(`foreign ${target.row} ${owner?.id ?? ''} ${args.map(({ id }) => id).join()}`);
    if (owner?.of?.table !== TABLE.typeDef) return;
    const name = metadata.text(TABLE.memberRef, target.row, 1);
    const { from, to } = metadata.owned(owner.of.row, 5);
    for (let method = from; method < to; method++) {
      if (metadata.text(TABLE.methodDef, method, 3) !== name || !this.#isGeneric(TABLE.methodDef, method)) continue;
      if (this.#arity(method) !== args.length) continue;
      this.#use({ type: owner.of.row, method, given: { type: owner.args, method: args } });
      if (this.#isVirtual(method)) this.#callVirtual(this.#nameOf(method), args);
    }
  }

  #callVirtual(name: string, args: readonly ClosedType[]): void {
    let calls = this.#calls.get(name);
    if (calls === undefined) this.#calls.set(name, (calls = []));
    calls.push(args);
    for (const { type, method, given } of this.#overrides.get(name) ?? [])
      this.#use({ type, method, given: { type: given.type, method: args } });
  }

  #mayOverride(work: Work): void {
    const name = this.#nameOf(work.method);
    let overrides = this.#overrides.get(name);
    if (overrides === undefined) this.#overrides.set(name, (overrides = []));
    overrides.push(work);
    for (const args of this.#calls.get(name) ?? [])
      this.#use({ type: work.type, method: work.method, given: { type: work.given.type, method: args } });
  }

  /** Name and number of type parameters; that of an interface's member is the same where it is implemented by name. */
  #nameOf(method: number): string {
    const name = this.#metadata.text(TABLE.methodDef, method, 3);
    return `${name.slice(name.lastIndexOf('.') + 1)} ${this.#arity(method)}`;
  }

  #isVirtual(method: number): boolean {
    return (this.#metadata.value(TABLE.methodDef, method, 2) & VIRTUAL) !== 0;
  }

  /** II.23.2.1: behind the calling convention. */
  #arity(method: number): number {
    return this.#metadata.blob(TABLE.methodDef, method, 4).readUInt8(1);
  }
}

/** Types and methods that have type parameters. */
function genericRows(metadata: Metadata): ReadonlySet<string> {
  const rows = new Set<string>();
  for (let row = 1; row <= metadata.count(TABLE.genericParam); row++) {
    const owner = metadata.coded(TABLE.genericParam, row, 2);
    rows.add(`${owner.table}.${owner.row}`);
  }
  return rows;
}
