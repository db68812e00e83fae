/** Keys of what the EVM keeps in the journal's scratch: transaction-scoped, and undone with the frame that made it. */
import type { AccountId } from '../core/cell.ts';

export const scratchKey = {
  CREATED: 'c/',
  DESTROYED: 'd/',
  TOUCHED: 'o/',
  created: (account: AccountId): string => `c/${account}`,
  destroyed: (account: AccountId): string => `d/${account}`,
  touched: (account: AccountId): string => `o/${account}`,
  /** EIP-1153. */
  transient: (account: AccountId, slot: string): string => `t/${account}/${slot}`,
  /** EIP-2929. */
  warm: (account: AccountId): string => `w/${account}`,
  warmSlot: (account: AccountId, slot: string): string => `w/${account}/${slot}`,
  /** The account of a key that has nothing else behind its prefix. */
  accountOf: (key: string): AccountId => key.slice(2) as AccountId,
} as const;
