import type { LedgerConfig } from '../core/block.ts';
import { accountOfCell, isPlainCell, plainCells } from '../core/cell.ts';
import type { AccountId, CellKey } from '../core/cell.ts';
import type { CodeBlob } from '../core/effects.ts';
import { err, ok } from '../core/result.ts';
import { GENESIS, MAX_BLOCK } from '../core/version.ts';
import { blockId, genesisId } from './block-id.ts';
import { checkCell, checkCode, checkCommit, checkPrecompiles } from './check-commit.ts';
import type {
  AccountPage,
  BlockCommit,
  BlockHead,
  CommittedBlock,
  CommittedCell,
  Genesis,
  Ledger,
  StoredBlock,
} from './ledger.ts';
import { StateRoot } from './state-root.ts';

export interface MemoryLedgerOptions {
  readonly config: LedgerConfig;
  readonly genesis: Genesis;
  /** How many of the newest blocks `block()` still answers for; all of them unless told. */
  readonly keepBlocks?: number;
  /** Told what a listener threw; unless given, a process warning. */
  readonly onListenerError?: (error: unknown) => void;
}

const ABSENT: CommittedCell = { value: '', version: GENESIS };

/** A ledger that lives and dies with its process. @throws RangeError for a genesis that no ledger could hold. */
export function createMemoryLedger(options: MemoryLedgerOptions): Ledger {
  const { config, genesis, keepBlocks = Infinity } = options;
  const onListenerError =
    options.onListenerError ?? ((error) => process.emitWarning(`a ledger listener threw: ${String(error)}`));
  const codes = codesOf(genesis);
  const flaw = checkPrecompiles(config, (hash) => codes.has(hash));
  if (flaw !== undefined) throw new RangeError(`genesis: ${flaw}`);
  const cells = cellsAtGenesis(genesis, codes);
  /** Only accounts with storage are in it, and keys are never taken out: a cleared cell still has a version. */
  const storage = new Map<AccountId, CellKey[]>();
  for (const key of cells.keys()) index(storage, key);
  const root = new StateRoot(config, () => valuesOf(cells));
  const blocks = new Map<number, StoredBlock>();
  const listeners = new Set<(block: CommittedBlock) => void>();
  const start = genesis.number ?? 0;
  if (!Number.isInteger(start) || start < 0 || start >= MAX_BLOCK)
    throw new RangeError(`genesis: ${start} is no block number`);
  let head: BlockHead = { number: start, id: genesisId(config, start) };

  const read = (key: CellKey): CommittedCell => cells.get(key) ?? ABSENT;

  /** One synchronous step: whoever reads sees all of a block or nothing of it. */
  const apply = (block: BlockCommit): void => {
    const { context, policy, transactions, receipts } = block;
    for (const [key, cell] of block.writes) {
      const before = cells.get(key);
      if (!before) index(storage, key);
      cells.set(key, cell);
      if ((before ?? ABSENT).value !== cell.value) root.change(key, cell.value);
    }
    for (const { hash, bytes } of block.codes) codes.set(hash, bytes);
    head = { number: context.number, id: blockId(head.id, context, transactions) };
    blocks.set(head.number, { head, context, policy, transactions, receipts });
    if (blocks.size > keepBlocks) blocks.delete(head.number - keepBlocks);
  };

  const announce = (block: CommittedBlock): void => {
    for (const listener of [...listeners]) {
      try {
        listener(block);
      } catch (error) {
        onListenerError(error);
      }
    }
  };

  return {
    config,
    read,
    head: () => head,
    code: (hash) => codes.get(hash),
    block: (number) => blocks.get(number),
    stateRoot: () => root.root(),
    prove: (key) => root.prove(key),
    cellsOf: (account, limit) => pageOf(account, limit, cells, storage.get(account) ?? []),
    commit: async (block) => {
      const error = checkCommit(block, { number: head.number, hasCode: (hash) => codes.has(hash) });
      if (error) return err(error);
      apply(block);
      const committed = head;
      announce({ head: committed, commit: block });
      return ok(committed);
    },
    *cells() {
      for (const entry of cells) if (entry[1].value !== '') yield entry;
    },
    *codes() {
      for (const [hash, bytes] of codes) yield { hash, bytes };
    },
    subscribe: (listener) => {
      // Wrapped, so that a function given twice is two subscriptions.
      const own = (block: CommittedBlock): void => listener(block);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}

function codesOf(genesis: Genesis): Map<string, Uint8Array> {
  const codes = new Map<string, Uint8Array>();
  for (const blob of genesis.codes) {
    const error = checkCode(blob);
    if (error) throw new RangeError(`genesis: ${error.message}`);
    codes.set(blob.hash, blob.bytes);
  }
  return codes;
}

function cellsAtGenesis(
  genesis: Genesis,
  codes: ReadonlyMap<CodeBlob['hash'], Uint8Array>,
): Map<CellKey, CommittedCell> {
  const cells = new Map<CellKey, CommittedCell>();
  const hasCode = (hash: string): boolean => codes.has(hash);
  for (const [key, value] of genesis.cells) {
    const error = checkCell(key, value, hasCode);
    if (error) throw new RangeError(`genesis: ${error.message}`);
    if (value === '') cells.delete(key);
    else cells.set(key, { value, version: GENESIS });
  }
  return cells;
}

function* valuesOf(cells: ReadonlyMap<CellKey, CommittedCell>): Generator<readonly [CellKey, string]> {
  for (const [key, { value }] of cells) yield [key, value];
}

function index(storage: Map<AccountId, CellKey[]>, key: CellKey): void {
  if (isPlainCell(key)) return;
  const account = accountOfCell(key);
  const keys = storage.get(account);
  if (keys) keys.push(key);
  else storage.set(account, [key]);
}

function pageOf(
  account: AccountId,
  limit: number,
  cells: ReadonlyMap<CellKey, CommittedCell>,
  storage: readonly CellKey[],
): AccountPage {
  const page: (readonly [CellKey, CommittedCell])[] = [];
  for (const key of plainCells(account)) {
    const cell = cells.get(key);
    if (cell) page.push([key, cell]);
  }
  const complete = page.length + storage.length <= limit;
  for (const key of storage) {
    if (page.length >= limit) break;
    page.push([key, cells.get(key) ?? ABSENT]);
  }
  if (page.length > limit) page.length = limit;
  return { cells: page, complete };
}
