import type { LaneHost } from '../sdk/runtime.ts';
import { keccak256, type Hash } from './keccak.ts';

/** A slot, and a string key of up to three words before it. */
const SHORTEST = 32;
const LONGEST = 128;

/**
 * The hash behind the KECCAK256 opcode. Solidity places the data of a dynamic array at keccak(slot) and the value of a mapping at
 * keccak(key ++ slot), where the slot may itself be such a hash: inputs that can be those are noted, because they give cells names.
 */
export function notingKeccak(host: Pick<LaneHost, 'notePreimage'>): Hash {
  return (message) => {
    const hash = keccak256(message);
    if (message.length >= SHORTEST && message.length <= LONGEST) {
      // The message is a view of memory.
      host.notePreimage(hash, message.slice());
    }
    return hash;
  };
}
