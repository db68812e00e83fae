import { accountId, type CellKey, type CellValue } from '../../core/cell.ts';
import type { CodeBlob } from '../../core/effects.ts';
import { fromHex } from '../../core/hex.ts';
import { AccountCells } from '../state/account-cells.ts';
import { number, type Pre } from './fixture.ts';

export interface State {
  readonly cells: Map<CellKey, CellValue>;
  readonly codes: readonly CodeBlob[];
}

/** The cells and codes of a `pre` section. */
export function stateOf(pre: Pre): State {
  const state = new AccountCells();
  for (const [address, { balance, nonce, code, storage }] of Object.entries(pre))
    state.add(accountId(address), {
      balance: number(balance),
      nonce: number(nonce),
      code: fromHex(code),
      slots: Object.entries(storage).map(([key, value]) => [number(key).toString(16).padStart(64, '0'), number(value)]),
    });
  return { cells: state.cells, codes: [...state.codes].map(([hash, bytes]) => ({ hash, bytes })) };
}
