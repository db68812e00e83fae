import { RLP, type NestedUint8Array } from '@ethereumjs/rlp';
import { parseCell, parseCode, type AccountId, type CellKey, type CellValue } from '../core/cell.ts';
import { bytesOfQuantity, decodeHex, toHex } from '../core/hex.ts';
import { RUNTIME } from './manifest.ts';
import { keccak256 } from '../rules/keccak.ts';
import { trieRoot, type TrieEntry } from './trie-root.ts';

interface EthereumAccount {
  balance: CellValue;
  nonce: CellValue;
  code: CellValue;
  epoch: CellValue;
  exists: boolean;
  readonly slots: Map<CellValue, TrieEntry[]>;
}

const NO_CODE = keccak256(new Uint8Array(0));
const EMPTY_TRIE = trieRoot([]);

/**
 * The state root that Ethereum would give these cells (Yellow Paper, appendix D): 64 hex digits. Accounts whose id is no
 * 20-byte address are not part of it, nor is storage of other runtimes or of epochs gone by.
 */
export function ethereumRoot(cells: Iterable<readonly [CellKey, CellValue]>): Promise<string> {
  const accounts = new Map<AccountId, EthereumAccount>();
  for (const [key, value] of cells) if (value !== '') place(accounts, key, value);
  const entries: TrieEntry[] = [];
  for (const [id, account] of accounts) {
    if (account.exists || account.balance !== '' || account.nonce !== '' || account.code !== '') {
      entries.push({ key: keccak256(decodeHex(id)), value: encode(account) });
    }
  }
  return Promise.resolve(toHex(trieRoot(entries)));
}

function place(accounts: Map<AccountId, EthereumAccount>, key: CellKey, value: CellValue): void {
  const cell = parseCell(key);
  if (cell === undefined || cell.account.length !== 40) return;
  let account = accounts.get(cell.account);
  if (account === undefined) {
    account = { balance: '', nonce: '', code: '', epoch: '', exists: false, slots: new Map() };
    accounts.set(cell.account, account);
  }
  const { field } = cell;
  if (field.kind === 'balance' || field.kind === 'nonce' || field.kind === 'code' || field.kind === 'epoch')
    account[field.kind] = value;
  else if (field.kind === 'empty') account.exists = true;
  else if (field.kind === 'storage' && field.slot.length === 64) {
    const slots = account.slots.get(field.epoch) ?? [];
    account.slots.set(field.epoch, slots);
    slots.push({ key: keccak256(decodeHex(field.slot)), value: RLP.encode(bytesOfQuantity(value)) });
  }
}

function encode({ balance, nonce, code, epoch, slots }: EthereumAccount): Uint8Array {
  const parsed = parseCode(code);
  const ours = parsed === undefined || parsed.runtime === RUNTIME;
  const stored = ours ? slots.get(epoch) : undefined;
  const fields: NestedUint8Array = [
    bytesOfQuantity(nonce),
    bytesOfQuantity(balance),
    stored === undefined ? EMPTY_TRIE : trieRoot(stored),
    parsed === undefined ? NO_CODE : decodeHex(parsed.hash),
  ];
  return RLP.encode(fields);
}
