import { rangeOf, type AbiType, type AbiValue } from '../abi/abi-type.ts';
import { checkAddress } from '../abi/check-address.ts';
import { suggest } from '../abi/suggest.ts';
import { addressOf } from '../../core/cell.ts';
import { fromHex, toHex } from '../../core/hex.ts';
import type { Random } from '../../core/random.ts';
import type { AccountPicker } from './account-picker.ts';
import { parseAmount } from './amount.ts';
import { drawInteger } from './draw-integer.ts';
import type { Position, ValueSpec } from './model.ts';
import { shorten } from './shape.ts';
import type { Resolve } from './resolve.ts';

/** Makes the values of one argument: checked once, drawn as often as needed. Drawing cannot fail. */
export interface Generator {
  /** Draws nothing from the stream and is the same every time. */
  readonly fixed: boolean;
  draw(random: Random): AbiValue;
}

export interface GeneratorScope {
  readonly accounts: AccountPicker;
  readonly resolve: Resolve;
  report(at: Position, message: string): undefined;
}

/** How addresses are written in scenario files. */
export const ADDRESS_HINT = 'write 0x.., $name for a contract or { account: .. }';

const fixed = (value: AbiValue): Generator => ({ fixed: true, draw: () => value });

/** Matches a value of the file with its ABI type. `what` says which argument, for errors; undefined: one was reported. */
export function generator(spec: ValueSpec, type: AbiType, what: string, scope: GeneratorScope): Generator | undefined {
  const refuse = (message: string): undefined => scope.report(spec.at, `${what}: ${message}`);
  if (spec.kind === 'oneOf') {
    const options = spec.options.map((option) => generator(option, type, what, scope));
    if (!complete(options)) return undefined;
    return { fixed: false, draw: (random) => options[random.below(options.length)]?.draw(random) ?? false };
  }
  switch (type.kind) {
    case 'uint':
    case 'int':
      return integerGenerator(spec, type, refuse);
    case 'bool':
      return spec.kind === 'boolean'
        ? fixed(spec.value)
        : refuse(`a bool is true or false without quotes, not ${describeSpec(spec)}`);
    case 'string':
      if (spec.kind === 'text') return fixed(spec.value);
      return refuse(
        spec.kind === 'contract'
          ? `"$${spec.name}" is a contract's address; for the text itself write "$$${spec.name}"`
          : `a string is text, not ${describeSpec(spec)}; put it in quotes`,
      );
    case 'address':
      return addressGenerator(spec, scope, refuse);
    case 'bytes':
      return bytesGenerator(spec, undefined, refuse);
    case 'fixedBytes':
      return bytesGenerator(spec, type.size, refuse);
    case 'array': {
      if (spec.kind !== 'list') return refuse(`${type.text} is a list, not ${describeSpec(spec)}`);
      if (type.length !== undefined && spec.items.length !== type.length) {
        return refuse(`${type.text} has ${type.length} elements, not ${spec.items.length}`);
      }
      return listGenerator(spec.items.map((item, i) => generator(item, type.item, `${what}[${i}]`, scope)));
    }
    case 'tuple':
      return tupleGenerator(spec, type, what, scope, refuse);
  }
}

type Refuse = (message: string) => undefined;

function integerGenerator(
  spec: ValueSpec,
  type: AbiType & { readonly kind: 'uint' | 'int' },
  refuse: Refuse,
): Generator | undefined {
  const [lowest, highest] = rangeOf(type);
  const range = `${type.text} goes from ${lowest} to ${highest}`;
  if (spec.kind === 'int') {
    if (spec.lo < lowest || spec.hi > highest) return refuse(`[${spec.lo}, ${spec.hi}] is out of range; ${range}`);
    const { lo, hi } = spec;
    return { fixed: false, draw: (random) => drawInteger(random, lo, hi) };
  }
  if (spec.kind !== 'integer' && spec.kind !== 'text')
    return refuse(`${type.text} is an integer, not ${describeSpec(spec)}`);
  const value = spec.kind === 'integer' ? { ok: true as const, value: spec.value } : parseAmount(spec.value);
  if (!value.ok) return refuse(value.error);
  return value.value < lowest || value.value > highest
    ? refuse(`${value.value} is out of range; ${range}`)
    : fixed(value.value);
}

