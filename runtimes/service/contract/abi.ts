/** Contracts' interfaces and the values that forms make for them. */
import { z } from 'zod';

/** A type of the Solidity ABI; `text` is its canonical form. */
export interface AbiTypeView {
  readonly text: string;
  readonly kind: 'uint' | 'int' | 'address' | 'bool' | 'bytes' | 'string' | 'fixedBytes' | 'array' | 'tuple';
  readonly bits?: number | undefined;
  readonly size?: number | undefined;
  /** Of an integer whose values have names: a form may give a name as well. */
  readonly enum?: { readonly name: string; readonly members: readonly string[] } | undefined;
  readonly item?: AbiTypeView | undefined;
  /** Of an array; undefined: any. */
  readonly length?: number | undefined;
  readonly components?: readonly AbiFieldView[] | undefined;
}

export interface AbiFieldView {
  /** May be empty. */
  readonly name: string;
  readonly type: AbiTypeView;
}

export const abiType: z.ZodType<AbiTypeView> = z.lazy(() =>
  z.object({
    text: z.string(),
    kind: z.enum(['uint', 'int', 'address', 'bool', 'bytes', 'string', 'fixedBytes', 'array', 'tuple']),
    bits: z.number().optional(),
    size: z.number().optional(),
    enum: z.object({ name: z.string(), members: z.array(z.string()).readonly() }).optional(),
    item: abiType.optional(),
    length: z.number().optional(),
    components: z.array(abiField).readonly().optional(),
  }),
);

export const abiField: z.ZodType<AbiFieldView> = z.lazy(() => z.object({ name: z.string(), type: abiType }));

export const abiFunction = z.object({
  name: z.string(),
  /** Canonical: `transfer(address,uint256)`. */
  signature: z.string(),
  mutability: z.enum(['pure', 'view', 'nonpayable', 'payable']),
  inputs: z.array(abiField).readonly(),
  outputs: z.array(abiField).readonly(),
});
export type AbiFunctionView = z.infer<typeof abiFunction>;

/** Text as somebody typed it (`1.5 ether`, `0xab..`, `alice`), lists for arrays, maps by component names or lists for tuples. */
export type FormValue = string | boolean | readonly FormValue[] | { readonly [name: string]: FormValue };

export const formValue: z.ZodType<FormValue> = z.lazy(() =>
  z.union([z.string(), z.boolean(), z.array(formValue), z.record(z.string(), formValue)]),
);

/** A value as JSON shows it: integers as decimal text, tuples as maps where all components have names. */
export type ShownValue = string | boolean | readonly ShownValue[] | { readonly [name: string]: ShownValue };

export const shownValue: z.ZodType<ShownValue> = z.lazy(() =>
  z.union([z.string(), z.boolean(), z.array(shownValue), z.record(z.string(), shownValue)]),
);

export const namedValue = z.object({ name: z.string(), type: z.string(), value: shownValue });
export type NamedValue = z.infer<typeof namedValue>;
