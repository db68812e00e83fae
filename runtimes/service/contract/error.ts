/** Why a request has no answer: what is wrong, where, and what to do. Outcomes of transactions are no errors. */
import { z } from 'zod';

export const ERROR_CODES = [
  /** The message is not one of this contract. */
  'invalid',
  /** No workspace is open. */
  'noWorkspace',
  /** Another program has the workspace open. */
  'inUse',
  'cancelled',
  /** A file, a contract or a function that is not there. */
  'notFound',
  'exists',
  /** A path that leads out of the workspace. */
  'outside',
  'notText',
  'tooLarge',
  /** The file has changed since it was read. */
  'conflict',
  /** An argument of a form; `argument` says which. */
  'argument',
  /** The transaction cannot enter a block: funds, gas, size. */
  'refused',
  'io',
  'ledger',
  /** A bug of ours. */
  'internal',
] as const;

export const serviceError = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  argument: z.number().int().nonnegative().optional(),
});
export type ServiceError = z.infer<typeof serviceError>;
