import type { LedgerConfig } from '../core/block.ts';
import { sha256Hex, text } from './canonical.ts';

/** Object keys sorted, integers as decimal text: the same bytes whatever order a file gave them in. */
function sorted(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => [key, sorted(field)]),
  );
}

/** The configuration as JSON with sorted keys, no white space, and integers as decimal text: `{"chainId":"1","hardfork":"cancun"}`. */
export const canonicalConfig = (config: LedgerConfig): string => JSON.stringify(sorted(config));

/** How two configurations differ that are not the same, in words. */
export function configDifference(has: LedgerConfig, wanted: LedgerConfig): string {
  const differs = (['chainId', 'hardfork'] as const).filter((field) => has[field] !== wanted[field]);
  return differs.length > 0
    ? differs.map((field) => `${field} ${has[field]} instead of ${wanted[field]}`).join(', ')
    : 'other precompiles';
}

/** Digest of the ledger's configuration, 64 hex digits: SHA-256 of `canonicalConfig`. */
export const configDigest = (config: LedgerConfig): string => sha256Hex(text(canonicalConfig(config)));
