import { execFile } from 'node:child_process';
import { chmod, cp, lstat, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withLock } from './lock.ts';
import { temporaryCache } from './temporary-cache.ts';
import { buildToolchain } from './toolchain.ts';

const SLOW = 180_000;
let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'interleave-toolchain-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const url = (name: string): string => JSON.stringify(pathToFileURL(join(import.meta.dirname, name)).href);

test(
  'a damaged build is made again, by one of two processes at once; equal sources give equal files',
  { timeout: SLOW },
  async () => {
    const usual = await buildToolchain();
    if (!usual.ok) throw new Error(usual.error);
    const folder = dirname(usual.value.sdk);
    const copy = join(root, basename(folder));
    await cp(folder, copy, { recursive: true });
    await writeFile(join(copy, 'Interleave.Sdk.dll'), 'damaged');
    const program = `import { buildToolchain } from ${url('toolchain.ts')}; const made = await buildToolchain(${JSON.stringify(root)}); console.log(made.ok ? made.value.sdk : made.error);`;
    const run = async (): Promise<string> => {
      const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
      return stdout.trim();
    };
    const told: number[] = [];
    const here = buildToolchain(root, (percent) => told.push(percent));
    expect([await run(), await here]).toEqual([
      join(copy, 'Interleave.Sdk.dll'),
      { ok: true, value: expect.objectContaining({ sdk: join(copy, 'Interleave.Sdk.dll') }) },
    ]);
    // Whoever waits for another process knows no more than that.
    expect([[0], [0, 17, 55, 97, 100]]).toContainEqual(told);
    expect(await readdir(root)).toEqual([basename(copy)]);
    expect((await readdir(copy)).length).toBeGreaterThan(3);
    for (const name of await readdir(folder))
      expect([name, (await readFile(join(copy, name))).equals(await readFile(join(folder, name)))]).toEqual([
        name,
        true,
      ]);
  },
);

test('a folder that cannot be is an error', async () => {
  await writeFile(join(root, 'file'), '');
  const made = await buildToolchain(join(root, 'file', 'x'));
  expect(made).toMatchObject({ ok: false, error: expect.stringContaining('cannot be built in') as string });
});

test('an instance runs in a worker thread, and writes nothing to standard output', { timeout: SLOW }, async () => {
  const program = `
    import { parentPort } from 'node:worker_threads';
    const { compileProgram } = await import(${url('dotnet.testkit.ts')});
    const run = await compileProgram({ 'T.cs': 'public static class Test { public static byte[] Run(byte[] x) { System.Console.WriteLine("loud"); return x; } }' });
    parentPort.postMessage([...run(Uint8Array.of(5))]);`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`), { stdout: true });
  let said = '';
  worker.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const answer = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  await worker.terminate();
  expect([answer, said]).toEqual([[5], '']);
});

test('a lock is waited for, and taken over from a process that is gone', async () => {
  const path = join(root, 'lock');
  const log: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    log.push(`${name}+`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    log.push(`${name}-`);
  };
  await Promise.all([withLock(path, work('a')), withLock(path, work('b'))]);
  expect(['a+,a-,b+,b-', 'b+,b-,a+,a-']).toContain(log.join());
  const { pid } = execFile(process.execPath, ['-e', '']).once('exit', () => undefined);
  await expect.poll(() => isAlive(pid ?? 0)).toBe(false);
  await writeFile(path, String(pid));
  expect(await withLock(path, () => Promise.resolve('mine'))).toBe('mine');
});

test('a cache among temporary files is only our own', async () => {
  const { uid } = userInfo();
  const folder = await temporaryCache(root, uid);
  expect(await temporaryCache(root, uid)).toBe(folder);
  if (process.platform === 'win32') return;
  await chmod(folder, 0o777);
  await temporaryCache(root, uid);
  expect((await lstat(folder)).mode & 0o777).toBe(0o700);
  await rm(folder, { recursive: true });
  await symlink(tmpdir(), folder);
  expect(await temporaryCache(root, uid)).not.toBe(folder);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
