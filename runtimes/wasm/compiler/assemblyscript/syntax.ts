/** The part of AssemblyScript's syntax tree that the compiler looks at. Kinds and flags are those of assemblyscript 0.28. */
import * as assemblyscript from 'assemblyscript';

export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Node {
  readonly kind: number;
  readonly range: Range;
}

export interface Identifier extends Node {
  readonly text: string;
}

export interface TypeNode extends Node {
  readonly isNullable: boolean;
  readonly name?: { readonly identifier: Identifier; readonly next: { readonly identifier: Identifier } | null };
  readonly typeArguments?: readonly TypeNode[] | null;
}

export interface Decorator extends Node {
  readonly name: Node & { readonly text?: string };
  readonly args: readonly (Node & { readonly value?: unknown })[] | null;
}

export interface Parameter extends Node {
  readonly name: Identifier;
  readonly type: TypeNode;
  readonly initializer: Node | null;
}

export interface Declaration extends Node {
  readonly name: Identifier;
  readonly flags: number;
  readonly decorators: readonly Decorator[] | null;
}

export interface Field extends Declaration {
  readonly type: TypeNode | null;
  readonly initializer: Node | null;
}

export interface Method extends Declaration {
  readonly typeParameters: readonly Node[] | null;
  readonly signature: { readonly parameters: readonly Parameter[]; readonly returnType: TypeNode };
  readonly body: Node | null;
}

export interface ClassNode extends Declaration {
  readonly typeParameters: readonly Node[] | null;
  readonly extendsType: TypeNode | null;
  readonly members: readonly Declaration[];
}

/** `type Name = ..` */
export interface AliasNode extends Declaration {
  readonly type: TypeNode;
}

export interface ImportNode extends Node {
  readonly declarations: readonly (Declaration & { readonly foreignName: Identifier })[] | null;
  readonly namespaceName: Identifier | null;
  readonly path: Node & { readonly value: string };
}

export interface ExportNode extends Node {
  readonly members: readonly { readonly localName: Identifier; readonly exportedName: Identifier }[] | null;
  readonly path: (Node & { readonly value: string }) | null;
}

export const KIND = {
  namedType: 1,
  identifier: 7,
  call: 10,
  new: 18,
  super: 24,
  export: 36,
  exportDefault: 37,
  import: 43,
  throw: 46,
  variable: 48,
  class: 52,
  enum: 53,
  field: 55,
  function: 56,
  interface: 58,
  method: 59,
  type: 61,
} as const;

export const FLAG = {
  export: 2,
  static: 32,
  readonly: 64,
  abstract: 128,
  private: 512,
  protected: 1024,
  get: 2048,
  set: 4096,
  constructor: 524288,
} as const;

/** `export default class ..` */
export interface ExportDefaultNode extends Node {
  readonly declaration: Declaration;
}

export const has = (declaration: Declaration, flag: number): boolean => (declaration.flags & flag) !== 0;

/** A message of the compiler. */
export interface Message {
  readonly code: number;
  /** 0 pedantic, 1 info, 2 warning, 3 error. */
  readonly category: number;
  readonly message: string;
  readonly range: (Range & { readonly source: { readonly normalizedPath: string } }) | null;
}

interface Api {
  newOptions(): unknown;
  newProgram(options: unknown): { readonly sources: readonly { readonly statements: readonly Node[] }[] };
  parse(program: unknown, text: string, path: string, isEntry: boolean): void;
  nextDiagnostic(program: unknown): Message | null;
}

const api = assemblyscript as unknown as Api;

export interface Parsed {
  readonly statements: readonly Node[];
  readonly messages: readonly Message[];
}

export function parse(text: string, path: string): Parsed {
  const program = api.newProgram(api.newOptions());
  api.parse(program, text, path, true);
  const messages: Message[] = [];
  for (let next = api.nextDiagnostic(program); next; next = api.nextDiagnostic(program)) messages.push(next);
  return { statements: program.sources[0]?.statements ?? [], messages };
}

/** Every node below, in the order of the text where it matters to nobody. */
export function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) {
    for (const one of node) walk(one, visit);
    return;
  }
  if (!isNode(node)) return;
  visit(node);
  for (const [name, child] of Object.entries(node))
    if (name !== 'range' && typeof child === 'object') walk(child, visit);
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'kind' in value && 'range' in value && typeof value.kind === 'number';

/** The names of a declaration's decorators, without `@`. */
export const decoratorNames = (declaration: Declaration): readonly string[] =>
  (declaration.decorators ?? []).map((one) => one.name.text ?? '');

export const decorator = (declaration: Declaration, name: string): Decorator | undefined =>
  declaration.decorators?.find((one) => one.name.text === name);
