import type { LedgerConfig } from '../core/block.ts';
import { DEFAULT_HARDFORK, hardforkName } from './hardforks.ts';
import { rulesOf } from './rules.ts';

/** The most gas that one transaction may have (EIP-7825); undefined where the hardfork has no limit. */
export const gasCapOf = ({ hardfork }: Pick<LedgerConfig, 'hardfork'>): bigint | undefined =>
  rulesOf(hardforkName(hardfork) ?? DEFAULT_HARDFORK).gasLimitCap;
