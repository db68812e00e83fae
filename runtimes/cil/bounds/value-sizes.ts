/** Bytes of values, rather too many than too few. */
import type { Metadata } from '../meter/metadata.ts';
import { TABLE } from '../meter/schema.ts';
import type { ClosedType, ClosedTypes } from './closed-types.ts';
import { LIMITS } from './limits.ts';

const SLOT = 8;
/** Of a value type from elsewhere, beside its type arguments, each of which it holds once: the largest of the SDK's have 32. */
const FOREIGN = 32;
const STATIC_FIELD = 0x10;

export class ValueSizes {
  readonly #metadata: Metadata;
  readonly #types: ClosedTypes;
  readonly #known = new Map<number, number>();

  constructor(metadata: Metadata, types: ClosedTypes) {
    this.#metadata = metadata;
    this.#types = types;
  }

  of(type: ClosedType): number {
    if (!type.isValue || type.of === undefined) return SLOT;
    const known = this.#known.get(type.id);
    if (known !== undefined) return known;
    // C# lets no value hold itself; whoever looks again below gets this.
    this.#known.set(type.id, SLOT);
    const bytes = Math.max(
      SLOT,
      type.of.table === TABLE.typeDef ? this.#fields(type, type.of.row) : this.#foreign(type),
    );
    this.#known.set(type.id, bytes);
    return bytes;
  }

  #foreign({ args }: ClosedType): number {
    return args.reduce((sum, one) => sum + this.of(one), FOREIGN);
  }

  #fields({ args }: ClosedType, row: number): number {
    const metadata = this.#metadata;
    const { from, to } = metadata.owned(row, 4);
    let bytes = 0;
    // What is too large need not be measured to its end.
    for (let field = from; field < to && bytes <= LIMITS.valueBytes; field++) {
      if ((metadata.value(TABLE.field, field, 0) & STATIC_FIELD) !== 0) continue;
      const given = { type: args, method: [] };
      for (const one of this.#types.signature(metadata.blob(TABLE.field, field, 2), given)) bytes += this.of(one);
    }
    return Math.max(bytes, metadata.declaredSize(row));
  }
}
