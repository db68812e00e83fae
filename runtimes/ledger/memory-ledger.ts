import type { LedgerConfig } from '../core/block.ts';
import { err, ok } from '../core/result.ts';
import { GENESIS } from '../core/version.ts';
import { blockId, genesisId } from './block-id.ts';
import { checkCommit } from './check-commit.ts';
import { CommitListeners } from './commit-listeners.ts';
import { CommittedCells } from './committed-cells.ts';
import { checkGenesis } from './genesis.ts';
import type { BlockCommit, BlockHead, Genesis, Ledger, LedgerState, StoredBlock } from './ledger.ts';
import { StateRoot } from './state-root.ts';

export interface MemoryLedgerOptions {
  readonly config: LedgerConfig;
  readonly genesis: Genesis;
  /** How many of the newest blocks `block()` still answers for; all of them unless told. */
  readonly keepBlocks?: number;
  /** Told what a listener threw; unless given, a process warning. */
  readonly onListenerError?: (error: unknown) => void;
}

/** A ledger that lives and dies with its process. @throws RangeError for a genesis that no ledger could hold. */
export function createMemoryLedger(options: MemoryLedgerOptions): Ledger {
  const { config, keepBlocks = Infinity } = options;
  const genesis = checkGenesis(config, options.genesis);
  const { codes } = genesis;
  const cells = new CommittedCells();
  for (const [key, value] of genesis.cells) cells.set(key, { value, version: GENESIS });
  const root = new StateRoot(config, () => new Map(cells.values()));
  const blocks = new Map<number, StoredBlock>();
  const listeners = new CommitListeners(options.onListenerError);
  let head: BlockHead = { number: genesis.number, id: genesisId(config, genesis.number) };

  /** One synchronous step: whoever reads sees all of a block or nothing of it. */
  const apply = (block: BlockCommit): void => {
    const { context, policy, transactions, receipts, records, decisions = new Map() } = block;
    for (const [key, cell] of block.writes) {
      if (cells.read(key).value !== cell.value) root.change(key, cell.value);
      cells.set(key, cell);
    }
    for (const { hash, bytes } of block.codes) codes.set(hash, bytes);
    head = { number: context.number, id: blockId(head.id, context, transactions) };
    blocks.set(head.number, { head, context, policy, transactions, receipts, records, decisions });
    if (blocks.size > keepBlocks) blocks.delete(head.number - keepBlocks);
  };

  const state: LedgerState = {
    read: (key) => cells.read(key),
    head: () => head,
    code: (hash) => codes.get(hash),
    cellsOf: (account, limit) => cells.page(account, limit),
  };
  return {
    ...state,
    config,
    ahead: state,
    block: (number) => blocks.get(number),
    stateRoot: async () => ok(await root.root()),
    prove: async (key) => ok(await root.prove(key)),
    commit: async (block) => {
      const error = checkCommit(block, { number: head.number, hasCode: (hash) => codes.has(hash) });
      if (error) return err(error);
      apply(block);
      const committed = head;
      listeners.announce({ head: committed, commit: block });
      return ok(committed);
    },
    cells: () => cells.present(),
    *codes() {
      for (const [hash, bytes] of codes) yield { hash, bytes };
    },
    subscribe: (listener) => listeners.subscribe(listener),
  };
}
