/** Thrown and caught inside this folder only: why a module is refused, as one text for people. */
export class ModuleError extends Error {
  override readonly name = 'ModuleError';
}
