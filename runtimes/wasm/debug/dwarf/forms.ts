/** How attributes are written (DWARF 5, section 7.5.6). */
import { DwarfError, type Cursor } from './cursor.ts';

/** Numbers of sections' offsets, indices and references are plain; larger constants are bigint. */
export type FormValue = number | bigint | string | Uint8Array | boolean;

export const FORM = {
  addr: 0x01,
  string: 0x08,
  strp: 0x0e,
  refAddr: 0x10,
  ref1: 0x11,
  refUdata: 0x15,
  secOffset: 0x17,
  strx: 0x1a,
  addrx: 0x1b,
  lineStrp: 0x1f,
  loclistx: 0x22,
  rnglistx: 0x23,
  strx1: 0x25,
  strx4: 0x28,
  addrx1: 0x29,
  addrx4: 0x2c,
} as const;

/** Reads one attribute. `implicit`: what the abbreviation itself says. @throws DwarfError for forms that are not known. */
export function readForm(
  cursor: Cursor,
  form: number,
  { version, implicit }: { readonly version: number; readonly implicit: bigint },
): FormValue {
  switch (form) {
    case FORM.addr:
      return cursor.u32();
    case 0x03:
      return cursor.take(cursor.u16());
    case 0x04:
      return cursor.take(cursor.u32());
    case 0x05:
    case 0x12:
      return cursor.u16();
    case 0x06:
    case 0x13:
      return cursor.u32();
    case 0x07:
    case 0x14:
    case 0x20:
      return cursor.u64();
    case FORM.string:
      return cursor.text();
    case 0x09:
    case 0x18:
      return cursor.take(cursor.uleb());
    case 0x0a:
      return cursor.take(cursor.u8());
    case 0x0b:
    case FORM.ref1:
    case FORM.strx1:
    case FORM.addrx1:
      return cursor.u8();
    case 0x0c:
      return cursor.u8() !== 0;
    case 0x0d:
      return cursor.sleb();
    case FORM.strp:
    case FORM.secOffset:
    case FORM.lineStrp:
    case 0x1c:
    case 0x1d:
      return cursor.u32();
    case 0x0f:
    case FORM.refUdata:
    case FORM.strx:
    case FORM.addrx:
    case FORM.loclistx:
    case FORM.rnglistx:
      return cursor.uleb();
    case FORM.refAddr:
      // Of the size of an address in DWARF 2, which is that of an offset here.
      return cursor.u32();
    case 0x16: {
      const inner = cursor.uleb();
      if (inner === 0x16) throw new DwarfError('a form of itself');
      return readForm(cursor, inner, { version, implicit });
    }
    case 0x19:
      return true;
    case 0x1e:
      return cursor.take(16);
    case 0x21:
      return implicit;
    case 0x26:
    case 0x2a:
      return cursor.u16();
    case 0x27:
    case 0x2b:
      return cursor.u24();
    case FORM.strx4:
    case FORM.addrx4:
      return cursor.u32();
  }
  throw new DwarfError(`form ${form}`);
}
