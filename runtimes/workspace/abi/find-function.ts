import { err, ok, type Result } from '../../core/result.ts';
import { suggest } from './suggest.ts';
import type { AbiFunction, ContractAbi } from './contract-abi.ts';

/**
 * The function of a name, or of a name and its canonical types (`address,uint256`). A bare name is enough unless it is
 * overloaded. The error lists what there is.
 */
export function findFunction(abi: ContractAbi, name: string, types?: string): Result<AbiFunction, string> {
  const named = abi.functions.filter((candidate) => candidate.name === name);
  const listed = (functions: readonly AbiFunction[]): string => {
    const signatures = functions.slice(0, 12).map((f) => f.signature);
    return signatures.join(', ') + (functions.length > 12 ? `, and ${functions.length - 12} more` : '');
  };
  if (named.length === 0) {
    const hint = suggest(name, new Set(abi.functions.map((f) => f.name)));
    const all = abi.functions.length === 0 ? ' It has no functions.' : ` There are: ${listed(abi.functions)}.`;
    return err(`no function "${name}".${hint || all}`);
  }
  if (types === undefined) {
    const [only, ...others] = named;
    if (only && others.length === 0) return ok(only);
    return err(`"${name}" is overloaded; write one of: ${listed(named)}`);
  }
  const found = named.find((candidate) => candidate.signature === `${name}(${types})`);
  return found ? ok(found) : err(`no function "${name}(${types})"; there is ${listed(named)}`);
}
