import { keccak_256 } from '@noble/hashes/sha3.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { accountId, type AccountId } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';

/**
 * The address of account `n` of a scenario: the last 20 bytes of keccak256("interleave account <n>"), so it is the same in
 * every scenario. There is no private key: the sequencer is told who sends.
 */
export const scenarioAccount = (n: number): AccountId =>
  accountId(toHex(keccak_256(utf8ToBytes(`interleave account ${n}`)).subarray(12)));
