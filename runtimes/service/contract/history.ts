/** Where the live ledger stands, and where it can go. */
import { z } from 'zod';

/** Of a block in the ledger's file. */
export const blockId = z.number().int().min(1);
export const branchName = z.string().min(1).max(64);

export const branch = z.object({
  name: z.string(),
  /** Id of the block that it stands at. */
  block: z.number(),
  number: z.number(),
  /** Blocks go there. */
  current: z.boolean(),
});
export type BranchView = z.infer<typeof branch>;

export const standing = z.object({
  branch: z.string(),
  /** Id of the block at head. */
  at: z.number(),
  branches: z.array(branch).readonly(),
  /** What undo would do, in words: `take main from block 4 to block 9`; null: there is nothing. */
  undo: z.string().nullable(),
  redo: z.string().nullable(),
});
export type Standing = z.infer<typeof standing>;

export const timelineBlock = z.object({
  id: z.number(),
  parent: z.number().nullable(),
  number: z.number(),
  hash: z.string(),
  /** Seconds since 1970; 0: not known. */
  timestamp: z.number(),
  transactions: z.number(),
  gasUsed: z.string(),
  /** null: not worked out yet. */
  stateRoot: z.string().nullable(),
  /** Its first transaction; empty where it has none. */
  label: z.string(),
});
export type TimelineBlock = z.infer<typeof timelineBlock>;
