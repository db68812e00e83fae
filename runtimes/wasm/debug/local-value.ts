/** Locals as steps tell them: the code of the type, then the bits, the lowest byte first. */
import { VALUE_TYPES, type ValueTypeName } from '../module/value-type.ts';

const NAMES = new Map<number, ValueTypeName>(
  Object.entries(VALUE_TYPES).map(([name, code]) => [code, name as ValueTypeName]),
);

export const typeNameOf = (type: number | undefined): ValueTypeName | undefined =>
  type === undefined ? undefined : NAMES.get(type);

/** Integers with their sign; undefined: too few bytes, or no type. */
export function readLocal(local: Uint8Array): bigint | number | undefined {
  const [type] = local;
  const is64 = type === VALUE_TYPES.i64 || type === VALUE_TYPES.f64;
  if (local.length < (is64 ? 9 : 5)) return undefined;
  const view = new DataView(local.buffer, local.byteOffset, local.byteLength);
  switch (type) {
    case VALUE_TYPES.i32:
      return BigInt(view.getInt32(1, true));
    case VALUE_TYPES.i64:
      return view.getBigInt64(1, true);
    case VALUE_TYPES.f32:
      return view.getFloat32(1, true);
    case VALUE_TYPES.f64:
      return view.getFloat64(1, true);
    default:
      return undefined;
  }
}

/** What a local holds that nothing has set. */
export const zeroOf = (type: number): Uint8Array => {
  const bytes = new Uint8Array(type === VALUE_TYPES.i64 || type === VALUE_TYPES.f64 ? 9 : 5);
  bytes[0] = type;
  return bytes;
};
