/** What a scenario gets where its file is silent, and how much it may ask for. README.md has the same table in words. */
import { accountId } from '../../core/cell.ts';
import { MAX_INDEX } from '../../core/version.ts';

const ETHER = 10n ** 18n;
const GWEI = 10n ** 9n;

export const DEFAULTS = {
  seed: 1,
  accounts: { count: 10, balance: 1000n * ETHER, names: [] },
  shuffle: true,
  recordSteps: false,
  policy: 'optimistic',
  chainId: 31337n,
  blockSize: 1000,
  /** 2026-01-01T00:00:00Z. */
  genesisTime: 1_767_225_600n,
  /** Easy to recognise in a log; no account of a scenario. */
  coinbase: accountId('c0'.repeat(20)),
  baseFee: GWEI,
  callGas: 1_000_000n,
  /** As much as EIP-7825 allows: a Wasm module pays 200 for every byte. */
  deploymentGas: 16_777_216n,
  /** Runs once, and often makes contracts itself. */
  setupGas: 10_000_000n,
  /** Priority fee: none, so that with `baseFee: 0` balances move by values alone. */
  fee: 0n,
  setupCount: 1,
  trafficCount: 1,
} as const;

export const LIMITS = {
  fileBytes: 5_000_000,
  tokens: 200_000,
  /** Errors reported per file. */
  errors: 50,
  aliases: 1000,
  depth: 64,
  accounts: 100_000,
  contracts: 1000,
  precompiles: 100,
  /** `base` and `perWord` of one, more than a block has. */
  precompileGas: 10n ** 12n,
  /** Declared gas below a thousandth of what is measured is an error of the declaration. */
  speedup: 1000,
  /** Of setup and traffic together. */
  transactions: 1_000_000,
  blockSize: MAX_INDEX,
  /** Argument data of all planned transactions. */
  dataBytes: 256 * 2 ** 20,
  generatedBytes: 65_536,
  executors: 64,
  lanes: 64,
  /** Of `zipf`: the first of a thousand accounts is then taken nine times in ten. */
  skew: 4,
} as const;

/** Between one skew of `zipf` and the next: powers of quarters are roots, which are the same on every machine. */
export const SKEW_STEP = 0.25;

export const MAX_UINT256 = 2n ** 256n - 1n;
