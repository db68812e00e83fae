/** What solc read, by what source maps and types refer to: shared by all artifacts of one compile. */
import { numberOf, objectOf } from '../../../core/json-shape.ts';
import type { SourceSpan } from '../../../sdk/debug-info.ts';
import { childrenOf, nodeOf, type AstNode, type ByteRange } from '../../compiler/language/ast.ts';
import type { SolidityDebug } from '../../compiler/solidity-debug.ts';
import { SourceLines } from './source-lines.ts';
import { statementTree, type TreeNode } from './statement-tree.ts';

export interface SourceFile {
  readonly id: number;
  /** Absolute. */
  readonly path: string;
  readonly text: string;
  readonly lines: SourceLines;
  readonly tree: TreeNode | undefined;
  spanOf(range: ByteRange): SourceSpan;
}

export interface Declaration {
  readonly node: AstNode;
  /** The contract, library or interface that it stands in. */
  readonly contract: AstNode | undefined;
  /** Id of the source. */
  readonly file: number;
}

export interface ProgramIndex {
  /** By the ids of source maps. */
  readonly files: ReadonlyMap<number, SourceFile>;
  readonly byPath: ReadonlyMap<string, SourceFile>;
  /** Contracts, functions, modifiers, types and variables by AST id. */
  readonly declarations: ReadonlyMap<number, Declaration>;
}

const indexes = new WeakMap<SolidityDebug['sources'], ProgramIndex>();

export function programIndex(sources: SolidityDebug['sources']): ProgramIndex {
  const known = indexes.get(sources);
  if (known !== undefined) return known;
  const files = new Map<number, SourceFile>();
  const declarations = new Map<number, Declaration>();
  for (const { id, text, path, ast } of Object.values(sources)) {
    files.set(id, sourceFile(id, text, path, ast));
    const root = nodeOf(ast);
    if (root !== undefined) collect(root, undefined, id, declarations);
  }
  const byPath = new Map([...files.values()].map((file) => [file.path, file]));
  const index = { files, byPath, declarations };
  indexes.set(sources, index);
  return index;
}

function sourceFile(id: number, text: string, path: string, ast: unknown): SourceFile {
  let lines: SourceLines | undefined;
  let tree: { readonly root: TreeNode | undefined } | undefined;
  const file = {
    id,
    path,
    text,
    get lines() {
      return (lines ??= new SourceLines(text));
    },
    get tree() {
      return (tree ??= { root: statementTree(ast) }).root;
    },
    spanOf: ({ start, end }: ByteRange): SourceSpan => {
      const from = file.lines.positionOf(start);
      const to = file.lines.positionOf(end);
      return { file: path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
    },
  };
  return file;
}

/** What nothing refers to is not walked: expressions. */
const DECLARES = /Definition$|^VariableDeclaration$/;

function collect(node: AstNode, contract: AstNode | undefined, file: number, into: Map<number, Declaration>): void {
  if (DECLARES.test(node.nodeType)) {
    const id = numberOf(node['id']);
    if (id >= 0) into.set(id, { node, contract, file });
  }
  const within = node.nodeType === 'ContractDefinition' ? node : contract;
  for (const child of childrenOf(node)) collect(child, within, file, into);
}

/** The contract that an artifact is of. */
export function contractNamed(
  { declarations }: ProgramIndex,
  sources: SolidityDebug['sources'],
  unit: string,
  name: string,
): AstNode | undefined {
  const file = numberOf(objectOf(sources[unit])['id']);
  for (const { node, file: own } of declarations.values())
    if (own === file && node.nodeType === 'ContractDefinition' && node['name'] === name) return node;
  return undefined;
}
