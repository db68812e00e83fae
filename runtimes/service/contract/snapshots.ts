/** Files that carry a state: writing, checking, taking in, comparing them. */
import { z } from 'zod';
import { blockId, branchName } from './history.ts';
import { address } from './ledger.ts';

/** Of a file in the workspace's folder `snapshots`. */
export const fileName = z
  .string()
  .min(1)
  .max(120)
  .regex(
    /^[\p{L}\p{N}_][\p{L}\p{N}_ .()+-]*$/u,
    'letters, digits, spaces and . _ - ( ) + only, beginning with a letter or digit',
  );

/** A file: one in `snapshots`, or one that was sent by a window. */
export const fileRef = z.union([z.object({ name: fileName }), z.object({ upload: z.string().max(64) })]);
export type FileRef = z.infer<typeof fileRef>;

/** A state to compare: after a block, where a branch stands, in a file. */
export const stateRef = z.union([z.object({ block: blockId }), z.object({ branch: branchName }), fileRef]);
export type StateRef = z.infer<typeof stateRef>;

export const FORMATS = ['snapshot', 'anvil', 'genesis', 'csv'] as const;

export const exporting = z.object({
  name: fileName,
  format: z.enum(FORMATS),
  /** Absent: where the ledger stands. */
  block: blockId.optional(),
  /** Addresses or names; absent: all. */
  accounts: z.array(address).min(1).max(1_000).optional(),
  history: z.boolean(),
  /** A file of that name is replaced. */
  replace: z.boolean().optional(),
});
export type Exporting = z.input<typeof exporting>;

export const snapshotFile = z.object({
  name: z.string(),
  size: z.number(),
  /** Milliseconds since 1970. */
  modified: z.number(),
  /** null: not read yet. */
  known: z
    .object({
      format: z.string(),
      block: z.number(),
      stateRoot: z.string(),
      cells: z.number().nullable(),
      accounts: z.number().nullable(),
      hasHistory: z.boolean(),
    })
    .nullable(),
  /** Why it would be refused; else empty. */
  flaw: z.string(),
});
export type SnapshotFile = z.infer<typeof snapshotFile>;

export const exported = z.object({
  name: z.string(),
  size: z.number(),
  block: z.number(),
  stateRoot: z.string(),
  /** What the format has no place for, a phrase each. */
  omitted: z.array(z.string()).readonly(),
});
export type Exported = z.infer<typeof exported>;

export const check = z.object({
  name: z.string(),
  title: z.string(),
  status: z.enum(['passed', 'failed', 'not reached']),
  /** What was found, where there is something to say. */
  detail: z.string(),
});
export type Check = z.infer<typeof check>;

/** What a file holds, or why it is refused: where it stopped. A refused file is no error of the request. */
export const verdict = z.object({
  /** As people know it. */
  file: z.string(),
  size: z.number(),
  checks: z.array(check).readonly(),
  carried: z
    .object({
      format: z.string(),
      block: z.number(),
      stateRoot: z.string(),
      counts: z.record(z.string(), z.number()),
      hasHistory: z.boolean(),
      /** What a ledger does not take of it, and what is assumed of its chain; a phrase each. */
      omitted: z.array(z.string()).readonly(),
      assumed: z.array(z.string()).readonly(),
    })
    .nullable(),
  flaw: z
    .object({
      message: z.string(),
      advice: z.string(),
      line: z.number().optional(),
      byte: z.number().optional(),
      column: z.number().optional(),
    })
    .nullable(),
});
export type Verdict = z.infer<typeof verdict>;

export const imported = z.object({
  verdict,
  /** Folder of the new workspace, where one was made. */
  workspace: z.string().nullable(),
});
export type Imported = z.infer<typeof imported>;

export const diff = z.object({
  before: z.object({ block: z.number(), stateRoot: z.string().nullable() }),
  after: z.object({ block: z.number(), stateRoot: z.string().nullable() }),
  /** What differs in the configurations, in words. */
  config: z.array(z.string()).readonly(),
  added: z.number(),
  removed: z.number(),
  changed: z.number(),
  /** The first of them. Hex without leading zeros, `runtime:hash` for code; empty: the cell holds nothing. */
  cells: z.array(z.object({ cell: z.string(), key: z.string(), before: z.string(), after: z.string() })).readonly(),
});
export type StateDiff = z.infer<typeof diff>;

/** Bytes of a piece of a file on its way. */
export const PIECE = 4 * 2 ** 20;
/** Base64. */
export const piece = z.string().max(Math.ceil(PIECE / 3) * 4);
