/** The file to compile and what it imports, parsed. Nothing outside the workspace is read. */
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { Diagnostic } from '../../../core/artifact.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { hintFor } from './hints.ts';
import { problemAt } from './problem.ts';
import {
  parse,
  KIND,
  type ClassNode,
  type Declaration,
  type ExportDefaultNode,
  type ExportNode,
  type ImportNode,
  type Node,
} from './syntax.ts';

/** What a name in a file stands for. */
export type Meaning =
  | { readonly kind: 'declared'; readonly node: Declaration }
  | { readonly kind: 'imported'; readonly from: string; readonly name: string }
  | { readonly kind: 'namespace'; readonly from: string };

export interface SourceFile {
  /** Workspace path with `/`. */
  readonly path: string;
  readonly text: string;
  readonly statements: readonly Node[];
  readonly names: ReadonlyMap<string, Meaning>;
  /** What others may import, where it is not declared here. */
  readonly exports: ReadonlyMap<string, Meaning>;
  /** Files of which everything is exported. */
  readonly exportsAll: readonly string[];
}

/** Instead of a workspace path: the SDK. */
export const SDK = 'interleave';

const MAX_SOURCE_BYTES = 5 * 2 ** 20;
const MAX_FILES = 1_000;

export interface SourceGraph {
  /** The requested file first. */
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly entry: SourceFile;
}

/** `workspace` is a real path, `entry` a path in it with `/`. */
export function readSourceGraph(workspace: string, entry: string): Result<SourceGraph, readonly Diagnostic[]> {
  const files = new Map<string, SourceFile>();
  const problems: Diagnostic[] = [];
  const load = (path: string, text: string): SourceFile => {
    const { statements, messages } = parse(text, path);
    for (const { code, category, message, range } of messages) {
      if (category < 3) continue;
      const hint = hintFor(message);
      const more = { code: codeText(code), ...(hint === undefined ? {} : { hint }) };
      problems.push(problemAt({ path, text }, range ?? { start: 0, end: 0 }, message, more));
    }
    const file = { path, text, statements: statements.map(declarationIn), ...namesOf(path, statements) };
    files.set(path, file);
    for (const { path: target } of importsOf(statements)) {
      const resolved = resolveImport(path, target.value);
      if (resolved === SDK || (resolved !== undefined && files.has(resolved))) continue;
      const found = resolved === undefined ? notAFile(target.value) : readSource(workspace, resolved);
      if (found.ok && files.size >= MAX_FILES) problems.push(problemAt(file, target.range, 'too many files'));
      else if (found.ok) load(resolved as string, found.value);
      else problems.push(problemAt(file, target.range, `"${target.value}" ${found.error}`));
    }
    return file;
  };
  const text = readSource(workspace, entry);
  if (!text.ok) return err([{ severity: 'error', message: `${entry} ${text.error}`, file: entry, line: 0, column: 0 }]);
  const first = load(entry, text.value);
  return problems.length > 0 ? err(problems) : ok({ files, entry: first });
}

export const codeText = (code: number): string => `${code < 1000 ? 'AS' : 'TS'}${String(code)}`;

/** Statements that name another file. */
export const importsOf = (statements: readonly Node[]): readonly (Node & { path: ImportNode['path'] })[] =>
  statements.filter(
    (one): one is Node & { path: ImportNode['path'] } =>
      one.kind === KIND.import || (one.kind === KIND.export && (one as ExportNode).path !== null),
  );

/** Workspace path; undefined: neither a relative path nor the SDK. */
export function resolveImport(from: string, target: string): string | undefined {
  if (target === SDK) return SDK;
  if (!/^\.\.?(\/|$)/.test(target)) return undefined;
  const path = join(dirname(from), target).replaceAll(sep, '/');
  return path.endsWith('.ts') ? path : `${path}.ts`;
}

const notAFile = (target: string): Result<string, string> =>
  err(
    isAbsolute(target)
      ? 'is an absolute path: a contract can import files of its workspace by a relative path, and "interleave"'
      : 'is a package: a contract can import files of its workspace by a relative path, and "interleave"',
  );

function readSource(workspace: string, path: string): Result<string, string> {
  if (path.startsWith('../') || isAbsolute(path)) return err('is outside the workspace');
  try {
    const real = realpathSync(join(workspace, path));
    const inside = relative(workspace, real);
    if (inside.startsWith('..') || isAbsolute(inside)) return err('is a link to a file outside the workspace');
    const stats = statSync(real);
    if (!stats.isFile()) return err('is not a file');
    if (stats.size > MAX_SOURCE_BYTES) return err(`has ${String(stats.size)} bytes; files over 5 MiB are refused`);
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(real)));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return err('does not exist');
    if (error instanceof TypeError) return err('is not valid UTF-8 text');
    return err(`cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const declarationIn = (statement: Node): Node =>
  statement.kind === KIND.exportDefault ? (statement as ExportDefaultNode).declaration : statement;

function namesOf(path: string, statements: readonly Node[]): Pick<SourceFile, 'names' | 'exports' | 'exportsAll'> {
  const names = new Map<string, Meaning>();
  const exports = new Map<string, Meaning>();
  const exportsAll: string[] = [];
  const declared: readonly number[] = [KIND.class, KIND.enum, KIND.interface, KIND.type, KIND.function];
  for (const one of statements) {
    const statement = declarationIn(one);
    if (statement !== one) exports.set('default', { kind: 'declared', node: statement as Declaration });
    if (declared.includes(statement.kind)) {
      const node = statement as ClassNode;
      names.set(node.name.text, { kind: 'declared', node });
    } else if (statement.kind === KIND.import) {
      const { declarations, namespaceName, path: target } = statement as ImportNode;
      const from = resolveImport(path, target.value);
      if (from === undefined) continue;
      for (const { name, foreignName } of declarations ?? [])
        names.set(name.text, { kind: 'imported', from, name: foreignName.text });
      if (namespaceName) names.set(namespaceName.text, { kind: 'namespace', from });
    } else if (statement.kind === KIND.export) {
      const { members, path: target } = statement as ExportNode;
      const from = target ? resolveImport(path, target.value) : path;
      if (from === undefined) continue;
      if (!members) exportsAll.push(from);
      for (const { localName, exportedName } of members ?? [])
        exports.set(exportedName.text, { kind: 'imported', from, name: localName.text });
    }
  }
  return { names, exports, exportsAll };
}
