/**
 * The part of the WebAssembly JavaScript interface that Node has and the project uses (WebAssembly JavaScript Interface, W3C).
 * Node's types lack it, and the browser's library would bring the whole DOM along.
 */
declare namespace WebAssembly {
  class CompileError extends Error {}
  class LinkError extends Error {}
  class RuntimeError extends Error {}

  type ExportValue = Global | Memory | Table | ((...args: never[]) => unknown);

  class Module {
    readonly [Symbol.toStringTag]: string;
    constructor(bytes: Uint8Array<ArrayBuffer>);
    static customSections(module: Module, name: string): ArrayBuffer[];
    static exports(module: Module): { name: string; kind: string }[];
    static imports(module: Module): { module: string; name: string; kind: string }[];
  }

  class Instance {
    constructor(module: Module, imports?: Record<string, Record<string, unknown>>);
    readonly exports: Readonly<Record<string, ExportValue>>;
  }

  class Memory {
    constructor(descriptor: { initial: number; maximum?: number });
    readonly buffer: ArrayBuffer;
    /** Returns the pages before. */
    grow(pages: number): number;
  }

  class Global<T = number | bigint> {
    constructor(descriptor: { value: string; mutable?: boolean }, value?: T);
    value: T;
  }

  class Table {
    readonly length: number;
  }

  function validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}
