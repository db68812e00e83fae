import { err, type Result } from '../../core/result.ts';
import type { CodeVerifier } from '../../ledger/snapshot/code-uses.ts';
import { hardforks, type Registry } from '../../registry.ts';

/** Has code from elsewhere looked at by the runtime that it is for. */
export const codeVerifier =
  (registry: Registry): CodeVerifier =>
  ({ runtime, bytes }): Promise<Result<void, string>> => {
    const module = registry.byId(runtime);
    const verdict: Result<void, string> =
      module === undefined
        ? err(`there is no runtime "${runtime}" here, only ${registry.ids.join(', ')}`)
        : (module.acceptsCode?.(bytes) ?? { ok: true, value: undefined });
    return Promise.resolve(verdict);
  };

/** Why a state under the rules of this hardfork cannot be gone on from here, or undefined. */
export const hardforkProblem = (hardfork: string): string | undefined =>
  hardforks.includes(hardfork) ? undefined : `the hardfork ${hardfork} is unknown here`;
