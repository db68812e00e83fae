/** Files whose first line is the hash of the rest, so that a damaged one is as good as none. */
import { readFileSync } from 'node:fs';
import { hashOf } from '../../compiling/hash.ts';

export const withHash = (bytes: Uint8Array): Uint8Array => Buffer.concat([Buffer.from(`${hashOf(bytes)}\n`), bytes]);

/** undefined where it is not there, or not whole. */
export function readHashed(path: string): Uint8Array | undefined {
  try {
    const bytes = readFileSync(path);
    const end = bytes.indexOf(10);
    const rest = bytes.subarray(end + 1);
    return bytes.subarray(0, end).toString('latin1') === hashOf(rest) ? new Uint8Array(rest) : undefined;
  } catch {
    return undefined;
  }
}
