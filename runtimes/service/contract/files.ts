import { z } from 'zod';

/** From the workspace's folder, with `/`. */
export const path = z.string().max(1_000);

export const treeEntry = z.object({ path: z.string(), kind: z.enum(['file', 'folder']) });
export type TreeEntry = z.infer<typeof treeEntry>;

export const tree = z.object({
  /** Folders before what is in them. */
  entries: z.array(treeEntry).readonly(),
  /** There is more than is listed. */
  cut: z.boolean(),
});

export const textFile = z.object({
  text: z.string(),
  /** What a writer says it has seen. */
  version: z.string(),
});
export type TextFile = z.infer<typeof textFile>;

export const treeChange = z.object({
  path: z.string(),
  kind: z.enum(['file', 'folder']),
  what: z.enum(['added', 'removed', 'changed']),
});
export type TreeChange = z.infer<typeof treeChange>;
