/** Exports that the linker adds beside those of the contract (`__heap_base`, `__data_end`) mean nothing to the host. */
import { ByteReader } from '../../module/byte-reader.ts';
import { ByteWriter } from '../../module/byte-writer.ts';

const EXPORTS = 7;
const PREAMBLE_BYTES = 8;

/** The module, which must be well-formed, without the exports that `keep` refuses. */
export function keepExports(module: Uint8Array, keep: (name: string) => boolean): Uint8Array<ArrayBuffer> {
  const reader = new ByteReader(module, 'module', PREAMBLE_BYTES);
  const out = new ByteWriter(module.length);
  out.raw(module.subarray(0, PREAMBLE_BYTES));
  while (!reader.done) {
    const start = reader.at;
    const id = reader.byte();
    const section = reader.part(reader.u32(), 'section');
    if (id !== EXPORTS) {
      out.raw(module.subarray(start, reader.at));
      continue;
    }
    const kept: Uint8Array[] = [];
    for (let count = section.u32(); count > 0; count--) {
      const from = section.at;
      const name = section.text();
      section.byte(); // kind
      section.u32(); // index
      if (keep(name)) kept.push(module.subarray(from, section.at));
    }
    const content = new ByteWriter();
    content.u32(kept.length);
    for (const one of kept) content.raw(one);
    out.byte(EXPORTS);
    out.bytes(content.view());
  }
  return out.finish();
}
