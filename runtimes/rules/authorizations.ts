import type { Authorization, Transaction } from '../core/transaction.ts';
import type { RuntimeId } from '../core/transaction.ts';
import type { Accounts } from './accounts.ts';
import { delegateOf, delegationTo } from './delegation.ts';
import type { WarmSet } from './warm-set.ts';

/** What the intrinsic gas charged more for than an authority that exists already costs. */
const REFUND = 12500n;
const MAX_NONCE = 2n ** 64n - 1n;
const ZERO_ADDRESS = '0'.repeat(40);

interface Setting {
  readonly accounts: Accounts;
  readonly warmSet: WarmSet;
  readonly chainId: bigint;
  /** Whose code the delegations are. */
  readonly runtime: RuntimeId;
}

/** EIP-7702: sets the delegations that a transaction brings. Those that do not hold are skipped. The refund they earn. */
export function applyAuthorizations(setting: Setting, tx: Transaction): bigint {
  let refund = 0n;
  for (const authorization of tx.authorizations ?? []) refund += apply(setting, authorization);
  return refund;
}

function apply(
  { accounts, warmSet, chainId: ownChainId, runtime }: Setting,
  { authority, address, nonce, chainId }: Authorization,
): bigint {
  if (authority === undefined || (chainId !== 0n && chainId !== ownChainId) || nonce >= MAX_NONCE) return 0n;
  warmSet.warm(authority);
  const code = accounts.code(authority);
  if (code !== '' && delegateOf(accounts.codeBytes(code)) === undefined) return 0n;
  if (accounts.nonce(authority) !== nonce) return 0n;
  const refund = accounts.exists(authority) ? REFUND : 0n;
  accounts.setCode(authority, address === ZERO_ADDRESS ? new Uint8Array(0) : delegationTo(address), runtime);
  accounts.setNonce(authority, nonce + 1n);
  return refund;
}
