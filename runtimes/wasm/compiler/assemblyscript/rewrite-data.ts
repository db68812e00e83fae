/** What the compiler adds to structs, tuples, events and errors: constructors, encoding, decoding. */
import type { Edits } from './edits.ts';
import { constructorOf, hashOfText, nameOf, selectorOf, signatureOf, textOf } from './functions.ts';
import { fieldsOf, type AbiParameter } from './abi-types.ts';
import type { Declared } from './model.ts';
import { decoratorNames } from './syntax.ts';

interface NamedField {
  readonly name: string;
  readonly type: string;
  readonly indexed: boolean;
}

const fieldsIn = ({ file, node }: Declared): readonly NamedField[] =>
  fieldsOf(node).map((field) => ({
    name: field.name.text,
    type: field.type ? textOf(file, field.type) : 'void',
    indexed: decoratorNames(field).includes('indexed'),
  }));

/** Code at the end of a class, on its last line so that lines stay what they are. */
export const appendToClass = (edits: Edits, node: Declared['node'], code: string): void => {
  edits.insert(node.range.end - 1, ` ${code}`);
};

function constructorCode(declared: Declared, fields: readonly NamedField[]): string {
  if (constructorOf(declared.node)) return '';
  const parameters = fields.map(({ name, type }) => `${name}: ${type}`).join(', ');
  return `constructor(${parameters}) { ${fields.map(({ name }) => `this.${name} = ${name};`).join(' ')} }`;
}

export const sumOfHeads = (types: readonly string[]): string =>
  types.map((type) => `__sdk.headOf<${type}>()`).join(' + ') || '0';

const encodeAll = (fields: readonly NamedField[]): string =>
  fields.map(({ name, type }) => `__sdk.encode<${type}>(w, this.${name});`).join(' ');

export function rewriteStruct(declared: Declared, edits: Edits): void {
  const fields = fieldsIn(declared);
  const isDynamic = fields.map(({ type }) => `__sdk.isDynamic<${type}>()`).join(' || ');
  const heads = sumOfHeads(fields.map(({ type }) => type));
  appendToClass(
    edits,
    declared.node,
    `${constructorCode(declared, fields)} __dynamic(): bool { return ${isDynamic}; }` +
      ` __heads(): u32 { return ${heads}; } __head(): u32 { return this.__dynamic() ? 32 : this.__heads(); }` +
      ` __encodeFields(w: __sdk.Writer): void { ${encodeAll(fields)} }` +
      ` __encode(w: __sdk.Writer): void { if (!this.__dynamic()) { this.__encodeFields(w); return; }` +
      ` const back = w.open(this.__heads()); this.__encodeFields(w); w.close(back); }` +
      ` __decodeFields(r: __sdk.Reader): void { ${fields.map(({ name, type }) => `this.${name} = __sdk.decode<${type}>(r);`).join(' ')} }` +
      ` __decode(r: __sdk.Reader): void { if (!this.__dynamic()) { this.__decodeFields(r); return; }` +
      ` const back = r.open(); r.base = r.at; this.__decodeFields(r); r.close(back); }` +
      (declared.role === 'tuple' ? ' __isTuple(): void {}' : ''),
  );
}

export function rewriteEvent(declared: Declared, edits: Edits, parameters: readonly AbiParameter[]): void {
  const fields = fieldsIn(declared);
  const indexed = fields.filter((field) => field.indexed);
  const plain = fields.filter((field) => !field.indexed);
  const hash = new DataView(hashOfText(signatureOf(nameOf(declared.node), parameters)).slice().buffer);
  const words = [0, 8, 16, 24].map((at) => `0x${hash.getBigUint64(at, true).toString(16)}`);
  const zeros = indexed.flatMap(() => ['0', '0', '0', '0']);
  const topics = indexed.map(({ name, type }, i) => `__sdk.topicOf<${type}>(this.${name}, t + ${32 * (i + 1)});`);
  appendToClass(
    edits,
    declared.node,
    `${constructorCode(declared, fields)} emit(): void { const t = memory.data<u64>([${[...words, ...zeros].join(', ')}]);` +
      ` ${topics.join(' ')} const w = new __sdk.Writer(0, ${sumOfHeads(plain.map(({ type }) => type))}); ${encodeAll(plain)}` +
      ` __sdk.emitEvent(t, ${indexed.length + 1}, w); }`,
  );
}

/** Bytes of a selector as they lie in memory, as a number. */
export const selectorInMemory = (selector: string): string =>
  `0x${Buffer.from(selector, 'hex').reverse().toString('hex')}`;

export function rewriteError(declared: Declared, edits: Edits, parameters: readonly AbiParameter[]): void {
  const fields = fieldsIn(declared);
  const selector = selectorOf(signatureOf(nameOf(declared.node), parameters));
  appendToClass(
    edits,
    declared.node,
    `${constructorCode(declared, fields)} revert(): void { const w = new __sdk.Writer(4, ${sumOfHeads(fields.map(({ type }) => type))});` +
      ` store<u32>(w.data, ${selectorInMemory(selector)}); ${encodeAll(fields)} w.revert(); }`,
  );
}
