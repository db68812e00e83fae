/** A ledger of one block in memory and a lane on it, for tests. */
import {
  accountId,
  addQuantity,
  balanceCell,
  codeCell,
  codeValue,
  nonceCell,
  type AccountId,
  type CellKey,
  type CellValue,
} from '../../core/cell.ts';
import type { BlockContext } from '../../core/block.ts';
import { fromHex, quantity, toHex } from '../../core/hex.ts';
import type { Outcome } from '../../core/outcome.ts';
import type { Transaction } from '../../core/transaction.ts';
import { GENESIS } from '../../core/version.ts';
import { TransactionJournal, type JournalResult } from '../../executor/transaction-journal.ts';
import type { Execution, ExecutionMode, LaneRuntime } from '../../sdk/runtime.ts';
import { createLane } from '../executor.ts';
import { keccak256 } from './keccak.ts';

export const ALICE = accountId('a11ce'.padStart(40, '0'));
export const BOB = accountId('b0b'.padStart(40, '0'));
export const CAROL = accountId('ca401'.padStart(40, '0'));
export const TARGET = accountId('7a46e7'.padStart(40, '0'));
export const COINBASE = accountId('c0ffee'.padStart(40, '0'));
export const ETHER = 10n ** 18n;

export const BLOCK: BlockContext = {
  number: 5,
  timestamp: 1_000n,
  coinbase: COINBASE,
  gasLimit: 30_000_000n,
  baseFee: 7n,
  prevRandao: 'ab'.repeat(32),
  difficulty: 0n,
  excessBlobGas: 0n,
  blockHashes: ['11'.repeat(32), '22'.repeat(32)],
};

export interface Ran extends JournalResult {
  readonly execution: Execution;
  /** @throws where the transaction was misrouted. */
  readonly outcome: Outcome;
  readonly gasUsed: bigint;
}

export class TestLedger {
  readonly cells = new Map<CellKey, CellValue>();
  readonly codes = new Map<string, Uint8Array>();
  readonly preimages = new Map<string, string>();
  #lane: LaneRuntime | undefined;
  readonly #hardfork: string;

  constructor(hardfork: string) {
    this.#hardfork = hardfork;
    for (const account of [ALICE, BOB]) this.cells.set(balanceCell(account), quantity(100n * ETHER));
  }

  /** Installs code that is there from the beginning. */
  install(account: AccountId, code: string, runtime = 'evm'): void {
    const bytes = fromHex(code);
    const hash = toHex(keccak256(bytes));
    this.codes.set(hash, bytes);
    this.cells.set(codeCell(account), codeValue(runtime, hash));
  }

  /** Executes without committing. */
  async run(
    changes: Partial<Transaction>,
    mode: ExecutionMode = 'transaction',
    block: BlockContext = BLOCK,
  ): Promise<Ran> {
    const lane = (this.#lane ??= await createLane({
      config: { chainId: 1n, hardfork: this.#hardfork },
      code: (hash) => {
        const bytes = this.codes.get(hash);
        if (bytes === undefined) throw new Error(`no code ${hash}`);
        return bytes;
      },
      notePreimage: (hash, preimage) => this.preimages.set(toHex(hash), toHex(preimage)),
    }));
    const journal = new TransactionJournal((key) => ({
      value: this.cells.get(key) ?? '',
      version: GENESIS,
      byValue: false,
    }));
    const execution = await lane.execute(this.transaction(changes), block, journal, mode);
    return {
      ...journal.finish(),
      execution,
      get outcome() {
        if (execution.kind !== 'done') throw new Error(`misrouted to ${execution.runtime}`);
        return execution.outcome;
      },
      gasUsed: execution.kind === 'done' ? execution.gasUsed : 0n,
    };
  }

  /** Executes and commits. */
  async send(changes: Partial<Transaction>, block: BlockContext = BLOCK): Promise<Ran> {
    const ran = await this.run(changes, 'transaction', block);
    for (const { key, value } of ran.writes) this.cells.set(key, value);
    for (const { key, amount } of ran.deltas) this.cells.set(key, addQuantity(this.cells.get(key) ?? '', amount));
    for (const { hash, bytes } of ran.codes) this.codes.set(hash, bytes);
    return ran;
  }

  transaction(changes: Partial<Transaction>): Transaction {
    const from = changes.from ?? ALICE;
    return {
      from,
      to: TARGET,
      runtime: 'evm',
      nonce: BigInt(`0x0${this.cells.get(nonceCell(from)) ?? ''}`),
      value: 0n,
      data: new Uint8Array(0),
      gasLimit: 1_000_000n,
      maxFeePerGas: 10n,
      maxPriorityFeePerGas: 2n,
      type: changes.authorizations !== undefined ? 4 : changes.blobHashes !== undefined ? 3 : 0,
      ...changes,
    };
  }

  cell(key: CellKey): CellValue {
    return this.cells.get(key) ?? '';
  }
}

export const keysOf = (entries: readonly { readonly key: CellKey }[]): CellKey[] => entries.map(({ key }) => key);

const OPCODES = {
  stop: '00',
  add: '01',
  iszero: '15',
  keccak256: '20',
  address: '30',
  balance: '31',
  caller: '33',
  callvalue: '34',
  calldataload: '35',
  gasprice: '3a',
  extcodesize: '3b',
  returndatasize: '3d',
  returndatacopy: '3e',
  blockhash: '40',
  selfbalance: '47',
  blobbasefee: '4a',
  pop: '50',
  mload: '51',
  mstore: '52',
  sload: '54',
  sstore: '55',
  jump: '56',
  gas: '5a',
  jumpdest: '5b',
  tload: '5c',
  tstore: '5d',
  log1: 'a1',
  create: 'f0',
  call: 'f1',
  return: 'f3',
  delegatecall: 'f4',
  create2: 'f5',
  revert: 'fd',
  invalid: 'fe',
  selfdestruct: 'ff',
} as const;

type Word = keyof typeof OPCODES | number | bigint | AccountId;

/** Code from opcodes; numbers and accounts are pushed. `returned` makes init code that deploys it. */
export function assemble(...words: readonly Word[]): string {
  return words
    .map((word) => {
      if (typeof word === 'string' && word in OPCODES) return OPCODES[word as keyof typeof OPCODES];
      const digits = typeof word === 'string' ? word : word.toString(16);
      const bytes = digits.length % 2 === 0 ? digits : `0${digits}`;
      return (0x5f + bytes.length / 2).toString(16) + bytes;
    })
    .join('');
}

/** Calls an account with all gas and no data; leaves 1 or 0 on the stack. */
export const callTo = (account: AccountId, value: number | bigint = 0): readonly Word[] => [
  0,
  0,
  0,
  0,
  value,
  account,
  'gas',
  'call',
];

/** Init code that deploys up to 32 bytes of code. */
export const initCodeOf = (code: string): string =>
  assemble(BigInt(`0x${code.padEnd(64, '0')}`), 0, 'mstore', code.length / 2, 0, 'return');
