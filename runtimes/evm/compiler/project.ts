/** What a project says of itself: remappings.txt and foundry.toml. */
import { dirname, join } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import type { Diagnostic } from '../../core/artifact.ts';
import { objectOf, type JsonObject } from '../../core/json-shape.ts';
import { readText } from './read-text.ts';
import { parseRemapping, type Remapping } from './remappings.ts';
import { DEFAULT_RUNS, type SoliditySettings } from './standard-input.ts';

export const PROJECT_FILES = ['remappings.txt', 'foundry.toml'] as const;

export interface Project {
  /** Absolute folder that targets of remappings are relative to. */
  readonly root: string;
  readonly remappings: readonly Remapping[];
  /** What its foundry.toml says of the optimiser and of viaIR. */
  readonly settings: SoliditySettings;
  readonly diagnostics: readonly Diagnostic[];
}

/** That of the nearest folder, from `folder` up to the workspace, that has a remappings.txt or foundry.toml. */
export async function findProject(
  folder: string,
  workspace: string,
  label: (path: string) => string,
): Promise<Project> {
  for (let root = folder; ; root = dirname(root)) {
    const found = await readFolder(root, label);
    if (found) return { root, ...found };
    if (root === workspace || dirname(root) === root)
      return { root: workspace, remappings: [], settings: {}, diagnostics: [] };
  }
}

async function readFolder(root: string, label: (path: string) => string): Promise<Omit<Project, 'root'> | undefined> {
  const [listFile, tomlFile] = PROJECT_FILES.map((name) => join(root, name)) as [string, string];
  const [list, toml] = [await readText(listFile), await readText(tomlFile)];
  const remappings: Remapping[] = [];
  let settings: SoliditySettings = {};
  const diagnostics: Diagnostic[] = [];
  const warn = (path: string, line: number, message: string): void => {
    diagnostics.push({ severity: 'warning', message, file: label(path), line, column: line === 0 ? 0 : 1 });
  };
  const add = (path: string, line: number, text: string): void => {
    const entry = parseRemapping(text);
    if (entry) remappings.push(entry);
    else warn(path, line, `not a remapping (prefix=target): ${text.slice(0, 100)}`);
  };
  if (toml.ok) {
    try {
      const document = parse(toml.value);
      const profile = objectOf(objectOf(document['profile'])['default']);
      // At the top, as old files have it.
      const list = profile['remappings'] ?? document['remappings'];
      for (const text of Array.isArray(list) ? list : []) if (typeof text === 'string') add(tomlFile, 0, text);
      settings = settingsOf(profile, (message) => warn(tomlFile, 0, message));
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
  return absent ? undefined : { remappings, settings, diagnostics };
}

/** solc takes the number of runs as 32 bits. */
const MAX_RUNS = 2 ** 32 - 1;

/**
 * `optimizer`, `optimizer_runs` and `via_ir`, where they are given; runs alone switch the optimiser on.
 * Foundry book, "Compiler" reference; its changes of version 1.0 for the defaults.
 */
function settingsOf(profile: JsonObject, warn: (message: string) => void): SoliditySettings {
  const take = <T>(key: string, what: string, isRight: (value: unknown) => value is T): T | undefined => {
    const value = profile[key];
    if (value === undefined || isRight(value)) return value;
    warn(`${key} is ${JSON.stringify(value).slice(0, 100)}: ${what} is expected; it is ignored`);
    return undefined;
  };
  const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
  const isRuns = (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MAX_RUNS;
  const runs = take('optimizer_runs', 'a whole number', isRuns);
  const enabled = take('optimizer', 'true or false', isFlag) ?? (runs === undefined ? undefined : true);
  const viaIR = take('via_ir', 'true or false', isFlag);
  return {
    ...(enabled !== undefined && { optimizer: { enabled, runs: runs ?? DEFAULT_RUNS } }),
    ...(viaIR !== undefined && { viaIR }),
  };
}
