/** An ABI as an `interface!` block of the Rust SDK (resources/sdk/rust/README.md). */
import { err, ok } from '../../core/result.ts';
import type { BindingField, BindingFunction, BindingStruct, BindingType } from './binding-abi.ts';
import { describe, isReadOnly, madeFrom, signatureOf, type BindingGenerator } from './binding.ts';
import { camelOfRust, commented, escapeWord, pascal, snake, uniqueName } from './names.ts';
import { usedStructs } from './used-structs.ts';

const KEYWORDS = new Set(
  `as async await break const continue dyn else enum extern false fn for if impl in let loop match mod move mut pub ref
   return static struct trait true type unsafe use where while abstract become box do final macro override priv try
   typeof unsized virtual yield gen`.split(/\s+/),
);
/** Keywords that cannot be written `r#self`. */
const NEVER = new Set(['self', 'super', 'crate', 'Self', '_']);
/** Functions that every interface has of its own. */
const TAKEN = new Set(['at', 'attempt', 'address', 'value', 'gas']);
/** Types that the generated code uses. */
const TYPES = ['Address', 'Bytes', 'I256', 'Int', 'Self', 'String', 'U256', 'Uint', 'Vec', 'Option', 'Result'];

const MOST_RESULTS = 12;

export const rustBinding: BindingGenerator = (request) => {
  const { abi, name } = request;
  if (!/^[A-Za-z]\w*$/.test(name) || KEYWORDS.has(name) || TYPES.includes(name))
    return err(`"${name}" cannot be the name of a Rust interface`);
  const omitted: { function: string; reason: string }[] = [];
  const names = new Set<string>(TAKEN);
  const structNames = new Set([...TYPES, name]);
  const structs = new Map(
    abi.structs.map((struct) => [struct, uniqueName(pascal(struct.name) || 'Tuple', structNames)]),
  );
  const kept: BindingFunction[] = [];
  const functions = abi.functions.map((fn) => {
    const why = reasonAgainst(fn);
    if (why === undefined) {
      kept.push(fn);
      return functionLines(fn, functionName(fn.name, names), structs);
    }
    omitted.push({ function: signatureOf(fn), reason: why });
    return commented(why, describe(fn));
  });
  const blocks = usedStructs(kept).map((struct) => structLines(struct, structs));
  const text = [
    `//! ${madeFrom(request)}`,
    'use interleave::*;',
    '',
    ...(blocks.length > 0 ? ['abi_struct! {', ...indent(blocks.flat()), '}', ''] : []),
    'interface! {',
    `    pub trait ${name} {`,
    ...indent(indent(functions.flat())),
    '    }',
    '}',
    '',
  ].join('\n');
  return ok({ text, omitted });
};

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `    ${line}`);

function reasonAgainst({ inputs, outputs }: BindingFunction): string | undefined {
  if ([...inputs, ...outputs].some(({ type }) => hasFunction(type))) return 'the SDK has no function types';
  return outputs.length > MOST_RESULTS ? `it has more than ${String(MOST_RESULTS)} results` : undefined;
}

const hasFunction = (type: BindingType): boolean =>
  type.kind === 'function' ||
  (type.kind === 'array' && hasFunction(type.item)) ||
  (type.kind === 'struct' && type.struct.fields.some((field) => hasFunction(field.type)));

interface FunctionName {
  /** As it is written, `r#` included. */
  readonly rust: string;
  /** The name in the ABI, where the SDK would not find it out. */
  readonly attribute: string | undefined;
}

function functionName(name: string, taken: Set<string>): FunctionName {
  const wanted = escapeWord(snake(name), { has: (word) => TAKEN.has(word) || NEVER.has(word) });
  const unique = uniqueName(wanted, taken, '_');
  return { rust: raw(unique), attribute: camelOfRust(unique) === name ? undefined : name };
}

const raw = (name: string): string => (KEYWORDS.has(name) ? `r#${name}` : name);

function functionLines(
  fn: BindingFunction,
  { rust, attribute }: FunctionName,
  structs: ReadonlyMap<BindingStruct, string>,
): readonly string[] {
  const taken = new Set<string>();
  const inputs = fn.inputs.map(
    (field, i) => `, ${fieldName(field, `arg${String(i)}`, taken)}: ${typeText(field.type, structs)}`,
  );
  const outputs = fn.outputs.map(({ type }) => typeText(type, structs));
  const returns =
    outputs.length === 0 ? '' : ` -> ${outputs.length === 1 ? outputs.join('') : `(${outputs.join(', ')})`}`;
  return [
    ...(fn.mutability === 'payable' ? ['/// Takes value.'] : []),
    ...(attribute === undefined ? [] : [`#[name("${attribute}")]`]),
    `fn ${rust}(${isReadOnly(fn) ? '&self' : '&mut self'}${inputs.join('')})${returns};`,
  ];
}

function structLines(struct: BindingStruct, structs: ReadonlyMap<BindingStruct, string>): readonly string[] {
  const taken = new Set<string>();
  return [
    `pub struct ${structs.get(struct) ?? struct.name} {`,
    ...struct.fields.map(
      (field, i) => `    ${fieldName(field, `field${String(i)}`, taken)}: ${typeText(field.type, structs)},`,
    ),
    '}',
  ];
}

function fieldName({ name }: BindingField, otherwise: string, taken: Set<string>): string {
  const wanted = snake(name).replaceAll(/^_+$/g, '');
  return raw(uniqueName(escapeWord(wanted || otherwise, NEVER), taken, '_'));
}

const NATIVE = [8, 16, 32, 64, 128];

function typeText(type: BindingType, structs: ReadonlyMap<BindingStruct, string>): string {
  switch (type.kind) {
    case 'uint':
    case 'int': {
      const [native, word, other] = type.kind === 'uint' ? ['u', 'U256', 'Uint'] : ['i', 'I256', 'Int'];
      if (type.bits === 256) return word;
      return NATIVE.includes(type.bits) ? `${native}${String(type.bits)}` : `${other}<${String(type.bits)}>`;
    }
    case 'fixedBytes':
      return `[u8; ${String(type.size)}]`;
    case 'array': {
      if (type.length === undefined) return `Vec<${typeText(type.item, structs)}>`;
      // `[u8; N]` are bytes.
      const isByte = type.item.kind === 'uint' && type.item.bits === 8;
      return `[${isByte ? 'Uint<8>' : typeText(type.item, structs)}; ${String(type.length)}]`;
    }
    case 'struct':
      return structs.get(type.struct) ?? type.struct.name;
    case 'bool':
      return 'bool';
    case 'string':
      return 'String';
    default:
      return type.kind === 'address' ? 'Address' : 'Bytes';
  }
}
