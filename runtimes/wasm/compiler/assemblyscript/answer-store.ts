/** Successful compiles by file and settings, good as long as every file that was read and the SDK are as they were. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAnswer, type AscSuccess } from './asc-protocol.ts';
import { hashText } from './hash-text.ts';

const KEPT_IN_MEMORY = 16;

export interface AnswerStore {
  get(key: string, workspace: string): Promise<AscSuccess | undefined>;
  put(key: string, answer: AscSuccess): Promise<void>;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const keyOf = (parts: readonly unknown[]): string => sha256(JSON.stringify(parts));

export function createAnswerStore(folder: string | undefined): AnswerStore {
  const memory = new Map<string, AscSuccess>();
  const remember = (key: string, answer: AscSuccess): void => {
    memory.delete(key);
    memory.set(key, answer);
    for (const oldest of memory.keys()) {
      if (memory.size <= KEPT_IN_MEMORY) break;
      memory.delete(oldest);
    }
  };
  const pathOf = (base: string, key: string): string => join(base, `asc-${key}.json`);
  return {
    get: async (key, workspace) => {
      const known = memory.get(key) ?? (folder === undefined ? undefined : await readAnswer(pathOf(folder, key)));
      if (!known || !(await isFresh(known, workspace))) return undefined;
      remember(key, known);
      return known;
    },
    put: async (key, answer) => {
      remember(key, answer);
      if (folder === undefined) return;
      const temporary = join(folder, `.${randomUUID()}.tmp`);
      const text = JSON.stringify(answer);
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(temporary, `${sha256(text)}\n${text}`);
        await rename(temporary, pathOf(folder, key));
      } catch {
        // A cache that cannot be written is only slower.
        await rm(temporary, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** undefined: not there, or damaged. */
async function readAnswer(path: string): Promise<AscSuccess | undefined> {
  const stored = await readFile(path, 'utf8').catch(() => '');
  const end = stored.indexOf('\n');
  const text = stored.slice(end + 1);
  if (end < 0 || sha256(text) !== stored.slice(0, end)) return undefined;
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
    if (real === undefined || !real.startsWith(workspace)) return false;
    const text = await readFile(real, 'utf8').catch(() => undefined);
    return text !== undefined && hashText(text) === hash;
  });
  return (await Promise.all(checks)).every(Boolean);
}

/** The hash of all files of a folder. */
export async function hashFolder(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
  const texts = await Promise.all(
    names.map(async (name) => [name, hashText(await readFile(join(folder, name), 'utf8'))]),
  );
  return sha256(JSON.stringify(texts));
}
