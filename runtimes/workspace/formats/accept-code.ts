import { err, ok, type Result } from '../../core/result.ts';
import type { CodeVerifier } from '../../ledger/snapshot/code-uses.ts';
import { hardforks, type Registry } from '../../registry.ts';

/** Has code from elsewhere looked at by the runtime that it is for. `trustedFor`: as `RuntimeModule.acceptsCode` has it. */
export const codeVerifier =
  (registry: Registry, trustedFor?: string): CodeVerifier =>
  async ({ runtime, bytes }): Promise<Result<void, string>> => {
    const module = registry.byId(runtime);
    if (module === undefined) return err(`there is no runtime "${runtime}" here, only ${registry.ids.join(', ')}`);
    return (await module.acceptsCode?.(bytes, trustedFor)) ?? ok(undefined);
  };

/** Why a state under the rules of this hardfork cannot be gone on from here, or undefined. */
export const hardforkProblem = (hardfork: string): string | undefined =>
  hardforks.includes(hardfork) ? undefined : `the hardfork ${hardfork} is unknown here`;
