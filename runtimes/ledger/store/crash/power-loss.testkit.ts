/** What a loss of power can leave of a recording: all that was synced, and of the rest any part, down to sectors of single writes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../../core/random.ts';
import { FOLDER, type DiskEvent } from './disk-recording.testkit.ts';

type Change = Extract<DiskEvent, { kind: 'write' | 'truncate' }>;

/** A file whatever its name: what is on the disk for certain, and what was done to it since. */
interface Inode {
  bytes: Buffer;
  since: Change[];
}

/** Which of the changes since the last sync reach the disk: none, all, some, or parts of some. */
const FATES = ['none', 'all', 'writes', 'pages', 'sectors'] as const;
const PART = { pages: 4_096, sectors: 512 };

/** May use the bytes given. */
function applied(bytes: Buffer, change: Change): Buffer {
  const size = change.kind === 'truncate' ? change.size : Math.max(bytes.length, change.offset + change.bytes.length);
  const sized = size > bytes.length ? Buffer.concat([bytes], size) : bytes.subarray(0, size);
  if (change.kind === 'write') change.bytes.copy(sized, change.offset);
  return sized;
}

/** The write in pieces that do not cross a multiple of the size. */
function* pieces(change: Change, size: number): Generator<Change> {
  if (change.kind === 'truncate') return yield change;
  for (let from = 0; from < change.bytes.length;) {
    const to = Math.min(change.bytes.length, from + size - ((change.offset + from) % size));
    yield { ...change, offset: change.offset + from, bytes: change.bytes.subarray(from, to) };
    from = to;
  }
}

function remains({ bytes, since }: Inode, random: Random): Buffer {
  const fate = FATES[random.below(FATES.length)] as (typeof FATES)[number];
  const kept = random.real();
  let left: Buffer = Buffer.from(bytes);
  let whole = bytes.length;
  for (const change of since) {
    const parts = fate === 'pages' || fate === 'sectors' ? [...pieces(change, PART[fate])] : [change];
    for (const part of parts) {
      const reaches = fate === 'all' || (fate !== 'none' && random.real() < kept);
      if (reaches) left = applied(left, part);
    }
    if (change.kind === 'write') whole = Math.max(whole, change.offset + change.bytes.length);
  }
  // The size may be there before the bytes are.
  if (left.length < whole && random.below(3) === 0) left = Buffer.concat([left, Buffer.alloc(whole - left.length)]);
  return left;
}

/**
 * Writes into a folder what is left when power is lost after some of the events.
 * @returns operations that were acknowledged before.
 */
export function losePower(events: readonly DiskEvent[], cut: number, random: Random, folder: string): number {
  const names = new Map<string, Inode>();
  const certain = new Map<string, Inode>();
  /** Names created and removed since the folder was synced. */
  let entries: { readonly name: string; readonly inode: Inode | undefined }[] = [];
  const enter = (into: Map<string, Inode>, name: string, inode: Inode | undefined): void => {
    if (inode === undefined) into.delete(name);
    else into.set(name, inode);
  };
  let acknowledged = 0;
  for (const event of events.slice(0, cut)) {
    switch (event.kind) {
      case 'acknowledged':
        acknowledged = event.operations;
        break;
      case 'create':
      case 'remove': {
        const inode = event.kind === 'create' ? { bytes: Buffer.alloc(0), since: [] } : undefined;
        enter(names, event.name, inode);
        entries.push({ name: event.name, inode });
        break;
      }
      case 'sync':
        if (event.name === FOLDER) {
          for (const { name, inode } of entries) enter(certain, name, inode);
          entries = [];
        } else settle(names.get(event.name));
        break;
      default:
        names.get(event.name)?.since.push(event);
    }
  }
  for (const { name, inode } of entries) if (random.below(2) === 0) enter(certain, name, inode);
  for (const [name, inode] of certain) writeFileSync(join(folder, name), remains(inode, random));
  return acknowledged;
}

function settle(inode: Inode | undefined): void {
  if (inode === undefined) return;
  for (const change of inode.since) inode.bytes = applied(inode.bytes, change);
  inode.since = [];
}
