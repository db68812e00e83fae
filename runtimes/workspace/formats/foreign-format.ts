/** A runtime's foreign format as a format of this program: what is done with files and ledgers is the same for all of them. */
import { existsSync, statSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import type { LedgerConfig } from '../../core/block.ts';
import { accountOfCell, type AccountId, type CellKey } from '../../core/cell.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { CheckList, FOREIGN_CHECKS, type CheckName } from '../../ledger/snapshot/check-list.ts';
import {
  failureOf,
  sourceFailure,
  stopIfCancelled,
  storageFailure,
  taken,
  type SnapshotFailure,
} from '../../ledger/snapshot/failure.ts';
import { importState } from '../../ledger/snapshot/import-state.ts';
import type { SnapshotSource } from '../../ledger/snapshot/snapshot-source.ts';
import { StreamedRoot } from '../../ledger/snapshot/streamed-root.ts';
import { publish, temporaryOf, writePieces } from '../../ledger/snapshot/whole-file.ts';
import { StoreError } from '../../ledger/store/store-error.ts';
import { defaultHardfork, type Registry } from '../../registry.ts';
import type { ForeignState, ForeignStateFormat } from '../../sdk/foreign-state.ts';
import { codeVerifier, hardforkProblem } from './accept-code.ts';
import { lostOfSource } from './lost-of-source.ts';
import type {
  ChainWords,
  ExportReport,
  ExportRequest,
  ImportReport,
  ImportRequest,
  StateFormat,
} from './state-format.ts';

/** Files are read as one text, which cannot be longer. */
const LARGEST = 2 ** 29 - 2 ** 10;
/** What anvil and scenarios take where nobody says anything. */
const DEFAULT_CHAIN = 31_337n;

export const foreignFormat = (format: ForeignStateFormat): StateFormat => ({
  name: format.name,
  summary: format.summary,
  extensions: format.extensions,
  hasHistory: false,
  recognises: (start) => format.recognises(start),
  export: (request) => exportForeign(format, request),
  import: (request) => importForeign(format, request),
});

async function exportForeign(
  format: ForeignStateFormat,
  { source, file, accounts, replace, signal, onProgress }: ExportRequest,
): Promise<Result<ExportReport, SnapshotFailure>> {
  const temporary = temporaryOf(file);
  const unfit = (message: string, advice: string): Result<never, SnapshotFailure> =>
    err({ code: 'source', message, file, advice, checks: [] });
  try {
    if (replace !== true && existsSync(file)) return err(taken(file));
    const empty = accounts?.find((account) => isEmpty(source, account));
    if (empty !== undefined)
      return unfit(`the account 0x${empty} holds nothing there`, 'Check the address and the block.');
    let omitted: readonly string[] = [];
    function* pieces(): Generator<string> {
      omitted = yield* format.write({
        config: source.config,
        block: source.block,
        context: source.context,
        cells: source.cells(accounts && [...new Set(accounts)].sort()),
        code: (hash) => codeOf(source, hash),
      });
    }
    await writePieces(temporary, pieces(), (bytes) => {
      onProgress?.('writing bytes', bytes, undefined);
      stopIfCancelled(file, signal);
    });
    const { size } = statSync(temporary);
    if (size > LARGEST)
      return unfit(`it would have ${size} bytes, and this format cannot be read beyond ${LARGEST}`, 'Choose accounts.');
    // What was written is what an import of it gives: that is read back before the file has its name.
    const written = format.read(await readFile(temporary));
    if (!written.ok) throw new Error(`${format.name} cannot read what it has written: ${written.error.message}`);
    await publish(temporary, file, replace === true);
    const { cells, codes } = written.value;
    const stateRoot = rootOf(source.config, written.value);
    const counts = { account: written.value.accounts, cell: cells.size, code: codes.size };
    return ok({
      file,
      block: source.block,
      stateRoot,
      counts,
      fileBytes: size,
      omitted: [...omitted, ...lostOfSource(source)],
    });
  } catch (error) {
    return err(sourceFailure(source.name, error) ?? failureOf(file, error));
  } finally {
    await rm(temporary, { force: true });
  }
}

function isEmpty(source: SnapshotSource, account: AccountId): boolean {
  for (const _cell of source.cells([account])) return false;
  return true;
}

function codeOf(source: SnapshotSource, hash: string): Uint8Array {
  const bytes = source.code(hash);
  if (bytes === undefined) throw new StoreError(`${source.name} is damaged: it lacks the code ${hash}`);
  return bytes;
}

function rootOf(config: LedgerConfig, { cells }: ForeignState): string {
  const root = new StreamedRoot(config);
  try {
    for (const [key, value] of cells) root.add(key, value);
    return root.root();
  } finally {
    root.close();
  }
}

async function importForeign(
  format: ForeignStateFormat,
  { file, ledger, registry, config, assume, signal, onProgress }: ImportRequest,
): Promise<Result<ImportReport, SnapshotFailure>> {
  const checks = new CheckList(FOREIGN_CHECKS);
  const refused = (check: CheckName, message: string, advice: string, place = {}): Result<never, SnapshotFailure> => {
    checks.failed(check, message);
    return err({ code: 'refused', message, file, advice, checks: checks.list, ...place });
  };
  let bytes: Uint8Array;
  try {
    const { size } = statSync(file);
    if (size > LARGEST)
      return refused('file', `it has ${size} bytes; at most ${LARGEST} can be read`, 'Take fewer accounts into it.');
    bytes = await readFile(file);
  } catch (error) {
    const failure = storageFailure(file, error);
    checks.failed('file', failure.message);
    return err({ ...failure, checks: checks.list });
  }
  checks.passed('file');
  onProgress?.('reading bytes', bytes.length, bytes.length);
  const read = format.read(bytes);
  if (!read.ok) {
    const { message, line, column } = read.error;
    return refused('kind', message, 'Take another copy of the file, or have it written again.', { line, column });
  }
  const state = read.value;
  checks.passed('kind', `${state.accounts} accounts`);
  const chain = chainOf(state, registry, config, assume);
  if (!chain.ok) return refused('chain', ...chain.error);
  checks.passed('chain', `${chain.value.config.chainId}, ${chain.value.config.hardfork}`);
  const stateRoot = await importState({
    file,
    ledger,
    checks,
    config: chain.value.config,
    block: state.block,
    timestamp: state.timestamp,
    cells: state.cells,
    codes: state.codes,
    verifyCode: codeVerifier(registry),
    signal,
    onProgress: (done, total) => onProgress?.('writing cells', done, total),
  });
  if (!stateRoot.ok) return stateRoot;
  return ok({
    ledger,
    block: state.block,
    stateRoot: stateRoot.value,
    counts: { account: state.accounts, cell: state.cells.size, code: state.codes.size },
    checks: checks.list,
    omitted: state.omitted,
    assumed: chain.value.assumed,
  });
}

type Chain = { readonly config: LedgerConfig; readonly assumed: readonly string[] };

/** What the ledger is told of its chain: what the user says, else what the file says, else what is usual. An error: what is wrong, what to do. */
function chainOf(
  { chainId, hardfork, cells }: ForeignState,
  registry: Registry,
  given: ChainWords | undefined,
  assume: ChainWords | undefined,
): Result<Chain, readonly [string, string]> {
  if (given?.hardfork === undefined && hardfork?.ok === false)
    return err([hardfork.error, 'Update this program, or say by --hardfork which rules the ledger is to have.']);
  const fork = given?.hardfork ?? (hardfork?.ok === true ? hardfork.value : (assume?.hardfork ?? defaultHardfork));
  const problem = hardforkProblem(fork);
  if (problem !== undefined) return err([problem, 'Name another one with --hardfork.']);
  const id = given?.chainId ?? chainId ?? assume?.chainId ?? DEFAULT_CHAIN;
  const assumed = [
    ...(given?.chainId === undefined && chainId === undefined ? [`chain id ${id} (--chain-id)`] : []),
    ...(given?.hardfork === undefined && hardfork === undefined ? [`hardfork ${fork} (--hardfork)`] : []),
  ];
  const config = registry.ledgerConfig(id, fork);
  const bound = codeAtBuiltin(config, cells.keys());
  if (bound !== undefined)
    return err([
      `the account 0x${bound} has code, but ${config.builtins?.[bound]} answers there itself`,
      'Take the account out of the file.',
    ]);
  return ok({ config, assumed });
}

function codeAtBuiltin({ builtins }: LedgerConfig, keys: Iterable<CellKey>): AccountId | undefined {
  for (const key of keys) {
    if (!key.endsWith('/c')) continue;
    const account = accountOfCell(key);
    if (builtins?.[account] !== undefined) return account;
  }
  return undefined;
}
