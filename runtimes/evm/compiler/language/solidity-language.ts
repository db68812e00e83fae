/** What an editor asks about Solidity, answered from solc's tree. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatText } from '../../../compiling/format/formatter.ts';
import { ok, type Result } from '../../../core/result.ts';
import type {
  Definition,
  Hover,
  LanguageService,
  OpenDocument,
  SignatureHelp,
  TextPlace,
} from '../../../sdk/language-service.ts';
import { nameOf, nodesOf, type AstNode } from './ast.ts';
import { complete } from './complete.ts';
import { callParameters, declarationText, documentationOf, kindOf, parameterDocs, parameterText } from './describe.ts';
import { evaluate, isCallable } from './evaluate.ts';
import { CodeBefore } from './expression.ts';
import { completePath, importBefore } from './import-paths.ts';
import { openAt, type Opened } from './opened.ts';
import { outline } from './outline.ts';
import { wordAt, type Declaration, type Program, type Span, type Unit } from './program.ts';
import { createPrograms, offsetAt, type AskSolc } from './read-program.ts';
import { declarationAt, references } from './references.ts';
import { blank } from './repair.ts';
import { positionOf } from '../source-position.ts';
import { workspacePath } from './workspace-path.ts';

/** Files of a workspace that are searched for references at most. */
const MOST_FILES = 2_000;
/** Of those, so many are analysed because they have the word. */
const MOST_PROGRAMS = 60;

export function createSolidityLanguage(askSolc: AskSolc): LanguageService {
  const programs = createPrograms(askSolc);

  const about = async <T>(
    document: OpenDocument,
    place: TextPlace,
    answer: (opened: Opened) => T | Promise<T>,
    nothing: T,
    text = document.text,
  ): Promise<Result<T, string>> => {
    const program = await programs.read({ ...document, text });
    if (!program.ok) return program;
    return ok(program.value ? await answer(openAt(document, program.value, place)) : nothing);
  };

  /** Programs of all files that have a word. */
  const programsWith = async ({ workspace, file }: OpenDocument, word: string): Promise<readonly Program[]> => {
    const found: Program[] = [];
    for (const path of await sourcesIn(workspace)) {
      if (found.length >= MOST_PROGRAMS) break;
      const text = path === file ? '' : await readFile(path, 'utf8').catch(() => '');
      if (!text.includes(word)) continue;
      const program = await programs.read({ file: path, workspace, text });
      if (program.ok && program.value) found.push(program.value);
    }
    return found;
  };

  return {
    complete: async (document, place) => {
      const at = offsetAt(document.text, place);
      const path = importBefore(document.text, at);
      if (path !== undefined) return ok(await completePath(document, path));
      return about(document, place, complete, [], withoutExpression(document.text, at));
    },
    hover: (document, place) => about(document, place, hover, undefined),
    signatures: (document, place) => {
      const at = offsetAt(document.text, place);
      return about(document, place, signatures, undefined, withoutExpression(document.text, at));
    },
    define: (document, place) => about(document, place, define, []),
    references: (document, place) =>
      about(document, place, (opened) => references(opened, (word) => programsWith(document, word)), []),
    outline: (document) => about(document, { line: 1, column: 1 }, outline, []),
    format: ({ text }) => formatText('solidity', text),
  };
}

/** What is being written hardly ever compiles: the rest of the line is left out, so that the file around it does. */
function withoutExpression(text: string, at: number): string {
  const code = new CodeBefore(text);
  let end = at;
  while (/[\w$]/.test(text[end] ?? '')) end++;
  const word = code.wordStart(at);
  const before = code.skip(word);
  if (text[before - 1] !== '.') return blank(text, word, end);
  return blank(text, code.chain(before - 1)?.start ?? before - 1, end);
}

