import { Bytes } from './bytes';
import * as host from './host/interleave';

/** What a `@precompile` function is given: the whole call data. */
export function callData(): Bytes {
  const bytes = Bytes.zeros(host.input_size());
  host.input_read(bytes.pointer, 0, bytes.length);
  return bytes;
}

/** Ends the call with these bytes. */
export function answer(bytes: Bytes): void {
  host.finish(bytes.pointer, bytes.length);
}
