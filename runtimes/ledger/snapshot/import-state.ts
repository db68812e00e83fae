/** Makes a ledger file of a state that is in memory: all of it or nothing. */
import type { LedgerConfig } from '../../core/block.ts';
import type { CellKey, CellValue } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { genesisId } from '../block-id.ts';
import { breath } from '../breath.ts';
import { checkGenesis } from '../genesis.ts';
import { BulkLoad } from '../store/bulk-load.ts';
import { MAIN } from '../store/store.ts';
import type { CheckList } from './check-list.ts';
import { CodeUses, type CodeVerifier } from './code-uses.ts';
import { failureOf, stopIfCancelled, type SnapshotFailure } from './failure.ts';
import { checkTarget, clear, inLedger } from './new-ledger.ts';
import { StreamedRoot } from './streamed-root.ts';
import { publish, temporaryOf } from './whole-file.ts';

export interface StateImport {
  /** What the state was read from, for messages. */
  readonly file: string;
  /** Absolute path of the ledger file to make; there must be none yet. */
  readonly ledger: string;
  /** `runtimes` and `ledger` are checked here. */
  readonly checks: CheckList;
  readonly config: LedgerConfig;
  /** Number of the first block. */
  readonly block: number;
  /** Of that block, seconds since 1970, where it is known. */
  readonly timestamp?: bigint | undefined;
  readonly cells: ReadonlyMap<CellKey, CellValue>;
  /** By keccak-256. */
  readonly codes: ReadonlyMap<string, Uint8Array>;
  readonly verifyCode?: CodeVerifier | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Cells written. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Cells between two pauses. */
const STRIDE = 8_192;

/** The state root, 64 hex digits. @throws RangeError for a state that no ledger could hold. */
export async function importState(options: StateImport): Promise<Result<string, SnapshotFailure>> {
  const { file, ledger, checks, config, block, timestamp, signal } = options;
  const temporary = temporaryOf(ledger);
  const root = new StreamedRoot(config);
  let load: BulkLoad | undefined;
  try {
    checkTarget(ledger, checks);
    const { cells, codes } = checkGenesis(config, {
      cells: options.cells,
      codes: [...options.codes].map(([hash, bytes]) => ({ hash, bytes })),
      number: block,
    });
    const uses = new CodeUses(config);
    for (const [key, value] of cells) uses.note(key, value);
    await uses.verify(options.verifyCode, (hash) => codes.get(hash), { file, checks, signal });
    await clear(temporary);
    const first = { number: block, id: genesisId(config, block) };
    const filled = inLedger(
      ledger,
      checks,
      () => new BulkLoad({ file: temporary, config, branch: MAIN, first, timestamp }),
    );
    load = filled;
    inLedger(ledger, checks, () => {
      for (const [hash, bytes] of codes) filled.code(hash, bytes);
    });
    const keys = [...cells.keys()].sort();
    for (let from = 0; from < keys.length; from += STRIDE) {
      for (const key of keys.slice(from, from + STRIDE)) {
        const value = cells.get(key) as CellValue;
        root.add(key, value);
        inLedger(ledger, checks, () => filled.cell(key, value));
      }
      options.onProgress?.(from, keys.length);
      await breath();
      stopIfCancelled(file, signal);
    }
    const stateRoot = root.root();
    inLedger(ledger, checks, () => {
      filled.root(block, stateRoot);
      filled.finish();
    });
    await publish(temporary, ledger, false);
    checks.passed('ledger', ledger);
    return ok(stateRoot);
  } catch (error) {
    load?.close();
    await clear(temporary);
    return err(failureOf(ledger, error, checks.list));
  } finally {
    root.close();
  }
}
