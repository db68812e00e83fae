/** What the compiler makes of contracts: fields become places in storage, methods can be called from outside. */
import type { Edits } from './edits.ts';
import { constructorOf, textOf, type Guard, type SourceFunction } from './functions.ts';
import type { Declared } from './model.ts';
import { appendToClass, selectorInMemory, sumOfHeads } from './rewrite-data.ts';
import type { StoredField } from './storage-layout.ts';
import { FLAG, has, KIND, walk, type Field, type Node } from './syntax.ts';

/** What a class's constructor is called, its entry from outside, and those of its methods; `key`: which class of the line. */
export const initName = (key: string): string => `__init${key}`;
export const deployName = (key: string): string => `__deploy${key}`;
export const entryName = (key: string, method: string): string => `__call${key}_${method}`;

/** `name: Value<U256>` becomes `get name(): Value<U256> { .. }`. */
export function rewriteField(
  { file, node }: { readonly file: Declared['file']; readonly node: Field },
  edits: Edits,
  place: string,
): void {
  if (!node.type) return;
  const type = textOf(file, node.type);
  // What is said of a variable, and cannot be said of a method.
  const from = node.decorators?.at(-1)?.range.end ?? node.range.start;
  const word = /\breadonly\b/.exec(file.text.slice(from, node.name.range.start));
  if (word) edits.replace(from + word.index, from + word.index + word[0].length, '');
  edits.insert(node.name.range.start, 'get ');
  edits.replace(node.name.range.end, node.type.range.start, '(): ');
  edits.insert(node.type.range.end, ` { return changetype<${type}>(${place}); }`);
}

/** The key of a slot as constant bytes in memory. */
const constantKey = (slot: number): string => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(slot));
  return `memory.data<u64>([0, 0, 0, 0x${bytes.readBigUInt64LE().toString(16)}])`;
};

export function rewriteStateFields(fields: readonly StoredField[], edits: Edits): void {
  for (const field of fields) rewriteField(field, edits, constantKey(field.slot));
}

export function rewriteStorageClass(
  declared: Declared,
  fields: readonly StoredField[],
  slots: number,
  edits: Edits,
): void {
  const { node } = declared;
  edits.insert(node.range.start, '@unmanaged ');
  if (!node.extendsType) edits.insert(node.name.range.end, ' extends __sdk.Slot');
  for (const field of fields) {
    const place =
      field.slot === 0 ? 'changetype<usize>(this)' : `__sdk.slotAfter(changetype<usize>(this), ${field.slot})`;
    rewriteField(field, edits, place);
  }
  appendToClass(edits, node, `__slots(): u32 { return ${slots}; }`);
}

/** `constructor(..) {` becomes `__init_Token(..): void {`, and `super(..)` a call of the one `above`. */
export function rewriteConstructor(declared: Declared, key: string, above: string | undefined, edits: Edits): void {
  const method = constructorOf(declared.node);
  if (!method?.body) return;
  edits.replace(method.name.range.start, method.name.range.end, initName(key));
  edits.insert(method.body.range.start, ': void ');
  walk(method.body, (node) => {
    const call = node as Node & { expression?: Node };
    if (node.kind !== KIND.call || call.expression?.kind !== KIND.super) return;
    if (above !== undefined)
      edits.replace(call.expression.range.start, call.expression.range.end, `this.${initName(above)}`);
    else edits.replace(node.range.start, node.range.end, '');
  });
}

export const callsSuper = (method: Node): boolean => {
  let found = false;
  walk(method, (node) => {
    found ||= node.kind === KIND.super;
  });
  return found;
};

/** The constructor with its arguments from the call data: only in the class that has it. */
export function constructorEntry(declared: Declared, key: string): string {
  const method = constructorOf(declared.node);
  if (!method) return '';
  const types = method.signature.parameters.map(({ type }) => textOf(declared.file, type));
  return ` ${deployName(key)}(): void { ${readArguments(types, 0)} this.${initName(key)}(${argumentNames(types)}); }`;
}

const argumentNames = (types: readonly string[]): string => types.map((_, i) => `a${i}`).join(', ');

