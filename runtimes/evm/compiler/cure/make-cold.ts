/**
 * Rewrites a Solidity contract so that a number which everybody adds to is no longer one cell: as a counter of the ledger, whose additions
 * commute, or as shards by sender. Only what needs no judgement is done: additions as statements of their own, in functions that do not also
 * read the number. What stays different: a sum beyond the type's range does not revert, nor does `+=` of 2^128 and more go through.
 */
import type { Artifact } from '../../../core/artifact.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { CureId, RewrittenSources } from '../../../sdk/cure.ts';
import { childrenOf, nameOf, nodeOf, type AstNode } from '../language/ast.ts';
import type { SolidityDebug } from '../solidity-debug.ts';
import {
  findVariable,
  isPublic,
  overridesOf,
  placeOf,
  spanOf,
  textIn,
  unitsOf,
  usesOf,
  type Declared,
  type Span,
  type Unit,
  type Use,
} from './variable-uses.ts';

interface Edit {
  readonly at: Span;
  readonly text: string;
}

/** More lanes than this are rare, and reading all of them costs as many reads. */
const SHARDS = 32;

export function makeCold(artifact: Artifact, variable: string, cure: CureId): Result<RewrittenSources, string> {
  const debug = artifact.debug as SolidityDebug | undefined;
  if (debug?.language !== 'solidity') return err('its source is not known');
  const units = unitsOf(debug);
  const declared = findVariable(units, artifact.contract, variable);
  if (!declared.ok) return declared;
  if (isPackage(declared.value.span.unit))
    return err(`${placeOf(declared.value.span)}: it belongs to a package, whose sources are not yours to change`);
  const uses = usesOf(units, declared.value);
  if (!uses.ok) return uses;
  const flaw = flawIn(declared.value, uses.value, cure);
  if (flaw !== undefined) return err(flaw);
  const edits =
    cure === 'counter' ? asCounter(declared.value, uses.value, units) : asShards(declared.value, uses.value, units);
  return ok(applied(edits));
}

const isPackage = ({ source, name }: Unit): boolean =>
  /(^|\/)node_modules\//.test(source.path) || /^(@|interleave\/)/.test(name);

function flawIn({ span, keys }: Declared, uses: readonly Use[], cure: CureId): string | undefined {
  const adds = uses.filter(({ kind }) => kind === 'add');
  if (adds.length === 0) return `${placeOf(span)}: nothing adds to it`;
  if (cure === 'shards' && keys > 0) return `${placeOf(span)}: each key has a cell of its own already`;
  const foreign = uses.find((use) => isPackage(use.span.unit));
  if (foreign !== undefined) return `${placeOf(foreign.span)}: a package uses it`;
  const both = uses.find(
    (use) => use.kind === 'read' && adds.some(({ inFunction }) => inFunction !== 0 && inFunction === use.inFunction),
  );
  if (both !== undefined)
    return `${placeOf(both.span)}: the function that adds to it also reads it, and who reads a sum waits for everybody who added to it`;
  return undefined;
}

function asCounter(variable: Declared, uses: readonly Use[], units: readonly Unit[]): Edit[] {
  const name = freeName(`${nameOf(variable.node)}_`, units);
  const clash = units.some(
    ({ name: unit, source }) => !unit.startsWith('interleave/') && /\b(Counter|CounterLib)\b/.test(source.text),
  );
  const [type, library] = clash ? ['SharedCounter', 'SharedCounterLib'] : ['Counter', 'CounterLib'];
  const value = (keys: string): string => cast(variable.type, `uint256(${library}.get(${name}${keys}))`);
  const edits = uses.map((use): Edit => ({
    at: use.span,
    text: use.kind === 'read' ? value(use.keys) : `${library}.add(${name}${use.keys}, ${use.amount})`,
  }));
  edits.push(declaration(variable, name, type, value));
  const touched = new Set([variable.span.unit, ...uses.map(({ span }) => span.unit)]);
  for (const unit of touched) {
    const names = [unit === variable.span.unit ? ['Counter', type] : [], ['CounterLib', library]]
      .filter(([from]) => from !== undefined)
      .map(([from, to]) => (from === to ? from : `${from} as ${to}`));
    edits.push(importing(unit, `import {${names.join(', ')}} from "interleave/Counter.sol";`));
  }
  return edits;
}

