import type { LedgerConfig } from '../core/block.ts';
import { DEFAULT_HARDFORK, hardforkName, isSince } from './hardforks.ts';

/** EIP-7825. */
const TRANSACTION_GAS_CAP = 16_777_216n;

/** The most gas that one transaction may have; undefined where the hardfork has no limit. */
export const gasCapOf = ({ hardfork }: Pick<LedgerConfig, 'hardfork'>): bigint | undefined =>
  isSince(hardforkName(hardfork) ?? DEFAULT_HARDFORK, 'osaka') ? TRANSACTION_GAS_CAP : undefined;
