import type { AbiJson, Artifact } from '../core/artifact.ts';
import { isObject } from '../core/json-shape.ts';
import { err, ok, type Result } from '../core/result.ts';
import { unwrapModule } from './module/envelope.ts';
import { prepareModule } from './module/prepare.ts';
import { statefulImport } from './module/stateless.ts';

/**
 * Whether what an SDK has compiled is a function of bytes, which is bound to an address and never deployed: it has a layout with nothing in it and an ABI of
 * nothing. A contract without functions has them as well, and nobody could call it.
 */
export function isFunctionOfBytes(abi: AbiJson, layout: unknown): boolean {
  const storage = isObject(layout) ? layout['storage'] : undefined;
  return abi.length === 0 && Array.isArray(storage) && storage.length === 0;
}

/** The module of an artifact that serves as a precompile: its export `call` is the function. */
export function precompile({ contract, code }: Artifact): Result<Uint8Array, string> {
  const envelope = unwrapModule(code);
  if (!envelope.ok) return envelope;
  const { module } = envelope.value;
  const prepared = prepareModule(module);
  if (!prepared.ok) return prepared;
  const stateful = statefulImport(prepared.value.imports);
  return stateful === undefined
    ? ok(module.slice())
    : err(`${contract} cannot be a precompile: it asks for "${stateful}", and a precompile has nothing but its input`);
}
