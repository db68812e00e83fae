import {
  isAlias,
  isCollection,
  isNode,
  isPair,
  Lexer,
  LineCounter,
  parseDocument,
  visit,
  type Alias,
  type Node,
  type YAMLError,
} from 'yaml';
import { err, ok, type Result } from '../../core/result.ts';
import { LIMITS } from './defaults.ts';
import type { Position, ScenarioError } from './model.ts';

/** A parsed YAML file that knows where everything stands and collects what is wrong with it. */
export interface Source {
  readonly file: string;
  readonly root: Node | null;
  readonly errors: readonly ScenarioError[];
  at(node: Node): Position;
  /** Notes an error; those beyond LIMITS.errors are dropped. */
  report(at: Position, message: string | (() => string)): undefined;
  /** The node an alias stands for. Too many aliases are an error, so that no file grows beyond its size. */
  follow(node: Node): Node | undefined;
}

/** Reads YAML 1.2 of at most LIMITS.fileBytes. Aliases work; tags, several documents and nesting beyond LIMITS.depth do not. */
export function openSource(text: string, file: string): Result<Source, ScenarioError[]> {
  const lines = new LineCounter();
  const refuse = (at: Position, message: string): Result<Source, ScenarioError[]> => err([{ message, file, ...at }]);
  const bytes = text.length > LIMITS.fileBytes ? text.length : new TextEncoder().encode(text).length;
  if (bytes > LIMITS.fileBytes) {
    return refuse({ line: 1, column: 1 }, `the file has ${bytes} bytes; a scenario has at most ${LIMITS.fileBytes}`);
  }
  const tooLong = tokenBeyondLimit(text);
  if (tooLong)
    return refuse(tooLong, `the file goes on beyond ${LIMITS.tokens} YAML tokens; use "count:" and generators`);

  // The library checks unique keys in quadratic time and quotes a line per error: scenario maps are checked in shape.ts.
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false });
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const found: YAMLError[] = [...document.errors, ...document.warnings];
  if (found.length > 0) {
    return err(found.slice(0, LIMITS.errors).map((e) => ({ message: yamlMessage(e), file, ...place(e.pos[0]) })));
  }

  const start = (node: Node): number => node.range?.[0] ?? 0;
  const targets = new Map<Alias, Node>();
  const anchors = new Map<string, Node>();
  let bad: { readonly node: Node; readonly message: string } | undefined;
  visit(document, {
    Node: (_, node, path) => {
      const depth = path.filter((parent) => !isPair(parent)).length;
      if (depth > LIMITS.depth) bad = { node, message: `nested deeper than ${LIMITS.depth} levels` };
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (!target) bad = { node, message: `no anchor "&${node.source}" above this alias` };
        else if (path.includes(target)) bad = { node, message: `the alias "*${node.source}" contains itself` };
        else targets.set(node, target);
      } else if ((isCollection(node) || isNode(node)) && node.anchor) anchors.set(node.anchor, node);
      return bad ? visit.BREAK : undefined;
    },
  });
  if (bad) return refuse(place(start(bad.node)), bad.message);

  const errors: ScenarioError[] = [];
  let followed = 0;
  const source: Source = {
    file,
    root: document.contents,
    errors,
    at: (node) => place(start(node)),
    report: (at, message) => {
      if (errors.length >= LIMITS.errors) return undefined;
      errors.push({
        message: typeof message === 'string' ? message : message(),
        file,
        line: at.line,
        column: at.column,
      });
      return undefined;
    },
    follow: (node) => {
      let target: Node = node;
      while (isAlias(target)) {
        if (++followed > LIMITS.aliases) {
          return followed === LIMITS.aliases + 1
            ? source.report(
                source.at(node),
                `aliases are followed more than ${LIMITS.aliases} times; write the values out`,
              )
            : undefined;
        }
        const next = targets.get(target);
        if (!next) return source.report(source.at(node), `the alias "*${target.source}" stands for nothing`);
        target = next;
      }
      return target;
    },
  };
  return ok(source);
}

function tokenBeyondLimit(text: string): Position | undefined {
  let tokens = 0;
  let line = 1;
  for (const token of new Lexer().lex(text)) {
    if (++tokens > LIMITS.tokens) return { line, column: 1 };
    for (let i = token.indexOf('\n'); i >= 0; i = token.indexOf('\n', i + 1)) line++;
  }
  return undefined;
}

const yamlMessage = (error: YAMLError): string =>
  error.message.includes('call stack')
    ? `nested deeper than ${LIMITS.depth} levels`
    : `not valid YAML: ${error.message}`;
