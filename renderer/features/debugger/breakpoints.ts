/** Breakpoints as the workspace remembers them: by file, whether or not anything is being debugged. */
import { z } from 'zod';

const breakpoint = z.object({
  line: z.number().int().min(1),
  /** It stops only where this is true; empty: always. */
  condition: z.string().max(1_000),
});
export type Breakpoint = z.infer<typeof breakpoint> & {
  /** What the open debugger says of it: that it never comes there, or why it cannot stop. */
  readonly note?: string | undefined;
};
export type Breakpoints = Readonly<Record<string, readonly Breakpoint[]>>;

const FILTERS = ['failure', 'event', 'crossing'] as const;
export type Filter = (typeof FILTERS)[number];

export const FILTER_WORDS: readonly { readonly id: Filter; readonly text: string }[] = [
  { id: 'failure', text: 'A frame reverts or fails' },
  { id: 'event', text: 'An event is emitted' },
  { id: 'crossing', text: 'A call enters another runtime' },
];

const kept = z.object({
  lines: z.record(z.string(), z.array(breakpoint)),
  filters: z.array(z.enum(FILTERS)),
  watches: z.array(z.string().max(1_000)),
});
export interface Kept {
  readonly lines: Breakpoints;
  readonly filters: readonly Filter[];
  readonly watches: readonly string[];
}
const NOTHING: Kept = { lines: {}, filters: ['failure'], watches: [] };

/** What cannot be read is as if it had never been. */
export function readKept(json: string | undefined): Kept {
  try {
    const read = kept.safeParse(JSON.parse(json ?? ''));
    return read.success ? read.data : NOTHING;
  } catch {
    return NOTHING;
  }
}

export const writeKept = ({ lines, filters, watches }: Kept): string =>
  JSON.stringify({
    lines: Object.fromEntries(
      Object.entries(lines).map(([path, list]) => [path, list.map(({ line, condition }) => ({ line, condition }))]),
    ),
    filters,
    watches,
  });

const withLines = (all: Breakpoints, path: string, list: readonly Breakpoint[]): Breakpoints => {
  const { [path]: _, ...others } = all;
  return list.length === 0 ? others : { ...others, [path]: [...list].sort((a, b) => a.line - b.line) };
};

export function toggled(all: Breakpoints, path: string, line: number): Breakpoints {
  const here = all[path] ?? [];
  const without = here.filter((one) => one.line !== line);
  return withLines(all, path, without.length < here.length ? without : [...here, { line, condition: '' }]);
}

export const changed = (all: Breakpoints, path: string, line: number, fields: Partial<Breakpoint>): Breakpoints =>
  withLines(
    all,
    path,
    (all[path] ?? []).map((one) => (one.line === line ? { ...one, ...fields } : one)),
  );

/** The text around them was edited. @param lines where each stands now; two that meet become one. */
export function moved(all: Breakpoints, path: string, lines: readonly number[]): Breakpoints {
  const byLine = new Map(
    (all[path] ?? []).map((one, n) => [lines[n] ?? one.line, { ...one, line: lines[n] ?? one.line }]),
  );
  return withLines(all, path, [...byLine.values()]);
}

/** A file, or all in a folder, is called otherwise now. */
export const renamed = (all: Breakpoints, from: string, to: string): Breakpoints =>
  Object.fromEntries(
    Object.entries(all).map(([path, list]) => [
      path === from || path.startsWith(`${from}/`) ? to + path.slice(from.length) : path,
      list,
    ]),
  );
