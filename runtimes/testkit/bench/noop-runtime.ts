/** A runtime that executes nothing: what remains is the cost of kernel and transport. Reads and writes as a token transfer has. */
import { balanceCell, codeCell, nonceCell, storageCell } from '../../core/cell.ts';
import type { BlockContext } from '../../core/block.ts';
import { integer, quantity } from '../../core/hex.ts';
import type { Transaction } from '../../core/transaction.ts';
import type { Journal } from '../../sdk/journal.ts';
import type { Execution, LaneRuntime } from '../../sdk/runtime.ts';

const OUTPUT = new Uint8Array();

function execute(tx: Transaction, _block: BlockContext, journal: Journal): Execution {
  const to = tx.to ?? tx.from;
  journal.read(codeCell(to));
  journal.write(nonceCell(tx.from), quantity(integer(journal.read(nonceCell(tx.from))) + 1n));
  journal.write(balanceCell(tx.from), quantity(integer(journal.read(balanceCell(tx.from))) - 1n));
  for (const owner of [tx.from, tx.data.length === 20 ? to : tx.from]) {
    const cell = storageCell(to, '', owner.padStart(64, '0'));
    journal.write(cell, quantity(integer(journal.read(cell)) + 1n));
  }
  return { kind: 'done', gasUsed: 1n, outcome: { status: 'success', output: OUTPUT } };
}

function frame(): never {
  throw new Error('this runtime takes no frames');
}

export const createLane = (): Promise<LaneRuntime> => Promise.resolve({ execute, frame });
