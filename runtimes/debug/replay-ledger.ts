/** The state that one transaction saw, as a ledger to run it on once more. Nothing that it does is kept. */
import type { LedgerConfig } from '../core/block.ts';
import { accountOfCell, type CellKey, type CellValue } from '../core/cell.ts';
import { err, ok } from '../core/result.ts';
import { GENESIS } from '../core/version.ts';
import type { BlockHead, CommittedCell, Ledger, LedgerState } from '../ledger/ledger.ts';

export interface ReplayState {
  readonly config: LedgerConfig;
  /** Number of the transaction's block. */
  readonly block: number;
  /** What it read, by cell; without `others`, anything else is absent. */
  readonly cells: ReadonlyMap<CellKey, CellValue>;
  /** Of a call that is only planned, and has read nothing yet: all that there is. */
  readonly others?: (key: CellKey) => CellValue;
  /** By keccak-256, 64 hex digits. */
  code(hash: string): Uint8Array | undefined;
}

export function replayLedger({ config, block, cells, others, code }: ReplayState): Ledger {
  const head: BlockHead = { number: block - 1, id: '0'.repeat(64) };
  const read = (key: CellKey): CommittedCell => ({
    value: cells.get(key) ?? others?.(key) ?? '',
    version: GENESIS,
  });
  const state: LedgerState = {
    head: () => head,
    read,
    code,
    cellsOf: (account, limit) => {
      const own = [...cells.keys()].filter((key) => accountOfCell(key) === account);
      return {
        cells: own.slice(0, limit).map((key) => [key, read(key)]),
        complete: others === undefined && own.length <= limit,
      };
    },
  };
  const none = { code: 'number', message: 'a replay keeps no state of its own' } as const;
  return {
    ...state,
    config,
    ahead: state,
    block: () => undefined,
    commit: ({ context }) => Promise.resolve(ok({ ...head, number: context.number })),
    stateRoot: () => Promise.resolve(err(none)),
    prove: () => Promise.resolve(err(none)),
    cells: () => [...cells.keys()].map((key) => [key, read(key)] as const),
    codes: () => [],
    subscribe: () => () => undefined,
  };
}
