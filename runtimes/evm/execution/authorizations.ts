import type { Authorization, Transaction } from '../../core/transaction.ts';
import { RUNTIME, runtimeOf } from './accounts.ts';
import { delegateOf, delegationTo } from './delegation.ts';
import type { Machine } from './machine.ts';

/** What the intrinsic gas charged more for than an authority that exists already costs. */
const REFUND = 12500n;
const MAX_NONCE = 2n ** 64n - 1n;
const ZERO_ADDRESS = '0'.repeat(40);

/** EIP-7702: sets the delegations that a transaction brings. Those that do not hold are skipped. The refund they earn. */
export function applyAuthorizations(machine: Machine, tx: Transaction, chainId: bigint): bigint {
  let refund = 0n;
  for (const authorization of tx.authorizations ?? []) refund += apply(machine, authorization, chainId);
  return refund;
}

function apply(
  { accounts, warmSet }: Machine,
  { authority, address, nonce, chainId }: Authorization,
  ownChainId: bigint,
): bigint {
  if (authority === undefined || (chainId !== 0n && chainId !== ownChainId) || nonce >= MAX_NONCE) return 0n;
  warmSet.warm(authority);
  const code = accounts.code(authority);
  if (code !== '' && (runtimeOf(code) !== RUNTIME || delegateOf(accounts.codeBytes(code)) === undefined)) return 0n;
  if (accounts.nonce(authority) !== nonce) return 0n;
  const refund = accounts.exists(authority) ? REFUND : 0n;
  accounts.setCode(authority, address === ZERO_ADDRESS ? new Uint8Array(0) : delegationTo(address));
  accounts.setNonce(authority, nonce + 1n);
  return refund;
}
