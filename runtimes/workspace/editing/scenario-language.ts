/** What an editor asks about a scenario: the same questions as of a compiler. */
import { isMap, isPair, isScalar, isSeq, visit, type Node, type Scalar } from 'yaml';
import { formatText } from '../../compiling/format/formatter.ts';
import { ok } from '../../core/result.ts';
import type { CodeSymbol, Hover, LanguageService, OpenDocument, TextRange } from '../../sdk/language-service.ts';
import { completeScenario, functionText } from './complete-scenario.ts';
import { chosen, type ScenarioContext } from './scenario-context.ts';
import { ACCOUNTS, CONTRACT, ENTRY, EXPECTATION, GENERATOR, POLICY_DOCS, PRECOMPILE, TOP } from './scenario-keys.ts';
import { declaredNames, type DeclaredContract } from './scenario-model.ts';
import { offsetOf, rangeIn } from './text-place.ts';
import { parseLoosely } from './yaml-place.ts';

/** Whether a YAML file is a scenario: by its name, or by what it has. */
export const isScenario = (path: string, text: string): boolean =>
  /\.ya?ml$/i.test(path) && (/scenario[^/]*$/i.test(path) || /^(?:contracts|traffic|precompiles)[ \t]*:/m.test(text));

/** @param path how the file is called in the workspace. */
export function createScenarioLanguage(context: ScenarioContext, path: string): LanguageService {
  return {
    complete: async (document, place) => ok(await completeScenario(document, offsetOf(document.text, place), context)),
    hover: async (document, place) => ok(await hover(document, offsetOf(document.text, place), context, path)),
    define: (document, place) => Promise.resolve(ok(define(document, offsetOf(document.text, place), path))),
    signatures: () => Promise.resolve(ok(undefined)),
    references: () => Promise.resolve(ok([])),
    outline: (document) => Promise.resolve(ok(outline(document, path))),
    format: ({ text }) => formatText('yaml', text),
  };
}

interface Pointed {
  readonly scalar: Scalar;
  readonly isKey: boolean;
  readonly keys: readonly string[];
  readonly siblings: ReadonlyMap<string, string>;
}

/** The scalar at a place. */
function pointedAt(text: string, at: number): Pointed | undefined {
  let found: Pointed | undefined;
  visit(parseLoosely(text), {
    Scalar: (role, scalar, around) => {
      const [start = -1, end = -1] = scalar.range ?? [];
      if (start > at || at > end) return undefined;
      const pairs = around.filter((one) => isPair(one)).filter((one) => role !== 'key' || one.key !== scalar);
      const map = around.findLast((one) => isMap(one));
      const siblings = new Map(
        (isMap(map) ? map.items : []).map(({ key, value }) => [textOf(key), textOf(value)] as const),
      );
      found = { scalar, isKey: role === 'key', keys: pairs.map(({ key }) => textOf(key)), siblings };
      return visit.BREAK;
    },
  });
  return found;
}

const textOf = (node: unknown): string => (isScalar(node) ? String(node.value) : '');

function keysIn(keys: readonly string[]): typeof TOP {
  if (keys.length === 0) return TOP;
  if (keys.length > 2) return GENERATOR;
  const [first] = keys;
  if (keys.length === 1) {
    if (first === 'accounts') return ACCOUNTS;
    if (first === 'expect') return EXPECTATION;
    return first === 'setup' || first === 'traffic' ? ENTRY : [];
  }
  if (first === 'contracts') return CONTRACT;
  return first === 'precompiles' ? PRECOMPILE : GENERATOR;
}

