import type { EVM } from '@ethereumjs/evm';
import type { AccountId } from '../../core/cell.ts';
import { toHex } from '../../core/hex.ts';
import type { WarmSet } from '../../rules/warm-set.ts';

type LibraryJournal = EVM['journal'];

/** What the library's opcodes use of its own journal; checkpoints and writes go straight to ours. */
export function libraryJournal(warmSet: WarmSet): LibraryJournal {
  const warm: Pick<LibraryJournal, 'isWarmedAddress' | 'addWarmedAddress' | 'isWarmedStorage' | 'addWarmedStorage'> = {
    isWarmedAddress: (address) => warmSet.isWarm(toHex(address) as AccountId),
    addWarmedAddress: (address) => warmSet.warm(toHex(address) as AccountId),
    isWarmedStorage: (address, slot) => warmSet.isWarmSlot(toHex(address) as AccountId, toHex(slot)),
    addWarmedStorage: (address, slot) => void warmSet.warmSlot(toHex(address) as AccountId, toHex(slot)),
  };
  // The library's class has private members, so nothing but itself is assignable to it.
  return warm as unknown as LibraryJournal;
}
