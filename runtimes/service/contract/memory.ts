import { z } from 'zod';

/**
 * What windows remember, as texts: of the user (`settings.json`), and of the workspace: its settings, its layout, and texts that are
 * not saved yet (`unsaved/` and the path).
 */
export const memoryName = z
  .string()
  .max(1_100)
  .regex(/^(?:settings|settings-damaged|layout|tour)\.json$|^unsaved\/./s, 'nothing is remembered by this name');

export const remembered = z.object({
  name: z.string(),
  text: z.string(),
  /** Milliseconds since 1970: of two, the later counts. */
  time: z.number(),
});

export const memory = z.object({
  /** Where it is kept, for whoever wants to look. */
  folder: z.string(),
  items: z.array(remembered).readonly(),
});

/** `text`: null forgets it. */
export const remembering = z.object({
  name: memoryName,
  text: z.string().max(6_000_000).nullable(),
  time: z.number(),
});
