/** What the trace knows of one account's storage at one step. */
import { keccak_256 } from '@noble/hashes/sha3.js';
import { epochCell, parseCell, storageCell, type AccountId, type CellKey } from '../../../core/cell.ts';
import { decodeHex, toHex } from '../../../core/hex.ts';
import { livePreimages } from '../../../rules/storage-layout/preimages.ts';
import type { MachineView } from '../../../sdk/debug-info.ts';

type Known = Pick<MachineView, 'cell' | 'touched' | 'preimages'>;

/** Elements of an array lie at most so far above the hash that they begin at. */
const FARTHEST = 2n ** 48n;
const DEEPEST = 32;

export const slotDigits = (slot: bigint): string => BigInt.asUintN(256, slot).toString(16).padStart(64, '0');

/** Of the bytes that hex digits tell. */
export const hashOfHex = (digits: string): bigint => BigInt(`0x${toHex(keccak_256(decodeHex(digits)))}`);

export class StorageView {
  readonly #known: Known;
  readonly #account: AccountId;
  readonly #epoch: string;
  #keys: ReadonlyMap<string, readonly Uint8Array[]> | undefined;

  constructor(known: Known, account: AccountId) {
    this.#known = known;
    this.#account = account;
    this.#epoch = known.cell(epochCell(account)) ?? '';
  }

  cellOf(slot: bigint): CellKey {
    return storageCell(this.#account, this.#epoch, slotDigits(slot));
  }

  /** undefined: nothing has touched it. */
  word(slot: bigint): bigint | undefined {
    const value = this.#known.cell(this.cellOf(slot));
    return value === undefined ? undefined : BigInt(`0x0${value}`);
  }

  /** Keys (as they are hashed) of the mapping at the slot with entries that something has touched. */
  keysOf(slot: bigint): readonly Uint8Array[] {
    return (this.#keys ??= this.#findKeys()).get(slotDigits(slot)) ?? [];
  }

  #findKeys(): ReadonlyMap<string, readonly Uint8Array[]> {
    const preimages = livePreimages(this.#known.preimages);
    const keys = new Map<string, Uint8Array[]>();
    const seen = new Set<string>();
    /** From a slot up to the variable that it hangs from. */
    const climb = (slot: string, depth: number): void => {
      const hash = depth > DEEPEST ? undefined : preimages.floor(slot);
      if (hash === undefined || BigInt(`0x${slot}`) - BigInt(`0x${hash}`) > FARTHEST || seen.has(hash)) return;
      seen.add(hash);
      const preimage = preimages.get(hash);
      if (preimage === undefined || preimage.length < 32) return;
      const base = toHex(preimage.subarray(preimage.length - 32));
      if (preimage.length > 32) {
        const known = keys.get(base);
        const key = preimage.subarray(0, preimage.length - 32);
        if (known === undefined) keys.set(base, [key]);
        else known.push(key);
      }
      climb(base, depth + 1);
    };
    for (const key of this.#known.touched(this.#account)) {
      const field = parseCell(key)?.field;
      if (field?.kind === 'storage' && field.epoch === this.#epoch && field.slot.length === 64) climb(field.slot, 0);
    }
    return keys;
  }
}
