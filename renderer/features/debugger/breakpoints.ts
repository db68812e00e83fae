/** Breakpoints as the workspace remembers them: by file, whether or not anything is being debugged. */
import { z } from 'zod';

const breakpoint = z.object({
  line: z.number().int().min(1),
  /** It stops only where this is true; empty: always. */
  condition: z.string().max(1_000),
  /** Only at these times: `5`, `>= 5`, `% 5`. */
  hits: z.string().max(100).optional(),
  /** It says this, and does not stop. */
  log: z.string().max(1_000).optional(),
  isOff: z.boolean().optional(),
});
export interface Noted {
  /** What the open debugger says of it: that it never comes there, or why it cannot stop. */
  readonly note?: string | undefined;
}
export type Breakpoint = z.infer<typeof breakpoint> & Noted;
export type BreakpointFields = Partial<Pick<Breakpoint, 'condition' | 'hits' | 'log'>>;
/** One that is switched off stays where it is, and no debugger hears of it. */
export const isOn = ({ isOff }: Pick<Breakpoint, 'isOff'>): boolean => isOff !== true;
export const switched = <T extends Pick<Breakpoint, 'isOff'>>(one: T, on: boolean): T => ({
  ...one,
  isOff: on ? undefined : true,
});
export type Breakpoints = Readonly<Record<string, readonly Breakpoint[]>>;

const FILTERS = ['failure', 'event', 'crossing'] as const;
export type Filter = (typeof FILTERS)[number];

export const FILTER_WORDS: readonly { readonly id: Filter; readonly text: string }[] = [
  { id: 'failure', text: 'A frame reverts or fails' },
  { id: 'event', text: 'An event is emitted' },
  { id: 'crossing', text: 'A call enters another runtime' },
];

const ACCESSES = ['write', 'read', 'readWrite'] as const;
export type Access = (typeof ACCESSES)[number];

const common = { condition: z.string().max(1_000), isOff: z.boolean().optional() };
/** Not of a line: a function by its name, a cell of the state, an instruction. */
const other = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('function'), name: z.string().max(1_000), ...common }),
  z.object({
    kind: z.literal('cell'),
    key: z.string().max(1_000),
    /** `bank.balances[bob]`. */
    name: z.string().max(1_000),
    access: z.enum(ACCESSES),
    ...common,
  }),
  z.object({
    kind: z.literal('instruction'),
    reference: z.string().max(100),
    /** `SSTORE`. */
    name: z.string().max(100),
    ...common,
  }),
]);
export type OtherBreakpoint = z.infer<typeof other> & Noted;
export type OtherKind = OtherBreakpoint['kind'];

/** Two with the same are one. */
export const idOf = (one: OtherBreakpoint): string => {
  if (one.kind === 'function') return `function ${one.name}`;
  return one.kind === 'cell' ? `cell ${one.key} ${one.access}` : `instruction ${one.reference}`;
};

const TOUCHES: Readonly<Record<Access, string>> = { write: 'written', read: 'read', readWrite: 'read or written' };

export const otherWords = (one: OtherBreakpoint): string => {
  if (one.kind === 'function') return `function ${one.name}`;
  if (one.kind === 'cell') return `${one.name} is ${TOUCHES[one.access]}`;
  return `${one.name} at ${one.reference.slice(one.reference.indexOf(':') + 1)}`;
};

const kept = z.object({
  lines: z.record(z.string(), z.array(breakpoint)),
  filters: z.array(z.enum(FILTERS)),
  watches: z.array(z.string().max(1_000)),
  others: z.array(other).optional(),
});
export interface Kept {
  readonly lines: Breakpoints;
  readonly others: readonly OtherBreakpoint[];
  readonly filters: readonly Filter[];
  readonly watches: readonly string[];
}
const NOTHING: Kept = { lines: {}, filters: ['failure'], watches: [], others: [] };

/** What cannot be read is as if it had never been. */
export function readKept(json: string | undefined): Kept {
  try {
    const read = kept.safeParse(JSON.parse(json ?? ''));
    return read.success ? { ...read.data, others: read.data.others ?? [] } : NOTHING;
  } catch {
    return NOTHING;
  }
}

/** Without what a debugger has said of them. */
const plain = <T extends Noted>(one: T): T => ({ ...one, note: undefined });

export const writeKept = ({ lines, filters, watches, others }: Kept): string =>
  JSON.stringify({ lines: withoutNotes(lines), filters, watches, others: others.map(plain) });

const each = (all: Breakpoints, how: (one: Breakpoint) => Breakpoint): Breakpoints =>
  Object.fromEntries(Object.entries(all).map(([path, list]) => [path, list.map(how)]));

export const withoutNotes = (lines: Breakpoints): Breakpoints => each(lines, plain);

const withLines = (all: Breakpoints, path: string, list: readonly Breakpoint[]): Breakpoints => {
  const { [path]: _, ...others } = all;
  return list.length === 0 ? others : { ...others, [path]: [...list].sort((a, b) => a.line - b.line) };
};

export function toggled(all: Breakpoints, path: string, line: number): Breakpoints {
  const here = all[path] ?? [];
  const without = here.filter((one) => one.line !== line);
  return withLines(all, path, without.length < here.length ? without : [...here, { line, condition: '' }]);
}

const changedAt = (all: Breakpoints, path: string, line: number, how: (one: Breakpoint) => Breakpoint): Breakpoints =>
  withLines(
    all,
    path,
    (all[path] ?? []).map((one) => (one.line === line ? how(one) : one)),
  );

export const changed = (all: Breakpoints, path: string, line: number, fields: BreakpointFields): Breakpoints =>
  changedAt(all, path, line, (one) => ({ ...one, ...fields }));

export const switchedAt = (all: Breakpoints, path: string, line: number, on: boolean): Breakpoints =>
  changedAt(all, path, line, (one) => switched(one, on));

export const allSwitched = (all: Breakpoints, on: boolean): Breakpoints => each(all, (one) => switched(one, on));

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

/** Its shape says what it is: a message, a condition, a cell. */
export const glyphClass = ({
  condition,
  hits = '',
  log = '',
  note,
  isOff,
  kind,
}: Pick<Breakpoint, 'condition' | 'hits' | 'log' | 'note' | 'isOff'> & {
  readonly kind?: string | undefined;
}): string =>
  [
    'breakpoint-glyph',
    log !== '' ? 'log' : kind === 'cell' || condition !== '' || hits !== '' ? 'conditional' : '',
    isOff === true ? 'off' : note === undefined ? '' : 'unmet',
  ].join(' ');