function readArguments(types: readonly string[], skip: number): string {
  if (types.length === 0) return '';
  const reads = types.map((type, i) => `const a${i} = __sdk.decode<${type}>(r);`);
  return `const r = __sdk.readInput(${skip}); ${reads.join(' ')}`;
}

/** What comes before and after the user's method: a call that does not come back has reverted, and its lock with it. */
export const guardCode = (guard: Guard): { readonly before: string; readonly after: string } => ({
  before: { none: '', lock: '__sdk.enterGuarded(); ', look: '__sdk.denyWhileGuarded(); ' }[guard],
  after: guard === 'lock' ? ' __sdk.leaveGuarded();' : '',
});

/** A method that decodes the input, calls the user's method, and answers. */
export function functionEntry(key: string, one: SourceFunction): string {
  const { node, types, returns, returnsTuple, mutability } = one;
  const name = node.name.text;
  const call = `this.${name}(${argumentNames(types)})`;
  const refuse = mutability === 'payable' ? '' : '__sdk.refuseValue(); ';
  const { before, after } = guardCode(one.guard);
  const answer =
    returns === undefined
      ? `${call};${after}`
      : returnsTuple
        ? `const v = ${call};${after} const w = new __sdk.Writer(0, v.__heads()); v.__encodeFields(w); w.finish();`
        : `const v = ${call};${after} const w = new __sdk.Writer(0, ${sumOfHeads([returns])}); __sdk.encode<${returns}>(w, v); w.finish();`;
  return ` ${entryName(key, name)}(): void { ${refuse}${readArguments(types, 4)} ${before}${answer} }`;
}

/** `abstract` methods of an interface get bodies that call. */
export function rewriteInterface(declared: Declared, functions: readonly SourceFunction[], edits: Edits): void {
  const { node, file } = declared;
  const self = node.name.text;
  const tries: string[] = [];
  for (const one of functions) {
    const method = one.node;
    if (method.body || !has(method, FLAG.abstract)) continue;
    const from = method.decorators?.at(-1)?.range.end ?? method.range.start;
    const word = file.text.indexOf('abstract', from);
    if (word >= from && word < method.name.range.start) edits.replace(word, word + 'abstract'.length, '');
    const names = method.signature.parameters.map(({ name }) => name.text);
    const parameters = names.map((name, i) => `${name}: ${one.types[i]}`).join(', ');
    const isView = one.mutability === 'view' || one.mutability === 'pure';
    const build =
      `const __w = new __sdk.Writer(4, ${sumOfHeads(one.types)}); store<u32>(__w.data, ${selectorInMemory(one.selector)});` +
      names.map((name, i) => ` __sdk.encode<${one.types[i]}>(__w, ${name});`).join('') +
      ` const __o = __sdk.callInterface(this, __w, ${String(isView)});`;
    const answer =
      one.returns === undefined ? '__o.unwrap();' : `return __sdk.abiDecode<${one.returns}>(__o.unwrap());`;
    edits.insert(method.signature.returnType.range.end, ` { ${build} ${answer} }`);
    const name = method.name.text;
    const attempt = one.returns === undefined ? '__sdk.CallOutcome' : `__sdk.Attempt<${one.returns}>`;
    tries.push(
      ` try${name.slice(0, 1).toUpperCase()}${name.slice(1)}(${parameters}): ${attempt} { ${build} return changetype<${attempt}>(__o); }`,
    );
  }
  appendToClass(
    edits,
    node,
    ` static at(address: __sdk.Address): ${self} { const i = __sdk.make<${self}>(); i.__address = address; i.__gas = -1;` +
      ` i.__value = __sdk.U256.ZERO; return i; }` +
      // Copies: what is given along is for one call, not for those that follow on the same object.
      ` __copy(): ${self} { const i = ${self}.at(this.__address); i.__gas = this.__gas; i.__value = this.__value; return i; }` +
      ` withValue(value: __sdk.U256): ${self} { const i = this.__copy(); i.__value = value; return i; }` +
      ` withGas(gas: u64): ${self} { const i = this.__copy(); i.__gas = <i64>gas; return i; }${tries.join('')}`,
  );
}
