/** A state to begin from: that of a ledger's file after any of its blocks, or that of a snapshot or another file that carries a state. */
import type { LedgerConfig } from '../../core/block.ts';
import type { CellKey, CellValue } from '../../core/cell.ts';
import type { CodeBlob } from '../../core/effects.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { LedgerError } from '../../ledger/ledger.ts';
import { History } from '../../ledger/store/history.ts';
import { openForReading } from '../../ledger/store/open-database.ts';
import { storageError } from '../../ledger/store/store-error.ts';
import type { ContractNote } from '../../ledger/store/store-protocol.ts';
import type { Registry } from '../../registry.ts';
import { isLedgerFile } from '../formats/file-start.ts';
import { importAside } from '../formats/import-aside.ts';
import type { Place } from '../formats/place.ts';
import type { ImportRequest } from '../formats/state-format.ts';

export interface StartState {
  readonly config: LedgerConfig;
  /** Of the block that left it. */
  readonly number: number;
  /** Seconds since 1970; 0 where it is not known. */
  readonly timestamp: bigint;
  /** Ids of this block and those before it, the newest first, as many as BLOCKHASH may ask for. */
  readonly hashes: readonly string[];
  /** The newest of a name comes last. */
  contracts(): readonly ContractNote[];
  cells(): Iterable<readonly [CellKey, CellValue]>;
  codes(): Iterable<CodeBlob>;
  close(): void;
}

/** BLOCKHASH reaches back so far. */
export const HASHES = 256;

/** Why a state cannot be begun from. */
export interface StartError extends LedgerError {
  /** Absolute; undefined where the message names it. */
  readonly file?: string | undefined;
  /** In that file, from 1. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** What to do, a sentence. */
  readonly advice?: string | undefined;
}

const refused = (message: string): Result<never, StartError> => err({ code: 'file', message });

/** Opens a ledger's file beside whoever writes to it, or takes in a file of another format. */
export async function openStartState(
  place: Place,
  registry: Registry,
  options: Pick<ImportRequest, 'trustedFor' | 'signal'> = {},
): Promise<Result<StartState, StartError>> {
  const { file, position } = place;
  if (isLedgerFile(file)) return openLedgerState(file, position, () => undefined);
  if (position !== undefined) return refused(`${file} has no history: leave out "@${position}"`);
  const aside = await importAside(file, registry, options);
  if (!aside.ok) {
    const { message, line, column, advice } = aside.error;
    return err({ code: 'file', message, file, line, column, advice });
  }
  const { ledger, discard } = aside.value;
  const opened = openLedgerState(ledger, undefined, discard);
  if (!opened.ok) discard();
  return opened;
}

function openLedgerState(
  file: string,
  position: string | undefined,
  done: () => void,
): Result<StartState, LedgerError> {
  try {
    const db = openForReading(file);
    const close = (): void => {
      db.close();
      done();
    };
    const history = new History(db);
    const found = position === undefined ? ok(history.current.block) : history.resolve(position);
    if (found.ok) return ok(stateAfter(history, found.value, close));
    db.close();
    return refused(`${file}: ${found.error.message}`);
  } catch (error) {
    return err(storageError(file, error));
  }
}

/** @param close what is left to do when nobody reads it any more. */
export function stateAfter(history: History, block: number, close: () => void): StartState {
  const { number, timestamp } = history.block(block);
  return {
    config: history.config,
    number,
    timestamp: BigInt(timestamp ?? 0),
    hashes: history.log(block, HASHES).map(({ hash }) => hash),
    contracts: () => [...history.notes(block)].sort((a, b) => a.block - b.block),
    cells: () => history.cells(block),
    codes: () => history.codes(),
    close,
  };
}
