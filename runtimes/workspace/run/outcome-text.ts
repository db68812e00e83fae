import type { Outcome } from '../../core/outcome.ts';
import type { ContractAbi } from '../abi/contract-abi.ts';
import { decodeRevert } from '../abi/decode-revert.ts';

/** An outcome in words. `abi`: of the contract called; `others`: of those it may have called. */
export function describeOutcome(
  outcome: Outcome,
  abi?: ContractAbi,
  others: Iterable<ContractAbi | undefined> = [],
): string {
  switch (outcome.status) {
    case 'revert':
      return `reverted: ${decodeRevert(outcome.output, abi, others)}`;
    case 'outOfGas':
      return 'out of gas';
    case 'trap':
      return `trap: ${outcome.reason}`;
    case 'invalid':
      return `invalid: ${outcome.reason}`;
    case 'runtimeLost':
      return `runtime lost: ${outcome.reason}`;
    case 'invalidated':
      return 'invalidated by a lower transaction';
    case 'success':
      return 'succeeded';
  }
}
