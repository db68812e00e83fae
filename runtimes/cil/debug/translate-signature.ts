/** Types in signatures of one assembly as another one writes them that was made of the same sources: rows of types may differ. */
import { TYPE, typeDefOrRef } from '../meter/called-methods.ts';
import { compress, compressed, MeterError, type Metadata } from '../meter/metadata.ts';
import { TABLE } from '../meter/schema.ts';
import { typeText } from '../meter/signature-text.ts';

/** undefined: the other assembly has no such type, or it is one that no variable is told of. */
export function createTranslation(from: Metadata, to: Metadata): (signature: Buffer) => Buffer | undefined {
  const rows = new Map<string, number>();
  for (const [table, tag] of [
    [TABLE.typeRef, 1],
    [TABLE.typeDef, 0],
  ] as const)
    for (let row = 1; row <= to.count(table); row++) rows.set(typeText(to, { table, row }), (row << 2) | tag);
  return (signature) => {
    const reader = { at: 0 };
    const number = (): number => {
      const { length, bytes } = compressed(signature, reader.at);
      reader.at += bytes;
      return length;
    };
    const named = (): Buffer => {
      const row = rows.get(typeText(from, typeDefOrRef(number())));
      if (row === undefined) throw new MeterError('no such type');
      return compress(row);
    };
    const type = (): Buffer => {
      const kind = signature.readUInt8(reader.at++);
      switch (kind) {
        case TYPE.class:
        case TYPE.valueType:
          return Buffer.concat([Buffer.of(kind), named()]);
        case TYPE.szArray:
          return Buffer.concat([Buffer.of(kind), type()]);
        case TYPE.typeParameter:
        case TYPE.methodParameter:
          return Buffer.concat([Buffer.of(kind), compress(number())]);
        case TYPE.generic: {
          const head = Buffer.of(kind, signature.readUInt8(reader.at++));
          const name = named();
          const count = number();
          return Buffer.concat([head, name, compress(count), ...Array.from({ length: count }, type)]);
        }
        case TYPE.pointer:
        case TYPE.byRef:
        case TYPE.array:
        case TYPE.pinned:
        case TYPE.typedByRef:
        case TYPE.functionPointer:
        case TYPE.requiredModifier:
        case TYPE.optionalModifier:
          throw new MeterError('none that is told');
        default:
          return Buffer.of(kind);
      }
    };
    try {
      return type();
    } catch (error) {
      if (error instanceof MeterError || error instanceof RangeError) return undefined;
      throw error;
    }
  };
}
