/** A file with all it imports, as solc understood it: what is declared where, and what each word means. */
import { listOf, numberOf, objectOf, textOf } from '../../../core/json-shape.ts';
import type { SourceGraph } from '../source-graph.ts';
import { childrenOf, isNode, nameOf, nodesOf, rangeOf, targetOf, type AstNode } from './ast.ts';

export interface Unit {
  readonly name: string;
  /** Real absolute path. */
  readonly path: string;
  readonly text: string;
  readonly root: AstNode;
  /** From bytes of UTF-8, as solc counts, to UTF-16 units. */
  readonly offset: (byte: number) => number;
  /** Words that mean something declared somewhere, in the order of the text. */
  readonly words: readonly Word[];
}

/** Offsets in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Word extends Span {
  /** Id of what is declared. */
  readonly target: number;
}

export interface Declaration {
  readonly node: AstNode;
  readonly unit: Unit;
  readonly parent: AstNode | undefined;
  /** Its name, where it has one. */
  readonly at: Span | undefined;
}

export interface Program {
  readonly entry: Unit;
  /** By unit name. */
  readonly units: ReadonlyMap<string, Unit>;
  readonly declarations: ReadonlyMap<number, Declaration>;
  /** Whether solc has resolved names and types; otherwise it has parsed only. */
  readonly isAnalysed: boolean;
}

/** undefined: the answer has no tree of the requested file. */
export function readProgram(graph: SourceGraph, sources: unknown, isAnalysed: boolean): Program | undefined {
  const units = new Map<string, Unit>();
  const declarations = new Map<number, Declaration>();
  for (const [name, { text, real }] of graph.units) {
    const root = objectOf(objectOf(sources)[name])['ast'];
    if (isNode(root))
      units.set(name, readUnit({ name, path: real, text, root, offset: offsetsOf(text) }, declarations));
  }
  const entry = units.get(graph.entry);
  return entry && { entry, units, declarations, isAnalysed };
}

function readUnit(bare: Omit<Unit, 'words'>, declarations: Map<number, Declaration>): Unit {
  const words: Word[] = [];
  const unit: Unit = { ...bare, words };
  const { offset } = unit;
  const span = (src: unknown): Span | undefined => {
    const range = rangeOf(src);
    return range && { start: offset(range.start), end: offset(range.end) };
  };
  const mean = (at: Span | undefined, target: number): void => {
    if (at !== undefined && target >= 0) words.push({ ...at, target });
  };
  const visit = (node: AstNode, parent: AstNode | undefined): void => {
    if (DECLARES.has(node.nodeType)) declarations.set(node.id, { node, unit, parent, at: placeOf(unit, node, span) });
    readWords(node, unit.text, span, mean);
    for (const child of childrenOf(node)) visit(child, node);
  };
  visit(unit.root, undefined);
  words.sort((a, b) => a.start - b.start || b.end - a.end);
  return unit;
}

const DECLARES = new Set([
  'SourceUnit',
  'ContractDefinition',
  'FunctionDefinition',
  'ModifierDefinition',
  'EventDefinition',
  'ErrorDefinition',
  'StructDefinition',
  'EnumDefinition',
  'EnumValue',
  'VariableDeclaration',
  'UserDefinedValueTypeDefinition',
  'ImportDirective',
]);

/** solc says where names stand since 0.8.2; before that they are looked for. */
function placeOf(unit: Unit, node: AstNode, span: (src: unknown) => Span | undefined): Span | undefined {
  const name = nameOf(node);
  if (name === '') return undefined;
  const given = span(node['nameLocation']);
  if (given !== undefined) return given;
  const whole = span(node.src);
  if (whole === undefined) return undefined;
  const found = new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).exec(
    unit.text.slice(whole.start, whole.end),
  );
  return found ? { start: whole.start + found.index, end: whole.start + found.index + name.length } : undefined;
}

function readWords(
  node: AstNode,
  text: string,
  span: (src: unknown) => Span | undefined,
  mean: (at: Span | undefined, target: number) => void,
): void {
  switch (node.nodeType) {
    case 'Identifier':
      return mean(span(node.src), targetOf(node));
    case 'IdentifierPath':
    case 'UserDefinedTypeName': {
      if (isNode(node['pathNode'])) return;
      const places = listOf(node['nameLocations']);
      return mean(places.length > 0 ? span(places.at(-1)) : lastWord(text, span(node.src)), targetOf(node));
    }
    case 'MemberAccess': {
      const whole = span(node.src);
      const name = textOf(node['memberName']);
      const tail = whole && { start: whole.end - name.length, end: whole.end };
      return mean(span(node['memberLocation']) ?? tail, targetOf(node));
    }
    case 'InlineAssembly':
      for (const reference of listOf(node['externalReferences']).map(objectOf))
        mean(span(reference['src']), numberOf(reference['declaration']));
      return;
    case 'ImportDirective': {
      const whole = span(node.src);
      const quoted = whole && /(["']).*?\1/s.exec(text.slice(whole.start, whole.end));
      if (whole && quoted) {
        const start = whole.start + quoted.index;
        mean({ start, end: start + quoted[0].length }, numberOf(node['sourceUnit']));
      }
      for (const { foreign } of listOf(node['symbolAliases']).map(objectOf))
        if (isNode(foreign)) mean(span(foreign.src), targetOf(foreign));
      return;
    }
  }
}

function lastWord(text: string, at: Span | undefined): Span | undefined {
  if (at === undefined) return undefined;
  const dot = text.slice(at.start, at.end).lastIndexOf('.');
  return { start: at.start + dot + 1, end: at.end };
}

/** Where all is ASCII, both are the same. */
export function offsetsOf(text: string): (byte: number) => number {
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length === text.length) return (byte) => byte;
  const units = new Uint32Array(bytes.length + 1);
  let at = 0;
  for (let byte = 0; byte < bytes.length; byte++) {
    const value = bytes[byte] ?? 0;
    units[byte] = at;
    // The last byte of a character takes its units along: two for those of four bytes.
    if ((value & 0xc0) !== 0x80) at += value >= 0xf0 ? 2 : 1;
  }
  units[bytes.length] = at;
  return (byte) => units[Math.min(byte, bytes.length)] ?? at;
}

/** Nodes around a place, the outermost first. */
export function enclosing(unit: Unit, at: number): readonly AstNode[] {
  const { offset } = unit;
  const around: AstNode[] = [];
  const visit = (node: AstNode): void => {
    around.push(node);
    for (const child of childrenOf(node)) {
      const range = rangeOf(child.src);
      if (range && offset(range.start) <= at && at <= offset(range.end)) return visit(child);
    }
  };
  visit(unit.root);
  return around;
}

/** The word at a place, or that ends there. */
export function wordAt(unit: Unit, at: number): Word | undefined {
  return unit.words.filter(({ start, end }) => start <= at && at <= end).at(-1);
}

/** Declarations of the file itself that a unit has at its outermost level. */
export const topLevel = (unit: Unit): readonly AstNode[] => nodesOf(unit.root['nodes']);
