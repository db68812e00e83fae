/** From conflict to cure: why a cell of a comparison's run is hot, what helps, and what has been tried. */
import { z } from 'zod';
import { comparison } from './comparisons.ts';
import { count } from './runs.ts';

const list = <T extends z.ZodType>(of: T) => z.array(of).readonly();

/** `run`: of the newest comparison its n-th; where `comparison` is null, a run of the Schedule view by its id. */
export const cellOfRun = z.object({ comparison: count.nullable(), run: count, key: z.string().max(400) });
export type CellOfRun = z.infer<typeof cellOfRun>;

export const whatIfId = z.enum(['counter', 'shards', 'declared', 'oneLane', 'otherOrder']);

export const advice = z.object({
  cell: z.string(),
  key: z.string(),
  /** Where the functions that touch it read and write it. */
  uses: list(
    z.object({
      label: z.string(),
      kind: z.enum(['read', 'write']),
      /** Workspace path; null: outside of it. */
      path: z.string().nullable(),
      line: z.number(),
      text: z.string(),
    }),
  ),
  /** What usually helps, a sentence or two each. */
  text: list(z.string()),
  whatIfs: list(
    z.object({
      id: whatIfId,
      title: z.string(),
      about: z.string(),
      /** Why it cannot be done mechanically; null: it can be tried. */
      reason: z.string().nullable(),
    }),
  ),
});
export type AdviceView = z.infer<typeof advice>;

export const tryingWhatIf = z.object({ ...cellOfRun.shape, whatIf: whatIfId });

/** Changes that were tried in a copy of the workspace and may be kept. */
export const triedChange = z.object({
  title: z.string(),
  /** The comparison that shows what they bring. */
  comparison: z.number(),
  files: list(z.object({ path: z.string(), before: z.string(), after: z.string() })),
});
export type TriedChange = z.infer<typeof triedChange>;

export const triedWhatIf = z.object({ comparison, change: triedChange.nullable() });
