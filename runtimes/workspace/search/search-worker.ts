/** The thread that searches: whoever started it ends it where a pattern takes too long. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { hashOf } from '../../compiling/hash.ts';
import { findInText, patternOf, replaceInText, replacementOf, type Match, type Query } from './find-in-text.ts';
import { pathFilter } from './glob.ts';

export interface FindJob {
  readonly kind: 'find';
  readonly root: string;
  readonly query: Query & { readonly include: string; readonly exclude: string };
  readonly replacement: string | undefined;
  readonly paths: readonly string[];
}

export interface ReplaceJob {
  readonly kind: 'replace';
  readonly root: string;
  readonly query: Query;
  readonly replacement: string;
  readonly files: readonly { readonly path: string; readonly version: string; readonly except: readonly number[] }[];
}

/** `at`: this file is looked into now, the so-and-so-manieth of so many. */
export type Said =
  | { readonly kind: 'at'; readonly path: string; readonly done: number; readonly total: number }
  | { readonly kind: 'found'; readonly path: string; readonly version: string; readonly matches: readonly Match[] }
  | {
      readonly kind: 'text';
      readonly path: string;
      readonly before: string;
      readonly text: string;
      readonly count: number;
    }
  | { readonly kind: 'changed'; readonly path: string }
  | { readonly kind: 'done'; readonly searched: number; readonly cut: boolean }
  | { readonly kind: 'flaw'; readonly message: string };

/** In all, and in one file. */
const MOST = 10_000;
const MOST_IN_FILE = 1_000;
/** Larger files are no texts that somebody writes. */
const MAX_BYTES = 5_000_000;

const say = (said: Said): void => parentPort?.postMessage(said);
const job = workerData as FindJob | ReplaceJob;

try {
  const pattern = patternOf(job.query);
  if (job.kind === 'find') find(job, pattern);
  else replace(job, pattern);
} catch (error) {
  say({ kind: 'flaw', message: (error as Error).message.replace(/^Invalid regular expression: /, '') });
}

function find({ root, query, replacement, paths }: FindJob, pattern: RegExp): void {
  const [included, excluded] = [pathFilter(query.include), pathFilter(query.exclude)];
  const wanted = paths.filter((path) => (included?.(path) ?? true) && !(excluded?.(path) ?? false));
  const replaced = replacement === undefined ? undefined : replacementOf(replacement, query.regex);
  let [count, searched] = [0, 0];
  for (const path of wanted) {
    say({ kind: 'at', path, done: searched, total: wanted.length });
    const read = textOf(root, path);
    if (read === undefined) continue;
    searched++;
    const matches = findInText(read.text, pattern, Math.min(MOST_IN_FILE, MOST - count), replaced);
    count += matches.length;
    if (matches.length > 0) say({ kind: 'found', path, version: hashOf(read.bytes), matches });
    if (count >= MOST) return say({ kind: 'done', searched, cut: true });
  }
  say({ kind: 'done', searched, cut: false });
}

function replace({ root, query, replacement, files }: ReplaceJob, pattern: RegExp): void {
  const replaced = replacementOf(replacement, query.regex);
  files.forEach(({ path, version, except }, done) => {
    say({ kind: 'at', path, done, total: files.length });
    const read = textOf(root, path);
    if (read === undefined || hashOf(read.bytes) !== version) return say({ kind: 'changed', path });
    const { text, count } = replaceInText(read.text, pattern, replaced, new Set(except));
    if (count > 0) say({ kind: 'text', path, before: read.text, text, count });
  });
  say({ kind: 'done', searched: files.length, cut: false });
}

/** Undefined for what is no text, too large, or gone. */
function textOf(root: string, path: string): { readonly bytes: Buffer; readonly text: string } | undefined {
  try {
    const file = join(root, path);
    if (statSync(file).size > MAX_BYTES) return undefined;
    const bytes = readFileSync(file);
    if (bytes.subarray(0, 8_192).includes(0)) return undefined;
    return { bytes, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return undefined;
  }
}
