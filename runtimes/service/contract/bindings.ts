/** What a contract in another language needs to call one, written into the workspace. */
import { z } from 'zod';
import { path } from './files.ts';

export const BINDING_LANGUAGES = ['assemblyscript', 'rust', 'csharp', 'solidity'] as const;
export type BindingLanguage = (typeof BINDING_LANGUAGES)[number];

export const makingBinding = z.object({
  /** The source that has the contract. */
  path,
  contract: z.string().max(200),
  to: z.enum(BINDING_LANGUAGES),
  /** Where it is written. What is there already is replaced only if it is a binding as well. */
  file: path,
});

export const madeBinding = z.object({
  file: z.string(),
  /** Of the interface. */
  name: z.string(),
  /** Functions that the language cannot call, and why; the file has them as comments. */
  omitted: z.array(z.object({ function: z.string(), reason: z.string() })).readonly(),
});
export type MadeBinding = z.infer<typeof madeBinding>;
