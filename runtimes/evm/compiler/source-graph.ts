/**
 * All files a compile needs, read before the compiler starts: the version depends on the pragmas of every one of them. Each file
 * gets one unit name that does not depend on the machine (`contracts/A.sol`, `@openzeppelin/contracts/...`), because solc puts the
 * names into the metadata and so into the code.
 */
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Diagnostic } from '../../core/artifact.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { isInside } from '../../compiling/is-inside.ts';
import { findPackaged, resolveImport, type Importer, type Location, type ResolverContext } from './import-resolver.ts';
import { findProject } from './project.ts';
import { readText } from './read-text.ts';
import { scanSource, type ImportPath, type Pragma } from './scan-source.ts';
import { positionOf } from './source-position.ts';
import type { SoliditySettings } from './standard-input.ts';

export interface SourceUnit extends Importer {
  readonly text: string;
  readonly pragmas: readonly Pragma[];
}

export interface SourceGraph {
  /** Unit name of the requested file. */
  readonly entry: string;
  /** By unit name, the requested file first. */
  readonly units: ReadonlyMap<string, SourceUnit>;
  /** For solc: each leads one import of one unit to its file's unit name. */
  readonly remappings: readonly string[];
  /** What the project's own files say. */
  readonly settings: SoliditySettings;
  /** Warnings about them. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface GraphRequest {
  readonly file: string;
  readonly workspace: string;
  readonly appFolder: string;
  /** A file of a package is requested, by the name by which imports call it; then `file` is not looked at. */
  readonly library?: string;
  /** Of the requested file, where it is not what is on the disk. */
  readonly text?: string;
}

const MAX_FILES = 4096;
const MAX_TOTAL_CHARS = 32 * 2 ** 20;

const failure = (file: string, message: string, hint?: string): Diagnostic => ({
  severity: 'error',
  message,
  file,
  line: 0,
  column: 0,
  ...(hint === undefined ? {} : { hint }),
});

export async function readSourceGraph(request: GraphRequest): Promise<Result<SourceGraph, Diagnostic[]>> {
  const start = await (request.library === undefined ? enter(request) : enterPackage(request, request.library));
  if (!start.ok) return err([start.error]);
  const { workspace, location } = start.value;
  const label = (path: string): string => relative(workspace, path).replaceAll(sep, '/');
  const folder = request.library === undefined ? dirname(location.logical) : workspace;
  const project = await findProject(folder, workspace, label);
  const context: ResolverContext = { workspace, project, appFolder: request.appFolder };

  const names = new Map<string, string>(); // real path -> unit name
  const units = new Map<string, SourceUnit>();
  const problems: Diagnostic[] = [];
  const remappings: string[] = [];
  const waiting: Importer[] = [];
  let total = 0;

  const nameOf = (found: Location): string => {
    const known = names.get(found.real);
    if (known !== undefined) return known;
    const unit = unusedName(found.logical, workspace, new Set(names.values()));
    names.set(found.real, unit);
    waiting.push({ ...found, unit });
    return unit;
  };

  const entry = nameOf(location);
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const text = next.unit === entry && request.text !== undefined ? ok(request.text) : await readText(next.real);
    if (!text.ok) {
      problems.push(failure(next.unit, `${basename(next.unit)} ${text.error}`));
      continue;
    }
    total += text.value.length;
    if (names.size > MAX_FILES || total > MAX_TOTAL_CHARS) {
      return err([failure(entry, `${entry} imports too much: over ${String(MAX_FILES)} files or 32 MiB of source`)]);
    }
    const scan = scanSource(text.value);
    units.set(next.unit, { ...next, text: text.value, pragmas: scan.pragmas });
    const own: string[] = [];
    let differs = false;
    for (const item of scan.imports) {
      const found = await resolveImport(context, next, item.path);
      if (!found.ok) {
        problems.push(importProblem(next.unit, text.value, item, found.error));
        continue;
      }
      const asked = askedName(next.unit, item.path);
      const target = nameOf(found.value);
      if (/[:=]/.test(next.unit + asked + target) && asked !== target) {
        const message = `cannot import ${target} from ${next.unit}: a path with ':' or '=' cannot be remapped`;
        problems.push(importProblem(next.unit, text.value, item, { message }));
      }
      differs ||= asked !== target;
      own.push(`${next.unit}:${asked}=${target}`);
    }
    // All or none: solc takes the longest prefix that fits, so that one remapping could catch another import.
    if (differs) remappings.push(...own);
  }
  if (problems.length > 0) return err([...problems, ...project.diagnostics]);
  const { settings, diagnostics } = project;
  return ok({ entry, units, remappings: [...new Set(remappings)].sort(), settings, diagnostics });
}

function importProblem(
  file: string,
  text: string,
  item: ImportPath,
  problem: { readonly message: string; readonly hint?: string },
): Diagnostic {
  const end = positionOf(text, item.end);
  return {
    severity: 'error',
    file,
    ...positionOf(text, item.at),
    endLine: end.line,
    endColumn: end.column,
    ...problem,
  };
}

async function enter(request: GraphRequest): Promise<Result<{ workspace: string; location: Location }, Diagnostic>> {
  const given = resolve(request.workspace);
  const file = resolve(request.file);
  const shown = isInside(file, given) ? relative(given, file).replaceAll(sep, '/') : file;
  const workspace = await realpath(given).catch(() => undefined);
  if (workspace === undefined) return err(failure(shown, `the workspace folder does not exist: ${given}`));
  const folder = await realpath(dirname(file)).catch(() => undefined);
  const real = await realpath(file).catch(() => undefined);
  if (folder === undefined || real === undefined) return err(failure(shown, `${basename(file)} does not exist`));
  // A link within the workspace keeps its name there.
  const logical = isInside(file, given) ? join(workspace, relative(given, file)) : join(folder, basename(file));
  if (!isInside(logical, workspace) || !isInside(real, workspace)) {
    const hint = 'open the folder that holds the file as the workspace';
    return err(failure(shown, `${basename(file)} lies outside the workspace ${given}`, hint));
  }
  return ok({ workspace, location: { logical, real } });
}

async function enterPackage({ workspace: given, appFolder }: GraphRequest, name: string): ReturnType<typeof enter> {
  const workspace = await realpath(resolve(given)).catch(() => undefined);
  if (workspace === undefined) return err(failure(name, `the workspace folder does not exist: ${given}`));
  const location = await findPackaged(workspace, appFolder, name);
  return location === undefined ? err(failure(name, `${name} is in no package`)) : ok({ workspace, location });
}

/** What solc will ask for: it joins relative paths to the importing unit's name and takes all others as they are. */
export function askedName(importer: string, path: string): string {
  if (!path.startsWith('./') && !path.startsWith('../')) return path;
  const parts = importer.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function unusedName(logical: string, workspace: string, used: ReadonlySet<string>): string {
  const inside = isInside(logical, workspace);
  const path = (inside ? relative(workspace, logical) : logical).replaceAll(sep, '/');
  const parts = `/${path}`.split('/node_modules/');
  const own = parts.at(-1) ?? path;
  const name = parts.length === 1 ? path : own;
  // The same package twice, in different versions: the second is named by whose it is.
  const nested = parts
    .slice(-2)
    .join('/node_modules/')
    .replace(/^.*\/(?=[^/]+\/node_modules\/)/, '');
  const choices = [name, nested];
  for (let i = 2; ; i++) {
    const choice = choices.shift() ?? `${name}#${String(i)}`;
    if (!used.has(choice)) return choice;
  }
}
