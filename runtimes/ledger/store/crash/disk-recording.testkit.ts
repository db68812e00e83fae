/** Records what a process does to the files of a ledger, by strace: every write, with its bytes, and every sync. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CommitterOptions } from './committer.testkit.ts';

export type DiskEvent =
  | { readonly kind: 'create' | 'remove' | 'sync'; readonly name: string }
  | { readonly kind: 'write'; readonly name: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly name: string; readonly size: number }
  /** So many operations were acknowledged. */
  | { readonly kind: 'acknowledged'; readonly operations: number };

/** Stands for the folder itself. */
export const FOLDER = '.';
const ACKS = 'acks';
const FILES = ['ledger', 'ledger-wal', 'ledger-journal', 'ledger-shm', ACKS];
/** SQLite makes it anew from the log. */
const SHARED_MEMORY = 'ledger-shm';

/** All calls by which a file's bytes, size or name can change. One that is not understood below fails the recording. */
const CALLS = [
  ...[
    'open',
    'openat',
    'creat',
    'write',
    'pwrite64',
    'writev',
    'pwritev',
    'pwritev2',
    'fsync',
    'fdatasync',
    'sync',
    'syncfs',
  ],
  ...['sync_file_range', 'truncate', 'ftruncate', 'fallocate', 'unlink', 'unlinkat', 'rename', 'renameat', 'renameat2'],
  ...['link', 'linkat', 'mmap', 'sendfile', 'copy_file_range', 'splice', 'io_uring_enter'],
];

/** Why nothing can be recorded here; undefined where it can. */
function whyNoRecording(): string | undefined {
  if (process.platform !== 'linux') return 'strace records on Linux only';
  const { error, status, stderr } = spawnSync('strace', ['-f', '-o', '/dev/null', 'true'], { encoding: 'utf8' });
  if (error !== undefined) return 'strace is not installed; run: sudo apt-get install strace';
  return status === 0 ? undefined : `strace may not trace here: ${stderr.trim()}`;
}

/** Skips a test where strace cannot run, and fails it on a machine that is meant to have everything. */
export function needStrace(skip: (why: string) => void): void {
  const missing = whyNoRecording();
  if (missing === undefined) return;
  if (process.env['INTERLEAVE_REQUIRE_ALL'] === '1') throw new Error(missing);
  skip(missing);
}

/** Runs a committer on a new file. @param folder one that does not exist. */
export async function record(
  folder: string,
  options: Omit<CommitterOptions, 'file' | 'acks'>,
): Promise<readonly DiskEvent[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // strace looks the paths up when it starts, and says so of each that is missing; those that come later match all the same.
  writeFileSync(join(folder, ACKS), '');
  const log = `${folder}.strace`;
  const paths = [folder, ...FILES.map((name) => join(folder, name))].flatMap((path) => ['-P', path]);
  const committer: CommitterOptions = { ...options, file: join(folder, 'ledger'), acks: join(folder, ACKS) };
  const child = spawn(
    'strace',
    ['-f', '-y', '--seccomp-bpf', '-e', `trace=${CALLS.join(',')}`, '-xx', '-s', '1000000', '-o', log, ...paths].concat(
      process.execPath,
      new URL('./committer.testkit.ts', import.meta.url).pathname,
      JSON.stringify(committer),
    ),
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let stderr = '';
  child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(`the recorded process failed: ${stderr}`);
  return parse(readFileSync(log, 'latin1'));
}

function parse(log: string): DiskEvent[] {
  const events: DiskEvent[] = [];
  const there = new Set([ACKS]);
  /** What calls in progress, by thread, had said when another thread came between. */
  const unfinished = new Map<string, string>();
  for (const line of log.split('\n')) {
    const [, thread, said] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (thread === undefined || said === undefined || /^(?:\+\+\+|---)/.test(said)) continue;
    const begun = /^(.*) <unfinished \.\.\.>$/.exec(said)?.[1];
    if (begun !== undefined) {
      unfinished.set(thread, begun);
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(said)?.[1];
    const event = parseCall(resumed === undefined ? said : (unfinished.get(thread) ?? '') + resumed, there);
    if (event !== undefined) events.push(event);
  }
  return events;
}

const text = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex');
const nameOf = (hex: string): string => {
  const name = basename(text(hex).toString());
  return FILES.includes(name) ? name : FOLDER;
};

/** @param there names that exist so far; what the call creates or removes is noted. */
function parseCall(call: string, there: Set<string>): DiskEvent | undefined {
  const [, name, inside, result] = /^(\w+)\((.*)\) += (-?\w+)/.exec(call) ?? [];
  if (name === undefined || inside === undefined)
    throw new Error(`strace says what is not understood: ${call.slice(0, 200)}`);
  if (result === '-1') return undefined;
  const file = nameOf(/^\d+<([^>]*)>/.exec(inside)?.[1] ?? '');
  const numbers = inside.split(', ').map(Number);
  if (name === 'mmap') {
    // Pages that are written in memory reach the disk unseen.
    const [, mapped] = /PROT_WRITE.*MAP_SHARED.*, \d+<([^>]*)>/.exec(inside) ?? [];
    if (mapped !== undefined && nameOf(mapped) !== SHARED_MEMORY)
      throw new Error(`${nameOf(mapped)} is written through memory, which the recording does not see`);
    return undefined;
  }
  if (name === 'openat') {
    const path = nameOf(/"([^"]*)"/.exec(inside)?.[1] ?? '');
    if (path === FOLDER || there.has(path)) return undefined;
    there.add(path);
    return { kind: 'create', name: path };
  }
  if (name === 'unlink') {
    const path = nameOf(/"([^"]*)"/.exec(inside)?.[1] ?? '');
    there.delete(path);
    return { kind: 'remove', name: path };
  }
  if (name === 'fsync' || name === 'fdatasync') return { kind: 'sync', name: file };
  if (name === 'ftruncate') return { kind: 'truncate', name: file, size: numbers.at(-1) as number };
  const bytes = text(/"([^"]*)"/.exec(inside)?.[1] ?? '');
  if ((name !== 'pwrite64' && name !== 'write') || bytes.length !== Number(result))
    throw new Error(`a recording cannot tell what this call does: ${call.slice(0, 200)}`);
  if (file === ACKS) return { kind: 'acknowledged', operations: Number(bytes.toString()) };
  if (name === 'write') throw new Error(`a write to ${file} does not say where it goes`);
  return { kind: 'write', name: file, offset: numbers.at(-1) as number, bytes };
}