function addressGenerator(
  spec: ValueSpec,
  { accounts, resolve }: GeneratorScope,
  refuse: Refuse,
): Generator | undefined {
  if (spec.kind === 'account') {
    const draw = accounts.drawer(spec.pick);
    if (spec.pick.kind === 'index') return fixed(`0x${accounts.account(spec.pick.index)}`);
    return { fixed: false, draw: (random) => `0x${accounts.account(draw(random))}` };
  }
  if (spec.kind === 'contract') {
    const found = resolve.get(spec.name);
    if (!found) return refuse(`the contract "${spec.name}" has no address yet`);
    const address = addressOf(found.address);
    return address === undefined ? refuse(`the contract "${spec.name}" has no 20-byte address`) : fixed(`0x${address}`);
  }
  const hint = ADDRESS_HINT;
  if (spec.kind !== 'text') return refuse(`an address is needed, not ${describeSpec(spec)}; ${hint}`);
  if (resolve.has(spec.value))
    return refuse(`"${shorten(spec.value)}" is not an address; write "$${spec.value}" for the contract's`);
  const address = checkAddress(spec.value);
  return address.ok ? fixed(`0x${address.value}`) : refuse(`${address.error}; ${hint}`);
}

function bytesGenerator(spec: ValueSpec, size: number | undefined, refuse: Refuse): Generator | undefined {
  const type = size === undefined ? 'bytes' : `bytes${size}`;
  if (spec.kind === 'bytes') {
    const { length } = spec;
    if (size !== undefined && length !== size) return refuse(`${type} has ${size} bytes, not ${length}`);
    return { fixed: false, draw: (random) => `0x${toHex(random.bytes(length))}` };
  }
  if (spec.kind !== 'text')
    return refuse(`${type} is hex in quotes ("0x..") or { bytes: N }, not ${describeSpec(spec)}`);
  if (!/^0x(?:[0-9a-fA-F]{2})*$/.test(spec.value))
    return refuse(`"${shorten(spec.value)}" is not whole bytes of hex (0x..)`);
  const bytes = fromHex(spec.value);
  if (size !== undefined && bytes.length !== size) return refuse(`${type} has ${size} bytes, not ${bytes.length}`);
  return fixed(`0x${toHex(bytes)}`);
}

function tupleGenerator(
  spec: ValueSpec,
  type: AbiType & { readonly kind: 'tuple' },
  what: string,
  scope: GeneratorScope,
  refuse: Refuse,
): Generator | undefined {
  const { components } = type;
  const names = components.map((component) => component.name);
  const shape = components.map((component) => `${component.name || '_'}: ${component.type.text}`).join(', ');
  if (spec.kind === 'list') {
    if (spec.items.length !== components.length)
      return refuse(`a tuple (${shape}) has ${components.length} parts, not ${spec.items.length}`);
    return listGenerator(
      components.map((component, i) => part(spec.items[i], component.type, `${what}.${component.name || i}`, scope)),
    );
  }
  if (spec.kind !== 'record') return refuse(`a tuple is a list or a map of (${shape}), not ${describeSpec(spec)}`);
  const given = new Map(spec.fields.map((field) => [field.name, field.value]));
  for (const [name, value] of given) {
    if (!names.includes(name))
      scope.report(
        value.at,
        `${what}: the tuple has no "${shorten(name)}".${suggest(name, names) || ` It is (${shape}).`}`,
      );
  }
  const missing = names.filter((name) => !given.has(name));
  if (missing.length > 0)
    return refuse(`the tuple lacks ${missing.map((name) => `"${name}"`).join(', ')}; it is (${shape})`);
  const parts = components.map((component) =>
    part(given.get(component.name), component.type, `${what}.${component.name}`, scope),
  );
  return given.size > names.length ? undefined : listGenerator(parts);
}

const part = (spec: ValueSpec | undefined, type: AbiType, what: string, scope: GeneratorScope): Generator | undefined =>
  spec && generator(spec, type, what, scope);

function listGenerator(parts: readonly (Generator | undefined)[]): Generator | undefined {
  if (!complete(parts)) return undefined;
  if (parts.every((item) => item.fixed)) {
    const value = parts.map((item) => item.draw(NO_RANDOM));
    return fixed(value);
  }
  return { fixed: false, draw: (random) => parts.map((item) => item.draw(random)) };
}

/** For generators that are fixed and draw nothing. */
export const NO_RANDOM: Random = {
  below: () => 0,
  real: () => 0,
  bytes: (length) => new Uint8Array(length),
};

const complete = (parts: readonly (Generator | undefined)[]): parts is readonly Generator[] =>
  parts.every((item) => item !== undefined);

export function describeSpec(spec: ValueSpec): string {
  switch (spec.kind) {
    case 'integer':
    case 'boolean':
      return String(spec.value);
    case 'text':
      return `the text "${shorten(spec.value)}"`;
    case 'contract':
      return `the contract $${spec.name}`;
    case 'list':
      return 'a list';
    case 'record':
      return 'a map';
    default:
      return `{ ${spec.kind}: .. }`;
  }
}
