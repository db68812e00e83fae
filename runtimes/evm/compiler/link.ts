/** Linking: writing the addresses of deployed libraries into code that calls them. */
import type { Artifact } from '../../core/artifact.ts';
import { fromHex } from '../../core/hex.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { isObject, listOf, numberOf, objectOf } from '../../core/json-shape.ts';
import type { CodeRange, LinkReferences } from './solidity-debug.ts';

/** The references of an artifact's code that must be linked before it is deployed; empty for one that needs nothing. */
export function linkReferencesOf(artifact: Artifact): LinkReferences {
  return parseLinkReferences(objectOf(objectOf(artifact.debug)['bytecode'])['linkReferences']);
}

export function parseLinkReferences(value: unknown): LinkReferences {
  const files = Object.entries(objectOf(value)).map(([file, libraries]) => [
    file,
    Object.fromEntries(
      Object.entries(objectOf(libraries)).map(([library, ranges]) => [library, listOf(ranges).filter(isRange)]),
    ),
  ]);
  return Object.fromEntries(files) as LinkReferences;
}

const isRange = (value: unknown): value is CodeRange =>
  isObject(value) && numberOf(value['start']) >= 0 && numberOf(value['length']) === 20;

/** `file:Library` for every library that code with these references calls. */
export const librariesOf = (references: LinkReferences): string[] =>
  Object.entries(references).flatMap(([file, libraries]) =>
    Object.keys(libraries).map((library) => `${file}:${library}`),
  );

/**
 * Code with the addresses in place. `addresses` (20-byte hex) by `file:Library`, or by `Library` alone.
 * The error names the libraries that have no address, or an address that is none.
 */
export function link(
  code: Uint8Array,
  references: LinkReferences,
  addresses: Readonly<Record<string, string>>,
): Result<Uint8Array, string> {
  const linked = Uint8Array.from(code);
  const missing: string[] = [];
  for (const [file, libraries] of Object.entries(references)) {
    for (const [library, ranges] of Object.entries(libraries)) {
      const address = addresses[`${file}:${library}`] ?? addresses[library];
      if (address === undefined) {
        missing.push(`${file}:${library}`);
        continue;
      }
      if (!/^(?:0x)?[0-9a-fA-F]{40}$/.test(address))
        return err(`not an address for library ${library}: ${address.slice(0, 80)}`);
      for (const { start, length } of ranges) {
        if (length !== 20 || start + length > linked.length)
          return err(`link reference of ${library} lies outside the code`);
        linked.set(fromHex(address), start);
      }
    }
  }
  return missing.length === 0 ? ok(linked) : err(`needs the address of ${missing.join(', ')}`);
}
