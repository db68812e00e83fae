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

const variable = z.object({ name: text, value: text, type: text.optional(), variablesReference: count });
export const variables = z.object({ variables: z.array(variable) });
export type Variable = z.infer<typeof variable>;

export const evaluated = z.object({ result: text, type: text.optional() });

export const breakpointsSet = z.object({
  breakpoints: z.array(z.object({ verified: z.boolean(), line: count.optional(), message: text.optional() })),
});

export const row = z.object({ row: count });

export const sources = z.object({ sources: z.array(source) });
export const sourceText = z.object({ content: text });
export const output = z.object({ output: text, category: text.optional() });

const MARKS = ['failure', 'event', 'crossing'] as const;
export type MarkKind = (typeof MARKS)[number];

/** `interleave/summary`: rows are what the debugger can stand at, counted from 0; the last is the end. */
export const summary = z.object({
  notes: z.array(text),
  rows: count,
  first: count,
  row: count,
  calls: z.array(z.object({ runtime: text, start: count, end: count, isFrame: z.boolean() })),
  marks: z.array(z.object({ row: count, kind: z.enum(MARKS) })),
});
export type Summary = z.infer<typeof summary>;
