/** What clients may ask, checked before anything is done with it. Fields that are not used here are let pass. */
import { z } from 'zod';

export const requestSchema = z.object({
  seq: z.number().int(),
  type: z.literal('request'),
  command: z.string().max(100),
  arguments: z.unknown().optional(),
});
export type DapRequest = z.infer<typeof requestSchema>;

const text = z.string().max(10_000);
const nothing = z.unknown();
const granularity = z.object({ granularity: z.enum(['statement', 'line', 'instruction']).optional() }).optional();
const source = z.object({ path: text.optional(), sourceReference: z.number().int().optional(), name: text.optional() });
const counted = { condition: text.optional(), hitCondition: text.optional() };
const list = <T extends z.ZodType>(of: T): z.ZodArray<T> => z.array(of).max(1000);

export const ARGUMENTS = {
  initialize: z.object({
    linesStartAt1: z.boolean().optional(),
    columnsStartAt1: z.boolean().optional(),
    supportsProgressReporting: z.boolean().optional(),
  }),
  launch: z.looseObject({ stopOnEntry: z.boolean().optional() }),
  attach: z.looseObject({ stopOnEntry: z.boolean().optional() }),
  configurationDone: nothing,
  setBreakpoints: z.object({
    source,
    breakpoints: list(z.object({ line: z.number().int(), logMessage: text.optional(), ...counted })).optional(),
    lines: list(z.number().int()).optional(),
  }),
  setFunctionBreakpoints: z.object({ breakpoints: list(z.object({ name: text, ...counted })) }),
  setInstructionBreakpoints: z.object({
    breakpoints: list(z.object({ instructionReference: text, offset: z.number().int().optional(), ...counted })),
  }),
  setExceptionBreakpoints: z.object({
    filters: list(text),
    filterOptions: list(z.object({ filterId: text, condition: text.optional() })).optional(),
  }),
  dataBreakpointInfo: z.object({
    variablesReference: z.number().int().optional(),
    name: text,
    frameId: z.number().int().optional(),
  }),
  setDataBreakpoints: z.object({
    breakpoints: list(
      z.object({ dataId: text, accessType: z.enum(['read', 'write', 'readWrite']).optional(), ...counted }),
    ),
  }),
  threads: nothing,
  stackTrace: z.object({ startFrame: z.number().int().min(0).optional(), levels: z.number().int().min(0).optional() }),
  scopes: z.object({ frameId: z.number().int() }),
  variables: z.object({
    variablesReference: z.number().int(),
    start: z.number().int().min(0).optional(),
    count: z.number().int().min(0).optional(),
  }),
  evaluate: z.object({ expression: text, frameId: z.number().int().optional(), context: text.optional() }),
  continue: nothing,
  reverseContinue: nothing,
  next: granularity,
  stepIn: granularity,
  stepOut: granularity,
  /** `kind`: our own, for what the protocol has no word. */
  stepBack: z
    .object({
      granularity: z.enum(['statement', 'line', 'instruction']).optional(),
      kind: z.enum(['over', 'into', 'out']).optional(),
    })
    .optional(),
  pause: nothing,
  gotoTargets: z.object({ source, line: z.number().int() }),
  goto: z.object({ targetId: z.number().int() }),
  restart: nothing,
  restartFrame: z.object({ frameId: z.number().int() }),
  source: z.object({ source: source.optional(), sourceReference: z.number().int() }),
  loadedSources: nothing,
  exceptionInfo: nothing,
  disassemble: z.object({
    memoryReference: text,
    offset: z.number().int().optional(),
    instructionOffset: z.number().int().optional(),
    instructionCount: z.number().int().min(0).max(10_000),
  }),
  readMemory: z.object({ memoryReference: text, offset: z.number().int().optional(), count: z.number().int().min(0) }),
  cancel: z.object({ requestId: z.number().int().optional(), progressId: text.optional() }).optional(),
  terminate: nothing,
  disconnect: nothing,
  'interleave/summary': nothing,
  'interleave/row': nothing,
  'interleave/jump': z.object({ row: z.number().int() }),
  /** `stops`: breakpoints on the way stop it. */
  'interleave/runTo': z.object({
    path: text,
    line: z.number().int(),
    backwards: z.boolean().optional(),
    stops: z.boolean().optional(),
  }),
  'interleave/rows': z.object({ from: z.number().int().min(0), count: z.number().int().min(0).max(1000) }),
  'interleave/gas': nothing,
  'interleave/touched': nothing,
  'interleave/memory': z.object({
    frameId: z.number().int(),
    from: z.number().int().min(0),
    count: z
      .number()
      .int()
      .min(0)
      .max(1 << 20),
  }),
} as const;

export type Command = keyof typeof ARGUMENTS;
export type ArgumentsOf<C extends Command> = z.infer<(typeof ARGUMENTS)[C]>;

export const isCommand = (command: string): command is Command => Object.hasOwn(ARGUMENTS, command);
