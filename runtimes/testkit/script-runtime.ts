/** The script language as a runtime: an executor module like any other, small enough to read as an example. */
import { keccak_256 } from '@noble/hashes/sha3.js';
import type { BlockContext } from '../core/block.ts';
import { balanceCell, codeCell, codeValue, nonceCell, parseCode, storageCell, type AccountId } from '../core/cell.ts';
import { integer, quantity, toHex } from '../core/hex.ts';
import type { Transaction } from '../core/transaction.ts';
import type { Journal } from '../sdk/journal.ts';
import type { Execution, LaneHost, LaneRuntime } from '../sdk/runtime.ts';
import { runScript, type ScriptState } from './script-interpreter.ts';
import { decodeProgram } from './script-program.ts';

export const SCRIPT = 'script';

const slotCell = (account: AccountId, slot: number): ReturnType<typeof storageCell> =>
  storageCell(account, '', slot.toString(16).padStart(64, '0'));

const word = (value: number): string => value.toString(16).padStart(64, '0');

export const scriptEvent = (value: number): { topics: string[]; data: Uint8Array } => ({
  topics: [word(value)],
  data: new Uint8Array(),
});

function stateOf(journal: Journal, host: LaneHost): ScriptState {
  return {
    slot: (account, slot) => Number(integer(journal.read(slotCell(account, slot))) & 0xffffffffn),
    isZero: (account, slot) => journal.isZero(slotCell(account, slot)),
    setSlot: (account, slot, value) => journal.write(slotCell(account, slot), quantity(BigInt(value))),
    creditSlot: (account, slot, amount) => journal.credit(slotCell(account, slot), BigInt(amount)),
    balance: (account) => integer(journal.read(balanceCell(account))),
    setBalance: (account, value) => journal.write(balanceCell(account), quantity(value)),
    creditBalance: (account, amount) => journal.credit(balanceCell(account), amount),
    nonce: (account) => integer(journal.read(nonceCell(account))),
    setNonce: (account, value) => journal.write(nonceCell(account), quantity(value)),
    code: (account) => {
      const code = parseCode(journal.read(codeCell(account)));
      return code === undefined ? undefined : (journal.ownCode(code.hash) ?? host.code(code.hash));
    },
    setCode: (account, bytes) => {
      const hash = toHex(keccak_256(bytes));
      journal.putCode({ hash, bytes });
      journal.write(codeCell(account), codeValue(SCRIPT, hash));
    },
    emit: (account, value) => journal.emit({ account, ...scriptEvent(value) }),
    checkpoint: () => journal.checkpoint(),
    commit: () => journal.commit(),
    revert: () => journal.revert(),
  };
}

class ScriptLane implements LaneRuntime {
  readonly #host: LaneHost;

  constructor(host: LaneHost) {
    this.#host = host;
  }

  execute(tx: Transaction, block: BlockContext, journal: Journal): Execution {
    const { from, to, nonce, gasLimit, maxFeePerGas: price } = tx;
    const state = stateOf(journal, this.#host);
    const program = decodeProgram(tx.data);
    const done = runScript(state, { from, to: to ?? from, nonce, gasLimit, price, program }, block.coinbase);
    const { gasUsed, status } = done;
    if (status === 'invalid') return { kind: 'done', gasUsed, outcome: { status, reason: done.reason } };
    if (status === 'outOfGas') return { kind: 'done', gasUsed, outcome: { status } };
    if (status === 'trap') return { kind: 'done', gasUsed, outcome: { status, reason: 'trap' } };
    return { kind: 'done', gasUsed, outcome: { status, output: new TextEncoder().encode(String(done.word)) } };
  }
}

export const createLane = (host: LaneHost): Promise<LaneRuntime> => Promise.resolve(new ScriptLane(host));
