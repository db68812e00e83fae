/** What a hardfork says about whole transactions: the part of Ethereum's rules that lies outside the machine. */
import type { BlockContext } from '../core/block.ts';
import { isSince, type HardforkName } from './hardforks.ts';

export interface BlobRules {
  /** In one block, and so in one transaction at most. */
  readonly maxPerBlock: number;
  readonly maxPerTransaction: number;
  readonly updateFraction: bigint;
}

export interface Rules {
  readonly hardfork: HardforkName;
  /** Highest EIP-2718 transaction type. */
  readonly maxType: number;
  readonly creationGas: bigint;
  readonly nonZeroByteGas: bigint;
  /** EIP-1559. */
  readonly hasBaseFee: boolean;
  /** EIP-3529: a refund is at most this fraction of the gas used. */
  readonly refundQuotient: bigint;
  /** EIP-3651. */
  readonly warmCoinbase: boolean;
  /** EIP-2929. */
  readonly hasWarmSet: boolean;
  /** EIP-3860. */
  readonly maxInitCode: number | undefined;
  /** EIP-170. */
  readonly maxCode: number | undefined;
  /** EIP-3541. */
  readonly refusesEfCode: boolean;
  /** EIP-7623. */
  readonly hasCalldataFloor: boolean;
  /** EIP-7825. */
  readonly gasLimitCap: bigint | undefined;
  /** EIP-4844. */
  readonly blobs: BlobRules | undefined;
  /** EIP-7702. */
  readonly hasDelegations: boolean;
  /** EIP-161; without it an account exists from its first touch on. */
  readonly sweepsEmpty: boolean;
  /** EIP-6780. */
  readonly destroysOnlyCreated: boolean;
  /** EIP-2 of Homestead: code whose deposit cannot be paid fails the creation. */
  readonly depositMustBePaid: boolean;
}

const BLOBS: Partial<Record<HardforkName, BlobRules>> = {
  cancun: { maxPerBlock: 6, maxPerTransaction: 6, updateFraction: 3338477n },
  prague: { maxPerBlock: 9, maxPerTransaction: 9, updateFraction: 5007716n },
  // EIP-7594 holds one transaction to 6.
  osaka: { maxPerBlock: 9, maxPerTransaction: 6, updateFraction: 5007716n },
  bpo1: { maxPerBlock: 15, maxPerTransaction: 6, updateFraction: 8346193n },
  bpo2: { maxPerBlock: 21, maxPerTransaction: 6, updateFraction: 11684671n },
};

export const GAS_PER_BLOB = 131072n;
const MIN_BLOB_FEE = 1n;

export function rulesOf(hardfork: HardforkName): Rules {
  const since = (fork: HardforkName): boolean => isSince(hardfork, fork);
  return {
    hardfork,
    maxType: since('prague') ? 4 : since('cancun') ? 3 : since('london') ? 2 : since('berlin') ? 1 : 0,
    creationGas: since('homestead') ? 32000n : 0n,
    nonZeroByteGas: since('istanbul') ? 16n : 68n,
    hasBaseFee: since('london'),
    refundQuotient: since('london') ? 5n : 2n,
    warmCoinbase: since('shanghai'),
    hasWarmSet: since('berlin'),
    maxInitCode: since('shanghai') ? 49152 : undefined,
    maxCode: since('spuriousdragon') ? 24576 : undefined,
    refusesEfCode: since('london'),
    hasCalldataFloor: since('prague'),
    gasLimitCap: since('osaka') ? 2n ** 24n : undefined,
    blobs: BLOBS[hardfork],
    hasDelegations: since('prague'),
    sweepsEmpty: since('spuriousdragon'),
    destroysOnlyCreated: since('cancun'),
    depositMustBePaid: since('homestead'),
  };
}

/** EIP-4844's price of a unit of blob gas. */
export const blobBaseFee = (
  { updateFraction }: BlobRules,
  { excessBlobGas }: Pick<BlockContext, 'excessBlobGas'>,
): bigint => fakeExponential(MIN_BLOB_FEE, excessBlobGas, updateFraction);

/** factor * e^(numerator / denominator), as EIP-4844 approximates it. */
function fakeExponential(factor: bigint, numerator: bigint, denominator: bigint): bigint {
  let sum = 0n;
  let term = factor * denominator;
  for (let i = 1n; term > 0n; i++) {
    sum += term;
    term = (term * numerator) / (denominator * i);
  }
  return sum / denominator;
}
