import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import { claimFolder, runningAddress } from './claim-folder.ts';

const workspaces = testWorkspaces();
afterAll(() => workspaces.removeAll());

it('a workspace is claimed once, and whoever comes second learns where it is open', async () => {
  const folder = await workspaces.create({});
  const first = await claimFolder(folder, 'http://127.0.0.1:1/#token=t');
  if (!first.ok) throw new Error(first.error.message);
  expect(await claimFolder(folder, 'http://127.0.0.1:2/#token=t')).toMatchObject({
    ok: false,
    error: { code: 'inUse', message: expect.stringContaining('http://127.0.0.1:1/') as string },
  });
  expect(await runningAddress(folder)).toBe('http://127.0.0.1:1/#token=t');
  await first.value();
  // What a program left that was killed holds nobody up.
  await writeFile(join(folder, '.interleave/serve.json'), '{"address":"http://127.0.0.1:1/"}');
  const again = await claimFolder(folder, 'http://127.0.0.1:3/');
  expect(again.ok && (await runningAddress(folder))).toBe('http://127.0.0.1:3/');
  if (again.ok) await again.value();
});

it('a program with windows of its own has no address to send anybody to', async () => {
  const folder = await workspaces.create({});
  const first = await claimFolder(folder, undefined);
  expect(await runningAddress(folder)).toBeUndefined();
  expect(await claimFolder(folder, undefined)).toMatchObject({
    error: { code: 'inUse', message: expect.stringContaining('close it there first') as string },
  });
  if (first.ok) await first.value();
});

it('what is no folder is said to be none', async () => {
  const folder = await workspaces.create({ 'a.txt': '' });
  expect(await claimFolder(join(folder, 'a.txt'), undefined)).toMatchObject({
    error: { code: 'io', message: expect.stringContaining('a.txt is a file: a workspace is a folder') as string },
  });
});