async function hover(
  document: OpenDocument,
  at: number,
  context: ScenarioContext,
  path: string,
): Promise<Hover | undefined> {
  const pointed = pointedAt(document.text, at);
  const [start, end] = pointed?.scalar.range ?? [];
  if (pointed === undefined || start === undefined || end === undefined) return undefined;
  const range = rangeIn(path, document.text, [start, end]);
  const text = textOf(pointed.scalar);
  if (pointed.isKey) {
    const known = keysIn(pointed.keys).find(({ key }) => key === text);
    if (known)
      return {
        declaration: `${known.key}: ${known.example}`,
        kind: 'property',
        documentation: known.documentation,
        range,
      };
  }
  const last = pointed.keys.at(-1);
  if (last === 'policy' && POLICY_DOCS[text] !== undefined)
    return { declaration: `policy: ${text}`, kind: 'enumMember', documentation: POLICY_DOCS[text], range };
  const { contracts, accounts } = declaredNames(parseLoosely(document.text));
  const callee = contracts.find(({ name }) => name === (last === 'call' ? pointed.siblings.get('to') : nameIn(text)));
  if (callee && (last === 'call' || last === 'read')) {
    const wanted = last === 'call' ? text : text.slice(text.indexOf('.') + 1);
    const abi = await abiOf(document, context, callee);
    const called = abi?.abi.functions.filter(
      ({ name, signature }) => signature === wanted || name === wanted.replace(/\(.*$/s, ''),
    );
    if (called && called.length > 0)
      return {
        declaration: called.map(functionText).join('\n'),
        kind: 'method',
        documentation: `In ${abi?.name ?? ''} of ${callee.source ?? ''}.`,
        range,
      };
  }
  if (callee) {
    const abi = await abiOf(document, context, callee);
    const functions = abi?.abi.functions.map(functionText).join('\n') ?? '';
    const declaration = `${callee.name}: ${abi?.name ?? 'not compiled'}${functions === '' ? '' : `\n${functions}`}`;
    return { declaration, kind: 'class', documentation: callee.source ?? '', range };
  }
  const account = accounts.findIndex(({ name }) => name === nameIn(text));
  return account < 0
    ? undefined
    : { declaration: nameIn(text), kind: 'constant', documentation: `Account ${account}.`, range };
}

/** `$token`, `token.balanceOf(..)`, `token`. */
const nameIn = (text: string): string => text.replace(/^\$/, '').replace(/\..*$/s, '');

const abiOf = async (
  { file }: OpenDocument,
  context: ScenarioContext,
  { source, contract, isPrecompile }: DeclaredContract,
) => {
  const found = source === undefined ? undefined : await context.contractsOf(file, source);
  return found?.ok ? chosen(found.value, contract, isPrecompile) : undefined;
};

/** Contracts and accounts lead to where the file names them. Where a function is, its source's language knows. */
function define(document: OpenDocument, at: number, path: string): readonly TextRange[] {
  const pointed = pointedAt(document.text, at);
  if (pointed === undefined) return [];
  const text = textOf(pointed.scalar);
  const last = pointed.keys.at(-1);
  if (last === 'source' || last === 'abi') {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    return [{ file: normal(folder + text), line: 1, column: 1, endLine: 1, endColumn: 1 }];
  }
  const { contracts, accounts } = declaredNames(parseLoosely(document.text));
  const found =
    contracts.find(({ name }) => name === nameIn(text))?.key ??
    accounts.find(({ name }) => name === nameIn(text))?.node;
  const [start, end] = found?.range ?? [];
  return start === undefined || end === undefined ? [] : [rangeIn(path, document.text, [start, end])];
}

function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  return parts.join('/');
}

function outline({ text }: OpenDocument, path: string): readonly CodeSymbol[] {
  const root = parseLoosely(text).contents;
  if (!isMap(root)) return [];
  return root.items.flatMap((pair) => symbol(pair.key as Node, pair.value as Node | null, text, path));
}

function symbol(key: Node, value: Node | null, text: string, path: string): readonly CodeSymbol[] {
  const [start, end] = key.range ?? [];
  if (start === undefined || end === undefined) return [];
  const selection = rangeIn(path, text, [start, end]);
  const children = isMap(value)
    ? value.items.flatMap((pair) => (isMap(pair.value) ? symbol(pair.key as Node, null, text, path) : []))
    : [];
  const detail = isSeq(value) ? String(value.items.length) : '';
  const last = Math.max(end, value?.range?.[1] ?? end);
  return [
    { name: textOf(key), kind: 'property', detail, range: rangeIn(path, text, [start, last]), selection, children },
  ];
}
