/** Throw-away workspaces for tests: files by relative path. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface TestWorkspaces {
  create(files: Readonly<Record<string, string | Uint8Array>>): Promise<string>;
  removeAll(): Promise<void>;
}

export function testWorkspaces(): TestWorkspaces {
  const made: string[] = [];
  return {
    create: async (files) => {
      const folder = await realpath(await mkdtemp(join(tmpdir(), 'interleave-')));
      made.push(folder);
      for (const [name, content] of Object.entries(files)) {
        await mkdir(dirname(join(folder, name)), { recursive: true });
        await writeFile(join(folder, name), content);
      }
      return folder;
    },
    removeAll: async () => {
      await Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
    },
  };
}
