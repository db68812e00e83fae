/** GeneralStateTests as ethereum/tests, ethereum/legacytests and execution-spec-tests write them. */
import type { BlockContext } from '../../core/block.ts';
import { accountId } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import { keccak256 } from '../../rules/keccak.ts';

export interface FixtureAccount {
  readonly balance: string;
  readonly nonce: string;
  readonly code: string;
  readonly storage: Readonly<Record<string, string>>;
}

export type Pre = Readonly<Record<string, FixtureAccount>>;

export interface FixtureAuthorization {
  readonly chainId: string;
  readonly address: string;
  readonly nonce: string;
  readonly v?: string;
  readonly yParity?: string;
  readonly r: string;
  readonly s: string;
}

type AccessList = readonly { readonly address: string; readonly storageKeys: readonly string[] }[];

/** One transaction for every combination of the entries of data, gasLimit and value. */
export interface FixtureTransaction {
  readonly data: readonly string[];
  readonly gasLimit: readonly string[];
  readonly value: readonly string[];
  readonly nonce: string;
  /** Empty: a contract creation. */
  readonly to: string;
  readonly sender?: string;
  readonly secretKey?: string;
  readonly gasPrice?: string;
  readonly maxFeePerGas?: string;
  readonly maxPriorityFeePerGas?: string;
  /** By the index of data. */
  readonly accessLists?: readonly (AccessList | null)[];
  readonly blobVersionedHashes?: readonly string[];
  readonly maxFeePerBlobGas?: string;
  readonly authorizationList?: readonly FixtureAuthorization[];
}

export interface FixtureEnvironment {
  readonly currentCoinbase: string;
  readonly currentGasLimit: string;
  readonly currentNumber: string;
  readonly currentTimestamp: string;
  readonly currentDifficulty?: string;
  readonly currentRandom?: string;
  readonly currentBaseFee?: string;
  readonly currentExcessBlobGas?: string;
}

export interface Indexes {
  readonly data: number;
  readonly gas: number;
  readonly value: number;
}

export interface FixturePost {
  readonly hash: string;
  readonly logs: string;
  readonly indexes: Indexes;
  readonly expectException?: string;
}

export interface Fixture {
  readonly env: FixtureEnvironment;
  readonly pre: Pre;
  readonly transaction: FixtureTransaction;
  readonly post: Readonly<Record<string, readonly FixturePost[]>>;
  readonly config?: { readonly chainid?: string };
}

/** Whether a test of a JSON file is a GeneralStateTest; other kinds of tests stand beside them. */
export function isFixture(value: unknown): value is Fixture {
  if (typeof value !== 'object' || value === null) return false;
  const { env, pre, transaction, post } = value as Record<string, unknown>;
  return [env, pre, transaction, post].every((part) => typeof part === 'object' && part !== null);
}

/** Quantities come as hex or decimal text, and as `0x:bigint 0x..` where they are too large for the filler. Absent is zero. */
export function number(text: string | undefined): bigint {
  const digits = text?.replace('0x:bigint ', '') ?? '';
  return digits === '' || digits === '0x' ? 0n : BigInt(digits);
}

/** BLOCKHASH of a block number is the hash of its decimal text. */
const blockHashes = (current: number): readonly string[] =>
  Array.from({ length: Math.min(current, 256) }, (_, i) =>
    toHex(keccak256(new TextEncoder().encode(String(current - 1 - i)))),
  );

export function blockOf(env: FixtureEnvironment): BlockContext {
  const current = Number(number(env.currentNumber));
  return {
    number: current,
    timestamp: number(env.currentTimestamp),
    coinbase: accountId(env.currentCoinbase),
    gasLimit: number(env.currentGasLimit),
    baseFee: number(env.currentBaseFee),
    prevRandao: number(env.currentRandom).toString(16).padStart(64, '0'),
    difficulty: number(env.currentDifficulty),
    excessBlobGas: number(env.currentExcessBlobGas),
    blockHashes: blockHashes(current),
  };
}