function hover({ program, scene, rangeOf, names }: Opened): Hover | undefined {
  const { unit, at } = scene;
  const found = declarationAt(program, unit, at);
  const word = wordAt(unit, at) ?? (found?.unit === unit ? found.at : undefined);
  if (found !== undefined && word !== undefined) {
    const range = rangeOf(unit, word);
    const documentation = documentationOf(program, found);
    if (range === undefined || found.node.nodeType === 'SourceUnit') return undefined;
    return {
      declaration: declarationText(found),
      kind: kindOf(found),
      range,
      ...(documentation !== undefined && { documentation }),
    };
  }
  // What Solidity brings itself has no declaration.
  const code = new CodeBefore(unit.text);
  let end = at;
  while (/[\w$]/.test(unit.text[end] ?? '')) end++;
  const start = code.wordStart(end);
  if (start === end || code.isQuoted(at)) return undefined;
  const chain = code.chain(end);
  const builtIn = chain && evaluate(program, scene, names, chain.steps)?.builtIn[0];
  const range = builtIn && rangeOf(unit, { start, end });
  return range
    ? {
        declaration: builtIn.declaration,
        kind: builtIn.declaration.includes('(') ? 'method' : 'property',
        documentation: builtIn.documentation,
        range,
      }
    : undefined;
}

/** Packages are not written in, wherever they are installed. */
const isPackaged = ({ workspace }: OpenDocument, { path }: Unit): boolean =>
  workspacePath(workspace, path)?.split('/').includes('node_modules') ?? true;

function inLibrary({ name, text }: Unit, { start, end }: Span): Definition {
  const last = positionOf(text, end);
  return { file: name, library: text, ...positionOf(text, start), endLine: last.line, endColumn: last.column };
}

function define({ document, program, scene: { unit, at }, rangeOf }: Opened): readonly Definition[] {
  const found = declarationAt(program, unit, at);
  if (found === undefined) return [];
  const span = found.at ?? { start: 0, end: 0 };
  const range = rangeOf(found.unit, span);
  return [range === undefined || isPackaged(document, found.unit) ? inLibrary(found.unit, span) : range];
}

function signatures({ document, at, program, scene, names }: Opened): SignatureHelp | undefined {
  const code = new CodeBefore(document.text);
  const call = code.callAround(at);
  const chain = call && code.chain(call.open);
  if (call === undefined || chain === undefined) return undefined;
  const meaning = evaluate(program, scene, names, chain.steps);
  const declared = (meaning?.nodes ?? []).flatMap((node) => {
    const target = node.nodeType === 'ContractDefinition' ? constructorOf(node) : node;
    const declaration = target && program.declarations.get(target.id);
    return declaration && (isCallable(declaration.node) || declaration.node['kind'] === 'constructor')
      ? [signatureOf(program, declaration)]
      : [];
  });
  const builtIn = (meaning?.builtIn ?? []).map(({ declaration, documentation }) => ({
    label: declaration,
    documentation,
    parameters: (/\(([^)]*)\)/.exec(declaration)?.[1] ?? '').split(', ').map((label) => ({ label })),
  }));
  const all = [...declared, ...builtIn];
  if (all.length === 0) return undefined;
  const fits = all.findIndex(({ parameters }) => parameters.length > call.argument);
  return { signatures: all, activeSignature: Math.max(0, fits), activeParameter: call.argument };
}

const constructorOf = (contract: AstNode): AstNode | undefined =>
  nodesOf(contract['nodes']).find((node) => node['kind'] === 'constructor');

function signatureOf(program: Program, declaration: Declaration): SignatureHelp['signatures'][number] {
  const { node } = declaration;
  const documentation = documentationOf(program, declaration);
  const docs = parameterDocs(program, node);
  const parameters = callParameters(node).map((one) => {
    const text = docs.get(nameOf(one));
    return { label: parameterText(program, one), ...(text !== undefined && { documentation: text }) };
  });
  const label =
    node.nodeType === 'StructDefinition'
      ? `${nameOf(node)}(${parameters.map((one) => one.label).join(', ')})`
      : declarationText(declaration);
  return { label, parameters, ...(documentation !== undefined && { documentation }) };
}

async function sourcesIn(workspace: string): Promise<readonly string[]> {
  const found: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      if (found.length >= MOST_FILES) return;
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) await visit(path);
      else if (entry.isFile() && entry.name.endsWith('.sol')) found.push(path);
    }
  };
  await visit(workspace);
  return found;
}
