/** Compiled output by the hash of everything that went in: the newest in memory, all of it in a folder if there is one. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf } from '../../compiling/hash.ts';
import { Newest } from '../../compiling/newest.ts';
import { writeWhole } from '../../compiling/write-whole.ts';
import type { SolcAnswer } from './standard-output.ts';

export interface CompileCache {
  get(key: string): Promise<SolcAnswer | undefined>;
  put(key: string, answer: SolcAnswer): Promise<void>;
}

/** Answers are megabytes each. */
const KEPT_IN_MEMORY = 16;

export function createCompileCache(folder: string | undefined): CompileCache {
  const memory = new Newest<SolcAnswer>(KEPT_IN_MEMORY);
  const nameOf = (key: string): string => `solc-${key}.json`;
  return {
    get: async (key) => {
      const known = memory.get(key);
      if (known || folder === undefined) return known;
      const stored = decode(await readFile(join(folder, nameOf(key)), 'utf8').catch(() => ''));
      if (stored) memory.put(key, stored);
      return stored;
    },
    put: async (key, answer) => {
      memory.put(key, answer);
      if (folder !== undefined) await writeWhole(folder, nameOf(key), encode(answer));
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
