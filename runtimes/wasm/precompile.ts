import type { Artifact } from '../core/artifact.ts';
import { err, ok, type Result } from '../core/result.ts';
import { unwrapModule } from './module/envelope.ts';
import { prepareModule } from './module/prepare.ts';
import { statefulImport } from './module/stateless.ts';

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
