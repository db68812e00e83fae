/** An ABI as a binding of the C# SDK (resources/sdk/csharp/README.md). */
import { err, ok } from '../../core/result.ts';
import { selectorOf } from '../abi/contract-abi.ts';
import type { BindingEvent, BindingField, BindingFunction, BindingStruct } from './binding-abi.ts';
import { describe, isReadOnly, madeFrom, signatureOf, type BindingGenerator } from './binding.ts';
import { csharpNames, fieldNames, isTypeName, small } from './csharp-names.ts';
import { CsharpTypes, headSize, isExact, missingInCsharp } from './csharp-types.ts';
import { commented, uniqueName } from './names.ts';
import { usedStructs } from './used-structs.ts';

export const csharpBinding: BindingGenerator = (request) => {
  const { abi, name } = request;
  if (!isTypeName(name)) return err(`"${name}" cannot be the name of a C# struct`);
  const omitted: { function: string; reason: string }[] = [];
  const names = csharpNames(abi, name);
  const types = new CsharpTypes(names.structs, names.taken);
  const overloads = new Set<string>();
  const kept: BindingFunction[] = [];
  const functions = abi.functions.flatMap((fn) => {
    const why = [...fn.inputs, ...fn.outputs].map(({ type }) => missingInCsharp(type)).find((one) => one !== undefined);
    if (why !== undefined) {
      omitted.push({ function: signatureOf(fn), reason: why });
      return [...commented(why, describe(fn)), ''];
    }
    kept.push(fn);
    const parameters = fn.inputs.map(({ type }) => types.text(type)).join(', ');
    // What differs only in widths that C# does not have is no overload there.
    const method = names.methods.get(fn.name) ?? fn.name;
    const own = overloads.has(`${method}(${parameters})`) ? uniqueName(method, names.taken) : method;
    overloads.add(`${own}(${parameters})`);
    return [...functionLines(fn, own, types), ''];
  });
  const errors = abi.errors.flatMap((error, i) => [...errorLines(error, names.errors[i] ?? '', types), '']);
  const events = abi.events.flatMap((event, i) => [...eventLines(event, names.events[i] ?? '', types), '']);
  const used = usedStructs([...kept, ...[...abi.errors, ...abi.events].filter(isSaid).map(asFunction)]);
  const structs = used.flatMap((struct) => [
    ...structLines(struct, names.structs.get(struct) ?? struct.name, types),
    '',
  ]);
  const body = [...HEAD(name), ...functions, ...structs, ...types.lists(), ...errors, ...events];
  const text = [
    `// ${madeFrom(request)}`,
    'using System;',
    'using System.Collections.Generic;',
    'using Interleave;',
    '',
    `public readonly struct ${name}(Address address)`,
    '{',
    ...body.slice(0, -1).map((line) => (line === '' ? '' : `    ${line}`)),
    '}',
    '',
  ].join('\n');
  return ok({ text, omitted });
};

const HEAD = (name: string): readonly string[] => [
  'readonly CallOptions options;',
  '',
  `${name}(Address address, CallOptions options) : this(address) => this.options = options;`,
  '',
  'public Address Address { get; } = address;',
  '',
  '/// <summary>The same contract; what is given goes along with each call: value where the function takes it, and at most so much gas.</summary>',
  `public ${name} With(UInt256 value = default, ulong? gas = null) => new(Address, new CallOptions(value, gas));`,
  '',
];

type Said = Pick<BindingFunction, 'name' | 'inputs'>;

const isSaid = ({ inputs }: Said): boolean => inputs.every(({ type }) => missingInCsharp(type) === undefined);
const asFunction = ({ name, inputs }: Said): BindingFunction => ({ name, inputs, outputs: [], mutability: 'view' });

const hexOf = (signature: string): string => `0x${selectorOf(signature)}`;
const summary = (text: string): string => `/// <summary>${text}</summary>`;

