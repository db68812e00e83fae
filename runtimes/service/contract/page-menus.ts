/** The menus of a page, for windows whose system draws the menu bar: it chooses among the page's commands. */
import { z } from 'zod';

const text = z.string().min(1).max(100);

const entry = z.object({
  /** Of the page's command. */
  id: text,
  title: text,
  /** `Ctrl+Shift+P`, where Ctrl is Cmd on a Mac; empty: it has none, or none that every system can show. */
  keys: z.string().regex(/^(?:(?:(?:Ctrl|Alt|Shift)\+)*(?:[A-Z\d]|[,.\\/;=-]|F\d{1,2}))?$/),
});

/** `-` is a line between groups. */
export const pageMenus = z
  .array(z.object({ title: text, entries: z.array(z.union([entry, z.literal('-')])).max(100) }))
  .max(20);
export type PageMenus = z.infer<typeof pageMenus>;
