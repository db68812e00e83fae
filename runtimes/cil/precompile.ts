import type { Artifact } from '../core/artifact.ts';
import { err, ok, type Result } from '../core/result.ts';
import { unpackSource, unwrapSource } from './envelope.ts';

/** The source of a function marked with [Precompile]. What it can reach beside its input, the compiler has seen to, and the lane does. */
export function precompile({ contract, code }: Artifact): Result<Uint8Array, string> {
  const envelope = unwrapSource(code);
  if (!envelope.ok) return envelope;
  const { payload } = envelope.value;
  const source = unpackSource(payload);
  if (!source.ok) return source;
  return source.value.kind === 'precompile'
    ? ok(payload.slice())
    : err(
        `${contract} is a contract, and a precompile is a function of bytes: [Precompile] public static byte[] Name(byte[] input)`,
      );
}
