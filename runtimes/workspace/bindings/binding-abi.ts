/** An ABI as bindings are made of it: tuples are structs with names, nothing is there twice. */
import type { AbiJson } from '../../core/artifact.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { parseContractAbi } from '../abi/contract-abi.ts';
import { pascal, uniqueName } from './names.ts';

export type BindingType =
  | { readonly kind: 'uint' | 'int'; readonly bits: number }
  | { readonly kind: 'address' | 'bool' | 'bytes' | 'string' | 'function' }
  | { readonly kind: 'fixedBytes'; readonly size: number }
  /** `length` undefined: of any length. */
  | { readonly kind: 'array'; readonly item: BindingType; readonly length: number | undefined }
  | { readonly kind: 'struct'; readonly struct: BindingStruct };

export interface BindingStruct {
  /** Unique in the ABI; that of the source where the ABI tells it. */
  readonly name: string;
  readonly fields: readonly BindingField[];
}

export interface BindingField {
  /** May be empty. */
  readonly name: string;
  readonly type: BindingType;
}

export interface BindingFunction {
  readonly name: string;
  readonly inputs: readonly BindingField[];
  readonly outputs: readonly BindingField[];
  readonly mutability: 'pure' | 'view' | 'nonpayable' | 'payable';
}

export interface BindingEvent {
  readonly name: string;
  readonly inputs: readonly (BindingField & { readonly indexed: boolean })[];
  readonly anonymous: boolean;
}

export interface BindingAbi {
  /** In the order of first use; whoever is used by another stands before it. */
  readonly structs: readonly BindingStruct[];
  readonly functions: readonly BindingFunction[];
  readonly events: readonly BindingEvent[];
  readonly errors: readonly { readonly name: string; readonly inputs: readonly BindingField[] }[];
}

type Entry = Readonly<Record<string, unknown>>;

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** The error says, as one sentence, what is wrong with the ABI. */
export function readBindingAbi(json: AbiJson): Result<BindingAbi, string> {
  const checked = parseContractAbi(json);
  if (!checked.ok) return checked;
  const entries = (json as readonly Entry[]).map((entry) => ({ type: 'function', ...entry }));
  const strange = entries.find(
    ({ type, ...entry }) => ['function', 'event', 'error'].includes(type) && !isNamed(entry),
  );
  if (strange) {
    const { name } = strange as Entry;
    return err(`${JSON.stringify(name)} is the name of a function, event or error, and no language here can spell it`);
  }
  const structs = new Structs();
  const seen = new Set<string>();
  /** ABIs put together by tools repeat entries. */
  const first = (kind: string, name: string, inputs: readonly BindingField[]): boolean => {
    const key = `${kind} ${name}(${inputs.map(({ type }) => canonical(type)).join(',')})`;
    return !seen.has(key) && seen.add(key) !== undefined;
  };
  const functions: BindingFunction[] = [];
  const events: BindingEvent[] = [];
  const errors: { name: string; inputs: readonly BindingField[] }[] = [];
  for (const entry of entries) {
    const name = String((entry as Entry)['name']);
    const { type } = entry;
    if (type !== 'function' && type !== 'event' && type !== 'error') continue;
    const inputs = structs.fields((entry as Entry)['inputs'], name);
    if (!first(type, name, inputs)) continue;
    if (type === 'error') errors.push({ name, inputs });
    else if (type === 'event') {
      const raw = listOf((entry as Entry)['inputs']);
      const fields = inputs.map((field, i) => ({ ...field, indexed: raw[i]?.['indexed'] === true }));
      events.push({ name, inputs: fields, anonymous: (entry as Entry)['anonymous'] === true });
    } else {
      const outputs = structs.fields((entry as Entry)['outputs'], `${name}Result`);
      functions.push({ name, inputs, outputs, mutability: mutabilityOf(entry) });
    }
  }
  return ok({ structs: structs.all, functions, events, errors });
}

const isNamed = (entry: Entry): boolean => typeof entry['name'] === 'string' && IDENTIFIER.test(entry['name']);

/** Old compilers say `constant` and `payable` instead. */
function mutabilityOf(entry: Entry): BindingFunction['mutability'] {
  const known = (['pure', 'view', 'nonpayable', 'payable'] as const).find((one) => one === entry['stateMutability']);
  return known ?? (entry['constant'] === true ? 'view' : entry['payable'] === true ? 'payable' : 'nonpayable');
}

const listOf = (json: unknown): readonly Entry[] => (Array.isArray(json) ? (json as readonly Entry[]) : []);

/** `uint256`, `(address,bool)[]`: as in a signature. */
export function canonical(type: BindingType): string {
  switch (type.kind) {
    case 'uint':
    case 'int':
      return `${type.kind}${String(type.bits)}`;
    case 'fixedBytes':
      return `bytes${String(type.size)}`;
    case 'array':
      return `${canonical(type.item)}[${type.length ?? ''}]`;
    case 'struct':
      return `(${type.struct.fields.map((field) => canonical(field.type)).join(',')})`;
    default:
      return type.kind;
  }
}

class Structs {
  readonly #byShape = new Map<string, BindingStruct>();
  readonly #names = new Set<string>();

  get all(): readonly BindingStruct[] {
    return [...this.#byShape.values()];
  }

  /** `owner`: whose parameters they are, for structs without a name. */
  fields(json: unknown, owner: string): readonly BindingField[] {
    return listOf(json).map((item, i) => {
      const name = typeof item['name'] === 'string' && IDENTIFIER.test(item['name']) ? item['name'] : '';
      const hint = `${pascal(owner)}${pascal(name) || (i === 0 ? '' : String(i + 1))}`;
      return { name, type: this.#type(String(item['type']), item, hint) };
    });
  }

  #type(text: string, item: Entry, hint: string): BindingType {
    const array = /^(.*)\[(\d*)\]$/.exec(text);
    if (array) {
      const length = array[2] === '' ? undefined : Number(array[2]);
      return { kind: 'array', item: this.#type(array[1] ?? '', item, hint), length };
    }
    if (text === 'tuple') return { kind: 'struct', struct: this.#struct(item, hint) };
    const sized = /^(uint|int|bytes)(\d+)$/.exec(text);
    if (sized?.[1] === 'bytes') return { kind: 'fixedBytes', size: Number(sized[2]) };
    if (sized) return { kind: sized[1] === 'int' ? 'int' : 'uint', bits: Number(sized[2]) };
    if (text === 'uint' || text === 'int') return { kind: text, bits: 256 };
    return { kind: text as 'address' };
  }

  /** The same fields under the same name are the same struct. */
  #struct(item: Entry, hint: string): BindingStruct {
    const internal = typeof item['internalType'] === 'string' ? item['internalType'] : '';
    const own = /^struct (?:\w+\.)?([A-Za-z_$][\w$]*)/.exec(internal)?.[1];
    const fields = this.fields(item['components'], own ?? hint);
    const text = fields.map((field) => `${canonical(field.type)} ${structOf(field.type)} ${field.name}`).join(',');
    // Without a name of its own, a tuple with the same fields is the same.
    const shape = `${own ?? ''}(${text})`;
    const known = this.#byShape.get(shape);
    if (known) return known;
    const struct = { name: uniqueName(own ?? (hint || 'Tuple'), this.#names), fields };
    this.#byShape.set(shape, struct);
    return struct;
  }
}

const structOf = (type: BindingType): string =>
  type.kind === 'array' ? structOf(type.item) : type.kind === 'struct' ? type.struct.name : '';
