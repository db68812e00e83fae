/** An ABI as an interface class of the AssemblyScript SDK (resources/sdk/assemblyscript/README.md). */
import { err, ok } from '../../core/result.ts';
import type { BindingField, BindingFunction, BindingStruct, BindingType } from './binding-abi.ts';
import { describe, isReadOnly, madeFrom, signatureOf, type BindingGenerator } from './binding.ts';
import { commented, escapeWord, pascal, uniqueName } from './names.ts';
import { usedStructs } from './used-structs.ts';

const KEYWORDS = new Set(
  `abstract any as async await bool boolean break case catch class const constructor continue debugger declare default
   delete do else enum export extends false finally for from function get if implements import in instanceof interface
   is keyof let module namespace never new null number of package private protected public readonly return set static
   string super switch symbol this throw true try type typeof undefined unmanaged var void while with yield`.split(
    /\s+/,
  ),
);
/** What every interface has of its own. */
const TAKEN = new Set(['at', 'withValue', 'withGas', 'toString', 'valueOf']);
const TYPES = ['Address', 'Array', 'Bytes', 'I256', 'Interface', 'String', 'U256', 'Attempt', 'Object'];
const INTEGERS = [8, 16, 32, 64];

interface Names {
  readonly structs: ReadonlyMap<BindingStruct, string>;
  /** What is to be imported. */
  readonly imports: Set<string>;
}

export const assemblyscriptBinding: BindingGenerator = (request) => {
  const { abi, name } = request;
  if (!/^[A-Za-z_$][\w$]*$/.test(name) || KEYWORDS.has(name) || TYPES.includes(name))
    return err(`"${name}" cannot be the name of an AssemblyScript class`);
  const omitted: { function: string; reason: string }[] = [];
  const classes = new Set([...TYPES, ...Array.from({ length: 32 }, (_, i) => `Bytes${String(i + 1)}`), name]);
  const structs = new Map(abi.structs.map((struct) => [struct, uniqueName(pascal(struct.name) || 'Tuple', classes)]));
  const names: Names = { structs, imports: new Set(['Interface']) };
  const methods = new Set<string>(TAKEN);
  const tuples: string[][] = [];
  const kept: BindingFunction[] = [];
  const functions = abi.functions.map((fn) => {
    const why = reasonAgainst(fn);
    if (why !== undefined) {
      omitted.push({ function: signatureOf(fn), reason: why });
      return commented(why, describe(fn));
    }
    kept.push(fn);
    const method = methodName(fn.name, methods);
    let returns = 'void';
    if (fn.outputs.length > 1) {
      returns = uniqueName(`${pascal(method)}Result`, classes);
      tuples.push(classLines('tuple', returns, fn.outputs, 'value', names));
    } else if (fn.outputs[0]) returns = typeText(fn.outputs[0].type, names);
    return methodLines(fn, method, returns, names);
  });
  const classesUsed = usedStructs(kept).map((struct) =>
    classLines('struct', structs.get(struct) ?? struct.name, struct.fields, 'field', names),
  );
  const text = [
    `// ${madeFrom(request)}`,
    `import { ${[...names.imports].sort().join(', ')} } from "interleave";`,
    '',
    ...[...classesUsed, ...tuples].flatMap((lines) => [...lines, '']),
    `export abstract class ${name} extends Interface {`,
    ...functions.flat().map((line) => `  ${line}`),
    '}',
    '',
  ].join('\n');
  return ok({ text, omitted });
};

/** Results may be read as a wider type; what is sent must be the type of the signature. */
function reasonAgainst({ inputs, outputs }: BindingFunction): string | undefined {
  for (const { type } of inputs) {
    const why = missing(type, true);
    if (why !== undefined) return why;
  }
  return outputs.map(({ type }) => missing(type, false)).find((why) => why !== undefined);
}

function missing(type: BindingType, exact: boolean): string | undefined {
  switch (type.kind) {
    case 'uint':
    case 'int':
      return !exact || type.bits === 256 || INTEGERS.includes(type.bits)
        ? undefined
        : `the SDK has no ${type.kind}${String(type.bits)}`;
    case 'function':
      return 'the SDK has no function types';
    case 'array':
      return type.length === undefined ? missing(type.item, exact) : 'the SDK has no lists of a fixed length';
    case 'struct':
      return type.struct.fields.map((field) => missing(field.type, exact)).find((why) => why !== undefined);
    default:
      return undefined;
  }
}

/** `tryTransfer` comes with `transfer`, so no other may be called so. */
function methodName(name: string, taken: Set<string>): string {
  const free = (candidate: string): boolean => !taken.has(candidate) && !taken.has(attemptName(candidate));
  const wanted = escapeWord(name, { has: (word) => KEYWORDS.has(word) || TAKEN.has(word) || word.startsWith('__') });
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? wanted : `${wanted}${String(n)}`;
    if (!free(candidate)) continue;
    taken.add(candidate).add(attemptName(candidate));
    return candidate;
  }
}

const attemptName = (name: string): string => `try${name.charAt(0).toUpperCase()}${name.slice(1)}`;

function methodLines(fn: BindingFunction, method: string, returns: string, names: Names): readonly string[] {
  const taken = new Set<string>();
  const inputs = fn.inputs.map(
    (field, i) => `${fieldName(field, `arg${String(i)}`, taken)}: ${typeText(field.type, names)}`,
  );
  const marks = [
    ...(isReadOnly(fn) ? [`@${fn.mutability}`] : fn.mutability === 'payable' ? ['@payable'] : []),
    ...(method === fn.name ? [] : [`@name(${JSON.stringify(fn.name)})`]),
  ];
  return [`${[...marks, 'abstract'].join(' ')} ${method}(${inputs.join(', ')}): ${returns};`];
}

function classLines(
  mark: 'struct' | 'tuple',
  name: string,
  fields: readonly BindingField[],
  otherwise: string,
  names: Names,
): string[] {
  const taken = new Set<string>();
  const members = fields.map(
    (field, i) => `  ${fieldName(field, `${otherwise}${String(i)}`, taken)}: ${typeText(field.type, names)};`,
  );
  return [`@${mark}`, `export class ${name} {`, ...members, '}'];
}

const fieldName = ({ name }: BindingField, otherwise: string, taken: Set<string>): string =>
  uniqueName(escapeWord(name.replace(/^__+/, '_') || otherwise, KEYWORDS), taken);

function typeText(type: BindingType, names: Names): string {
  const sdk = (name: string): string => {
    names.imports.add(name);
    return name;
  };
  switch (type.kind) {
    case 'uint':
    case 'int': {
      const bits = INTEGERS.find((width) => width >= type.bits);
      if (bits === undefined) return sdk(type.kind === 'uint' ? 'U256' : 'I256');
      return `${type.kind === 'uint' ? 'u' : 'i'}${String(bits)}`;
    }
    case 'fixedBytes':
      return sdk(`Bytes${String(type.size)}`);
    case 'array':
      return `Array<${typeText(type.item, names)}>`;
    case 'struct':
      return names.structs.get(type.struct) ?? type.struct.name;
    case 'bool':
    case 'string':
      return type.kind;
    default:
      return sdk(type.kind === 'address' ? 'Address' : 'Bytes');
  }
}
