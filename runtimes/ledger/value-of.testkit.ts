import type { Result } from '../core/result.ts';
import type { Ledger } from './ledger.ts';

/** @throws Error with the message of what went wrong. */
export function valueOf<T>(result: Result<T, { readonly message: string }>): T {
  if (result.ok) return result.value;
  throw new Error(result.error.message);
}

/** @throws Error as `valueOf`. */
export const rootOf = async (ledger: Pick<Ledger, 'stateRoot'>): Promise<string> => valueOf(await ledger.stateRoot());
