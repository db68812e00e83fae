import type { HostFunction } from './host-functions.ts';
import type { FunctionType, ValueType } from './value-type.ts';

/** A module as far as preparation changes or checks it. Bytes are views into the module. */
export interface ParsedModule {
  readonly types: FunctionType[];
  readonly imports: { readonly name: HostFunction; readonly type: number }[];
  /** Type of each function, imported ones first. */
  readonly functions: number[];
  readonly tables: Limits[];
  readonly memories: Limits[];
  readonly globals: GlobalDefinition[];
  readonly exports: Map<string, { readonly kind: number; readonly index: number }>;
  start: number | undefined;
  /** Active segments only: without `table.init` the others have no effect. */
  readonly elements: ElementSegment[];
  elementCount: number;
  hasDataCount: boolean;
  readonly bodies: { readonly start: number; readonly end: number }[];
  readonly data: DataSegment[];
}

export interface Limits {
  readonly minimum: number;
  readonly maximum: number | undefined;
}

export interface GlobalDefinition {
  readonly type: ValueType;
  readonly mutable: boolean;
  /** The constant expression with its end. */
  readonly initial: Uint8Array;
  /** A NaN, whose bits do not survive the way through JavaScript. */
  readonly nan: boolean;
}

export interface ElementSegment {
  readonly table: number;
  readonly offset: number;
  /** Function indices; undefined is a null reference. */
  readonly functions: readonly (number | undefined)[];
}

export interface DataSegment {
  /** Where it goes at instantiation; undefined: passive. */
  readonly offset: number | undefined;
  readonly bytes: Uint8Array;
}

/** Kinds of imports and exports. */
export const KIND = { function: 0, table: 1, memory: 2, global: 3, tag: 4 } as const;
