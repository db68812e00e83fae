/** Names in C# code, none of which may hide another or mean something else. */
import type { BindingAbi, BindingField, BindingStruct } from './binding-abi.ts';
import { escapeWord, pascal, uniqueName } from './names.ts';

const KEYWORDS = new Set(
  `abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else
   enum event explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock
   long namespace new null object operator out override params private protected public readonly ref return sbyte sealed
   short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using
   virtual void volatile while`.split(/\s+/),
);
/** What the generated code uses: neither a type nor a function in it may be called so. */
const USED = [
  ...Array.from({ length: 32 }, (_, i) => `Bytes${String(i + 1)}`),
  ...`Abi AbiReader AbiWriter Address Binding CallFailed CallOptions Codec Contract Error Event Indexed Int128 Int256 List
      Name System Interleave UInt128 UInt256`.split(/\s+/),
];
/** What every struct and record has already. */
const MEMBERS =
  `Clone CompareTo Deconstruct EqualityContract Equals Finalize GetHashCode GetType Item Length MemberwiseClone
   PrintMembers ReferenceEquals Rest ToString ToTuple With`.split(/\s+/);

export const isTypeName = (name: string): boolean =>
  /^[A-Za-z_]\w*$/.test(name) && !KEYWORDS.has(name) && !USED.includes(name);

/** `getReserves` is `GetReserves`, `DOMAIN_SEPARATOR` is `DomainSeparator`; what begins with a digit gets an underscore. */
export function large(name: string, otherwise: string): string {
  const shouted = /^[A-Z0-9]+(?:_+[A-Z0-9]+)+$/.test(name) ? name.toLowerCase() : name;
  const words = pascal(shouted);
  return words === '' ? otherwise : /^\d/.test(words) ? `_${words}` : words;
}

/** A parameter: as in the ABI, a small first letter; `@` before what would be a keyword. */
export function small(name: string, otherwise: string, taken: Set<string>): string {
  const words = large(name, otherwise);
  const own = uniqueName(`${words.charAt(0).toLowerCase()}${words.slice(1)}`, taken);
  return KEYWORDS.has(own) ? `@${own}` : own;
}

/** Names of the fields of a record, or of the results of a function. */
export function fieldNames(fields: readonly BindingField[], owner: string): readonly string[] {
  const taken = new Set([...MEMBERS, owner]);
  return fields.map(({ name }, i) => {
    const wanted = escapeWord(large(name, `Value${String(i)}`), {
      has: (word) => /^Item\d+$/.test(word) || taken.has(word),
    });
    return uniqueName(wanted, taken);
  });
}

export interface CsharpNames {
  readonly structs: ReadonlyMap<BindingStruct, string>;
  /** Functions by name in the ABI; overloads share theirs. */
  readonly methods: ReadonlyMap<string, string>;
  readonly events: readonly string[];
  readonly errors: readonly string[];
  /** Every name that is taken in the interface. */
  readonly taken: Set<string>;
}

/** Functions keep their names; a type with the name of one says what it is. */
export function csharpNames(abi: BindingAbi, name: string): CsharpNames {
  const taken = new Set([...USED, ...MEMBERS, name]);
  const methods = new Map<string, string>();
  for (const fn of abi.functions) {
    if (!methods.has(fn.name))
      methods.set(fn.name, escapeWord(large(fn.name, '_'), new Set([...USED, ...MEMBERS, name])));
  }
  for (const method of methods.values()) taken.add(method);
  const type = (wanted: string, kind: string): string =>
    uniqueName(taken.has(wanted) ? `${wanted}${kind}` : wanted, taken);
  return {
    structs: new Map(abi.structs.map((struct) => [struct, type(large(struct.name, 'Tuple'), 'Data')])),
    methods,
    errors: abi.errors.map((error) => type(large(error.name, 'Failure'), 'Error')),
    events: abi.events.map((event) => type(large(event.name, 'Happened'), 'Event')),
    taken,
  };
}
