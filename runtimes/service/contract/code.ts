/** What compilers say of a file: diagnostics, contracts, and answers to an editor's questions. */
import { z } from 'zod';
import { abiField } from './abi.ts';

export const diagnostic = z.object({
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  /** Workspace path. */
  file: z.string(),
  /** From 1; 0 where the compiler gives no place. */
  line: z.number(),
  column: z.number(),
  endLine: z.number().optional(),
  endColumn: z.number().optional(),
  code: z.string().optional(),
  hint: z.string().optional(),
});
export type Diagnostic = z.infer<typeof diagnostic>;

/** A contract of a file that was compiled. */
export const compiledContract = z.object({
  contract: z.string(),
  source: z.string(),
  runtime: z.string(),
  /** Whether it has code: interfaces and abstract contracts have none. */
  deployable: z.boolean(),
  constructor: z.object({ inputs: z.array(abiField).readonly(), payable: z.boolean() }),
});
export type CompiledContract = z.infer<typeof compiledContract>;

export const compiled = z.object({
  path: z.string(),
  /** Nothing of severity `error`. */
  succeeded: z.boolean(),
  diagnostics: z.array(diagnostic).readonly(),
  contracts: z.array(compiledContract).readonly(),
  /** Files of the workspace that it depends on; absent: not known, so any of its language. */
  reads: z.array(z.string()).readonly().optional(),
});
export type Compiled = z.infer<typeof compiled>;

/** `text`: what the editor shows, saved or not. */
export const shownText = z.object({
  path: z.string(),
  text: z.string(),
  /** A file of a package: `path` is then the name by which imports call it. */
  library: z.boolean().optional(),
});

/** `percent`: 100 once it is done. */
export const preparing = z.object({ what: z.string(), percent: z.number().min(0).max(100) });
export type Preparing = z.infer<typeof preparing>;

/** Lines and columns from 1, columns in UTF-16 units. */
export const question = shownText.extend({
  line: z.number().int().positive(),
  column: z.number().int().positive(),
});

const range = z.object({
  file: z.string(),
  line: z.number(),
  column: z.number(),
  endLine: z.number(),
  endColumn: z.number(),
});
export type CodeRange = z.infer<typeof range>;

export const completions = z
  .array(
    z.object({
      label: z.string(),
      kind: z.string(),
      detail: z.string(),
      documentation: z.string().optional(),
      /** Column where the text begins that it replaces; absent: the word at the place. */
      from: z.number().optional(),
      /** What is written, where that is not the label. */
      insert: z.string().optional(),
    }),
  )
  .readonly();

export const hover = z
  .object({ declaration: z.string(), kind: z.string(), documentation: z.string().optional(), range })
  .nullable();

const described = { label: z.string(), documentation: z.string().optional() };
export const signatureHelp = z
  .object({
    signatures: z.array(z.object({ ...described, parameters: z.array(z.object(described)).readonly() })).readonly(),
    activeSignature: z.number(),
    activeParameter: z.number(),
  })
  .nullable();

export const places = z.array(range).readonly();
/** `library`: the text of a file that is no source of the workspace but of a package; `file` is then the name by which imports call it. */
export const definitions = z.array(range.extend({ library: z.string().optional() })).readonly();

/** Something that a file declares. */
export interface CodeSymbol {
  readonly name: string;
  readonly kind: string;
  readonly detail: string;
  readonly range: CodeRange;
  /** Its name. */
  readonly selection: CodeRange;
  readonly children: readonly CodeSymbol[];
  /** What people may deploy, or, with `function`, call: by the names of the ABI. */
  readonly entry?: SymbolEntry | undefined;
}
const symbolEntry = z.object({
  contract: z.string(),
  function: z.object({ name: z.string(), parameters: z.number() }).optional(),
});
export type SymbolEntry = z.infer<typeof symbolEntry>;
const codeSymbol: z.ZodType<CodeSymbol> = z.object({
  name: z.string(),
  kind: z.string(),
  detail: z.string(),
  range,
  selection: range,
  get children() {
    return z.array(codeSymbol).readonly();
  },
  entry: symbolEntry.optional(),
});
export const outline = z.array(codeSymbol).readonly();

export const toolchain = z.object({
  kind: z.enum(['host', 'compiler']),
  name: z.string(),
  runtime: z.string().optional(),
  language: z.string().optional(),
  found: z.boolean(),
  version: z.string().optional(),
  where: z.string().optional(),
  message: z.string().optional(),
  install: z.string().optional(),
});
export type Toolchain = z.infer<typeof toolchain>;
