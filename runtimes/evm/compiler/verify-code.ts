/** Whether the code of an account is what solc made of a source. */
import type { Artifact } from '../../core/artifact.ts';
import { decodeHex } from '../../core/hex.ts';
import { isObject, listOf, numberOf, objectOf } from '../../core/json-shape.ts';
import type { CodeVerdict } from '../../sdk/runtime-module.ts';
import type { CodeRange } from './solidity-debug.ts';
import { parseLinkReferences } from './link.ts';

const LIBRARY_PREFIX = 0x73;
const ADDRESS = 20;

/**
 * Compares deployed code byte by byte, but for what is only known when it is deployed: immutables, addresses of libraries, and the own
 * address that a library begins with. What differs in the metadata alone (comments, names of files) is told apart.
 * Metadata: https://docs.soliditylang.org/en/latest/metadata.html
 */
export function verifyCode(artifact: Artifact, code: Uint8Array): CodeVerdict {
  const deployed = objectOf(objectOf(artifact.debug)['deployedBytecode']);
  const object = deployed['object'];
  if (typeof object !== 'string' || object === '')
    return { kind: 'differs', why: `${artifact.contract} has no code of its own` };
  // Where libraries go there are placeholders that are no hex.
  const expected = decodeHex(object.replaceAll(/__\$[0-9a-f]{34}\$__|__[^_].{37}/g, '0'.repeat(2 * ADDRESS)));
  if (expected.length !== code.length)
    return {
      kind: 'differs',
      why: `its code has ${code.length} bytes, that of the source ${expected.length}; was it compiled ${otherwise(artifact)}?`,
    };
  const open = new Uint8Array(code.length);
  const mask = ({ start, length }: CodeRange): unknown => open.fill(1, start, start + length);
  for (const ranges of Object.values(objectOf(deployed['immutableReferences'])))
    for (const range of listOf(ranges)) if (isRange(range)) mask(range);
  for (const libraries of Object.values(parseLinkReferences(deployed['linkReferences'])))
    for (const ranges of Object.values(libraries)) ranges.forEach(mask);
  if (objectOf(artifact.debug)['kind'] === 'library' && code[0] === LIBRARY_PREFIX) mask({ start: 1, length: ADDRESS });
  const body = Math.min(withoutMetadata(code), withoutMetadata(expected));
  let first: number | undefined;
  for (let at = 0; at < code.length && first === undefined; at++)
    if (open[at] === 0 && code[at] !== expected[at]) first = at;
  if (first === undefined) return { kind: 'same' };
  if (first >= body)
    return { kind: 'metadata', why: 'only its metadata differs: comments, names of files or settings' };
  return { kind: 'differs', why: `its code differs from byte ${first} on` };
}

const otherwise = ({ debug }: Artifact): string => {
  const { enabled } = objectOf(objectOf(objectOf(debug)['settings'])['optimizer']);
  return `${enabled === true ? 'without' : 'with'} the optimiser, or by another version (foundry.toml and the pragma decide)`;
};

const isRange = (value: unknown): value is CodeRange =>
  isObject(value) && numberOf(value['start']) >= 0 && numberOf(value['length']) > 0;

/** Bytes in front of the CBOR map at the end, whose length its last two bytes give. */
function withoutMetadata(code: Uint8Array): number {
  const [high = 0, low = 0] = code.subarray(-2);
  const start = code.length - 2 - (high * 256 + low);
  // A CBOR map of a few entries.
  return start >= 0 && (code[start] ?? 0) >> 4 === 0xa ? start : code.length;
}
