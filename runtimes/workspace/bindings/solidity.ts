/** An ABI as a Solidity interface, for solc 0.8.4 and newer. */
import { err, ok } from '../../core/result.ts';
import type { BindingEvent, BindingField, BindingFunction, BindingStruct, BindingType } from './binding-abi.ts';
import { describe, isReadOnly, madeFrom, signatureOf, type BindingGenerator } from './binding.ts';
import { commented, escapeWord, uniqueName } from './names.ts';
import { SOLIDITY_BUILTINS, SOLIDITY_KEYWORDS } from './solidity-words.ts';

interface Names {
  /** By the ABI's struct. */
  readonly structs: ReadonlyMap<BindingStruct, string>;
  /** What a parameter must not be called: it would hide something. */
  readonly taken: ReadonlySet<string>;
}

export const solidityBinding: BindingGenerator = (request) => {
  const { abi, name } = request;
  if (!/^[A-Za-z_$][\w$]*$/.test(name) || SOLIDITY_KEYWORDS.has(name))
    return err(`"${name}" cannot be the name of a Solidity interface`);
  const omitted: { function: string; reason: string }[] = [];
  const functions = new Set(abi.functions.map((fn) => fn.name));
  const events = new Set(abi.events.map((event) => event.name).filter((event) => !functions.has(event)));
  const errorNames = new Set<string>();
  const used = new Set([name, ...functions, ...abi.events.map((e) => e.name), ...abi.errors.map((e) => e.name)]);
  const structs = new Map(
    abi.structs.map((struct) => [struct, uniqueName(escapeWord(struct.name, SOLIDITY_KEYWORDS), used)]),
  );
  const names: Names = { structs, taken: new Set([...used, ...SOLIDITY_KEYWORDS, ...SOLIDITY_BUILTINS]) };
  const unusable = (word: string): string | undefined =>
    SOLIDITY_KEYWORDS.has(word)
      ? `"${word}" is a keyword of Solidity`
      : word === name
        ? 'the interface has this name'
        : undefined;

  const errors = abi.errors.map(({ name: error, inputs }) => {
    const why =
      unusable(error) ??
      (functions.has(error) || events.has(error) ? 'something else has this name' : undefined) ??
      (errorNames.has(error) ? 'Solidity has no overloaded errors' : undefined);
    errorNames.add(error);
    return why === undefined
      ? [`error ${error}(${parameters(inputs, '', names, new Set(names.taken)).join(', ')});`]
      : commented(why, `error ${signatureOf({ name: error, inputs })}`);
  });
  const eventLines = abi.events.map((event) => {
    const why = unusable(event.name) ?? (functions.has(event.name) ? 'a function has this name' : undefined);
    return why === undefined ? [eventLine(event, names)] : commented(why, `event ${signatureOf(event)}`);
  });
  const functionLines = abi.functions.map((fn) => {
    const why = unusable(fn.name);
    if (why === undefined) return [functionLine(fn, names)];
    omitted.push({ function: signatureOf(fn), reason: why });
    return commented(why, describe(fn));
  });
  const body = [
    abi.structs.flatMap((struct) => structLines(struct, names)),
    errors.flat(),
    eventLines.flat(),
    functionLines.flat(),
  ].filter((part) => part.length > 0);
  const indented = body.map((part) => part.map((line) => (line === '' ? '' : `    ${line}`)).join('\n')).join('\n\n');
  const head = ['// SPDX-License-Identifier: UNLICENSED', `// ${madeFrom(request)}`, 'pragma solidity >=0.8.4;', ''];
  return ok({ text: [...head, `interface ${name} {`, ...(indented ? [indented] : []), '}', ''].join('\n'), omitted });
};

function structLines(struct: BindingStruct, names: Names): readonly string[] {
  const taken = new Set<string>();
  const members = struct.fields.map(({ name, type }, i) => {
    const member = uniqueName(escapeWord(name || `field${String(i)}`, SOLIDITY_KEYWORDS), taken);
    return `    ${typeText(type, names)} ${member};`;
  });
  return [`struct ${names.structs.get(struct) ?? struct.name} {`, ...members, '}'];
}

function functionLine(fn: BindingFunction, names: Names): string {
  const taken = new Set(names.taken);
  const inputs = parameters(fn.inputs, 'calldata', names, taken);
  const outputs = parameters(fn.outputs, 'memory', names, taken);
  const kind = isReadOnly(fn) || fn.mutability === 'payable' ? ` ${fn.mutability}` : '';
  const returns = outputs.length === 0 ? '' : ` returns (${outputs.join(', ')})`;
  return `function ${fn.name}(${inputs.join(', ')}) external${kind}${returns};`;
}

function parameters(list: readonly BindingField[], place: string, names: Names, taken: Set<string>): readonly string[] {
  return list.map(({ name, type }) => {
    const located = isReference(type) && place !== '' ? ` ${place}` : '';
    const own = name === '' ? '' : ` ${uniqueName(escapeWord(name, names.taken), taken)}`;
    return `${typeText(type, names)}${located}${own}`;
  });
}

function eventLine({ name, inputs, anonymous }: BindingEvent, names: Names): string {
  const taken = new Set(names.taken);
  const list = inputs.map(({ name: field, type, indexed }) => {
    const own = field === '' ? '' : ` ${uniqueName(escapeWord(field, names.taken), taken)}`;
    return `${typeText(type, names)}${indexed ? ' indexed' : ''}${own}`;
  });
  return `event ${name}(${list.join(', ')})${anonymous ? ' anonymous' : ''};`;
}

const isReference = ({ kind }: BindingType): boolean => ['array', 'struct', 'bytes', 'string'].includes(kind);

function typeText(type: BindingType, names: Names): string {
  switch (type.kind) {
    case 'uint':
    case 'int':
      return `${type.kind}${String(type.bits)}`;
    case 'fixedBytes':
      return `bytes${String(type.size)}`;
    case 'array':
      return `${typeText(type.item, names)}[${type.length ?? ''}]`;
    case 'struct':
      return names.structs.get(type.struct) ?? type.struct.name;
    case 'function':
      return 'function() external';
    default:
      return type.kind;
  }
}
