/** ABI encoding and decoding of plain values; what the values mean is checked before (encode) or shown after (decode). */
import { decodeAbiParameters, encodeAbiParameters } from 'viem/utils';
import { decodeHex, toHex } from '../../core/hex.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { toViem, type AbiField, type AbiType, type AbiValue } from './abi-type.ts';

/** A prepared encoder: values in the fields' order to bytes. The values must fit their types. */
export function encoder(fields: readonly AbiField[]): (values: readonly AbiValue[], prefix?: Uint8Array) => Uint8Array {
  const types = fields.map((field) => field.type);
  // Arguments of one word each need no offsets; writing them directly is twenty times faster than the general way.
  if (
    types.every(
      (type) => type.kind !== 'array' && type.kind !== 'tuple' && type.kind !== 'bytes' && type.kind !== 'string',
    )
  ) {
    return (values, prefix) => {
      const start = prefix?.length ?? 0;
      const out = new Uint8Array(start + 32 * types.length);
      if (prefix) out.set(prefix);
      types.forEach((type, i) => writeWord(out, start + 32 * i, type, values[i] ?? 0n));
      return out;
    };
  }
  const parameters = types.map(toViem);
  return (values, prefix) => {
    const body = decodeHex(encodeAbiParameters(parameters, values as unknown[]).slice(2));
    if (!prefix) return body;
    const out = new Uint8Array(prefix.length + body.length);
    out.set(prefix);
    out.set(body, prefix.length);
    return out;
  };
}

const MASK = 2n ** 64n - 1n;

function writeWord(out: Uint8Array, offset: number, type: AbiType, value: AbiValue): void {
  if (typeof value === 'bigint') {
    let rest = value;
    const view = new DataView(out.buffer, out.byteOffset + offset, 32);
    for (let at = 24; at >= 0 && rest !== 0n; at -= 8) {
      view.setBigUint64(at, rest & MASK);
      rest >>= 64n;
    }
  } else if (typeof value === 'boolean') out[offset + 31] = value ? 1 : 0;
  else if (typeof value === 'string') {
    const bytes = decodeHex(value.slice(2));
    out.set(bytes, offset + (type.kind === 'fixedBytes' ? 0 : 32 - bytes.length));
  }
}

/** Takes encoded values apart; never throws, whatever the data. */
export function decodeFields(fields: readonly AbiField[], data: Uint8Array): Result<readonly AbiValue[], string> {
  if (fields.length === 0) return ok([]);
  try {
    const values = decodeAbiParameters(
      fields.map((field) => toViem(field.type)),
      data,
    ) as readonly unknown[];
    return ok(values.map((value, i) => normalise(value, fields[i]?.type)));
  } catch (error) {
    const types = fields.map((field) => field.type.text).join(', ');
    const shown = toHex(data.subarray(0, 40)) + (data.length > 40 ? '...' : '');
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    return err(`0x${shown} (${data.length} bytes) is no encoding of (${types}): ${reason ?? ''}`);
  }
}

/** viem gives small integers as numbers and addresses with a checksum. */
function normalise(value: unknown, type: AbiType | undefined): AbiValue {
  if (Array.isArray(value)) {
    return value.map((item, i) =>
      normalise(
        item,
        type?.kind === 'tuple' ? type.components[i]?.type : type?.kind === 'array' ? type.item : undefined,
      ),
    );
  }
  if (typeof value === 'number') return BigInt(value);
  if (type?.kind === 'address') return String(value).toLowerCase();
  return value as AbiValue;
}
