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
});
export type Compiled = z.infer<typeof compiled>;

/** Lines and columns from 1, columns in UTF-16 units. */
export const question = z.object({
  path: z.string(),
  /** What the editor shows, saved or not. */
  text: z.string(),
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
  .array(z.object({ label: z.string(), kind: z.string(), detail: z.string(), documentation: z.string().optional() }))
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

export const definitions = z.array(range).readonly();

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
