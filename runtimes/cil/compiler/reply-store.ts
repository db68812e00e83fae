/** Successful replies of the compiler by the hash of all that went in: the newest in memory, all in a folder if there is one. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf } from '../../compiling/hash.ts';
import { Newest } from '../../compiling/newest.ts';
import { writeWhole } from '../../compiling/write-whole.ts';
import { parseReply, type CscReply } from './csc-protocol.ts';

const KEPT_IN_MEMORY = 16;

export interface ReplyStore {
  get(key: string): Promise<CscReply | undefined>;
  put(key: string, reply: CscReply): Promise<void>;
}

export function createReplyStore(folder: string | undefined): ReplyStore {
  const memory = new Newest<CscReply>(KEPT_IN_MEMORY);
  const nameOf = (key: string): string => `csc-${key}.json`;
  return {
    get: async (key) => {
      const known = memory.get(key) ?? (folder === undefined ? undefined : await read(join(folder, nameOf(key))));
      if (known) memory.put(key, known);
      return known;
    },
    put: async (key, reply) => {
      memory.put(key, reply);
      const text = JSON.stringify(reply);
      if (folder !== undefined) await writeWhole(folder, nameOf(key), `${hashOf(text)}\n${text}`);
    },
  };
}

/** undefined where it is missing, or not what was written. */
async function read(path: string): Promise<CscReply | undefined> {
  const stored = await readFile(path, 'utf8').catch(() => '');
  const end = stored.indexOf('\n');
  const text = stored.slice(end + 1);
  return end >= 0 && hashOf(text) === stored.slice(0, end) ? parseReply(JSON.parse(text)) : undefined;
}