function asShards(variable: Declared, uses: readonly Use[], units: readonly Unit[]): Edit[] {
  const name = freeName(`${nameOf(variable.node)}_`, units);
  const sum = freeName(`${nameOf(variable.node)}Sum_`, units);
  const value = (): string => cast(variable.type, `${sum}()`);
  const edits = uses.map((use): Edit => ({
    at: use.span,
    text: use.kind === 'read' ? value() : `${name}[uint160(msg.sender) % ${SHARDS}] += ${use.amount}`,
  }));
  const { indent } = lineAt(variable.span);
  const body = [
    '',
    '',
    `/// Of all shards: who reads it reads each of them.`,
    `function ${sum}() internal view returns (uint256 sum) {`,
    `    for (uint256 n = 0; n < ${SHARDS}; ++n) sum += ${name}[n];`,
    '}',
  ].join(`\n${indent}`);
  const { at, text } = declaration(variable, name, `${variable.type}[${SHARDS}]`, value);
  return [...edits, { at, text: text + body }];
}

const cast = (type: string, value: string): string => (/^uint(256)?$/.test(type) ? value : `${type}(${value})`);

/** The variable under its new name and type; its getter stays as it was for everybody else. */
function declaration(variable: Declared, name: string, type: string, value: (keys: string) => string): Edit {
  const { node, span, keys } = variable;
  const at = withSemicolon(span);
  const typeText = textIn(spanOf(span.unit, nodeOf(node['typeName'])?.src));
  const newType = keys === 0 ? type : typeText.replace(new RegExp(`\\b${variable.type}(?=[^=]*$)`), type);
  const held = `${newType} internal ${name};`;
  if (!isPublic(node)) return { at, text: held };
  const parameters = keyTypes(span.unit, node);
  const names = parameters.map((_, n) => `key${n === 0 ? '' : n}`);
  const list = parameters.map((text, n) => `${text} ${names[n]}`).join(', ');
  const { indent } = lineAt(span);
  // The getter first: what the comment above says of the variable is then said of it.
  const getter = [
    `function ${nameOf(node)}(${list}) public view${overridesOf(span.unit, node)} returns (${variable.type}) {`,
    `    return ${value(names.map((key) => `[${key}]`).join(''))};`,
    '}',
    '',
    held,
  ].join(`\n${indent}`);
  return { at, text: getter.replaceAll(/[ \t]+\n/g, '\n') };
}

function keyTypes(unit: Unit, node: AstNode): string[] {
  const types: string[] = [];
  for (let type = nodeOf(node['typeName']); type?.nodeType === 'Mapping'; type = nodeOf(type['valueType'])) {
    const text = textIn(spanOf(unit, nodeOf(type['keyType'])?.src));
    types.push(/^(string|bytes)$/.test(text) ? `${text} memory` : text);
  }
  return types;
}

function withSemicolon({ unit, start, end }: Span): Span {
  const semicolon = unit.source.text.indexOf(';', end);
  return { unit, start, end: semicolon < 0 ? end : semicolon + 1 };
}

function lineAt({ unit, start }: Span): { readonly indent: string } {
  const { text } = unit.source;
  const begin = text.lastIndexOf('\n', start - 1) + 1;
  return { indent: /^[ \t]*/.exec(text.slice(begin, start))?.[0] ?? '' };
}

/** Behind the other imports, else behind the pragma. */
function importing(unit: Unit, text: string): Edit {
  const nodes = childrenOf(unit.source.ast as AstNode);
  const last =
    nodes.findLast(({ nodeType }) => nodeType === 'ImportDirective') ??
    nodes.findLast(({ nodeType }) => nodeType === 'PragmaDirective');
  if (last === undefined) return { at: { unit, start: 0, end: 0 }, text: `${text}\n` };
  const { end } = spanOf(unit, last.src);
  const isImport = last.nodeType === 'ImportDirective';
  return { at: { unit, start: end, end }, text: `${isImport ? '' : '\n'}\n${text}` };
}

function freeName(wanted: string, units: readonly Unit[]): string {
  let name = wanted;
  while (units.some(({ source }) => new RegExp(`\\b${name}\\b`).test(source.text))) name += '_';
  return name;
}

/** From the end to the beginning, so that places stay right. */
function applied(edits: readonly Edit[]): RewrittenSources {
  const byUnit = new Map<Unit, Edit[]>();
  for (const edit of edits) byUnit.set(edit.at.unit, [...(byUnit.get(edit.at.unit) ?? []), edit]);
  const texts = new Map<string, string>();
  for (const [{ source }, own] of byUnit) {
    let { text } = source;
    for (const { at, text: put } of own.sort((a, b) => b.at.start - a.at.start))
      text = text.slice(0, at.start) + put + text.slice(at.end);
    texts.set(source.path, text);
  }
  return texts;
}
