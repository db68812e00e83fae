/** What the debugger answers, as far as it is used here (https://microsoft.github.io/debug-adapter-protocol). Nothing else is taken. */
import { z } from 'zod';

const count = z.number().int().min(0);
const text = z.string();

export const stopped = z.object({
  reason: text,
  description: text.optional(),
  text: text.optional(),
});
export type StopTold = z.infer<typeof stopped>;

const source = z.object({
  name: text.optional(),
  path: text.optional(),
  /** Above 0: the file is not what was compiled, and `source` gives what was. */
  sourceReference: z.number().optional(),
  origin: text.optional(),
});

export const stackTrace = z.object({
  stackFrames: z.array(
    z.object({
      id: count,
      name: text,
      line: count,
      column: count,
      moduleId: text.optional(),
      source: source.optional(),
    }),
  ),
  totalFrames: count.optional(),
});
export type StackFrame = z.infer<typeof stackTrace>['stackFrames'][number];

export const scopes = z.object({
  scopes: z.array(z.object({ name: text, variablesReference: count, expensive: z.boolean() })),
});
export type Scope = z.infer<typeof scopes>['scopes'][number];

const variable = z.object({
  name: text,
  value: text,
  type: text.optional(),
  variablesReference: count,
  presentationHint: z.object({ attributes: z.array(text).optional() }).optional(),
  /** What an expression calls it; undefined: nothing does. */
  evaluateName: text.optional(),
  /** With names in place of addresses. */
  shownName: text.optional(),
  shownValue: text.optional(),
});
export const variables = z.object({ variables: z.array(variable) });
export type Variable = z.infer<typeof variable>;

export const evaluated = z.object({ result: text, type: text.optional(), variablesReference: count.optional() });

export const breakpointsSet = z.object({
  breakpoints: z.array(z.object({ verified: z.boolean(), line: count.optional(), message: text.optional() })),
});

export const dataInfo = z.object({ dataId: text.nullable(), description: text });

export const row = z.object({ row: count });

export const sources = z.object({ sources: z.array(source) });
export const sourceText = z.object({ content: text });
/** `why`: a sentence, where it was not asked for. */
export const terminated = z.object({ why: text.optional() });
export const output = z.object({ output: text, category: text.optional() });

const MARKS = ['failure', 'event', 'crossing'] as const;
export type MarkKind = (typeof MARKS)[number];

const call = z.object({
  title: text,
  runtime: text,
  /** Index of the caller; -1: none. */
  parent: z.number().int().min(-1),
  start: count,
  end: count,
  /** Own, without deeper calls. */
  gas: count,
  failed: z.boolean(),
  isFrame: z.boolean(),
});
export type CallTold = z.infer<typeof call>;

/** `interleave/summary`: rows are what the debugger can stand at, counted from 0; the last is the end. */
export const summary = z.object({
  notes: z.array(text),
  rows: count,
  first: count,
  row: count,
  calls: z.array(call),
  /** There are more calls than these. */
  isCut: z.boolean(),
  marks: z.array(z.object({ row: count, kind: z.enum(MARKS) })),
});
export type Summary = z.infer<typeof summary>;

const gasOfLine = z.object({ file: text, line: count, gas: count, steps: count });
export type LineGas = z.infer<typeof gasOfLine>;
export const lineGas = z.object({ lines: z.array(gasOfLine) });

const rowLine = z.object({
  row: count,
  text,
  depth: count,
  gas: count,
  runtime: text,
  /** Of an instruction: what breakpoints call it. */
  reference: text.optional(),
  line: count.optional(),
  file: text.optional(),
});
export type RowLine = z.infer<typeof rowLine>;
export const rowLines = z.object({ rows: z.array(rowLine) });

/** `data`: in base64. */
export const memory = z.object({ size: count, data: text });

const at = z.number().int().min(-1);
const touchedCell = z.object({
  key: text,
  name: text,
  isRead: z.boolean(),
  isWritten: z.boolean(),
  /** At the beginning, and now. */
  before: text,
  now: text,
  /** Of the last access; -1: before all code. */
  row: at,
});
export type TouchedCell = z.infer<typeof touchedCell>;
const emitted = z.object({ row: at, emitter: text, text });
export type Emitted = z.infer<typeof emitted>;
/** `interleave/touched`. */
export const touched = z.object({ cells: z.array(touchedCell), events: z.array(emitted), isCut: z.boolean() });
export type Touched = z.infer<typeof touched>;
