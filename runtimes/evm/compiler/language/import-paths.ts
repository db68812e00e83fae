/** Paths that may stand in an import: files and folders of the workspace, packages, and what comes with the app. */
import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isInside } from '../../../compiling/is-inside.ts';
import type { Completion, OpenDocument } from '../../../sdk/language-service.ts';
import { lookupFolders, SDK_FOLDER } from '../import-resolver.ts';
import { appFolder } from '../solc-versions.ts';
import { CodeBefore } from './expression.ts';

const MOST = 400;

/** The path before a place, where that is in the text of an import. */
export function importBefore(text: string, at: number): string | undefined {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const found = /(?:\bimport|\bfrom)\s*(["'])([^"']*)$/.exec(line);
  if (found === null) return undefined;
  // Not in a comment.
  const start = at - line.length + found.index;
  return new CodeBefore(text).isQuoted(start + 1) ? undefined : found[2];
}

export async function completePath(document: OpenDocument, written: string): Promise<readonly Completion[]> {
  const folder = written.slice(0, written.lastIndexOf('/') + 1);
  if (folder === '') {
    const packages = (await Promise.all(modules(document).map((path) => entries(path, isPackage)))).flat();
    const own = await entries(document.workspace, isSource);
    return [
      ...unique([completion('./', ''), completion('../', ''), completion('interleave/', ''), ...own, ...packages]),
    ];
  }
  if (folder.startsWith('./') || folder.startsWith('../')) {
    const path = resolve(dirname(document.file), folder);
    return isInside(path, document.workspace) || path === document.workspace ? entries(path, isSource) : [];
  }
  if (folder.startsWith('interleave/')) return entries(join(SDK_FOLDER, folder.slice('interleave/'.length)), isSource);
  const places = [document.workspace, ...modules(document)];
  const found = places
    .map((place) => ({ place, path: resolve(place, folder) }))
    .filter(({ place, path }) => isInside(path, place));
  return unique((await Promise.all(found.map(({ path }) => entries(path, isSource)))).flat());
}

const modules = ({ file, workspace }: OpenDocument): readonly string[] => [
  ...new Set([dirname(file), workspace, appFolder].flatMap(lookupFolders)),
];

const isSource = (name: string, isFolder: boolean): boolean =>
  isFolder ? !name.startsWith('.') && name !== 'node_modules' : name.endsWith('.sol');

/** Only packages that are likely to have contracts: `node_modules` is full of others. */
const isPackage = (name: string, isFolder: boolean): boolean =>
  isFolder &&
  /^@(?:openzeppelin|chainlink|uniswap|account-abstraction)|^(?:solady|solmate|forge-std|hardhat)$/.test(name);

const entries = async (folder: string, takes: (name: string, isFolder: boolean) => boolean): Promise<Completion[]> =>
  (await readdir(folder, { withFileTypes: true }).catch(() => []))
    .filter((entry) => takes(entry.name, entry.isDirectory() || entry.isSymbolicLink()))
    .slice(0, MOST)
    .map((entry) => completion(entry.isFile() ? entry.name : `${entry.name}/`, folder));

const completion = (label: string, detail: string): Completion => ({
  label,
  kind: label.endsWith('/') ? 'namespace' : 'class',
  detail,
});

const unique = (all: readonly Completion[]): readonly Completion[] => [
  ...new Map(all.map((one) => [one.label, one])).values(),
];
