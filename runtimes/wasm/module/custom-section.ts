/** Custom sections (WebAssembly Core Specification, "Custom Section"): what is for tools and people, not for execution. */
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { ModuleError } from './module-error.ts';
import { PREAMBLE_BYTES, checkPreamble } from './parse-module.ts';

const CODE = 10;

interface Section {
  /** Undefined: not a custom section. */
  readonly name: string | undefined;
  readonly content: Uint8Array;
  /** With its id and length. */
  readonly whole: Uint8Array;
}

/** The content of the first custom section of that name, as a view; undefined too if the module is malformed. */
export const customSection = (module: Uint8Array, name: string): Uint8Array | undefined =>
  sectionsOf(module)?.find((section) => section.name === name)?.content;

/** The module without the custom sections that `keep` refuses; unchanged if it is malformed. */
export function stripCustomSections(module: Uint8Array, keep: (name: string) => boolean): Uint8Array {
  const sections = sectionsOf(module);
  if (sections === undefined) return module;
  const out = new ByteWriter(module.length);
  out.raw(module.subarray(0, PREAMBLE_BYTES));
  for (const { name, whole } of sections) if (name === undefined || keep(name)) out.raw(whole);
  return out.finish();
}

/** A module of the custom sections alone that `keep` wants; unchanged if it is malformed. */
export function keepCustomSections(module: Uint8Array, keep: (name: string) => boolean): Uint8Array {
  const sections = sectionsOf(module);
  if (sections === undefined) return module;
  const out = new ByteWriter(module.length);
  out.raw(module.subarray(0, PREAMBLE_BYTES));
  for (const { name, whole } of sections) if (name !== undefined && keep(name)) out.raw(whole);
  return out.finish();
}

/** Where the content of the code section begins, in bytes of the module: what DWARF counts from; undefined: it has none. */
export function codeSectionStart(module: Uint8Array): number | undefined {
  const content = sectionsOf(module)?.find(({ whole }) => whole[0] === CODE)?.content;
  return content && content.byteOffset - module.byteOffset;
}

/** The module with one more custom section at its end. */
export function addCustomSection(module: Uint8Array, name: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const content = new ByteWriter(bytes.length + name.length + 8);
  content.text(name);
  content.raw(bytes);
  const out = new ByteWriter(module.length + content.length + 8);
  out.raw(module);
  out.byte(0);
  out.bytes(content.view());
  return out.finish();
}

function sectionsOf(module: Uint8Array): readonly Section[] | undefined {
  try {
    checkPreamble(module);
    const reader = new ByteReader(module, 'module', PREAMBLE_BYTES);
    const sections: Section[] = [];
    while (!reader.done) {
      const start = reader.at;
      const id = reader.byte();
      const section = reader.part(reader.u32(), 'custom section');
      const name = id === 0 ? section.text() : undefined;
      const content = module.subarray(section.at, section.end);
      sections.push({ name, content, whole: module.subarray(start, reader.at) });
    }
    return sections;
  } catch (error) {
    if (error instanceof ModuleError) return undefined;
    throw error;
  }
}
