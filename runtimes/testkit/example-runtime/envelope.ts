import { err, ok, type Result } from '../../core/result.ts';
import type { Deployment } from '../../rules/contract-lane.ts';

/** Bytes of source that a contract may have. */
const MAX_SOURCE = 64 << 10;

/** The data of a deployment: the source, a zero byte, the constructor's arguments. No source contains a zero byte. */
export const wrapSource = (source: Uint8Array): Uint8Array => new Uint8Array([...source, 0]);

export function unwrapSource(data: Uint8Array): Result<Deployment, string> {
  const end = data.indexOf(0);
  if (end < 0) return err('the source must end with a zero byte');
  if (end > MAX_SOURCE) return err(`the source has ${end} bytes, at most ${MAX_SOURCE} are allowed`);
  return ok({ code: data.subarray(0, end), args: data.subarray(end + 1) });
}
