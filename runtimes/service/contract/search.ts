import { z } from 'zod';

/** What is looked for in the files of the workspace. */
export const searchQuery = z.object({
  text: z.string().min(1).max(1_000),
  regex: z.boolean(),
  matchCase: z.boolean(),
  wholeWord: z.boolean(),
  /** Patterns of paths, separated by commas: `*.sol, contracts/**`; empty: all files. */
  include: z.string().max(1_000),
  exclude: z.string().max(1_000),
});
export type SearchQuery = z.infer<typeof searchQuery>;

export const searchMatch = z.object({
  line: z.number(),
  column: z.number(),
  /** The line around it, clipped. */
  before: z.string(),
  text: z.string(),
  after: z.string(),
  /** What would stand there, where a replacement was given. */
  replaced: z.string().optional(),
});
export type SearchMatch = z.infer<typeof searchMatch>;

export const fileMatches = z.object({
  path: z.string(),
  /** Of the text that was searched. */
  version: z.string(),
  matches: z.array(searchMatch).readonly(),
});
export type FileMatches = z.infer<typeof fileMatches>;

export const searchResult = z.object({
  files: z.array(fileMatches).readonly(),
  /** Files that were looked into. */
  searched: z.number(),
  /** There is more than is listed. */
  cut: z.boolean(),
});
export type SearchResult = z.infer<typeof searchResult>;

export const replacing = z.object({
  query: searchQuery,
  /** With a pattern: `$1`, `$<name>`, `$&` stand for what was found. */
  replacement: z.string().max(10_000),
  /** Those as they were searched; the numbers of matches to leave alone count from 0. */
  files: z
    .array(z.object({ path: z.string().max(1_000), version: z.string(), except: z.array(z.number()).max(10_000) }))
    .max(20_000),
});
export type Replacing = z.input<typeof replacing>;

/** What was written, and what was not, with the reason. */
export const replaced = z.object({
  written: z.array(z.string()).readonly(),
  matches: z.number(),
  refused: z.array(z.object({ path: z.string(), message: z.string() })).readonly(),
  /** Brings back what was there. */
  backup: z.string().nullable(),
});
export type Replaced = z.infer<typeof replaced>;
