/** Compiled output by the hash of everything that went in: the newest in memory, all of it in a folder if there is one. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SolcAnswer } from './standard-output.ts';

export interface CompileCache {
  get(key: string): Promise<SolcAnswer | undefined>;
  put(key: string, answer: SolcAnswer): Promise<void>;
}

/** Answers are megabytes each. */
const KEPT_IN_MEMORY = 16;

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export function createCompileCache(folder: string | undefined): CompileCache {
  const memory = new Map<string, SolcAnswer>();
  const remember = (key: string, answer: SolcAnswer): SolcAnswer => {
    memory.delete(key);
    memory.set(key, answer);
    for (const oldest of memory.keys()) {
      if (memory.size <= KEPT_IN_MEMORY) break;
      memory.delete(oldest);
    }
    return answer;
  };
  const pathOf = (base: string, key: string): string => join(base, `solc-${key}.json`);
  return {
    get: async (key) => {
      const known = memory.get(key);
      if (known) return remember(key, known);
      const stored =
        folder === undefined ? undefined : decode(await readFile(pathOf(folder, key), 'utf8').catch(() => ''));
      return stored && remember(key, stored);
    },
    put: async (key, answer) => {
      remember(key, answer);
      if (folder === undefined) return;
      const temporary = join(folder, `.${randomUUID()}.tmp`);
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(temporary, encode(answer));
        await rename(temporary, pathOf(folder, key));
      } catch {
        // A cache that cannot be written is only slower.
        await rm(temporary, { force: true }).catch(() => undefined);
      }
    },
  };
}

const encode = ({ version, output }: SolcAnswer): string => `${hashOf(version + output)}\n${version}\n${output}`;

/** undefined: damaged. */
function decode(text: string): SolcAnswer | undefined {
  const [hash = '', version = ''] = text.slice(0, 512).split('\n', 2);
  const output = text.slice(hash.length + version.length + 2);
  return hash !== '' && hash === hashOf(version + output) ? { version, output } : undefined;
}
