/** Reads a state as `eth_call` and its like do, through a lane of the EVM. */
import type { LedgerConfig } from '../../core/block.ts';
import {
  accountId,
  balanceCell,
  codeCell,
  nonceCell,
  parseCode,
  type AccountId,
  type CellKey,
  type CellValue,
} from '../../core/cell.ts';
import { fromHex, integer, toHex } from '../../core/hex.ts';
import { GENESIS } from '../../core/version.ts';
import { TransactionJournal } from '../../executor/transaction-journal.ts';
import { BLOCK } from '../../rules/test-ledger.testkit.ts';
import { createLane } from '../executor.ts';
import { RUNTIME } from '../manifest.ts';

export interface ReadState {
  readonly config: LedgerConfig;
  readonly cells: ReadonlyMap<CellKey, CellValue>;
  code(hash: string): Uint8Array | undefined;
}

const CALLER = accountId('ca11'.padStart(40, '0'));

/** What a call gives, with 0x. @throws Error where it does not succeed. */
export async function callOn({ config, cells, code }: ReadState, to: string, data: string): Promise<string> {
  const lane = await createLane({
    config,
    code: (hash) => code(hash) ?? new Uint8Array(0),
    notePreimage: () => undefined,
    call: (runtime) => {
      throw new Error(`a call to ${runtime}`);
    },
  });
  const read = (key: CellKey) => ({ value: cells.get(key) ?? '', version: GENESIS, byValue: false });
  const execution = await lane.execute(
    {
      from: CALLER,
      to: accountId(to),
      runtime: RUNTIME,
      nonce: 0n,
      value: 0n,
      data: fromHex(data),
      gasLimit: 10_000_000n,
      maxFeePerGas: 0n,
      maxPriorityFeePerGas: 0n,
      type: 2,
    },
    BLOCK,
    new TransactionJournal(read),
    'call',
  );
  if (execution.kind !== 'done' || execution.outcome.status !== 'success')
    throw new Error(`the call of ${to} ended as ${JSON.stringify(execution)}`);
  return `0x${toHex(execution.outcome.output)}`;
}

/** What Ethereum's nodes say of an account, in their words. */
export function accountOn({ cells, code }: ReadState, account: AccountId): Readonly<Record<string, string>> {
  const hex = (key: CellKey): string => `0x${integer(cells.get(key) ?? '').toString(16)}`;
  const hash = parseCode(cells.get(codeCell(account)) ?? '')?.hash;
  const bytes = hash === undefined ? undefined : code(hash);
  return {
    eth_getBalance: hex(balanceCell(account)),
    eth_getTransactionCount: hex(nonceCell(account)),
    eth_getCode: `0x${bytes === undefined ? '' : toHex(bytes)}`,
  };
}
