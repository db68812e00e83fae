/** Successful compiles by file and settings, good as long as every file that was read and the SDK are as they were. */
import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf, hashSource } from '../../../compiling/hash.ts';
import { isInside } from '../../../compiling/is-inside.ts';
import { Newest } from '../../../compiling/newest.ts';
import { writeWhole } from '../../../compiling/write-whole.ts';
import { parseAnswer, type AscSuccess } from './asc-protocol.ts';

const KEPT_IN_MEMORY = 16;

export interface AnswerStore {
  get(key: string, workspace: string): Promise<AscSuccess | undefined>;
  put(key: string, answer: AscSuccess): Promise<void>;
}

export const keyOf = (parts: readonly unknown[]): string => hashOf(JSON.stringify(parts));

export function createAnswerStore(folder: string | undefined): AnswerStore {
  const memory = new Newest<AscSuccess>(KEPT_IN_MEMORY);
  const nameOf = (key: string): string => `asc-${key}.json`;
  return {
    get: async (key, workspace) => {
      const known = memory.get(key) ?? (folder === undefined ? undefined : await readAnswer(join(folder, nameOf(key))));
      if (!known || !(await isFresh(known, workspace))) return undefined;
      memory.put(key, known);
      return known;
    },
    put: async (key, answer) => {
      memory.put(key, answer);
      const text = JSON.stringify(answer);
      if (folder !== undefined) await writeWhole(folder, nameOf(key), `${hashOf(text)}\n${text}`);
    },
  };
}

/** undefined: not there, or damaged. */
async function readAnswer(path: string): Promise<AscSuccess | undefined> {
  const stored = await readFile(path, 'utf8').catch(() => '');
  const end = stored.indexOf('\n');
  const text = stored.slice(end + 1);
  if (end < 0 || hashOf(text) !== stored.slice(0, end)) return undefined;
  try {
    const answer = parseAnswer(JSON.parse(text));
    return answer?.ok === true ? answer : undefined;
  } catch {
    return undefined;
  }
}

async function isFresh(answer: AscSuccess, workspace: string): Promise<boolean> {
  const checks = Object.entries(answer.files).map(async ([path, hash]) => {
    const real = await realpath(join(workspace, path)).catch(() => undefined);
    // What has become a link out of the workspace is for the compiler to refuse.
    if (real === undefined || !isInside(real, workspace)) return false;
    const text = await readFile(real, 'utf8').catch(() => undefined);
    return text !== undefined && hashSource(text) === hash;
  });
  return (await Promise.all(checks)).every(Boolean);
}

/** The hash of all files of a folder. */
export async function hashFolder(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  const texts = await Promise.all(
    names.map(async (name) => [name, hashSource(await readFile(join(folder, name), 'utf8'))]),
  );
  return hashOf(JSON.stringify(texts));
}
