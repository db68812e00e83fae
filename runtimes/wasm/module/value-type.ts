/** Value types that contracts may use, with their code in the binary format. */
export const VALUE_TYPES = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c } as const;

export type ValueTypeName = keyof typeof VALUE_TYPES;
/** The code of a value type in the binary format: 0x7c to 0x7f. */
export type ValueType = number;

export interface FunctionType {
  readonly params: readonly ValueType[];
  readonly results: readonly ValueType[];
}

const NAMES = new Map<ValueType, string>(Object.entries(VALUE_TYPES).map(([name, code]) => [code, name]));

const list = (types: readonly ValueType[]): string => `(${types.map((type) => NAMES.get(type) ?? '?').join(' ')})`;

/** As HOST-ABI.md writes them: `(i32 i32) i32`. Equal types have equal texts. */
export const describeType = (type: FunctionType): string => `${list(type.params)} ${list(type.results)}`;
