/** The disk is full, fails or refuses while a ledger is written: it says so, and nothing that was acknowledged is lost. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkSurvivor } from '../crash/check-survivor.testkit.ts';
import { needStrace } from '../crash/disk-recording.testkit.ts';
import type { Said, StubbornOptions } from './stubborn-committer.testkit.ts';

const folder = mkdtempSync(join(tmpdir(), 'interleave-faults-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OPERATIONS = 50;
const SCRIPT = join(import.meta.dirname, 'stubborn-committer.testkit.ts');
let files = 0;

/** @param before command under which it runs; `FILE` stands for the ledger. */
function commit(seed: number, before: readonly string[]): { readonly file: string; readonly said: Said } {
  const file = join(folder, `${files++}.ledger`);
  const options: StubbornOptions = { file, seed, operations: OPERATIONS };
  const [command = '', ...args] = [...before, process.execPath, SCRIPT, JSON.stringify(options)];
  const named = args.map((one) => one.replace(/^FILE/, file));
  const { stdout, stderr, status } = spawnSync(command, named, { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return { file, said: JSON.parse(stdout) as Said };
}

/** @param faults of the file with this end, or of the one by which it is tried whether there is room. */
const inject = (end: string, faults: string): string[] => {
  const each = faults.split(' ');
  const calls = each.map((fault) => fault.split(':')[0]).join(',');
  const paths = [`FILE${end}`, 'FILE-trial'].flatMap((path) => ['-P', path]);
  const injected = each.flatMap((fault) => ['-e', `inject=${fault}`]);
  return ['strace', '-f', '-qq', '-o', '/dev/null', ...paths, '-e', `trace=${calls}`, ...injected];
};

describe('sqlite ledger: faults of the disk', () => {
  // Of the log and of the file, so many calls in.
  // After so many calls of a thread; what is refused is tried again.
  it.for<readonly [string, string, string, RegExp | undefined]>([
    [
      'there is no room for the log, for a while',
      '-wal',
      'pwrite64:error=ENOSPC:when=90..99',
      /^no room for .*make room/,
    ],
    // The trial fails at a call of its own (the first is the log's, when it is opened), for which write fails last differs from run to run.
    [
      'a quota is reached',
      '-wal',
      'pwrite64:error=EDQUOT:when=81..88 ftruncate:error=EDQUOT:when=2+',
      /^no room for .*make room/,
    ],
    [
      'writing fails',
      '-wal',
      'pwrite64:error=EIO:when=95..98',
      /\(SQLite 778\): the disk or its connection has a fault/,
    ],
    ['a sync fails', '-wal', 'fdatasync:error=EIO:when=30', /\(EIO\): the disk or its connection has a fault/],
    // What SQLite does behind a commit it tries again with the next one.
    ['there is no room for the file', '', 'pwrite64:error=ENOSPC:when=30..60', undefined],
    ['a sync of the file fails', '', 'fdatasync:error=EIO:when=3..4', undefined],
  ])('%s: it says so, and goes on', async ([, end, fault, message], { skip }) => {
    needStrace(skip);
    const { file, said } = commit(files, inject(end, fault));
    expect(said.refusals).toEqual(message === undefined ? [] : [expect.stringMatching(message)]);
    // What a failed sync was to save may be gone: nothing is built on it before the file has been read anew.
    expect(said.sessions).toBe(fault.startsWith('fdatasync') && message !== undefined ? 2 : 1);
    expect(said.acknowledged).toBe(OPERATIONS);
    expect(await checkSurvivor(file, files - 1, said.acknowledged)).toBe(OPERATIONS);
  });

  it('a limit on the size of files is no fault of the disk', async () => {
    // Blocks of 512 bytes: more than an empty ledger, less than its log becomes.
    const { file, said } = commit(files, ['sh', '-c', 'ulimit -f 260; exec "$@"', 'sh']);
    expect(said.refusals).toEqual([
      expect.stringMatching(/^no room for .*a limit on the size of files is reached; make room/),
    ]);
    expect(said.acknowledged).toBeGreaterThan(0);
    expect(said.acknowledged).toBeLessThan(OPERATIONS);
    expect(await checkSurvivor(file, files - 1, said.acknowledged)).toBeGreaterThanOrEqual(said.acknowledged);
  });
});
