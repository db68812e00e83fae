import { RLP } from '@ethereumjs/rlp';
import type { CellKey, CellValue } from '../../core/cell.ts';
import { bytesOfQuantity, decodeHex, toHex } from '../../core/hex.ts';
import type { ForeignRoot, ForeignRootReport } from '../../sdk/foreign-state.ts';
import { keccak256 } from '../../rules/keccak.ts';
import { evmAccounts, NotEthereum, type EvmAccount } from './evm-accounts.ts';
import { EMPTY_TRIE, TrieRoot } from './trie-root.ts';

const NO_CODE = keccak256(new Uint8Array(0));
/** Accounts and slots between two pauses: a few milliseconds. */
const STRIDE = 1_024;

/**
 * The state root that Ethereum gives to the EVM's part of a state (Yellow Paper, appendix D; "secure" tries, whose keys are hashed). It is the
 * root of what an export in a foreign format holds: accounts of other runtimes, ids that are no addresses and counters are no part of it.
 */
export const ethereumStateRoot: ForeignRoot = {
  name: 'ethereum',
  title: 'Ethereum state root',
  *of(cells) {
    const leftOut = new NotEthereum();
    const trie = new TrieRoot();
    let accounts = 0;
    let work = 0;
    for (const account of evmAccounts(cells, leftOut)) {
      trie.add(keccak256(decodeHex(account.account)), encodeAccount(account));
      accounts++;
      work += 1 + account.slots.length;
      if (work < STRIDE) continue;
      work = 0;
      yield;
    }
    return { root: toHex(trie.root()), accounts, leftOut: leftOut.phrases };
  },
};

/** The same at once, 64 hex digits. @param cells in any order. */
export function ethereumRoot(cells: Iterable<readonly [CellKey, CellValue]>): string {
  const sorted = [...cells].filter(([, value]) => value !== '').sort(([a], [b]) => (a < b ? -1 : 1));
  const work = ethereumStateRoot.of(sorted);
  let step: IteratorResult<undefined, ForeignRootReport>;
  do step = work.next();
  while (step.done !== true);
  return step.value.root;
}

/** An account as the trie of accounts has it. */
export function encodeAccount({ balance, nonce, code, slots }: EvmAccount): Uint8Array {
  return RLP.encode([
    bytesOfQuantity(nonce),
    bytesOfQuantity(balance),
    slots.length === 0 ? EMPTY_TRIE : storageRoot(slots),
    code === '' ? NO_CODE : decodeHex(code),
  ]);
}

function storageRoot(slots: EvmAccount['slots']): Uint8Array {
  const trie = new TrieRoot();
  for (const [slot, value] of slots) trie.add(keccak256(decodeHex(slot)), RLP.encode(bytesOfQuantity(value)));
  return trie.root();
}
