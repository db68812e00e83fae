import { toHex } from '../../core/hex.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { AbiValue } from './abi-type.ts';
import { decodeFields } from './codec.ts';
import type { AbiFunction } from './contract-abi.ts';

/** What a function returned. */
export function decodeResult(called: AbiFunction, output: Uint8Array): Result<readonly AbiValue[], string> {
  if (called.selector === '') return ok(called.outputs.map(() => `0x${toHex(output)}`));
  if (output.length === 0 && called.outputs.length > 0) {
    return err(`${called.signature} returned nothing; is there a contract with this function at the address?`);
  }
  const decoded = decodeFields(called.outputs, output);
  return decoded.ok ? decoded : err(`${called.signature} returned ${decoded.error}`);
}