function functionLines(fn: BindingFunction, method: string, types: CsharpTypes): readonly string[] {
  const taken = new Set(['call', 'answer', 'options', 'address']);
  const inputs = fn.inputs.map((field, i) => ({
    name: small(field.name, `arg${String(i)}`, taken),
    type: types.text(field.type),
  }));
  const heads = withHeads(fn.inputs);
  const send = [
    `var call = Binding.Begin(${String(heads.size)});`,
    ...inputs.map(({ name, type }, i) => `Codec<${type}>.Of.Encode(call, ${name}, ${String(heads.at[i])}, 0);`),
  ];
  const invoke = `Binding.Call(Address, options, ${String(isReadOnly(fn))}, ${hexOf(signatureOf(fn))}, call)`;
  const results = decoded(fn.outputs, types, 'answer');
  const [only] = results;
  const returns =
    results.length === 0 ? 'void' : results.length === 1 ? (only?.type ?? '') : tupleType(fn.outputs, types);
  const receive =
    results.length === 0
      ? [`${invoke};`]
      : [
          `var answer = ${invoke};`,
          `return ${results.length === 1 ? (only?.code ?? '') : `(${results.map(({ code }) => code).join(', ')})`};`,
        ];
  const takes = fn.mutability === 'payable' ? ' Takes value.' : '';
  return [
    summary(`<c>${describe(fn)}</c>${takes}`),
    `public ${returns} ${method}(${inputs.map(({ name, type }) => `${type} ${name}`).join(', ')})`,
    '{',
    ...[...send, ...receive].map((line) => `    ${line}`),
    '}',
  ];
}

function tupleType(outputs: readonly BindingField[], types: CsharpTypes): string {
  const names = fieldNames(outputs, '');
  return `(${outputs.map(({ name, type }, i) => `${types.text(type)}${name === '' ? '' : ` ${names[i] ?? ''}`}`).join(', ')})`;
}

/** Values one after the other, as code that reads each. */
function decoded(
  fields: readonly BindingField[],
  types: CsharpTypes,
  reader: string,
): readonly { readonly type: string; readonly code: string }[] {
  const heads = withHeads(fields);
  return fields.map((field, i) => {
    const type = types.text(field.type);
    return { type, code: `Codec<${type}>.Of.Decode(${reader}, ${String(heads.at[i])}, 0)` };
  });
}

function withHeads(fields: readonly BindingField[]): { readonly at: readonly number[]; readonly size: number } {
  let size = 0;
  const at = fields.map(({ type }) => {
    const own = size;
    size += headSize(type);
    return own;
  });
  return { at, size };
}

function recordFields(fields: readonly BindingField[], owner: string, types: CsharpTypes): readonly string[] {
  const names = fieldNames(fields, owner);
  return fields.map(({ type }, i) => `${types.text(type)} ${names[i] ?? ''}`);
}

const structLines = (struct: BindingStruct, name: string, types: CsharpTypes): readonly string[] => [
  `public record struct ${name}(${recordFields(struct.fields, name, types).join(', ')});`,
];

/** A record to throw, and to find in what a call has failed with. */
function errorLines(error: Said, name: string, types: CsharpTypes): readonly string[] {
  const signature = signatureOf(error);
  if (!isSaid(error)) return commented('a type that C# has not', `error ${signature}`);
  const fields = recordFields(error.inputs, name, types);
  const values = decoded(error.inputs, types, 'answer').map(({ code }) => code);
  const isThrown = error.inputs.every(({ type }) => isExact(type));
  return [
    summary(`<c>error ${signature}</c>`),
    ...(isThrown ? [`[Error${renamed(error.name, name)}]`] : []),
    `public record ${name}${fields.length === 0 ? '' : `(${fields.join(', ')})`}`,
    '{',
    `    ${summary('This error, if it is what the call failed with.')}`,
    `    public static ${name}? In(CallFailed failure)`,
    '    {',
    `        if (!failure.Is("${signature}")) return null;`,
    ...(values.length === 0 ? [] : ['        var answer = new AbiReader(failure.Data, 4);']),
    `        return new ${name}(${values.join(', ')});`,
    '    }',
    '}',
  ];
}

/** A record that this contract can emit as well. */
function eventLines(event: BindingEvent, name: string, types: CsharpTypes): readonly string[] {
  const why = event.anonymous
    ? 'C# has no anonymous events'
    : event.inputs.some(({ type }) => !isExact(type))
      ? 'a type that C# has not'
      : event.inputs.some(({ indexed, type }) => indexed && (type.kind === 'array' || type.kind === 'struct'))
        ? 'C# cannot index lists and structs'
        : undefined;
  if (why !== undefined) return commented(why, `event ${signatureOf(event)}`);
  const fields = recordFields(event.inputs, name, types).map(
    (field, i) => `${event.inputs[i]?.indexed ? '[Indexed] ' : ''}${field}`,
  );
  return [
    `[Event${renamed(event.name, name)}]`,
    `public record ${name}${fields.length === 0 ? '' : `(${fields.join(', ')})`};`,
  ];
}

const renamed = (abi: string, name: string): string => (abi === name ? '' : `, Name("${abi}")`);
