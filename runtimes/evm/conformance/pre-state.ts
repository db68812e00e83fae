import {
  accountId,
  balanceCell,
  codeCell,
  codeValue,
  emptyCell,
  nonceCell,
  slotCountCell,
  storageCell,
  type CellKey,
  type CellValue,
} from '../../core/cell.ts';
import type { CodeBlob } from '../../core/effects.ts';
import { fromHex, quantity, toHex } from '../../core/hex.ts';
import { RUNTIME } from '../manifest.ts';
import { keccak256 } from '../../rules/keccak.ts';
import { number, type Pre } from './fixture.ts';

export interface State {
  readonly cells: Map<CellKey, CellValue>;
  readonly codes: readonly CodeBlob[];
}

/** The cells and codes of a `pre` section, or of a genesis allocation of the same shape. */
export function stateOf(pre: Pre): State {
  const cells = new Map<CellKey, CellValue>();
  const codes: CodeBlob[] = [];
  for (const [address, { balance, nonce, code, storage }] of Object.entries(pre)) {
    const account = accountId(address);
    const put = (cell: CellKey, value: CellValue): boolean => value !== '' && cells.set(cell, value) !== undefined;
    const bytes = fromHex(code);
    const hash = toHex(keccak256(bytes));
    const owns = [
      put(balanceCell(account), quantity(number(balance))),
      put(nonceCell(account), quantity(number(nonce))),
      put(codeCell(account), bytes.length === 0 ? '' : codeValue(RUNTIME, hash)),
    ];
    if (bytes.length > 0) codes.push({ hash, bytes });
    if (!owns.includes(true)) cells.set(emptyCell(account), '1');
    let slots = 0n;
    for (const [key, value] of Object.entries(storage)) {
      const slot = number(key).toString(16).padStart(64, '0');
      if (put(storageCell(account, '', slot), quantity(number(value)))) slots++;
    }
    put(slotCountCell(account, ''), quantity(slots));
  }
  return { cells, codes };
}
