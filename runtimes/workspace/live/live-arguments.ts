/** Arguments as a form gives them, encoded for the ABI: the same words as in scenario files, and names where an address is wanted. */
import type { AccountId } from '../../core/cell.ts';
import type { EnumNames } from '../../core/enum-text.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { AbiField, AbiType } from '../abi/abi-type.ts';
import { accountPicker } from '../scenario/account-picker.ts';
import { describeArgument, prepareArguments } from '../scenario/arguments.ts';
import { ADDRESS_HINT, NO_RANDOM } from '../scenario/generator.ts';
import type { Position, ValueSpec } from '../scenario/model.ts';

/** Text as somebody typed it (`1.5 ether`, `0xab..`, `alice`), lists for arrays, maps by component names or lists for tuples. */
export type FormValue = string | boolean | readonly FormValue[] | { readonly [name: string]: FormValue };

export interface ArgumentError {
  /** Index of the argument; undefined: it is about all of them. */
  readonly argument: number | undefined;
  /** Of one argument it says no more than what is wrong; of a part of one, which: `range.to: .., uint64 goes from ..`. */
  readonly message: string;
}

/** @param prefix a selector, or the code to deploy. @param what for errors: `Token.transfer`. */
export function encodeArguments(
  values: readonly FormValue[],
  inputs: readonly AbiField[],
  prefix: Uint8Array,
  what: string,
  names: ReadonlyMap<string, AccountId>,
): Result<Uint8Array, ArgumentError> {
  const errors: ArgumentError[] = [];
  const specs = values.map((value, i) => specOf(value, inputs[i]?.type, place(i), names));
  const report = ({ line }: Position, message: string): undefined => {
    const field = inputs[line - 1];
    if (field === undefined) errors.push({ argument: undefined, message });
    else
      errors.push({ argument: line - 1, message: inForm(message, field, describeArgument(what, field, line), names) });
    return undefined;
  };
  const scope = { accounts: accountPicker(0), resolve: new Map(), report };
  const draw = prepareArguments(specs, inputs, prefix, what, { line: 0, column: 0 }, scope);
  if (draw !== undefined) return ok(draw(NO_RANDOM));
  return err(errors[0] ?? { argument: undefined, message: `${what}: its arguments cannot be encoded` });
}

/** What scenario files are told is said of a form: its field is known, and it has names instead of `$name`. */
function inForm(message: string, { name }: AbiField, where: string, names: ReadonlyMap<string, AccountId>): string {
  const rest = message.startsWith(where) ? message.slice(where.length) : message;
  const said = rest.startsWith(': ') ? rest.slice(2) : rest === message ? message : name + rest;
  if (!said.endsWith(ADDRESS_HINT)) return said;
  const some = [...names.keys()].slice(0, 5);
  const more = names.size > some.length ? ', …' : '';
  const why = said.slice(0, -ADDRESS_HINT.length).replace(/"" is not an address[^;]*; /, 'nothing is written; ');
  return `${why}write 0x.. or a name: ${some.join(', ')}${more}`;
}

/** Errors come back with it: which argument. */
const place = (argument: number): Position => ({ line: argument + 1, column: 1 });

/** Of `Happy` or `Mood.Happy`; what is no member stays as it is. */
function memberNumber(names: EnumNames | undefined, text: string): string {
  const bare = names && text.startsWith(`${names.name}.`) ? text.slice(names.name.length + 1) : text;
  const number = names?.members.indexOf(bare) ?? -1;
  return number < 0 ? text : number.toString();
}

function specOf(
  value: FormValue,
  type: AbiType | undefined,
  at: Position,
  names: ReadonlyMap<string, AccountId>,
): ValueSpec {
  if (typeof value === 'boolean') return { kind: 'boolean', value, at };
  if (typeof value === 'string') {
    const text = type?.kind === 'string' ? value : value.trim();
    if (type?.kind === 'bool' && (text === 'true' || text === 'false'))
      return { kind: 'boolean', value: text === 'true', at };
    const named = type?.kind === 'address' ? names.get(text) : undefined;
    if (named !== undefined) return { kind: 'text', value: `0x${named}`, at };
    return { kind: 'text', value: type && 'enum' in type ? memberNumber(type.enum, text) : text, at };
  }
  if (Array.isArray(value)) {
    const items = value as readonly FormValue[];
    const itemType = (i: number): AbiType | undefined =>
      type?.kind === 'array' ? type.item : type?.kind === 'tuple' ? type.components[i]?.type : undefined;
    return { kind: 'list', items: items.map((item, i) => specOf(item, itemType(i), at, names)), at };
  }
  const componentType = (name: string): AbiType | undefined =>
    type?.kind === 'tuple' ? type.components.find((field) => field.name === name)?.type : undefined;
  const fields = Object.entries(value as Readonly<Record<string, FormValue>>);
  return {
    kind: 'record',
    fields: fields.map(([name, item]) => ({ name, value: specOf(item, componentType(name), at, names) })),
    at,
  };
}
