/** The example workspaces that come with the program: what the welcome page says of each, and copies to work in. */
import { cp, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../../core/result.ts';
import type { Registry } from '../../registry.ts';
import { readTree } from '../../workspace/files/file-tree.ts';
import { OWN_FOLDER } from '../../workspace/files/confined-path.ts';
import type { ServiceError } from '../contract/error.ts';
import type { ExampleInfo } from '../contract/workspace.ts';

/** @param folder where they are, a folder each. */
export async function listExamples(folder: string, registry: Registry): Promise<readonly ExampleInfo[]> {
  const names = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = names
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => describe(join(folder, name), name, registry));
  return (await Promise.all(found)).filter((one) => one !== undefined);
}

/** Its page says what it is: the heading, and the first paragraph. */
async function describe(folder: string, id: string, registry: Registry): Promise<ExampleInfo | undefined> {
  const page = await readFile(join(folder, 'README.md'), 'utf8').catch(() => undefined);
  if (page === undefined) return undefined;
  const title = /^# (.+)$/m.exec(page)?.[1] ?? id;
  const paragraph =
    page
      .replace(/^# .+$/m, '')
      .trim()
      .split(/\n\s*\n/, 1)[0] ?? '';
  const text = paragraph
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[`*_]/g, '')
    .replaceAll(/\s+/g, ' ');
  const paths = (await readTree(folder)).entries.map(({ path }) => path);
  const used = new Set(
    paths.filter((path) => path.startsWith('contracts/')).map((path) => registry.compilerFor(path)?.runtime),
  );
  return { id, title, summary: firstSentence(text), runtimes: registry.ids.filter((runtime) => used.has(runtime)) };
}

/** What goes on below a colon is not shown. */
const firstSentence = (text: string): string => (/^.+?[.!?](?= |$)/.exec(text)?.[0] ?? text).replace(/:$/, '.');

/** A copy of an example, in a folder that does not exist yet. */
export async function copyExample(examples: string, id: string, to: string): Promise<Result<void, ServiceError>> {
  if (!/^[\w-]+$/.test(id) || !(await isFolder(join(examples, id))))
    return err({ code: 'notFound', message: `there is no example "${id.slice(0, 60)}"` });
  if (await exists(to)) return err({ code: 'exists', message: `${to} is there already: choose another folder` });
  try {
    await mkdir(dirname(to), { recursive: true });
    // What somebody did in the example itself is not part of it.
    await cp(join(examples, id), to, { recursive: true, filter: (path) => !path.split(/[\\/]/).includes(OWN_FOLDER) });
    return ok(undefined);
  } catch (error) {
    return err({ code: 'io', message: `${to}: ${(error as Error).message}` });
  }
}

/** `name`, or `name-2` where that is taken. */
export async function freeFolder(home: string, name: string): Promise<string> {
  let folder = join(home, name);
  for (let n = 2; await exists(folder); n++) folder = join(home, `${name}-${n}`);
  return folder;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

export const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
