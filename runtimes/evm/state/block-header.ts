import type { BlockContext } from '../../core/block.ts';
import { accountId } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import { hardforkName, isSince, DEFAULT_HARDFORK, type HardforkName } from '../../rules/hardforks.ts';
import type { ForeignSource } from '../../sdk/foreign-state.ts';
import { EMPTY_TRIE } from './trie-root.ts';

/** What is said of a block of which nothing is known: the first of a ledger. */
export const NO_CONTEXT: BlockContext = {
  number: 0,
  timestamp: 0n,
  coinbase: accountId('0'.repeat(40)),
  gasLimit: 30_000_000n,
  baseFee: 1_000_000_000n,
  prevRandao: '0'.repeat(64),
  difficulty: 0n,
  excessBlobGas: 0n,
  blockHashes: [],
};

const zeros = (bytes: number): string => `0x${'00'.repeat(bytes)}`;
const hex = (value: bigint): string => `0x${value.toString(16)}`;
/** keccak256(RLP([])), as every block without uncles has it. */
const NO_UNCLES = '0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347';
/** sha256 of nothing (EIP-7685). */
const NO_REQUESTS = '0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

export const forkOf = ({ config }: Pick<ForeignSource, 'config'>): HardforkName =>
  hardforkName(config.hardfork) ?? DEFAULT_HARDFORK;

/** The header of a block that has no transactions and leaves this state, in JSON-RPC's words; the fields that its hardfork knows. */
export function blockHeader(source: ForeignSource, stateRoot: string): Readonly<Record<string, string>> {
  const { block, context = NO_CONTEXT } = source;
  const since = (fork: HardforkName): boolean => isSince(forkOf(source), fork);
  const empty = `0x${toHex(EMPTY_TRIE)}`;
  return {
    parentHash: zeros(32),
    sha3Uncles: NO_UNCLES,
    miner: `0x${context.coinbase.slice(0, 40)}`,
    stateRoot,
    transactionsRoot: empty,
    receiptsRoot: empty,
    logsBloom: zeros(256),
    difficulty: hex(context.difficulty),
    number: hex(BigInt(block)),
    gasLimit: hex(context.gasLimit),
    gasUsed: '0x0',
    timestamp: hex(context.timestamp),
    extraData: '0x',
    mixHash: `0x${context.prevRandao}`,
    nonce: zeros(8),
    ...(since('london') && { baseFeePerGas: hex(context.baseFee) }),
    ...(since('shanghai') && { withdrawalsRoot: empty }),
    ...(since('cancun') && {
      blobGasUsed: '0x0',
      excessBlobGas: hex(context.excessBlobGas),
      parentBeaconBlockRoot: zeros(32),
    }),
    ...(since('prague') && { requestsHash: NO_REQUESTS }),
  };
}
