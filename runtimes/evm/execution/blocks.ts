import type { EVMMockBlockchainInterface, EVMRunCallOpts } from '@ethereumjs/evm';
import { Address } from '@ethereumjs/util';
import type { BlockContext } from '../../core/block.ts';
import { decodeHex } from '../../core/hex.ts';
import { blobBaseFee, type Rules } from '../../rules/rules.ts';

export type LibraryBlock = NonNullable<EVMRunCallOpts['block']>;

/** The block object that the library wants, made once for each block. */
export class Blocks {
  readonly #rules: Rules;
  readonly #made = new WeakMap<BlockContext, LibraryBlock>();

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  of(block: BlockContext): LibraryBlock {
    let made = this.#made.get(block);
    if (made === undefined) {
      made = this.#make(block);
      this.#made.set(block, made);
    }
    return made;
  }

  #make(block: BlockContext): LibraryBlock {
    const rules = this.#rules;
    const blobFee = rules.blobs === undefined ? undefined : blobBaseFee(rules.blobs, block);
    return {
      header: {
        number: BigInt(block.number),
        // COINBASE has room for 20 bytes: a longer id shows its first ones. The fee goes to the whole id.
        coinbase: new Address(decodeHex(block.coinbase.slice(0, 40))),
        timestamp: block.timestamp,
        difficulty: block.difficulty,
        prevRandao: decodeHex(block.prevRandao.padStart(64, '0')),
        gasLimit: block.gasLimit,
        ...(rules.hasBaseFee ? { baseFeePerGas: block.baseFee } : {}),
        getBlobGasPrice: () => blobFee,
      },
    };
  }
}

/** Where BLOCKHASH looks. The opcode itself holds it to the 256 blocks before this one. */
export class BlockHashes implements EVMMockBlockchainInterface {
  #block: BlockContext | undefined;

  begin(block: BlockContext): void {
    this.#block = block;
  }

  getBlock(number: number): Promise<{ hash(): Uint8Array }> {
    const hash = this.#block?.blockHashes[this.#block.number - 1 - number];
    return Promise.resolve({ hash: () => (hash === undefined ? new Uint8Array(32) : decodeHex(hash)) });
  }

  putBlock(): Promise<void> {
    return Promise.resolve();
  }

  shallowCopy(): this {
    return this;
  }
}
