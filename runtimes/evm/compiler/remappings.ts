/** Import remappings as solc and Foundry write them: `[context:]prefix=target`. */
import { dirname, join } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import type { Diagnostic } from '../../core/artifact.ts';
import { readText } from './read-text.ts';

export interface Remapping {
  readonly context: string;
  readonly prefix: string;
  /** As written: relative to the folder of the file that has it. */
  readonly target: string;
}

export interface ProjectRemappings {
  /** Absolute folder the targets are relative to. */
  readonly root: string;
  readonly entries: readonly Remapping[];
  readonly diagnostics: readonly Diagnostic[];
}

/** undefined: not a remapping. */
export function parseRemapping(text: string): Remapping | undefined {
  const match = /^(?:([^:=]*):)?([^=]+)=(.*)$/.exec(text.trim());
  return match ? { context: match[1] ?? '', prefix: match[2] ?? '', target: match[3] ?? '' } : undefined;
}

/** The remapping solc would take: longest context, then longest prefix, then the last one. */
export function chooseRemapping(entries: readonly Remapping[], importer: string, path: string): Remapping | undefined {
  let best: Remapping | undefined;
  for (const entry of entries) {
    if (!importer.startsWith(entry.context) || !path.startsWith(entry.prefix)) continue;
    const longer = best && entry.context.length - best.context.length;
    if (!best || (longer || entry.prefix.length - best.prefix.length) >= 0) best = entry;
  }
  return best;
}

/** Those of the nearest folder, from `folder` up to the workspace, that has a remappings.txt or foundry.toml. */
export async function findRemappings(
  folder: string,
  workspace: string,
  label: (path: string) => string,
): Promise<ProjectRemappings> {
  for (let root = folder; ; root = dirname(root)) {
    const found = await readFolder(root, label);
    if (found) return { root, ...found };
    if (root === workspace || dirname(root) === root) return { root: workspace, entries: [], diagnostics: [] };
  }
}

async function readFolder(
  root: string,
  label: (path: string) => string,
): Promise<Pick<ProjectRemappings, 'entries' | 'diagnostics'> | undefined> {
  const [listFile, tomlFile] = [join(root, 'remappings.txt'), join(root, 'foundry.toml')];
  const [list, toml] = [await readText(listFile), await readText(tomlFile)];
  const entries: Remapping[] = [];
  const diagnostics: Diagnostic[] = [];
  const warn = (path: string, line: number, message: string): void => {
    diagnostics.push({ severity: 'warning', message, file: label(path), line, column: line === 0 ? 0 : 1 });
  };
  const add = (path: string, line: number, text: string): void => {
    const entry = parseRemapping(text);
    if (entry) entries.push(entry);
    else warn(path, line, `not a remapping (prefix=target): ${text.slice(0, 100)}`);
  };
  if (toml.ok) {
    try {
      for (const text of tomlRemappings(parse(toml.value))) add(tomlFile, 0, text);
    } catch (error) {
      if (!(error instanceof TomlError)) throw error;
      warn(
        tomlFile,
        error.line,
        `not valid TOML: ${(error.message.split('\n')[0] ?? '').replace('Invalid TOML document: ', '')}`,
      );
    }
  } else if (toml.error !== 'does not exist') warn(tomlFile, 0, `foundry.toml ${toml.error}`);
  if (list.ok) {
    for (const [index, text] of list.value.split(/\r?\n/).entries()) {
      if (text.trim() !== '' && !text.trimStart().startsWith('#')) add(listFile, index + 1, text);
    }
  } else if (list.error !== 'does not exist') warn(listFile, 0, `remappings.txt ${list.error}`);
  const absent = !toml.ok && !list.ok && diagnostics.length === 0;
  return absent ? undefined : { entries, diagnostics };
}

/** `remappings` of the default profile, or at the top as old files have it. */
function tomlRemappings(document: Readonly<Record<string, unknown>>): string[] {
  const table = (value: unknown): Readonly<Record<string, unknown>> =>
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const list = table(table(document['profile'])['default'])['remappings'] ?? document['remappings'];
  return Array.isArray(list) ? list.filter((entry) => typeof entry === 'string') : [];
}
