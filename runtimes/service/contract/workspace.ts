import { z } from 'zod';

export const runtimeInfo = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  deterministic: z.boolean(),
  /** How it is drawn; absent: nobody has said. */
  look: z
    .object({
      short: z.string(),
      hue: z.enum(['violet', 'orange', 'teal', 'pink']),
      glyph: z.enum(['diamond', 'hexagon', 'circle', 'triangle', 'square', 'pentagon']),
    })
    .optional(),
});
export type RuntimeInfo = z.infer<typeof runtimeInfo>;

export const languageInfo = z.object({
  id: z.string(),
  name: z.string(),
  runtime: z.string(),
  /** With the dot. */
  extensions: z.array(z.string()).readonly(),
  /** Names of files that say how all of a folder's sources are compiled. */
  projectFiles: z.array(z.string()).readonly().optional(),
});
export type LanguageInfo = z.infer<typeof languageInfo>;

export const workspaceInfo = z.object({ name: z.string(), path: z.string() });
export type WorkspaceInfo = z.infer<typeof workspaceInfo>;

/** Whether the user trusts the open workspace. */
export const trust = z.object({ trusted: z.boolean() });
export type Trust = z.infer<typeof trust>;

export const exampleInfo = z.object({
  id: z.string(),
  title: z.string(),
  summary: z.string(),
  /** Ids. */
  runtimes: z.array(z.string()).readonly(),
});
export type ExampleInfo = z.infer<typeof exampleInfo>;

export const templateInfo = z.object({
  id: z.string(),
  title: z.string(),
  about: z.string(),
  /** Ids; none: whatever the language. */
  languages: z.array(z.string()).readonly(),
});
export type TemplateInfo = z.infer<typeof templateInfo>;

export const recentWorkspace = z.object({
  name: z.string(),
  path: z.string(),
  /** Milliseconds since 1970. */
  opened: z.number(),
});
export type RecentWorkspace = z.infer<typeof recentWorkspace>;

/** What does not change while the program runs, and what is open now. */
export const hostInfo = z.object({
  version: z.string(),
  runtimes: z.array(runtimeInfo).readonly(),
  languages: z.array(languageInfo).readonly(),
  examples: z.array(exampleInfo).readonly(),
  templates: z.array(templateInfo).readonly(),
  recent: z.array(recentWorkspace).readonly(),
  /** Where new workspaces go unless told otherwise. */
  home: z.string(),
  workspace: workspaceInfo.nullable(),
  /** Its folder was deleted since it was opened. */
  isGone: z.boolean(),
});
export type HostInfo = z.infer<typeof hostInfo>;
